"""Two documents that disagree are both shown, and neither is called right; equal figures say nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from assistant_fakes import make_assistant, shipped_corpus
from status_texts import NEWS, OPINION, OTHER_CITY, PLAN, REPRINT, texts_assistant
from test_assistant_answers import assert_sound

from assistant.assistant import Assistant
from assistant.compose.pieces import Piece, part
from assistant.disagree import Disagreements
from assistant.model import Answer
from assistant.same_text import SameText
from corpus.model import Corpus
from corpus.sentences import sentences

WUXI = 'region = "无锡"\nlevel = "市"\n'
QUESTION = make_assistant().understand("目标是多少")
PLAN_TITLE = "无锡市推进数字经济发展三年行动计划(2021—2023年)"


def ask(assistant: Assistant, question: str) -> Answer:
    reply = assistant.ask(question)
    assert isinstance(reply, Answer)
    assert_sound(assistant, reply)
    return reply


def test_a_plan_and_an_opinion_of_one_place_and_year(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"plan": PLAN, "opinion": OPINION}, {"plan": WUXI, "opinion": WUXI})
    for question in ("无锡到2023年全市网络零售额的目标是多少", "网络零售额的目标是多少"):
        reply = ask(assistant, question)
        assert [c.document for c in reply.citations] == ["opinion", "plan"]
        assert reply.segments[1].text == f"另一处原文的表述不同（《{PLAN_TITLE}》）："
        assert [s.text for s in (reply.segments[0], reply.segments[2])] == [
            "到2023年,全市网络零售额超过6000亿元。",
            "到2023年,全市网络零售额达到5000亿元。",
        ]
    assert "表述不同" not in ask(assistant, "无锡5G基站目标是多少个").text  # 3万个 in both


def test_the_place_of_a_title_serves_where_no_region_is_given(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"plan": PLAN, "opinion": OPINION})
    assert "表述不同" in ask(assistant, "无锡到2023年全市网络零售额的目标是多少").text


def test_another_year_place_or_indicator_is_no_disagreement(tmp_path: Path) -> None:
    others = (
        OPINION.replace("到2023年,全市网络零售额", "到2025年,全市网络零售额"),
        OPINION.replace("网络零售额", "跨境电商网络零售额"),
        OPINION.replace("超过6000亿元", "超过5000亿元"),
        OPINION.replace("6000亿元", "60%"),
    )
    for n, other in enumerate(others):
        folder = tmp_path / str(n)
        folder.mkdir()
        texts = {"plan": PLAN, "opinion": other, "other": OTHER_CITY}
        assistant = texts_assistant(
            folder, texts, {"plan": WUXI, "opinion": WUXI, "other": 'region = "常州"\n'}
        )
        assert "表述不同" not in ask(assistant, "无锡到2023年全市网络零售额的目标是多少").text


def test_a_question_about_one_document_is_answered_from_it_alone(tmp_path: Path) -> None:
    assistant = texts_assistant(tmp_path, {"plan": PLAN, "opinion": OPINION}, {"plan": WUXI, "opinion": WUXI})
    reply = ask(assistant, "《无锡市电子商务发展实施意见》里网络零售额的目标是多少")
    assert [c.document for c in reply.citations] == ["opinion"]


@pytest.mark.parametrize(
    ("other", "facts", "lead"),
    [
        (NEWS, 'kind = "报道"\nsummarises = "plan"\n', "另一处原文的表述不同（《无锡发布三年行动计划》）："),
        (
            REPRINT,
            'copy = "转载"\nreprint_of = "plan"\n',
            f"另一处原文的表述不同（《{PLAN_TITLE}》的转载本）：",
        ),
    ],
)
def test_news_or_a_reprint_with_another_figure_is_shown_beside_the_text(
    tmp_path: Path, other: str, facts: str, lead: str
) -> None:
    assistant = texts_assistant(
        tmp_path, {"plan": PLAN, "other": other}, {"plan": WUXI, "other": WUXI + facts}
    )
    reply = ask(assistant, "5G基站建成多少个")
    assert [c.document for c in reply.citations] == ["plan", "other"]
    assert reply.segments[1].text == lead
    assert "3万个" in reply.segments[0].text
    assert any(w.startswith("以上部分内容出自") for w in reply.warnings)
    assert "表述不同" not in ask(assistant, "到2023年全市网络零售额的目标是多少").text  # the same in both


def test_the_same_condition_with_another_figure_in_a_text_on_the_same_matter(tmp_path: Path) -> None:
    one = "江苏专精特新企业认定管理办法\n一、申报条件\n上年度主营业务收入达到3000万元以上。\n"
    two = "江苏专精特新申报指南\n一、申报条件\n上年度主营业务收入达到5000万元以上。\n"
    far = "江苏高新技术企业管理办法\n一、申报条件\n上年度主营业务收入达到8000万元以上。\n"
    assistant = texts_assistant(tmp_path, {"one": one, "two": two, "far": far})
    reply = ask(assistant, "江苏专精特新企业上年度主营业务收入要达到多少元")
    cited = [c.document for c in reply.citations]
    assert sorted(cited) == ["one", "two"]
    assert "8000万元" not in reply.text


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return shipped_corpus()


def test_the_shipped_documents_do_not_disagree_on_any_figure(shipped: Corpus) -> None:
    """Read by hand: no plan, opinion, reprint or news item of the five files states another figure for one goal."""
    disagreements = Disagreements(shipped, SameText(shipped))
    told = [
        sentence.text
        for clause in shipped.clauses
        for sentence in sentences(clause)
        if len(disagreements.beside(QUESTION, [part(sentence)])) > 1
    ]
    assert told == []


def test_a_slip_in_the_reprint_is_found_in_the_shipped_corpus(shipped: Corpus) -> None:
    """000 L83 超过10%: were the reprint to print 16%, both would be shown."""
    original = next(c for c in shipped.clauses_of("jiangsu-plan") if "比重超过10%" in c.text)
    twin = next(c for c in shipped.clauses if c.twin_of == original.id)
    assert "比重超过10%" in twin.text
    clauses = tuple(
        replace(c, text=c.text.replace("比重超过10%", "比重超过16%")) if c is twin else c
        for c in shipped.clauses
    )
    slipped = shipped.texts[twin.file].replace("比重超过10%", "比重超过16%")
    corpus = replace(shipped, clauses=clauses, texts={**shipped.texts, twin.file: slipped})
    sentence = next(s for s in sentences(original) if "比重超过10%" in s.text)
    pieces = Disagreements(corpus, SameText(corpus)).beside(QUESTION, [part(sentence)])
    assert [p.clause.document if p.clause else p.text for p in pieces] == [
        "jiangsu-plan",
        "另一处原文的表述不同（《江苏省“十四五”数字经济发展规划》的转载本）：",
        "jiangsu-reprint",
    ]


def test_looking_for_other_statements_takes_no_time(shipped: Corpus) -> None:
    disagreements = Disagreements(shipped, SameText(shipped))
    pieces: list[Piece] = [part(s) for c in shipped.clauses_of("dc-plan") for s in sentences(c)][:40]
    for piece in pieces:
        disagreements.beside(QUESTION, [piece])  # reads what it reads once
    started = perf_counter()
    for piece in pieces:
        disagreements.beside(QUESTION, [piece])
    assert (perf_counter() - started) / len(pieces) < 0.002
