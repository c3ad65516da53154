"""Every kind of segment as a browser shows it, on a desk and on a phone: a written assistant behind the real pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect
from web_app import make_app
from web_browser import ask
from web_fakes import CLAUSES, QUOTE, FakeAssistant, answer, citation
from web_hostile import HOSTILE_CORPUS, MARKUP, hostile_answer
from web_server import serving_here

from assistant.model import Answer, Bar, Cell, Chart, Refusal, Segment, SegmentKind
from corpus.quantity_words import Comparator
from web.service import Service
from web.settings import WebSettings

pytestmark = pytest.mark.browser

CITATIONS = (citation(1), citation(2))
FOUR = tuple(
    citation(n, clause_id=clause.id, address=clause.address) for n, clause in enumerate(CLAUSES, start=1)
)


def label(text: str) -> Cell:
    return Cell((Segment(SegmentKind.LEAD, text),))


def wide_table() -> Segment:
    """Four columns, two quotes in one cell, a hostile one, cells in which nothing was found, and a chart."""
    head = tuple(label(t) for t in ("文件", "2023年目标", "牵头单位", "年均增长"))
    quotes = Cell(
        (Segment(SegmentKind.QUOTE, QUOTE, (1,), ((0, 7),)), Segment(SegmentKind.QUOTE, "20家", (2,)))
    )
    hostile = Cell((Segment(SegmentKind.QUOTE, "<img src=x onerror=window.hacked=1>|甲", (2,)),))
    missing = label("在该文件中未找到")
    rows = (
        head,
        (label("苏州市三年行动计划"), quotes, missing, missing),
        (label("镇江"), hostile, missing, missing),
    )
    bars = (
        Bar("苏州", 5e11, None, Comparator.EQUAL, "5000亿元", 1),
        Bar("镇江", 1e11, None, Comparator.MORE, "超过1000亿元", 2),
    )
    return Segment(SegmentKind.TABLE, "苏州：5000亿元", (1, 2), (), rows, Chart("元", bars))


class Tabular(FakeAssistant):
    """Answers 表 with a table, 写 with sentences of a model, and 恶 from a hostile document."""

    corpus = HOSTILE_CORPUS

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        plain = super().ask(question, history, cancelled, within)
        if "表" in question:
            return answer(
                wide_table(), citations=FOUR if "四" in question else CITATIONS, text="苏州：5000亿元[1]", warnings=("规划期已过。",), reading="按“苏州”理解"
            )  # fmt: skip
        if "恶" in question:
            return hostile_answer()
        if "写" in question:
            return answer(Segment(SegmentKind.WRITTEN, "零售额达到5000亿元。", (1,)), citations=CITATIONS)
        return replace(plain, reading="按“镇江”理解")


@pytest.fixture(scope="module")
def server(chromium: str) -> Iterator[str]:
    """The real pages over that assistant, in this process: they are there in a second."""
    assert chromium
    service = Service(Tabular)
    service.load()
    with serving_here(lambda: make_app(service, WebSettings())) as base:
        yield base


def test_a_table_keeps_its_headers_its_links_and_its_quiet_cells(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, "给我一张表")
    live = page.locator("#yj-live")
    expect(live.locator("th[scope=col]")).to_have_count(4)
    expect(live.locator("tbody th[scope=row]")).to_have_text(["苏州市三年行动计划", "镇江"])
    expect(live.locator("td.yj-missing")).to_have_count(4)
    expect(live.locator("tbody td").first.locator(".yj-chip")).to_have_text(["[1]", "[2]"])
    expect(live.locator("tbody td strong")).to_have_text("到2023年,")
    assert page.evaluate("window.hacked") is None
    expect(live.locator("img")).to_have_count(0)
    order = live.evaluate(
        "e => ['.yj-reading', '.yj-warning', '.yj-chart', '.yj-table', '.yj-evidence', '.yj-actions']"
        ".map(s => e.querySelector(s).getBoundingClientRect().top)"
    )
    assert order == sorted(order)
    live.locator("tbody td .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_in_viewport()


def test_a_chart_is_drawn_named_and_linked(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, "给我一张表")
    chart = page.locator("#yj-live .yj-chart")
    expect(chart.get_by_role("img", name="镇江：超过1000亿元")).to_be_visible()
    widths = chart.locator("rect.yj-firm").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().width)"
    )
    assert widths[0] == pytest.approx(5 * widths[1], rel=0.02)
    expect(chart.locator("rect.yj-faint")).to_have_count(1)  # only the bound
    expect(chart.locator(".yj-bar-text").last).to_contain_text("超过1000亿元")
    chart.locator(".yj-chip").last.click()
    expect(page.locator("#yj-panel mark").first).to_be_in_viewport()


def test_a_phone_scrolls_the_table_and_not_the_page(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server)
    ask(page, "给我一张表")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    table = page.get_by_role("region", name="表格，可左右滚动")
    sizes = table.evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert sizes[0] > sizes[1] + 50
    table.evaluate("e => { e.scrollLeft = 1000; }")
    name = table.locator("tbody th").first.bounding_box()
    assert name is not None
    assert 0 <= name["x"] < 60  # what the row is about stays in sight


def test_what_a_model_wrote_looks_different(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, "写一段")
    written = page.locator("#yj-live p.yj-written")
    expect(written).to_contain_text("零售额达到5000亿元。")
    assert written.evaluate("e => getComputedStyle(e).borderLeftWidth") == "3px"


def test_a_refusal_shows_how_it_was_read_what_is_near_and_offers_nothing_more(
    page: Page, server: str
) -> None:
    page.goto(server)
    ask(page, "给我一张表")
    expect(page.locator("#yj-next button:visible")).to_have_text(["镇江的目标是多少？", "由谁牵头？"])
    ask(page, "火星?")
    expect(page.locator("#yj-live .yj-reading")).to_have_text("按“镇江”理解")
    expect(page.locator("#yj-live .yj-evidence")).to_contain_text("苏州市三年行动计划")
    expect(page.locator("#yj-live .yj-action")).to_have_count(3)
    expect(page.locator("#yj-next")).to_be_hidden()
    # the earlier turn keeps its buttons and its names
    expect(page.locator("#yj-past .yj-action")).to_have_count(3)
    expect(page.locator("#yj-past").get_by_role("region", name="表格，可左右滚动")).to_be_visible()


# What would be lost or pale on paper: text that is not dark, a surface that is not white, words outside
# the sheet or in a box that scrolls.
ON_PAPER = """() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = parts(c); return (r + g + b) / 765; };
  const told = e => `${e.className} ${e.textContent.slice(0, 20)}`;
  const found = {pale: [], tinted: [], cut: []};
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || !e.offsetParent) continue;
    const style = getComputedStyle(e), own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    const [, , , alpha = 1] = parts(style.backgroundColor);
    if (alpha > 0 && light(style.backgroundColor) < 1) found.tinted.push(told(e));
    if (own && light(style.color) > 0.25) found.pale.push(told(e));
    const box = e.getBoundingClientRect();
    if (own && (box.left < 0 || box.right > innerWidth + 1)) found.cut.push(told(e));
    if (own && style.overflow !== 'visible' && e.scrollWidth > e.clientWidth) found.cut.push(told(e));
    if (style.overflowX === 'auto' && e.scrollWidth > e.clientWidth) found.cut.push(told(e));
  }
  return found;
}"""


def printed(page: Page) -> str:
    """The words on the sheets, none of which is cut off."""
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    words = ""
    for sheet in document:
        text = sheet.get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        margin = 15 / 25.4 * 72 - 1  # points
        assert min(left for left, _, _, _ in boxes) >= margin
        assert max(right for _, _, right, _ in boxes) <= sheet.get_width() - margin
        words += text.get_text_range()
    return "".join(words.split())


def look(page: Page, tone: str, large: bool) -> None:
    page.evaluate(
        "([tone, large]) => { document.documentElement.dataset.tone = tone;"
        " document.documentElement.toggleAttribute('data-large', large); }",
        [tone, large],
    )


def test_paper_holds_question_answer_and_sources_in_black(page: Page, server: str) -> None:
    page.goto(server)
    ask(page, "给我四条依据的表")
    page.locator("#yj-live .yj-chip").first.click()
    expect(page.locator("#yj-panel mark").first).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins
    for hidden in ("#yj-composer", "#yj-panel", "#yj-header button", ".yj-actions", "#yj-next", "#yj-along"):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()
    for shown in (".yj-question", ".yj-warning", ".yj-table", ".yj-chart"):
        expect(page.locator(f"#yj-live {shown}")).to_be_visible()
    cards = page.locator("#yj-live .yj-card-address")
    expect(cards).to_have_count(4)
    for card in cards.all():  # the fourth is folded on the screen
        expect(card).to_be_visible()
    for tone, large in (("light", False), ("light", True), ("dark", False), ("dark", True)):
        look(page, tone, large)
        assert page.evaluate(ON_PAPER) == {"pale": [], "tinted": [], "cut": []}, (tone, large)
    words = printed(page)
    for said in (
        "给我四条依据的表",
        "到2023年,全市网络零售额达到5000亿元。",
        "规划期已过。",
        "牵头单位",
        "在该文件中未找到",
    ):
        assert said in words
    for clause in CLAUSES:
        assert clause.address.replace(" ", "") in words
    for tool in ("发送", "下载Word", "不记录我的提问", "快捷键", "上一条", "接着可以问", "查找范围"):
        assert tool not in words


def test_paper_holds_a_whole_document_in_black(page: Page, server: str) -> None:
    page.goto(f"{server}/source/plan?mark=1-20#s1.1")
    look(page, "dark", True)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    assert page.evaluate(ON_PAPER) == {"pale": [], "tinted": [], "cut": []}
    words = printed(page)
    for said in (
        "苏州市三年行动计划",
        "苏委发〔2021〕1号",
        "到2023年,全市网络零售额达到5000亿元。",
        "〔附表原文为图片，没有文字〕",
        "加强统筹。",
    ):
        assert said in words
    for tool in ("目录", "上一条", "显示"):
        assert tool not in words


INERT = "#yj-live, #yj-panel, #yj-preview, dialog, #yj-filter, #yj-documents"
MADE = ":is(img, script, svg:not([role]):not(.yj-bar), [onload], [onerror], [href^=javascript])"


def expect_inert(page: Page, inside: str = "dialog") -> None:
    """Nothing of a hostile text became an element, ran, or made the page or a part of it wider."""
    assert page.evaluate("window.hacked") is None
    for part in INERT.split(", "):
        assert page.locator(f"{part} {MADE}").count() == 0, part
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (
        page.locator(inside).evaluate_all(
            "all => Math.max(0, ...all.map(e => e.scrollWidth - e.clientWidth))"
        )
        == 0
    )
    words = page.locator(INERT).all_inner_texts()
    assert not set("".join(words)) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_names_of_a_document_are_only_names(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(server)
    expect(page.locator("#yj-documents")).to_contain_text("已收录文件", timeout=30_000)
    expect_inert(page)
    page.locator(".yj-filter-open").click()
    dialog = page.get_by_role("dialog", name="只在这些文件中查找")
    kinds = dialog.locator(".yj-filter-kinds")
    expect(dialog.locator(".yj-filter-documents")).to_contain_text(MARKUP)
    expect(kinds).to_contain_text(MARKUP)
    expect_inert(page, "dialog, dialog fieldset, .yj-filter-documents div")
    kinds.locator("label").filter(has_text=MARKUP).locator("input").check()
    expect(page.locator(".yj-filter-count")).to_have_text("将在 1 份文件中查找。")
    dialog.get_by_role("button", name="完成").click()
    chosen = page.locator(".yj-filter-open")
    expect(chosen).to_contain_text("<img src=x")
    expect(chosen).to_contain_text("（1 份文件）")
    expect_inert(page, "#yj-filter")
    ask(page, "恶?")  # the choice is one that the server knows
    expect(page.locator("#yj-live .yj-answer")).to_contain_text("目标为1亿元。")
    held = page.locator("#yj-live .yj-payload").text_content() or ""
    assert '"places":["' in held.replace(" ", "")
    page.locator("#yj-live .yj-chip").first.click()
    panel = page.locator("#yj-panel")
    expect(panel.locator("mark").first).to_be_visible()
    panel.locator(".yj-panel-outline summary").click()
    expect(panel.locator(".yj-panel-outline a").first).to_contain_text("一、<img src=x onerror")
    expect_inert(page, "#yj-panel, #yj-panel .yj-panel-head, #yj-panel ol, #yj-live .yj-card")
    expect(page.get_by_role("button", name="关闭原文")).to_be_in_viewport(ratio=1)
    expect(panel.locator(".yj-text mark").first).to_be_in_viewport()
