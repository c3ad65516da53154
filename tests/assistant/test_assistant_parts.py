"""Each part of the method can be left out alone: what it does is gone, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_fakes import SURE, FakeIndex, make_corpus

from assistant.assistant import Assistant
from assistant.fold_twins import Ranked, apart
from assistant.parts import FIXED_LEXICAL, ranked_on, with_parts
from assistant.retrieve import Found
from assistant.settings import ALL_PARTS, AssistantSettings, Parts, Weights
from index.model import Candidates

WEIGHTS = Weights()
# BM25 brings up 0-2, the vector 2-4; 5 was addressed by its number.
FOUND = Candidates(
    positions=np.array([10, 11, 12, 13, 14, 15]),
    dense=np.array([0.1, 0.2, 0.9, 0.8, 0.7, 0.0], np.float32),
    lexical=np.array([9.0, 8.0, 7.0, 0.0, 0.0, 0.0], np.float32),
    late=np.array([0.3, 0.4, 0.5, 0.6, 0.7, 0.8], np.float32),
    coverage=np.zeros(6, np.float32),
)


def off(part: str) -> Parts:
    return Parts.model_validate({part: False})


def assistant(parts: Parts = ALL_PARTS) -> Assistant:
    corpus = make_corpus()
    return Assistant(corpus, FakeIndex(corpus), AssistantSettings(parts=parts), SURE)


def signals(found: Found) -> set[str]:
    """Names of the signals that move any hit."""
    return {name for hit in found.hits for name, value in hit.signals if value}


def test_all_parts_are_on_for_users() -> None:
    assert len(Parts.model_fields) == 13
    assert all(getattr(AssistantSettings().parts, part) is True for part in Parts.model_fields)
    assert with_parts(WEIGHTS, ALL_PARTS) == WEIGHTS


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("lexical", {"lexical": 0.0, "lexical_floor": 0.0}),
        ("coverage", {"lexical": 0.0, "lexical_floor": FIXED_LEXICAL}),
        ("dense", {"dense": 0.0}),
        ("place", {"place_match": 0.0, "place_mentioned": 0.0, "place_mismatch": 0.0}),
        ("document_names", {"document_named": 0.0}),
        ("asks", {"ask_match": 0.0, "defines": 0.0, "year_match": 0.0}),
        ("late", {}),
        ("folding", {}),
    ],
)
def test_weights_of_a_part_that_is_off(part: str, changed: dict[str, float]) -> None:
    left = with_parts(WEIGHTS, off(part)).model_dump()
    assert {name: value for name, value in left.items() if value != getattr(WEIGHTS, name)} == changed


def test_no_words_at_all_stays_so_without_coverage() -> None:
    left = with_parts(WEIGHTS, Parts(lexical=False, coverage=False))
    assert (left.lexical, left.lexical_floor) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("parts", "positions"),
    [
        (ALL_PARTS, [10, 11, 12, 13, 14, 15]),
        (Parts(lexical=False), [12, 13, 14, 15]),
        (Parts(dense=False), [10, 11, 12, 15]),
        (Parts(late=False), [10, 11, 12, 13, 14, 15]),
        (Parts(lexical=False, dense=False), [10, 11, 12, 13, 14, 15]),
    ],
)
def test_candidates_of_a_part_that_is_off(parts: Parts, positions: list[int]) -> None:
    seen = ranked_on(FOUND, parts, 3, [15])
    assert seen.positions.tolist() == positions
    rows = [FOUND.positions.tolist().index(p) for p in positions]
    assert np.array_equal(seen.dense, FOUND.dense[rows])
    assert np.array_equal(seen.lexical, FOUND.lexical[rows])
    assert np.array_equal(seen.late, (FOUND.late if parts.late else FOUND.dense)[rows])


def test_without_maxsim_and_vectors_words_alone_rank() -> None:
    seen = ranked_on(FOUND, Parts(late=False, dense=False), 3, [])
    assert seen.positions.tolist() == [10, 11, 12]
    assert not seen.late.any()


@pytest.mark.parametrize(
    ("part", "question", "gone"),
    [
        ("lexical", "苏州到2023年全市网络零售额的目标是多少?", {"lexical"}),
        ("dense", "苏州到2023年全市网络零售额的目标是多少?", {"dense"}),
        ("place", "苏州数据中心", {"place_match", "place_mismatch"}),
        ("document_names", "镇江意见里的人才", {"document_named"}),
        ("asks", "数据安全法里什么是数据?", {"ask_match", "defines"}),
        ("look_up", "漏洞规定第九条", {"looked_up"}),
    ],
)
def test_signals_of_a_part_that_is_off(part: str, question: str, gone: set[str]) -> None:
    whole, less = signals(assistant().find(question)), signals(assistant(off(part)).find(question))
    assert gone <= whole
    assert not gone & less
    assert whole - less == gone


def test_coverage_weighs_words() -> None:
    # the fake index covers all of a question that it holds word by word, and half of it is not 0.4
    whole, less = (
        assistant(p).find("苏州到2023年全市网络零售额的目标是多少?") for p in (ALL_PARTS, off("coverage"))
    )
    values = [dict(found.hits[0].signals) for found in (whole, less)]
    assert values[0]["lexical"] != pytest.approx(values[1]["lexical"])
    assert values[1]["lexical"] == pytest.approx(FIXED_LEXICAL * values[1]["late"], rel=1e-4)
    assert {k: v for k, v in values[0].items() if k != "lexical"} == pytest.approx(
        {k: v for k, v in values[1].items() if k != "lexical"}
    )


def test_the_raw_scores_stay_for_judging() -> None:
    whole, less = (assistant(p).find("苏州的网络零售额") for p in (ALL_PARTS, off("late")))
    assert (whole.late, whole.late_mean) == (less.late, less.late_mean)


def test_policy_words() -> None:
    assert "数据中心" in assistant().find("盖机房费电吗").question.searched
    assert assistant(off("policy_words")).find("盖机房费电吗").question.searched == "盖机房费电吗"


def test_slips_of_the_input_method() -> None:
    assert assistant().find("鎮江的网洛").question.text == "镇江的网络"
    assert assistant(off("homophones")).find("鎮江的网洛").question.text == "镇江的网洛"


def test_splitting_of_comparisons() -> None:
    question = "镇江和苏州各自怎么引进数字人才"
    assert len(assistant().find(question).parts) == 2
    less = assistant(off("splitting")).find(question)
    assert less.parts == ()
    assert less.question.places == ("镇江", "苏州")


def test_completion_from_history() -> None:
    history = ["苏州2023年网络零售额目标是多少?"]
    assert assistant().find("那镇江呢?", history).question.text == "镇江2023年网络零售额目标是多少?"
    less = assistant(off("follow_up")).find("那镇江呢?", history).question
    assert (less.text, less.inherited, less.focus) == ("那镇江呢?", (), "")


def test_folding_of_twins() -> None:
    question = "未经公安部同意,不得擅自发布网络产品安全漏洞信息"
    whole, less = (assistant(p).find(question) for p in (ALL_PARTS, off("folding")))
    assert [p.id for p in whole.hits[0].also] == ["vuln-news#p1"]
    assert all(hit.also == () for hit in less.hits)
    assert {"vuln#a9.i6", "vuln-news#p1"} <= {hit.passage.id for hit in less.hits[:2]}


def test_without_folding_no_passage_comes_twice_and_the_order_stays() -> None:
    passages = FakeIndex(make_corpus()).passages[:3]
    items = [Ranked(passages[i], score, ()) for i, score in ((1, 2.0), (0, 5.0), (1, 1.0), (2, 0.5))]
    assert [(r.passage.id, r.score) for r in apart(items, 2).kept] == [
        (passages[1].id, 2.0),
        (passages[0].id, 5.0),
    ]


def test_look_up_of_numbers() -> None:
    assert assistant().find("漏洞规定第九条").looked_up.clauses
    assert not assistant(off("look_up")).find("漏洞规定第九条").looked_up.clauses
