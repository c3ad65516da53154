"""General answers, sections shown by their parts, and what is shown once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from assistant_fakes import DOCUMENTS, Line, make_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant import phrases
from assistant.compose.addressed import SECTION_CHARS, compose_whole
from assistant.compose.general import FAR, GENERAL_CHARS, MORE_CHARS, TRUSTED, UNSURE_CHARS, compose_general
from assistant.compose.pieces import Piece, lead, part, whole
from assistant.compose.prefer import _each_once
from assistant.model import SegmentKind
from assistant.pick import Scored
from corpus.model import Corpus
from corpus.sentences import Sentence, sentences

CORPUS = make_corpus()


def sentence(clause_id: str, n: int = 0, corpus: Corpus = CORPUS) -> Sentence:
    return sentences(corpus.clause(clause_id))[n]


def scored(*best: tuple[Sentence, float]) -> tuple[Scored, ...]:
    return tuple(Scored(s, rank, score, 0.1, 0.0) for rank, (s, score) in enumerate(best))


TRADE = sentence("suzhou#s2.3.4.r1", 1)  # 003 L58: 到2023年,全市网络零售额达5000亿元…
HEADING = sentence("zhenjiang#s3.4")  # 004 L76: 15.强化人才支撑。
TALENT = sentence("zhenjiang#s3.4", 1)  # 深化“金山英才”计划…
DASH = sentence("zhenjiang#s2.1.d1", 1)
MARKET = sentence("dsl#a18")
LOW = TRUSTED - 0.1


def test_an_unsure_best_sentence_stands_alone_before_what_is_near() -> None:
    """The best first; behind the fixed phrase what is near, that of other documents under its title."""
    made = compose_general(CORPUS, scored((TALENT, LOW), (MARKET, LOW - 0.1), (DASH, LOW - 0.2)))
    assert made == (
        part(TALENT),
        Piece(SegmentKind.LEAD, None, phrase=phrases.ALSO_NEAR),
        lead("《中华人民共和国数据安全法(二审草案)》"),
        part(MARKET),
        lead("《镇江市关于加快推进数字经济发展的实施意见》"),
        part(DASH),
    )


@pytest.mark.parametrize(
    "best",
    [
        scored((TALENT, LOW)),
        scored((TALENT, LOW), (HEADING, LOW)),  # a heading says nothing
        scored((HEADING, LOW), (TALENT, LOW - 0.01)),
        scored((TALENT, LOW), (MARKET, LOW - FAR - 0.01)),  # too far behind
    ],
)
def test_without_anything_near_no_phrase_is_shown(best: Sequence[Scored]) -> None:
    assert compose_general(CORPUS, best) == (part(TALENT),)


def test_a_heading_alone_is_still_an_answer() -> None:
    assert compose_general(CORPUS, scored((HEADING, LOW))) == (part(HEADING),)


def test_a_sure_answer_has_no_phrase_and_stays_in_its_document() -> None:
    made = compose_general(CORPUS, scored((TALENT, 0.9), (MARKET, 0.89), (DASH, 0.88), (TRADE, 0.3)))
    assert {p.clause.document for p in made if p.clause} == {"zhenjiang"}
    assert set(made) == {part(TALENT), part(DASH)}
    assert all(p.kind is SegmentKind.QUOTE for p in made)


LONG = "到2023年，５Ｇ基站建设ＡＩ赋能。"
PLAN: list[Line] = [
    ("suzhou", f"p{n}", None, None, None, "甲" * length + LONG) for n, length in enumerate(range(10, 130, 10))
]


@given(
    st.permutations(range(len(PLAN))),
    st.lists(st.floats(-1, 2), min_size=1, max_size=len(PLAN)),
    st.sampled_from([60, 200, GENERAL_CHARS]),
)
def test_no_answer_of_several_sentences_is_longer_than_its_room(
    order: list[int], values: list[float], most: int
) -> None:
    corpus = make_corpus({"plan.txt": PLAN}, DOCUMENTS)
    ranked = sorted(values, reverse=True)
    best = scored(*((sentence(f"suzhou#p{n}", 0, corpus), v) for n, v in zip(order, ranked, strict=False)))
    quoted = [p for p in compose_general(corpus, best, most) if p.clause]
    assert part(best[0].sentence) in quoted
    assert len(set(quoted)) == len(quoted)
    room = most + MORE_CHARS if ranked[0] >= TRUSTED else min(most, UNSURE_CHARS)
    assert len(quoted) == 1 or sum(len(p.text) for p in quoted) <= room


def section(parts: int, length: int) -> Corpus:
    """A section with so many parts, each of a head sentence and a body of `length` characters."""
    lines: list[Line] = [("suzhou", "s1", None, "一、", "重点任务", "一、重点任务")]
    for n in range(1, parts + 1):
        lines.append(
            ("suzhou", f"s1.{n}", "s1", f"({n})", f"任务{n}", f"({n})任务{n}。" + "乙" * length + "。")
        )
        lines.append(("suzhou", f"s1.{n}.p1", f"s1.{n}", None, None, "丙" * length + "５Ｇ。"))
    return make_corpus({"plan.txt": lines}, DOCUMENTS)


def test_a_short_section_is_shown_whole() -> None:
    corpus = section(3, 20)
    made = compose_whole(corpus, corpus.clause("suzhou#s1"))
    below = list(corpus.subtree("suzhou#s1"))[1:]
    assert made == (lead("重点任务"), *(whole(c) for c in below))  # the heading is a label, not a quotation
    assert len(made) == 7


def test_a_long_section_by_what_its_parts_begin_with() -> None:
    corpus = section(4, SECTION_CHARS // 4)
    made = compose_whole(corpus, corpus.clause("suzhou#s1"))
    assert made[0] == lead("重点任务")
    assert [p.text for p in made[1:]] == [f"({n})任务{n}。" for n in range(1, 5)]
    assert {p.kind for p in made[1:]} == {SegmentKind.ITEM}


def test_what_is_no_section_is_shown_whole_however_long() -> None:
    article: list[Line] = [
        ("dsl", "a1", None, "第一条", None, "第一条　" + "丁" * SECTION_CHARS),
        ("dsl", "a1.i1", "a1", "(一)", None, "(一)" + "戊" * 9),
    ]
    corpus = make_corpus({"law.txt": article}, DOCUMENTS)
    assert compose_whole(corpus, corpus.clause("dsl#a1")) == tuple(whole(c) for c in corpus.clauses)


def test_a_long_section_without_parts_is_shown() -> None:
    corpus = make_corpus(
        {"p.txt": [("suzhou", "s9", None, "九、", "附则", "九、附则。" + "己" * SECTION_CHARS)]}, DOCUMENTS
    )
    assert compose_whole(corpus, corpus.clause("suzhou#s9")) == (whole(corpus.clause("suzhou#s9")),)


A, B, C = part(TALENT), part(MARKET), part(DASH)
LED, OTHER = lead("镇江"), lead("苏州")


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([], ()),
        ([[A, B]], (A, B)),
        ([[A], [A, C]], (A, C)),
        ([[LED, A], [OTHER, B]], (LED, A, OTHER, B)),
        ([[LED, A], [OTHER, A]], (LED, A)),  # nothing follows the lead any more
        ([[LED, A, B], [OTHER, B, C]], (LED, A, B, OTHER, C)),
        ([[LED], [OTHER, A]], (LED, OTHER, A)),  # a phrase that nothing ever followed stays: ALSO_NEAR
        ([[A], [LED, A], [OTHER, A, C]], (A, OTHER, C)),
    ],
)
def test_each_piece_is_shown_once(runs: list[list[Piece]], shown: tuple[Piece, ...]) -> None:
    assert _each_once(runs) == shown


@given(st.lists(st.lists(st.sampled_from([A, B, C]), unique=True, max_size=3), max_size=5))
def test_each_once_keeps_every_piece_in_the_order_of_its_first_place(runs: list[list[Piece]]) -> None:
    made = _each_once([[lead(f"第{n}处"), *run] for n, run in enumerate(runs)])
    assert [p for p in made if p.clause] == list(dict.fromkeys(p for run in runs for p in run))
