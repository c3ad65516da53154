"""Answers of the chat as HTML: what stands in them, and where."""

from __future__ import annotations

import pytest
from rendered import Elements, check_inert
from web_fakes import CORPUS, QUOTE, QUOTE_SPAN, TODAY, answer, citation

from assistant import phrases
from assistant.model import AnswerKind, Segment, SegmentKind
from corpus.model import Span
from web.answer_view import blocks
from web.evidence_view import evidence
from web.turn_view import (
    render_answer,
)

LINK = f"/source/plan?mark={QUOTE_SPAN.start}-{QUOTE_SPAN.end}#s1.1"


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


def test_sentences_of_a_model_are_one_paragraph_that_looks_different() -> None:
    written = [Segment(SegmentKind.WRITTEN, t, (1,)) for t in ("甲。", "乙。")]
    html = render_answer("?", answer(*written), CORPUS, TODAY)
    assert html.count('<p class="yj-written">') == 1
    assert html.count("yj-chip yj-cite") == 2


def test_an_answer_without_segments_shows_its_text() -> None:
    reply = answer(kind=AnswerKind.SMALL_TALK, citations=(), text="您好")
    assert "您好" in render_answer("?", reply.__class__(**{**reply.__dict__, "segments": ()}), CORPUS, TODAY)
