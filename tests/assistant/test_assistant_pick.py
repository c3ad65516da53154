"""Which sentences answer: places, colons, meaning, and whose condition goes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from assistant_fakes import DOCUMENTS, Line, make_corpus, passage_of
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.model import Hit
from assistant.naming import DocumentNames
from assistant.pick import FEW, HEADING_COST, MEANING, MEANING_ALONE, Picker, Scored, unmet
from assistant.places import NATION
from assistant.question import Question, Reader
from assistant.terms import TermWeights, content, pieces
from corpus.model import Corpus
from corpus.sentences import sentences

CORPUS = make_corpus()
READER = Reader(DocumentNames(DOCUMENTS), frozenset({"苏州", "镇江"}))
TALENT = ("suzhou#s3.2", "zhenjiang#s3.4")  # 003 and 004 on talents
LAW = "dsl#a31"


class Meanings:
    """Inner products that are given by place; 0 elsewhere."""

    def __init__(self, values: Mapping[tuple[str, int], float] | None = None, offset: float = 0.0) -> None:
        self._values = values or {}
        self._offset = offset

    def similar_sentences(self, question: str, places: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        return np.array([self._values.get(p, 0.0) + self._offset for p in places], np.float32)


def picker(
    corpus: Corpus = CORPUS,
    meanings: Meanings | None = None,
    places: Mapping[str, frozenset[str]] | None = None,
) -> Picker:
    own = {c.id: frozenset({corpus.document(c.document).region or NATION}) for c in corpus.clauses}
    terms = TermWeights(c.text for c in corpus.clauses)
    return Picker(corpus, terms, meanings or Meanings(), {**own, **(places or {})})


def hits(*ids: str, corpus: Corpus = CORPUS) -> list[Hit]:
    return [Hit(passage_of(corpus, corpus.clause(i)), n, 1.0, ()) for n, i in enumerate(ids, 1)]


def read(text: str) -> Question:
    return READER.read(text)


def clauses(found: Sequence[Scored]) -> set[str]:
    return {s.sentence.clause.id for s in found}


@pytest.mark.parametrize(
    ("question", "ids", "kept"),
    [
        ("苏州怎么引进人才", TALENT, {"suzhou#s3.2"}),
        ("镇江怎么引进人才", TALENT[::-1], {"zhenjiang#s3.4"}),
        ("镇江怎么引进人才", TALENT, set(TALENT)),  # its own text does not come first: nothing is left out
        ("苏州和镇江怎么引进人才", TALENT, set(TALENT)),
        ("怎么引进人才", TALENT, set(TALENT)),
        ("全国怎么引进人才", TALENT, set(TALENT)),
        ("苏州怎么收集数据", ("suzhou#s3.2", LAW), {"suzhou#s3.2"}),
        ("蘇州怎麼引進ＡＩ人才", TALENT, {"suzhou#s3.2"}),
        ("", TALENT, set(TALENT)),
        ("苏州", (), set()),
    ],
)
def test_a_neighbours_sentence_does_not_answer(question: str, ids: tuple[str, ...], kept: set[str]) -> None:
    assert clauses(picker().scored(read(question), hits(*ids), 5)) == kept


def test_a_text_that_names_the_place_stays() -> None:
    lines: list[Line] = [
        ("suzhou", "s1", None, "一、", None, "一、引进人才。"),
        ("zhenjiang", "s1", None, "一、", None, "一、与苏州共同引进人才。"),
    ]
    corpus = make_corpus({"p.txt": lines}, DOCUMENTS)
    found = picker(corpus).scored(read("苏州引进人才"), hits("suzhou#s1", "zhenjiang#s1", corpus=corpus), 5)
    assert clauses(found) == {"suzhou#s1", "zhenjiang#s1"}


def test_the_ranks_of_what_is_left_stay_those_of_the_hits() -> None:
    found = picker().scored(
        read("苏州引进人才贸易"), hits("suzhou#s3.2", "zhenjiang#s3.4", "suzhou#s2.3.4.r1"), 5
    )
    assert {s.hit for s in found} == {0, 2}


@pytest.mark.parametrize("colon", ["：", ":"])
def test_what_ends_in_a_colon_names_the_matter_and_says_nothing_about_it(colon: str) -> None:
    """Arithmetic: the same words in the same place, HEADING_COST apart."""
    made: list[float] = []
    for end in (colon, "。"):
        lines: list[Line] = [("vuln", "a9", None, None, None, "发布漏洞信息应当遵守规定" + end)]  # 002 L1445
        corpus = make_corpus({"p.txt": lines}, DOCUMENTS)
        (found,) = picker(corpus).scored(read("发布漏洞信息的规定"), hits("vuln#a9", corpus=corpus), 5)
        made.append(found.score)
    assert made[1] - made[0] == pytest.approx(HEADING_COST)


QUESTION = "网络零售额和人才怎么发展"
SHOWN = hits("suzhou#s2.3.4.r1", "suzhou#s3.2", "zhenjiang#s3.4", "dsl#a18")
PLACES = [(s.clause.id, s.start) for h in SHOWN for s in sentences(CORPUS.clause(h.passage.clause_id))]


@settings(deadline=None)
@given(st.lists(st.floats(-1, 1, width=16), min_size=len(PLACES), max_size=len(PLACES)), st.floats(-0.5, 0.5))
def test_only_differences_of_meaning_count(values: list[float], offset: float) -> None:
    """An embedder whose similarities all lie higher ranks and scores as before."""
    given_ = dict(zip(PLACES, values, strict=True))
    plain = picker(meanings=Meanings(given_)).scored(read(QUESTION), SHOWN, 5)
    moved = picker(meanings=Meanings(given_, offset)).scored(read(QUESTION), SHOWN, 5)
    by_place = {(s.sentence.clause.id, s.sentence.start): s.score for s in moved}
    for one in plain:
        assert by_place[one.sentence.clause.id, one.sentence.start] == pytest.approx(one.score, abs=1e-5)
    words = {
        (s.sentence.clause.id, s.sentence.start): s.score for s in picker().scored(read(QUESTION), SHOWN, 5)
    }
    terms = TermWeights(c.text for c in CORPUS.clauses)
    wanted = content(read(QUESTION).searched)
    best = max(terms.share(wanted, pieces(s.sentence.text)) for s in plain)
    weight = MEANING + MEANING_ALONE * max(0.0, FEW - best)
    for one in plain:  # the formula: a weight times the distance to the nearest
        place = (one.sentence.clause.id, one.sentence.start)
        assert one.score == pytest.approx(words[place] + weight * (given_[place] - max(values)), abs=1e-5)


@pytest.mark.parametrize(("asked", "bodies"), [("软件产业怎么支持", False), ("软件产业由谁牵头", True)])
def test_a_line_of_bodies_answers_who_and_nothing_else(asked: str, bodies: bool) -> None:
    text = "软件产业用房优先安排。(市工信局牵头,软件产业各责任单位负责)"
    corpus = make_corpus({"p.txt": [("suzhou", "s1", None, "一、", None, text)]}, DOCUMENTS)
    found = picker(corpus).scored(read(asked), hits("suzhou#s1", corpus=corpus), 5)
    assert found[0].sentence.text.startswith("(") is bodies


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (
            "漏洞要在几天内报送",
            "应当在2日内报送漏洞信息。",
        ),  # a date to the eye, a figure where days are asked for
        ("漏洞日志要留存多久", "漏洞日志留存不少于6个月。"),
        ("为什么要管理漏洞", "为了规范漏洞管理,制定本规定。"),
        ("2023年漏洞平台要建几个", "到2023年,建成漏洞平台3个。"),  # not another year's
    ],
)
def test_the_sentence_of_the_kind_that_is_asked_for_comes_first(asked: str, first: str) -> None:
    texts = (
        "漏洞日志留存不少于6个月。",
        "为了规范漏洞管理,制定本规定。",
        "应当在2日内报送漏洞信息。",
        "到2021年,建成漏洞平台1个。",
        "到2023年,建成漏洞平台3个。",
    )
    corpus = make_corpus({"p.txt": [("vuln", "a1", None, None, None, "".join(texts))]}, DOCUMENTS)
    ranked = picker(corpus).scored(read(asked), hits("vuln#a1", corpus=corpus), 5)
    assert ranked[0].sentence.text == first


@given(st.floats(-1, 1, width=16))
def test_equal_meanings_leave_the_order_of_the_words_alone(offset: float) -> None:
    plain = picker().scored(read(QUESTION), SHOWN, 5)
    moved = picker(meanings=Meanings(offset=offset)).scored(read(QUESTION), SHOWN, 5)
    assert [s.sentence for s in moved] == [s.sentence for s in plain]
    assert [s.score for s in moved] == pytest.approx([s.score for s in plain], abs=1e-6)


# 002 L876-955 in short: one collection of conditions, by province and for the nation
COLLECTION: list[Line] = [
    ("vuln", "s1", None, "一、", "国家", "一、国家。申报条件为净利润不低于600万元。"),
    ("vuln", "s2", None, "二、", "北京", "二、北京。申报条件为拥有发明专利１项以上。"),
    ("dsl", "s1", None, "一、", None, "一、申报条件。"),
    ("suzhou", "s1", None, "一、", None, "一、申报条件。"),
]
OF_PLACES = {"vuln#s2": frozenset({"北京"}), "dsl#s1": frozenset({NATION})}


@pytest.mark.parametrize(
    ("question", "ids", "first"),
    [
        ("申报要什么条件", ("vuln#s2", "dsl#s1", "vuln#s1"), "vuln#s1"),  # of the same collection
        ("申报要什么条件", ("vuln#s1", "vuln#s2"), "vuln#s1"),
        ("申报要什么条件", ("vuln#s2", "dsl#s1"), "vuln#s2"),  # another text's rule is not this one's
        ("申报要什么条件", ("suzhou#s1", "vuln#s1"), "suzhou#s1"),  # a city's own plan is no collection
        ("北京申报要什么条件", ("vuln#s2", "vuln#s1"), "vuln#s2"),
        ("发明专利有哪些", ("vuln#s2", "vuln#s1"), "vuln#s2"),  # no condition is asked for
        ("", ("vuln#s2", "vuln#s1"), "vuln#s2"),
    ],
)
def test_of_conditions_asked_without_a_place_the_nations_go_first(
    question: str, ids: tuple[str, ...], first: str
) -> None:
    corpus = make_corpus({"c.txt": COLLECTION}, DOCUMENTS)
    given_ = hits(*ids, corpus=corpus)
    found = picker(corpus, places=OF_PLACES).nation_first(read(question), given_)
    assert found[0].passage.clause_id == first
    assert sorted(h.passage.id for h in found) == sorted(ids)
    rest = [h.passage.id for h in found][1:]
    assert rest == [i for i in ids if i != first]


def test_a_place_of_the_question_before_keeps_the_order() -> None:
    corpus = make_corpus({"c.txt": COLLECTION}, DOCUMENTS)
    given_ = hits("vuln#s2", "vuln#s1", corpus=corpus)
    question = replace(read("申报要什么条件"), inherited=("北京",))
    assert picker(corpus, places=OF_PLACES).nation_first(question, given_) == given_
    assert picker(corpus, places=OF_PLACES).nation_first(question, []) == []


@pytest.mark.parametrize(
    ("question", "clause", "n", "expected"),
    [
        ("网络零售额是多少", "suzhou#s2.3.4.r1", 1, False),
        ("引进多少人才", "zhenjiang#s3.4", 1, True),  # no figure there
        ("由谁牵头", "suzhou#s2.3.4.r1", 2, False),
        ("由谁牵头", "dsl#a18", 0, True),
        ("怎么样", "dsl#a18", 0, False),  # no kind is asked for
        ("", "dsl#a18", 0, False),
    ],
)
def test_a_sentence_of_another_kind_leaves_the_question_unmet(
    question: str, clause: str, n: int, expected: bool
) -> None:
    assert unmet(read(question), sentences(CORPUS.clause(clause))[n]) is expected
