"""From question to reply over the small corpus: what is cited stands in the file, what is said is verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from assistant_fakes import NEVER, make_assistant
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerKind, Refusal, Segment, SegmentKind
from corpus.fold import fold_spans

ASSISTANT = make_assistant()
QUESTIONS = [
    "苏州到2023年全市网络零售额的目标是多少？",
    "镇江和苏州各自怎么引进数字人才",
    "漏洞规定第九条第六项",
    "数据安全法第十八条",
    "什么是数据?",
    "镇江意见的两条基本原则是什么",
    "苏州数字贸易由谁牵头",
    "重大活动期间能不能发布漏洞",
]


def assert_sound(assistant: Assistant, reply: Answer) -> None:
    """Every quote stands at its spans; every quoted segment is its citation's quote; the rest is phrases."""
    quotes = {c.n: c.quote for c in reply.citations}
    for citation in reply.citations:
        assert fold_spans(assistant.corpus.texts[citation.file], citation.spans).text == citation.quote
        assert citation.quote in citation.text
    cells = [cell for s in reply.segments for row in s.rows for cell in row]
    for segment in leaves(reply.segments):
        if segment.kind is SegmentKind.LEAD:
            assert not segment.citations
            continue
        (quote,) = [quotes[n] for n in segment.citations]
        # in a table the value of a statement stands alone, under its statement's number
        assert segment.text in quote if cells else segment.text == quote
    bare = reply.text
    for n in sorted(quotes, reverse=True):
        assert f"[{n}]" in bare
        bare = bare.replace(f"[{n}]", "")
    assert bare.replace("\n", "") == "".join(s.text for s in reply.segments).replace(
        "\n", ""
    )  # of a table its plain form


