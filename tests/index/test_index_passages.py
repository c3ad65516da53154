"""Passages over made-up trees and over the shipped documents."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from clause_trees import Tree, make_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.fold import comparison_form, fold_spans
from corpus.model import ClauseKind, Corpus
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.model import Passage
from index.packing import pack
from index.passages import build_passages
from index.sentences import sentence_ranges, windows
from index.settings import IndexSettings

_sentence = st.builds(lambda n, end: "数" * n + end, st.integers(1, 260), st.sampled_from("。；！，"))
_text = st.one_of(
    st.just(""),
    st.builds(lambda n: "标题" * n, st.integers(1, 12)),
    st.lists(_sentence, min_size=1, max_size=6).map("".join),
    st.just("很长而没有标点" * 120),
)


def _trees(depth: int) -> st.SearchStrategy[Tree]:
    children = st.lists(_trees(depth - 1), max_size=4) if depth else st.just([])
    return st.builds(Tree, _text, children)


_documents = st.lists(st.lists(_trees(2), min_size=1, max_size=4), min_size=1, max_size=2)


def members(corpus: Corpus, passage: Passage) -> Iterator[int]:
    """Positions of the passage's clauses in reading order."""
    places = {c.id: i for i, c in enumerate(corpus.clauses)}
    return (places[c] for c in passage.clause_ids)


def check(corpus: Corpus, passages: tuple[Passage, ...]) -> None:
    """Everything that must hold of any passages of any corpus."""
    assert len({p.id for p in passages}) == len(passages)
    covered: dict[str, str] = {}
    for passage in passages:
        assert 0 < len(passage.text) <= 600
        at = list(members(corpus, passage))
        assert at == list(range(at[0], at[0] + len(at))), "contiguous in reading order"
        clauses = [corpus.clause(c) for c in passage.clause_ids]
        ids = set(passage.clause_ids)
        assert len({c.parent for c in clauses if c.parent not in ids}) == 1, "under one parent"
        assert {c.file for c in clauses} == {passage.file}
        assert {c.document for c in clauses} == {passage.document}
        own = "\n".join(c.text for c in clauses if c.text)
        assert passage.text in own
        source = corpus.texts[passage.file]
        assert all(a < b for a, b in passage.spans)
        read = "".join(source[a:b] for a, b in passage.spans)
        assert comparison_form(read) == comparison_form(passage.text)
        pieces = [fold_spans(source, [s]).text for s in passage.spans]
        assert all(piece in passage.text for piece in pieces), "each span folds to text of the passage"
        assert passage.trail.startswith(corpus.document(passage.document).title[:150])
        for clause in clauses:
            covered[clause.id] = covered.get(clause.id, "") + passage.text
    for clause in corpus.clauses:
        for start, end in sentence_ranges(clause.text, 300):
            assert clause.text[start:end].strip() in covered[clause.id], "every sentence is in a passage"


@settings(deadline=None, max_examples=60)
@given(_documents, st.sampled_from([300, 560, 600]))
def test_passages_of_any_tree(documents: list[list[Tree]], gather: int) -> None:
    corpus = make_corpus(*documents)
    check(corpus, build_passages(corpus, IndexSettings(gather_chars=gather)))


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return load_corpus(CorpusSettings())


def test_passages_of_the_shipped_documents(shipped: Corpus) -> None:
    passages = build_passages(shipped, IndexSettings())
    check(shipped, passages)
    # overlap is one sentence a window: what is indexed is hardly longer than what there is
    assert sum(len(p.text) for p in passages) < 1.05 * sum(len(c.text) for c in shipped.clauses)
    # crumbs are only what no rule may join: a signature after a long last section
    crumbs = [p for p in passages if len(p.text) < 60]
    assert len(crumbs) < 0.02 * len(passages)
    assert build_passages(shipped, IndexSettings()) == passages


