"""FAISS, BM25 and MaxSim, each against its formula written out."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dense import DenseIndex
from index.late import gather_rows, quantize
from index.lexical import K1, B, Lexicon
from index.words import tokenize

# 004 (十) head, 000 s3.6.1, 002 新型数据中心 目标, 001 s2.4.1, 003 目标; one empty, one without Han
TEXTS = [
    "推进数字产品服务业和数字要素驱动业高质量发展。",
    "推动全省数据中心合理布局,促进数据中心绿色节能。",
    "新建大型及以上数据中心PUE降低到1.3以下。",
    "深入推进“互联网＋政务服务”，加快建设一体化政务服务平台。",
    "到2023年,全市网络零售额达到5000亿元。",
    "",
    "EFLOPS",
]


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 60), st.integers(0, 70), st.integers(0, 2**32 - 1))
def test_faiss_finds_what_brute_force_finds(count: int, depth: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, query = unit(rng.standard_normal((count, 8))), unit(rng.standard_normal(8))
    positions, values = DenseIndex(rows).nearest(query, depth)
    expected = rows @ query
    order = np.argsort(-expected)[:depth]
    assert positions.tolist() == order.tolist()
    np.testing.assert_allclose(values, expected[order], atol=1e-6)


def bm25_oracle(question: str, texts: list[str]) -> list[float]:
    """Robertson and Zaragoza 2009 in Lucene's form, each distinct question token once."""
    counted = [tokenize(t) for t in texts]
    mean = sum(map(len, counted)) / len(texts)
    scores = []
    for tokens in counted:
        score = 0.0
        for t in set(tokenize(question)):
            df = sum(t in other for other in counted)
            tf = tokens.count(t)
            idf = math.log(1 + (len(texts) - df + 0.5) / (df + 0.5))
            score += idf * tf / (tf + K1 * (1 - B + B * len(tokens) / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize(
    "question",
    [
        "苏州到2023年全市网络零售额的目标是多少?",
        "数据中心PUE",
        "ＰＵＥ　降到多少",
        "完全无关的骆驼",
        "",
        "eflops",
    ],
)
def test_bm25_is_the_formula(question: str) -> None:
    scores, coverage = Lexicon.build(TEXTS).scores(question)
    np.testing.assert_allclose(scores, bm25_oracle(question, TEXTS), atol=1e-5)
    tokens = set(tokenize(question))
    lexicon = Lexicon.build(TEXTS)
    mass = sum(lexicon.idf(t) for t in tokens)
    for text, share in zip(TEXTS, coverage, strict=True):
        shared = sum(lexicon.idf(t) for t in tokens & set(tokenize(text)))
        assert share == pytest.approx(shared / mass if mass else 0.0, abs=1e-6)


def test_idf_by_hand() -> None:
    lexicon = Lexicon.build(TEXTS)
    # 数据中心 stands in 2 of 7 texts: ln(1 + 5.5 / 2.5); an unknown word in none: ln(1 + 7.5 / 0.5)
    assert lexicon.idf("数据中心") == pytest.approx(math.log(1 + 5.5 / 2.5))
    assert lexicon.idf("骆驼") == pytest.approx(math.log(1 + 7.5 / 0.5))
    assert lexicon.idf_mass("骆驼") == pytest.approx(lexicon.idf("骆驼"))
    assert lexicon.idf_mass("") == 0


def test_a_saved_lexicon_scores_the_same(tmp_path: Path) -> None:
    built = Lexicon.build(TEXTS)
    built.save(tmp_path / "bm25")
    for a, b in zip(
        built.scores("数据中心的目标"),
        Lexicon.load(tmp_path / "bm25").scores("数据中心的目标"),
        strict=True,
    ):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，。！ ", []),
        ("ＰＵＥ低于１．３", ["pue", "低于", "1.3"]),
        ("数据中心", ["数据", "中心", "数据中心", "据中"]),
        ("5G+工业互联网", ["5g", "工业", "互联", "联网", "互联网", "工业互联网", "业互"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert sorted(tokenize(text)) == sorted(expected)


@settings(deadline=None)
@given(st.text("数据中心5Gpue,.1 ；", max_size=30))
def test_width_and_case_do_not_change_the_tokens(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text.upper())
    assert tokenize(wide) == tokenize(text)


def max_sim_oracle(query: np.ndarray, rows: np.ndarray) -> float:
    """Khattab and Zaharia 2020, the mean in place of the sum, token by token."""
    if not len(query) or not len(rows):
        return 0.0
    return sum(max(float(q @ r) for r in rows) for q in query) / len(query)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=8), st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_max_sim_is_the_formula(sizes: list[int], asked: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    passages = [unit(rng.standard_normal((n, 16))) for n in sizes]
    query = unit(rng.standard_normal((asked, 16)))
    tokens = gather_rows([quantize(p) for p in passages], 16)
    positions = rng.permutation(len(sizes))
    scores = tokens.max_sim(query, positions)
    stored = [tokens.slice(i)[0] * tokens.slice(i)[1][:, None] for i in range(len(sizes))]
    np.testing.assert_allclose(scores, [max_sim_oracle(query, stored[i]) for i in positions], atol=1e-5)
    # and what int8 costs: a hundredth at most on unit rows of 16 dimensions
    np.testing.assert_allclose(scores, [max_sim_oracle(query, passages[i]) for i in positions], atol=0.012)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 5), st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(0, 2**32 - 1))
def test_the_best_match_of_each_token_is_that_of_all_pairs(length: int, sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    query = unit(rng.standard_normal((length, 8)))
    passages = [unit(rng.standard_normal((size, 8))) for size in sizes]
    rows = gather_rows([quantize(p) for p in passages], 8)
    for position, passage in enumerate(passages):
        expected = [max((float(q @ t) for t in passage), default=0.0) for q in query]
        found = rows.best(query, position)
        assert found.shape == (length,)
        np.testing.assert_allclose(found, expected, atol=0.02)  # int8 rounds
        mean = rows.max_sim(query, np.array([position]))[0]
        assert mean == pytest.approx(found.mean() if length else 0.0, abs=1e-6)
