"""WCAG 2.2 A and AA as axe-core checks them, on every kind of page and in every look; and the page's own tools."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest
from library_engine import SmallEngine
from library_site import TOKEN, VOUCHERS
from playwright.sync_api import Page, expect
from web_app import make_app
from web_browser import ROOT, ask, awake
from web_fakes import FakeAssistant
from web_server import serving_here

from corpus.folder import Folder
from corpus.formats.reader import DocumentReader
from corpus.placements import Placement
from corpus.registry import Supplied, read_registry, write_registry
from corpus.transcripts import Transcript
from web.feedback.settings import FeedbackSettings
from web.feedback.wiring import open_recorder
from web.library.library import Library
from web.service import Service
from web.settings import WebSettings

pytestmark = pytest.mark.browser

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOOKS = ("light", "dark", "light large", "dark large")
RUN = """() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'landmark-one-main': {enabled: true}}})"""


# A title twice, numbers that jump, a line taken for a particular, and three pictures.
DRAFT = f"""{VOUCHERS}[图片]
第五条 申领程序另行公布。
[图片：申领流程图]
第六条 本办法自印发之日起施行。
【图片】
"""


@pytest.fixture(scope="module")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over a written assistant, with what a maintainer finds: records, a draft, an added document."""
    assert chromium
    root = tmp_path_factory.mktemp("kept")
    service = Service(FakeAssistant)
    service.load()
    engine = SmallEngine(root)
    data_dir = engine.corpus.data_dir
    data_dir.mkdir()
    library = Library(service, engine, data_dir)
    (root / "通知.txt").write_text(VOUCHERS, encoding="utf-8")
    with DocumentReader() as reader:  # added by the command: registered and not served yet
        Folder(data_dir, engine.shipped(), reader).add(root / "通知.txt", Supplied())
    write_registry(data_dir, read_registry(data_dir), previous=())
    draft = library.take("某市算力券管理办法.txt", DRAFT.encode())
    moved = Placement(role="own", line=3, last=3, quote="第二条")
    typed = (Transcript(after=9, text="一般企业每年10万元。"), Transcript(after=11, text=""))
    library.save(draft.model_copy(update={"placements": (moved,), "transcripts": typed}))
    settings = WebSettings.model_validate({"admin_token": TOKEN})
    recorder = open_recorder(FeedbackSettings(), data_dir)
    with serving_here(lambda: make_app(service, settings, recorder=recorder, library=library)) as base:
        yield base


def pinned(name: str) -> str:
    found = re.search(rf"^{name} := (\S+)$", MAKEFILE, re.M)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, as `make axe` fetched it; without it these tests fail and say what to do."""
    path = ROOT / ".make" / f"axe-{pinned('AXE_VERSION')}.js"
    if not path.exists():
        pytest.fail("找不到 axe-core。请先运行 make axe（需要 npm），或用 BROWSER=0 跳过浏览器测试。")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == pinned("AXE_SHA256")
    return path.read_text(encoding="utf-8")


def look(page: Page, name: str) -> None:
    tone, *large = name.split()
    page.evaluate(
        "([tone, large]) => { document.documentElement.dataset.tone = tone;"
        " document.documentElement.toggleAttribute('data-large', large); }",
        [tone, bool(large)],
    )


def offences(page: Page, axe: str) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    found = page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:240]}" for v in found for n in v["nodes"]]


def assert_clean(page: Page, axe: str) -> None:
    for name in LOOKS:
        look(page, name)
        found = offences(page, axe)
        assert found == [], (page.url, name, found)


@pytest.mark.parametrize("path", ["/", "/embed", "/source", "/source/plan?mark=1-20#s1.1"])
def test_axe_finds_nothing(page: Page, server: str, axe: str, path: str) -> None:
    page.goto(server + path)
    chat = path in ("/", "/embed")
    if chat:
        awake(page)
    assert_clean(page, axe)
    if not chat:
        return
    ask(page, "苏州?")
    ask(page, "火星?")
    page.locator("#yj-past .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    page.locator("#yj-panel mark").first.evaluate("e => Promise.all(e.getAnimations().map(a => a.finished))")
    assert_clean(page, axe)


def test_axe_finds_nothing_in_the_admin_pages(page: Page, server: str, axe: str) -> None:
    for question, rating in (("苏州?", "down"), ("火星?", "up")):
        asked = page.request.post(f"{server}/api/v1/ask", data={"question": question}).json()
        body = {"answer_id": asked["answer_id"], "rating": rating, "comment": "没有说到年份"}
        page.request.post(f"{server}/api/v1/feedback", data=body)
    page.goto(f"{server}/admin")
    assert page.url.endswith("/admin/login")
    assert_clean(page, axe)
    page.get_by_label("口令").fill(TOKEN)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server}/admin")
    page.locator(".yj-admin details").evaluate_all("all => all.forEach(e => { e.open = true; })")
    assert_clean(page, axe)
    for entry, known in (
        ("提问与评价", ".yj-admin-cards"),
        ("文件体检", ".yj-admin-table"),
        ("收录文件", ".yj-rows"),
    ):
        page.get_by_role("link", name=entry, exact=True).click()
        expect(page.locator(known).first).to_be_visible()
        page.locator(".yj-admin details").evaluate_all("all => all.forEach(e => { e.open = true; })")
        assert_clean(page, axe)
    page.get_by_role("link", name="某市算力券管理办法.txt").click()
    expect(page.locator(".yj-gap-here")).to_have_count(1)
    page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true; })")
    page.get_by_role("button", name="更正第 4 行", exact=True).click()
    expect(page.locator("#c-a3 .yj-place")).to_be_visible()
    assert_clean(page, axe)
