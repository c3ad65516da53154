"""Tables and charts of an answer as HTML."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rendered import check_inert, seen
from web_fakes import CORPUS, TABLE, TODAY, answer, citation

from assistant.model import Bar, Cell, Chart, Segment, SegmentKind
from corpus.quantity_words import Comparator
from web.chart_view import chart_view
from web.turn_view import (
    render_answer,
)


def test_a_table_of_two_columns_is_told_apart() -> None:
    assert "yj-table yj-few" in render_answer("?", answer(TABLE), CORPUS, TODAY)
    wide = replace(TABLE, rows=tuple((*row, row[0]) for row in TABLE.rows))
    assert "yj-few" not in render_answer("?", answer(wide), CORPUS, TODAY)


def test_a_table_has_a_header_and_says_what_was_not_found() -> None:
    html = render_answer("?", answer(TABLE), CORPUS, TODAY)
    check_inert(html)
    assert (html.count('<th scope="col"'), html.count('<th scope="row"')) == (2, 2)
    assert '<td class="yj-missing"><div class="yj-cell">在该文件中未找到</div></td>' in html
    assert html.count("yj-chip") == 1


def test_each_quote_in_a_cell_has_its_own_link_and_its_emphasis() -> None:
    quotes = Cell(
        (Segment(SegmentKind.QUOTE, "5000亿元", (1,), ((0, 4),)), Segment(SegmentKind.QUOTE, "20家", (2,)))
    )
    head = tuple(Cell((Segment(SegmentKind.LEAD, t),)) for t in ("地区", "目标"))
    row = (Cell((Segment(SegmentKind.LEAD, "苏州"),)), quotes, Cell((Segment(SegmentKind.LEAD, "2023年"),)))
    table = Segment(SegmentKind.TABLE, "苏州：5000亿元；20家", (1, 2), (), ((*head, head[0]), row))
    html = render_answer("?", answer(table, citations=(citation(1), citation(2))), CORPUS, TODAY)
    check_inert(html)
    cell = html.partition('<td><div class="yj-cell">')[2].partition("</div></td>")[0]
    assert re.sub(r"<a [^>]*>", "<a>", cell).replace("&#8288;", "") == (
        "<strong>5000</strong>亿元<a>[1]</a><br>20家<a>[2]</a>"
    )
    assert "yj-missing" not in html  # a year comes from metadata and is no miss
    assert "苏州：5000亿元；20家" not in seen(html)  # the plain rendering would say it a second time


def test_a_chart_draws_no_bound_as_an_exact_value() -> None:
    bars = (
        Bar("苏州", 5000.0, None, Comparator.EQUAL, "5000亿元", 1),
        Bar("镇江", 1000.0, None, Comparator.MORE, "超过1000亿元", 1),
        Bar("扬州", 2500.0, None, Comparator.AT_MOST, "不超过2500亿元", 1),
        Bar("南通", 1000.0, 2000.0, Comparator.RANGE, "1000—2000亿元", 1),
    )
    table = replace(TABLE, chart=Chart("元", bars))
    html = render_answer("?", answer(table), CORPUS, TODAY)
    check_inert(html)
    drawn = [
        (re.findall(r'yj-firm" x="0" y="1" width="([\d.]+)%', row), re.findall(r'yj-faint" x="([\d.]+)%" y="1" width="([\d.]+)%', row))
        for row in re.findall(r"<svg.*?</svg>", html)
    ]  # fmt: skip
    assert drawn == [
        (["92.0"], []),
        (["18.4"], [("18.4", "7.0")]),  # 92 / 5, and open above
        ([], [("0.0", "46.0")]),  # open below
        (["18.4"], [("18.4", "18.4")]),
    ]
    assert "<title>镇江：超过1000亿元</title>" in html
    assert html.count("浅色") == 1
    figure = html.partition("<figure")[2].partition("</figure>")[0]
    assert figure.count('class="yj-chip yj-cite"') == 4


@pytest.mark.parametrize("values", [(-1.0, 2.0), (0.0, 0.0), ()])
def test_what_bars_cannot_show_is_not_drawn(values: tuple[float, ...]) -> None:
    bars = tuple(Bar("苏州", v, None, Comparator.EQUAL, str(v), 1) for v in values)
    assert chart_view(Chart("%", bars), (citation(),)) is None
    html = render_answer("?", answer(replace(TABLE, chart=Chart("%", bars))), CORPUS, TODAY)
    assert "<figure" not in html
    assert "<table" in html
