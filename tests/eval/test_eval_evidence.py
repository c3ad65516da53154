"""Citation validity and contiguity of hits, each way in which they can be broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold_spans
from corpus.model import Corpus, Span
from eval.citations import citation_valid
from eval.contiguity import Contiguity
from eval.outcome import SeenCitation, SeenHit

FILE = "900_demo.txt"


def hit(corpus: Corpus, *addresses: str) -> SeenHit:
    ids = tuple(f"demo#{a}" for a in addresses)
    return SeenHit("\n".join(corpus.clause(i).text for i in ids), FILE, clause_ids=ids)


@pytest.mark.parametrize(
    "addresses",
    [
        ("s1",),
        ("s2",),
        ("s2", "s2.1"),
        ("s2", "s2.1", "s2.2"),
        ("s2.1", "s2.2"),
        ("s1", "s2", "s2.1", "s2.2"),
    ],
)
def test_runs_in_reading_order_under_one_parent_pass(demo_corpus: Corpus, addresses: tuple[str, ...]) -> None:
    assert Contiguity(demo_corpus).flaw(hit(demo_corpus, *addresses)) is None


def test_a_window_of_a_clause_passes_whatever_its_blanks_and_width(demo_corpus: Corpus) -> None:
    window = SeenHit("到 2023年，网络\n零售额", FILE, clause_ids=("demo#s1",))
    assert Contiguity(demo_corpus).flaw(window) is None


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        (("s1", "s2.1"), "不连续"),
        (("s2.2", "s2.1"), "不连续"),
        (("s2.1", "s2.1"), "不连续"),
        (("s9",), "不存在"),
        ((), "不存在"),
    ],
)
def test_torn_runs_are_told(demo_corpus: Corpus, addresses: tuple[str, ...], said: str) -> None:
    ids = tuple(f"demo#{a}" for a in addresses)
    assert said in (Contiguity(demo_corpus).flaw(SeenHit("总体目标", FILE, clause_ids=ids)) or "")


def test_clauses_of_different_parents_are_told(demo_corpus: Corpus) -> None:
    """A cousin: s2.2 is followed by s3.1, a child of another section, with no heading between them."""
    cousin = replace(demo_corpus.clause("demo#s2.2"), id="demo#s3.1", parent="demo#s3")
    corpus = replace(demo_corpus, clauses=(*demo_corpus.clauses, cousin))
    assert Contiguity(corpus).flaw(hit(corpus, "s2.2", "s3.1")) == "条款不在同一上级之下"


def test_roots_of_two_documents_are_not_siblings(demo_corpus: Corpus) -> None:
    other = replace(demo_corpus.clause("demo#s1"), id="next#s1", document="next")
    corpus = replace(demo_corpus, clauses=(demo_corpus.clause("demo#s1"), other))
    both = SeenHit("总体目标", FILE, clause_ids=("demo#s1", "next#s1"))
    assert Contiguity(corpus).flaw(both) == "条款不在同一上级之下"


def test_length_words_and_file_are_checked(demo_corpus: Corpus) -> None:
    check = Contiguity(demo_corpus)
    assert "600" in (check.flaw(SeenHit("一" * 601, FILE, clause_ids=("demo#s1",))) or "")
    assert check.flaw(SeenHit("市工信局", FILE, clause_ids=("demo#s1",))) == "文字与条款原文不一致"
    assert check.flaw(SeenHit("总体目标", "other.txt", clause_ids=("demo#s1",))) == "条款不在所示文件中"


TEXT = "第一条 ５Ｇ网络，\r\n  应当 建设。\n第二条\u00a02023 年 VR game"


def cited(quote: str, *spans: tuple[int, int], file: str = FILE) -> bool:
    return citation_valid(SeenCitation("demo#s1", quote, file, tuple(Span(*s) for s in spans)), {FILE: TEXT})


def test_a_quote_is_what_stands_at_its_spans() -> None:
    assert cited("第一条５Ｇ网络，", (0, 9))
    assert cited("第一条５Ｇ网络，\n应当建设。", (0, TEXT.index("。") + 1))
    assert cited("第一条第二条", (0, 3), (TEXT.index("第二"), TEXT.index("第二") + 3))
    start = TEXT.index("VR")
    assert cited("VR game", (start, len(TEXT)))


@pytest.mark.parametrize(
    ("quote", "spans"),
    [
        ("第二条", ((0, 3),)),
        ("", ((3, 4),)),
        ("", ()),
        ("第一条", ()),
        ("第一", ((0, 3),)),
        ("第一条", ((-3, 3),)),
        ("VR game", ((TEXT.index("VR"), len(TEXT) + 1),)),
        ("第一条", ((3, 0),)),
        ("第一条第一条", ((0, 3), (0, 3))),
        ("第一条5G网络，", ((0, 9),)),  # the width of the source is kept
    ],
)
def test_false_citations_are_found(quote: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert not cited(quote, *spans)


def test_an_unknown_file_is_invalid() -> None:
    assert not cited("第一条", (0, 3), file="other.txt")


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_folded_slice_with_ink_is_a_valid_citation(a: int, b: int) -> None:
    start, end = sorted((a, b))
    quote = fold_spans(TEXT, [Span(start, end)]).text
    assert cited(quote, (start, end)) is bool(quote)
    assert not cited(quote + "。", (start, end))