def leaves(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Segments, of a table those of its cells."""
    for segment in segments:
        cells = [cell.segments for row in segment.rows for cell in row]
        yield from leaves(s for cell in cells for s in cell) if cells else (segment,)


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_verbatim_and_cited(question: str) -> None:
    reply = ASSISTANT.ask(question)
    assert isinstance(reply, Answer)
    assert reply.citations
    assert_sound(ASSISTANT, reply)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="苏州镇江数据安全法漏洞规定第九条六项人才谁牵头多少年2023?和", min_size=1, max_size=30)
)
def test_whatever_is_asked_the_answer_is_sound(question: str) -> None:
    reply = ASSISTANT.ask(question)
    if isinstance(reply, Answer) and reply.kind is AnswerKind.POLICY:
        assert_sound(ASSISTANT, reply)
    assert len(reply.hits) == len({h.passage.id for h in reply.hits})


def test_a_figure_is_answered_by_its_sentence_and_emphasised() -> None:
    reply = ASSISTANT.ask(QUESTIONS[0])
    assert isinstance(reply, Answer)
    assert "5000亿元" in reply.text
    (citation,) = reply.citations
    assert (citation.document, citation.number) == ("suzhou", "苏委发〔2021〕1号")
    figures = [reply.segments[0].text[a:b] for a, b in reply.segments[0].emphasis]
    assert "5000亿元" in figures


def test_an_article_is_looked_up_and_comes_first() -> None:
    reply = ASSISTANT.ask("漏洞规定第九条第六项")
    assert isinstance(reply, Answer)
    assert reply.hits[0].passage.clause_id == "vuln#a9.i6"
    assert [c.clause_id for c in reply.citations] == ["vuln#a9.i6"]


def test_an_article_is_given_whole() -> None:
    reply = ASSISTANT.ask("漏洞规定第九条")
    assert isinstance(reply, Answer)
    assert [c.clause_id for c in reply.citations] == ["vuln#a9", "vuln#a9.i5", "vuln#a9.i6"]


def test_a_missing_article_is_refused_by_name_of_the_gap() -> None:
    reply = ASSISTANT.ask("数据安全法第三十三条写了什么")
    assert isinstance(reply, Refusal)
    assert reply.reason.startswith("在已收录文件中未找到相关规定")
    assert "第三十二条至第三十五条原文缺失" in reply.reason
    assert reply.hits


def test_an_article_of_a_law_that_is_not_held_is_refused() -> None:
    reply = ASSISTANT.ask("个人信息保护法第九条")
    assert isinstance(reply, Refusal)
    assert "《个人信息保护法》" in reply.reason


def test_a_draft_says_that_it_is_one() -> None:
    reply = ASSISTANT.ask("数据安全法第十八条")
    assert isinstance(reply, Answer)
    assert "二审草案，非现行文本；第三十二至三十五条原文缺失" in reply.warnings
    assert reply.citations[0].status_note is not None


@pytest.mark.parametrize(
    ("question", "as_of", "warned"),
    [
        ("苏州网络零售额现在的目标是多少", date(2026, 11, 21), True),
        ("苏州网络零售额现在的目标是多少", date(2022, 1, 1), False),
        ("苏州到2023年网络零售额的目标是多少", date(2026, 11, 21), False),
    ],
)
def test_an_ended_period_is_a_warning_only_when_it_matters(question: str, as_of: date, warned: bool) -> None:
    reply = make_assistant(as_of=as_of).ask(question)
    assert isinstance(reply, Answer)
    assert any("2021—2023年，已经结束" in w for w in reply.warnings) is warned


def test_each_part_of_a_comparison_answers_from_its_own_place() -> None:
    reply = ASSISTANT.ask("镇江和苏州各自怎么引进数字人才")
    assert isinstance(reply, Answer)
    (table,) = reply.segments
    assert [[cell.text for cell in row][:1] for row in table.rows[1:]] == [["镇江"], ["苏州"]]
    assert "金山英才" in reply.text.split("苏州：")[0]
    assert "苏州标准" in reply.text.split("苏州：")[1]
    assert {h.passage.document for h in reply.hits[:2]} == {"suzhou", "zhenjiang"}


def test_a_news_item_that_repeats_the_rule_is_folded_into_it() -> None:
    reply = ASSISTANT.ask("重大活动期间未经公安部同意能不能发布漏洞信息")
    first = reply.hits[0]
    assert first.passage.document == "vuln"
    assert [p.document for p in first.also] == ["vuln-news"]


def test_a_refusal_shows_what_is_nearest() -> None:
    reply = make_assistant(NEVER).ask("苏州小学学区怎么划分")
    assert isinstance(reply, Refusal)
    assert reply.reason == "在已收录文件中未找到相关规定。"
    assert "最接近的内容见" in reply.text
    assert reply.hits


@pytest.mark.parametrize("question", ["你好", "谢谢！", "你是谁？", "你能做什么", "再见"])
def test_small_talk_has_no_citations(question: str) -> None:
    reply = ASSISTANT.ask(question)
    assert isinstance(reply, Answer)
    assert reply.kind is AnswerKind.SMALL_TALK
    assert (reply.citations, reply.hits) == ((), ())


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "请输入问题。"),
        ("  　\n", "请输入问题。"),
        ("字" * 10_000, "问题太长"),
        ("？！……", "没有看出要问什么"),
        ("<script>alert(1)</script>", "没有看出要问什么"),
    ],
)
def test_bad_input_is_refused_in_chinese(question: str, reason: str) -> None:
    reply = ASSISTANT.ask(question)
    assert isinstance(reply, Refusal)
    assert reply.reason.startswith(reason)


def test_markup_around_a_question_is_ignored() -> None:
    reply = ASSISTANT.ask("<b>漏洞规定第九条第六项</b>")
    assert reply.hits[0].passage.clause_id == "vuln#a9.i6"


def test_threads_share_one_assistant() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(lambda q: ASSISTANT.ask(q).text, QUESTIONS * 4))
    assert texts == [ASSISTANT.ask(q).text for q in QUESTIONS * 4]


def test_a_part_that_no_text_speaks_of_is_not_filled_from_elsewhere() -> None:
    reply = ASSISTANT.ask("苏州和无锡各自怎么引进数字人才")
    assert isinstance(reply, Answer)
    assert reply.text.endswith("无锡：在已收录文件中未找到")


def test_a_look_up_that_finds_some_names_what_it_does_not_find() -> None:
    reply = ASSISTANT.ask("数据安全法第三十一条到第三十三条")
    assert isinstance(reply, Answer)
    assert [c.clause_id for c in reply.citations] == ["dsl#a31"]
    assert any("第三十二条至第三十五条原文缺失" in w for w in reply.warnings)
