"""Every kind of segment as a browser shows it, on a desk and on a phone: a written assistant behind the real pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from web_app import make_app
from web_browser import ask
from web_fakes import QUOTE, FakeAssistant, answer, citation
from web_server import serving_here

from assistant.model import Answer, Bar, Cell, Chart, Refusal, Segment, SegmentKind
from corpus.quantity_words import Comparator
from web.service import Service
from web.settings import WebSettings

pytestmark = pytest.mark.browser

CITATIONS = (citation(1), citation(2))


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
    """Answers 表 with a table and 写 with sentences of a model."""

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
                wide_table(), citations=CITATIONS, text="苏州：5000亿元[1]", warnings=("规划期已过。",), reading="按“苏州”理解"
            )  # fmt: skip
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
