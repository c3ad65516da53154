"""Turns of the chat as HTML: what stands in them, and that nothing hostile comes alive."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_fakes import CORPUS, QUOTE, QUOTE_SPAN, REFUSAL, TABLE, TODAY, answer, citation

from assistant import phrases
from assistant.model import AnswerKind, Bar, Cell, Chart, Failure, Segment, SegmentKind
from corpus.model import Span
from corpus.quantity_words import Comparator
from web.answer_view import blocks
from web.chart_view import chart_view
from web.evidence_view import evidence
from web.turn_view import (
    render_answer,
    render_failure,
    render_hint,
    render_loading,
    render_refusal,
    render_stopped,
)

LINK = f"/source/plan?mark={QUOTE_SPAN.start}-{QUOTE_SPAN.end}#s1.1"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[点我](javascript:alert(1))",
    "![图](http://evil.example/x.png)",
    "</div></div><form action=http://evil.example><input>",
    "```\n</code></pre><b>x</b>",
    "\n\n# 标题\n\n<style>*{display:none}</style>",
    "$$\\href{javascript:alert(1)}{x}$$",
    "\u202e反向\u202c[1](#cite-1)",
    "😀" * 20,
    "字" * 10_000,
)


class Elements(HTMLParser):
    """Names and attributes of all elements, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = {
    "div",
    "bdi",
    "p",
    "a",
    "span",
    "strong",
    "ul",
    "li",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "button",
    "figure",
    "figcaption",
    "svg",
    "rect",
    "title",
    "desc",
}
OUR_ATTRIBUTES = {
    "class",
    "href",
    "title",
    "role",
    "scope",
    "type",
    "value",
    "tabindex",
    "width",
    "height",
    "x",
    "y",
}


def check_inert(html: str) -> Elements:
    """One Markdown block made of our own elements, with links to our own pages only."""
    assert "\n" not in html  # a blank line would end the block, and Markdown would read what follows
    assert html.startswith("<div")
    found = Elements(html)
    assert set(found.tags) <= OURS
    for name, value in found.attributes:
        assert name in OUR_ATTRIBUTES
        assert name != "href" or value.startswith("/source")
    assert not any(mark in html for mark in ("\u202e", "\u202c", "\u2066"))
    return found


def seen(html: str) -> str:
    """What a reader sees: without what only the page's script reads."""
    return re.sub(r'<span class="yj-payload">.*?</span>', "", html)


def test_an_answer_has_its_chip_and_its_evidence() -> None:
    html = render_answer("苏州?", answer(), CORPUS, TODAY)
    found = check_inert(html)
    assert found.attributes.count(("href", LINK)) == 2  # the chip and the card
    assert ">[1]</a>" in html
    assert "<strong>5000亿元</strong>" in html.replace("</strong><strong>", "")
    for text in ("苏委发〔2021〕1号", "一、总体要求 › (一)总体目标", "现行", "规划期已过", "依据"):
        assert text in found.text


def test_warnings_stand_before_the_answer() -> None:
    html = render_answer("?", answer(warnings=("规划期已过",)), CORPUS, TODAY)
    assert html.index("yj-warning") < html.index(QUOTE[:8])


def test_streaming_shows_segments_first_and_evidence_last() -> None:
    full = answer()
    first = render_answer("?", full, CORPUS, TODAY, shown=1)
    assert "提出：" in first
    assert "网络零售额" not in first
    assert "yj-evidence" not in first
    assert render_answer("?", full, CORPUS, TODAY, shown=2) == render_answer("?", full, CORPUS, TODAY)


def test_items_that_follow_one_another_are_one_list() -> None:
    items = [Segment(SegmentKind.ITEM, f"第{i}项", (1,)) for i in range(3)]
    html = render_answer("?", answer(*items), CORPUS, TODAY)
    assert (html.count('<ul class="yj-items">'), html.count("第1项")) == (1, 1)


def test_a_clause_that_is_cited_twice_has_one_card_with_all_its_marks() -> None:
    first, second = citation(1), citation(2, spans=(Span(90, 99),))
    (card,) = evidence((first, second), CORPUS, TODAY)
    assert card.numbers == (1, 2)
    assert card.href == LINK.replace("#", ",90-99#")


def test_a_note_on_a_document_stands_on_its_first_card_alone() -> None:
    first, second = (
        citation(1, status_note="二审草案"),
        citation(2, clause_id="plan#s1.2", status_note="二审草案"),
    )
    other = citation(3, document="news", clause_id="news#p1", status_note="摘编")
    notes = [card.status_note for card in evidence((first, second, other), CORPUS, TODAY)]
    assert notes == ["二审草案", None, "摘编"]


