"""WCAG 2.2 A and AA as axe-core checks them, on every kind of page and in every look; and the page's own tools."""

from __future__ import annotations

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect
from web_browser import ROOT, ask

pytestmark = pytest.mark.browser

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOOKS = ("light", "dark", "light large", "dark large")
RUN = """() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {'landmark-one-main': {enabled: true}}})"""


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
    page.evaluate(axe)
    found = page.evaluate(RUN)["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:240]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("path", ["/", "/embed", "/source", "/source/plan?mark=1-20#s1.1"])
def test_axe_finds_nothing(page: Page, server: str, axe: str, path: str) -> None:
    page.goto(server + path)
    chat = path in ("/", "/embed")
    if chat:
        expect(page.locator("#yj-documents")).to_contain_text("已收录文件")
    for name in LOOKS:
        look(page, name)
        found = offences(page, axe)
        assert found == [], (name, found)
    if not chat:
        return
    ask(page, "苏州?")
    ask(page, "火星?")
    page.locator("#yj-past .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    page.locator("#yj-panel mark").first.evaluate("e => Promise.all(e.getAnimations().map(a => a.finished))")
    for name in LOOKS:
        look(page, name)
        found = offences(page, axe)
        assert found == [], (name, found)
