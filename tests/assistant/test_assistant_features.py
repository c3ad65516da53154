"""What the answerability of a question is judged by: every name is there, and places count by what they are."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from assistant_fakes import DOCUMENTS, make_assistant, make_corpus, passage_of
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts import Facts, facts_of
from assistant.features import FEATURES, OF_THE_EMBEDDER, _place_absent
from assistant.naming import DocumentNames
from assistant.question import Question, Reader
from corpus.model import Corpus

ASSISTANT = make_assistant()
CORPUS = make_corpus()
NAMED, WIDENED, NATIONWIDE, ELSEWHERE = 0.0, 0.5, 0.75, 1.0
SCORES = {"score", "lead", "best_score"}  # on the scale of the index, which here is no model's


def with_region(region: str | None) -> Corpus:
    """The small corpus whose Suzhou plan speaks for another place."""
    suzhou = replace(CORPUS.document("suzhou"), region=region)
    return replace(CORPUS, documents=(suzhou, *CORPUS.documents[1:]))


def facts(region: str | None, clause_id: str = "suzhou#s3.2") -> Facts:
    corpus = with_region(region)
    clause = corpus.clause(clause_id)
    plain = replace(passage_of(corpus, clause), trail="三年行动计划", text=clause.text.replace("苏州", ""))
    return facts_of(plain, corpus)


def read(text: str, held: tuple[str, ...]) -> Question:
    return Reader(DocumentNames(DOCUMENTS), frozenset(held)).read(text)


@pytest.mark.parametrize(
    ("question", "held", "region", "expected"),
    [
        ("苏州怎么引进人才", ("苏州",), "苏州", NAMED),
        ("浙江怎么引进人才", ("浙江",), "浙江", NAMED),
        ("宁波怎么引进人才", ("浙江",), "浙江", WIDENED),  # read as its province
        ("宁波怎么引进人才", ("浙江",), "宁波", NAMED),  # its own text after all
        ("宁波怎么引进人才", ("浙江",), "苏州", ELSEWHERE),
        ("苏州怎么引进人才", ("苏州", "镇江"), "镇江", ELSEWHERE),  # a neighbour's rule never holds
        ("苏州怎么引进人才", ("苏州",), None, NATIONWIDE),
        ("宁波怎么引进人才", ("浙江",), None, NATIONWIDE),
        ("苏州和镇江怎么引进人才", ("苏州", "镇江"), "镇江", NAMED),  # one of the two
        ("全国怎么引进人才", ("苏州",), "苏州", NAMED),  # the nation is no place that a text could miss
        ("蘇州　ＡＩ人才", ("苏州",), "苏州", NAMED),
        ("怎么引进人才", ("苏州",), "苏州", NAMED),
        ("", ("苏州",), "苏州", NAMED),
    ],
)
def test_how_far_a_place_is_from_the_one_asked_about(
    question: str, held: tuple[str, ...], region: str | None, expected: float
) -> None:
    assert _place_absent(read(question, held), facts(region)) == expected


def test_a_place_that_a_national_text_mentions_is_named() -> None:
    mentioning = replace(facts(None), mentioned=frozenset({"苏州"}))
    assert _place_absent(read("苏州怎么引进人才", ("苏州",)), mentioning) == NAMED
    province = replace(facts(None), mentioned=frozenset({"浙江"}))
    assert _place_absent(read("宁波怎么引进人才", ("浙江",)), province) == WIDENED


def test_without_a_passage_no_place_is_missed() -> None:
    assert _place_absent(read("苏州怎么引进人才", ("苏州",)), None) == NAMED


def values(question: str) -> dict[str, float]:
    (found,) = ASSISTANT.judge(ASSISTANT.find(question))
    return found


ODD = (
    "？？？！！！", "。", "数字经济", "ＰＵＥ　＜１．３", "5G", "a", "镇", "苏州苏州苏州", "《》", "《不存在的办法》第九十九条第九项",
    "2099年", "今天天气 hello 数字经济 ＡＢＣ", "蘇州網路零售額", "\ud800数字经济", "🚀 数据安全", "目标" * 200, "多少多少多少", "请问",
)  # fmt: skip


@pytest.mark.parametrize("question", ["", *ODD], ids=range(len(ODD) + 1))
def test_every_feature_is_there_and_finite_for_odd_questions(question: str) -> None:
    for found in ASSISTANT.judge(ASSISTANT.find(question)):
        assert tuple(found) == FEATURES
        assert {name: v for name, v in found.items() if not math.isfinite(v)} == {}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="苏州镇江网络零售额到2023年目标是多少为什么取消５Ｇ《》？ab、，", max_size=40))
def test_features_of_any_question_are_finite_and_about_0_to_1(question: str) -> None:
    for found in ASSISTANT.judge(ASSISTANT.find(question)):
        assert tuple(found) == FEATURES
        assert {n: v for n, v in found.items() if n not in SCORES and not -1.0 <= v <= 1.0} == {}


@pytest.mark.parametrize(
    ("question", "name", "expected"),
    [
        ("苏州到2025年网络零售额目标是多少", "year_conflict", 1.0),
        ("苏州“十三五”网络零售额目标是多少", "other_period", 1.0),
        ("苏州网络零售额目前实际完成了多少", "progress_asked", 1.0),
        ("苏州为什么取消了网络零售额目标", "undoing_presumed", 1.0),
        ("苏州网络零售额目标是多少", "progress_asked", 0.0),
        ("苏州网络零售额目标是多少", "place_absent", NAMED),
        ("北京网络零售额目标是多少", "place_absent", ELSEWHERE),
        ("北京网络零售额目标是多少", "elsewhere", 1.0),
        ("北京网络零售额目标是多少", "nationwide", 0.0),
        ("苏州什么是金字塔式支持体系", "undefined", 1.0),
        ("数据安全法所称数据是指什么", "undefined", 0.0),
        ("网络零售额补贴的申报材料是什么", "asked_detail_unsaid", 1.0),
    ],
)
def test_what_a_question_shows(question: str, name: str, expected: float) -> None:
    assert values(question)[name] == expected


def test_only_raw_similarities_are_the_embedders_own() -> None:
    assert set(OF_THE_EMBEDDER) < set(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)
    # the index of the tests has no vectors: what reads them is still, and only that
    found = values("苏州网络零售额目标是多少")
    assert found["meaning"] == found["nearest_meaning"] == found["said"] == 0.0