def test_what_is_perhaps_related_is_set_aside() -> None:
    parts = (
        Segment(SegmentKind.QUOTE, "甲。", (1,)),
        Segment(SegmentKind.LEAD, phrases.ALSO_NEAR),
        Segment(SegmentKind.QUOTE, "乙。", (2,)),
        Segment(SegmentKind.ITEM, "丙。", (2,)),
    )
    cited = (citation(1), citation(2, clause_id="plan#s1.2"))
    assert [b.is_aside for b in blocks(parts, cited)] == [False, True, True, True]
    html = render_answer("?", answer(*parts, citations=cited), CORPUS, TODAY)
    check_inert(html)
    classes = [
        v for n, v in Elements(html).attributes if n == "class" and v.startswith(("yj-quote", "yj-items"))
    ]
    assert classes == ["yj-quote", "yj-quote yj-aside", "yj-items yj-aside"]
    assert "yj-aside" not in render_answer("?", answer(), CORPUS, TODAY)


@pytest.mark.parametrize(
    ("quote", "clause", "number"),
    [
        ("第十八条国家建立健全数据交易管理制度。", "第十八条国家建立健全数据交易管理制度。", "第十八条"),  # 数据安全法草案
        ("第一百二十条之一资助恐怖活动的，处罚。", "第一百二十条之一资助恐怖活动的，处罚。", "第一百二十条之一"),
        ("第九条 从事", "第九条 从事", ""),  # it has its gap
        ("第三十四条", "第三十四条", ""),
        ("第三十四条规定的义务。", "违反本法第三十四条规定的义务。", ""),  # no beginning of its clause
        ("第一，加快建设。", "第一，加快建设。", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_number_of_an_article_is_set_apart_without_changing_a_word(
    quote: str, clause: str, number: str
) -> None:
    segment = Segment(SegmentKind.QUOTE, quote, (1,))
    cited = (citation(1, text=clause, quote=quote),)
    assert blocks((segment,), cited)[0].parts[0].number == number
    html = render_answer("?", answer(segment, citations=cited), CORPUS, TODAY)
    assert (f'<span class="yj-number-lead">{number}</span>' in html) == bool(number)
    assert quote in check_inert(html).text


def test_a_table_of_two_columns_is_told_apart() -> None:
    assert "yj-table yj-few" in render_answer("?", answer(TABLE), CORPUS, TODAY)
    wide = replace(TABLE, rows=tuple((*row, row[0]) for row in TABLE.rows))
    assert "yj-few" not in render_answer("?", answer(wide), CORPUS, TODAY)


def test_many_cards_are_folded_away_behind_the_first() -> None:
    clauses = tuple(citation(n, clause_id=f"plan#s{n}") for n in range(1, 8))
    html = render_answer("?", answer(citations=clauses), CORPUS, TODAY)
    found = Elements(html)
    assert found.tags.count("details") == 1
    assert "其余 3 条依据" in found.text
    assert html.partition("<details")[0].count("yj-card-title") == 4
    assert html.count("yj-card-title") == 7
    assert "<details" not in render_answer("?", answer(citations=clauses[:4]), CORPUS, TODAY)


def test_quotes_of_one_clause_are_one_paragraph() -> None:
    quotes = [Segment(SegmentKind.QUOTE, t, (n,)) for n, t in ((1, "甲。"), (2, "乙。"), (3, "丙。"))]
    cited = (citation(1), citation(2), citation(3, clause_id="plan#s1.2"))
    assert [len(b.parts) for b in blocks(tuple(quotes), cited)] == [2, 1]


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


def test_how_a_question_was_read_stands_above_answers_and_refusals() -> None:
    for html in (
        render_answer("?", answer(reading="按“镇江”理解", warnings=("规划期已过",)), CORPUS, TODAY),
        render_refusal("?", replace(REFUSAL, reading="按“镇江”理解"), CORPUS, TODAY),
    ):
        check_inert(html)
        assert html.index('<p class="yj-reading">按“镇江”理解</p>') < html.index("yj-question") + 200
        assert html.index("yj-reading") < html.index("未找到" if "refused" in html else "yj-warning")


def test_sentences_of_a_model_are_one_paragraph_that_looks_different() -> None:
    written = [Segment(SegmentKind.WRITTEN, t, (1,)) for t in ("甲。", "乙。")]
    html = render_answer("?", answer(*written), CORPUS, TODAY)
    assert html.count('<p class="yj-written">') == 1
    assert html.count("yj-chip yj-cite") == 2


def payload_of(html: str) -> dict[str, object]:
    (span,) = re.findall(r'<span class="yj-payload">(.*?)</span>', html)
    held: dict[str, object] = json.loads(unescape(span))
    return held


@pytest.mark.parametrize("text", ["苏州?", "a  b\n\n\t<b>&amp;\u202e\u3000", "😀\U000e0041"])
def test_the_buttons_know_the_question_as_it_was_asked(text: str) -> None:
    html = render_answer(text, answer(), CORPUS, TODAY, history=("江苏?", text))
    held = payload_of(html)
    assert (held["question"], held["history"]) == (text, ["江苏?", text])
    assert str(held["text"]).startswith(QUOTE)
    assert "[1] 《苏州市三年行动计划》" in str(held["text"])
    assert payload_of(render_refusal(text, REFUSAL, CORPUS, TODAY))["question"] == text
    assert html.count('class="yj-action"') == 3


def test_what_is_not_complete_or_no_policy_has_no_buttons() -> None:
    talk = answer(Segment(SegmentKind.LEAD, "您好！"), kind=AnswerKind.SMALL_TALK, citations=())
    for html in (
        render_answer("?", answer(), CORPUS, TODAY, shown=1),
        render_answer("?", talk, CORPUS, TODAY),
        render_failure("?", Failure("请稍后再试。", 0.0)),
        render_loading("?"),
    ):
        assert 'class="yj-action"' not in html


def test_small_talk_has_no_evidence() -> None:
    reply = answer(Segment(SegmentKind.LEAD, "您好！"), kind=AnswerKind.SMALL_TALK, citations=())
    html = render_answer("你好", reply, CORPUS, TODAY)
    assert "您好！" in html
    assert "yj-evidence" not in html


def test_an_answer_without_segments_shows_its_text() -> None:
    reply = answer(kind=AnswerKind.SMALL_TALK, citations=(), text="您好")
    assert "您好" in render_answer("?", reply.__class__(**{**reply.__dict__, "segments": ()}), CORPUS, TODAY)


def test_states_look_different_and_say_what_to_do() -> None:
    html = {
        "loading": render_loading("?"),
        "refused": render_refusal("?", REFUSAL, CORPUS, TODAY),
        "failed": render_failure("?", Failure("请稍后再试。", 0.0)),
        "hint": render_hint("?", "请缩短。"),
        "stopped": render_stopped("?"),
    }
    for state, page in html.items():
        check_inert(page)
        assert [s for s in html if f"yj-state {s}" in page] == [state]
    assert "在已收录文件中未找到相关规定" in html["refused"]
    assert "换一种说法" in html["refused"]
    assert 'href="/source"' in html["refused"]
    assert "最接近的条款" in html["refused"]
    assert "未找到" not in html["failed"]  # an error is never "no answer"


@pytest.mark.parametrize(
    ("reason", "text", "shown"),
    [
        ("没有提到火星。", "未找到相关规定。", ("未找到相关规定。", "没有提到火星。")),
        ("未找到。", "未找到。最接近的内容见《甲》。", ("未找到。", "最接近的内容见《甲》。")),
        ("未找到。", "未找到。", ("未找到。",)),
    ],
)
def test_a_refusal_says_each_thing_once(reason: str, text: str, shown: tuple[str, ...]) -> None:
    html = render_refusal("?", replace(REFUSAL, reason=reason, text=text, hits=()), CORPUS, TODAY)
    assert (
        tuple(re.findall(r'yj-state-title">([^<]*)</div> (?:<p>([^<]*)</p>)?', html)[0])[: len(shown)]
        == shown
    )
    assert seen(html).count(shown[0]) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_and_documents_are_inert(text: str) -> None:
    segments = (
        Segment(SegmentKind.LEAD, text),
        Segment(SegmentKind.QUOTE, text, (1,), ((0, 3),)),
        Segment(SegmentKind.ITEM, text, (1,)),
    )
    reply = answer(
        *segments,
        citations=(citation(title=text, address=text, number=text, status_note=text),),
        warnings=(text,),
    )
    for html in (
        render_answer(text, reply, CORPUS, TODAY),
        render_failure(text, Failure(text, 0.0)),
        render_hint(text, text),
    ):
        check_inert(html)


@given(st.text(max_size=80))
def test_any_question_is_inert(text: str) -> None:
    check_inert(render_loading(text))