def test_headings_go_along_with_what_follows() -> None:
    long = "数据要素市场化配置改革。" * 30  # 360 characters
    corpus = make_corpus([Tree("三、主要任务", [Tree("(一)加强创新", [Tree(long), Tree(long)]), Tree(long)])])
    first, second, third = build_passages(corpus, IndexSettings())
    assert first.clause_ids == ("d1#s1", "d1#s1.1", "d1#s1.1.1")
    assert first.text.startswith("三、主要任务\n(一)加强创新\n数据要素")
    assert first.clause_id == "d1#s1"
    assert (first.trail, second.trail) == ("第1号文件", "第1号文件 › 三、主要任务 › (一)加强创")
    assert (second.clause_ids, third.clause_ids) == (("d1#s1.1.2",), ("d1#s1.2",))


def test_an_addressee_goes_along_and_is_not_the_address_of_the_passage() -> None:
    body = "各地要高度重视。" * 50
    corpus = make_corpus(
        [
            Tree("各市、县(市、区)人民政府:", kind=ClauseKind.FRONT),
            Tree("一、总体要求", [Tree(body), Tree(body)]),
        ]
    )
    first, _ = build_passages(corpus, IndexSettings())
    assert first.clause_ids == ("d1#s1", "d1#s2", "d1#s2.1")
    assert first.clause_id == "d1#s2"


def test_a_list_that_fits_stays_in_one_passage() -> None:
    items = [Tree(f"{i}.上年度主营业务收入占比达到{i}0%以上。") for i in range(1, 10)]
    corpus = make_corpus([Tree("十七、河南", [Tree("(二)专项条件", items)]), Tree("其他。" * 150)])
    passages = build_passages(corpus, IndexSettings())
    assert any(all(t.text in p.text for t in items) for p in passages)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 10, []),
        ("甲。乙！丙？", 10, ["甲。", "乙！", "丙？"]),
        ("他说：“好。”然后走。", 10, ["他说：“好。”", "然后走。"]),
        ("甲乙丙丁；戊己庚辛；壬。", 8, ["甲乙丙丁；", "戊己庚辛；", "壬。"]),
        ("甲乙丙丁戊", 2, ["甲乙", "丙丁", "戊"]),
        ("第一条\n本规定", 10, ["第一条\n", "本规定"]),
        # 002 L1393 on: a colon and half-width marks do not end a sentence
        (
            "到2023年,PUE降到1.3以下;其中A.B两类。下一句",
            99,
            ["到2023年,PUE降到1.3以下;其中A.B两类。", "下一句"],
        ),
    ],
)
def test_sentences(text: str, limit: int, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_ranges(text, limit)] == expected


@given(st.lists(_sentence, min_size=1, max_size=30).map("".join), st.integers(300, 560))
def test_windows_cover_overlap_by_one_sentence_and_fit(text: str, first: int) -> None:
    found = windows(text, first, 560)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)
    assert found[0][1] <= first
    sentences = sentence_ranges(text, min(first, 560))
    for (a, b), (c, d) in itertools.pairwise(found):
        assert a < c <= b < d
        assert d - c <= 560
        assert c == b or (c, b) in sentences


@given(st.lists(st.integers(0, 700), max_size=14))
def test_packing_partitions_and_is_the_best_of_all_partitions(sizes: list[int]) -> None:
    runs = pack(sizes, 560, 600)
    assert [i for a, b in runs for i in range(a, b)] == list(range(len(sizes)))

    def width(a: int, b: int) -> int:
        return sum(sizes[a:b]) + b - a - 1

    assert all(b - a == 1 or width(a, b) <= 600 for a, b in runs)
    if 0 < len(sizes) <= 9:
        best = None
        for cuts in range(1 << (len(sizes) - 1)):
            edges = [0, *(i + 1 for i in range(len(sizes) - 1) if cuts >> i & 1), len(sizes)]
            ranges = list(itertools.pairwise(edges))
            if all(b - a == 1 or width(a, b) <= 600 for a, b in ranges):
                cost = sum((560 - width(a, b)) ** 2 for a, b in ranges)
                best = cost if best is None else min(best, cost)
        assert sum((560 - width(a, b)) ** 2 for a, b in runs) == best
