"""The fixed-window baselines: windows, cached vectors, both retrievers against oracles, and the fusion."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from eval_fakes import DIM, CharacterEmbedder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from eval.baselines import WindowBaseline, fuse
from eval.case import Case
from eval.outcome import Status
from eval.vectors import VectorStore
from eval.windows import SHAPES, WindowShape, cut_windows
from index.words import tokenize


def test_windows_by_hand() -> None:
    windows = cut_windows(
        {"a.txt": "0123456789", "b.txt": "xy", "c.txt": " \n\u3000", "d.txt": ""}, WindowShape(4, 1)
    )
    # Steps of 3: 0-4, 3-7, 6-10; a window at 9 would repeat only what the one before it holds.
    assert [(w.file, w.start, w.text) for w in windows] == [
        ("a.txt", 0, "0123"),
        ("a.txt", 3, "3456"),
        ("a.txt", 6, "6789"),
        ("b.txt", 0, "xy"),
    ]


@given(st.text(st.sampled_from("甲乙丙"), max_size=2_000), st.sampled_from(SHAPES))
def test_windows_cover_the_file_and_overlap(text: str, shape: WindowShape) -> None:
    windows = cut_windows({"a.txt": text}, shape)
    covered = {i for w in windows for i in range(w.start, w.start + len(w.text))}
    assert covered == set(range(len(text)))
    assert all(w.text == text[w.start : w.start + shape.size] for w in windows)
    for left, right in pairwise(windows):
        assert left.start + shape.size - right.start == shape.overlap


# z of (3, 1, 1, 1) is (1.73, -.58, -.58, -.58); of (0, 0, 0, 0) nothing; of (0, 4, 0, 0) (-.58, 1.73, -.58, -.58).
@pytest.mark.parametrize(
    ("dense", "lexical", "order"),
    [
        ([3, 1, 1, 1], [0, 4, 0, 0], [0, 1, 2, 3]),  # 1.44, .29, -.87, -.87
        ([3, 1, 1, 1], [0, 0, 0, 0], [0, 1, 2, 3]),
        ([1, 1, 1, 1], [0, 4, 0, 0], [1, 0, 2, 3]),
        ([1, 2, 3, 4], [1, 1, 1, 1], [3, 2, 1, 0]),
    ],
)
def test_fusion_by_hand(dense: list[float], lexical: list[float], order: list[int]) -> None:
    assert fuse(np.array(dense, np.float32), np.array(lexical, np.float32)) == order


def test_vectors_are_embedded_once_and_kept(tmp_path: Path) -> None:
    embedder, said = CharacterEmbedder(), list[str]()
    texts = [f"第{i}条" for i in range(40)]
    first = VectorStore(tmp_path, embedder, said.append).passages([*texts, texts[0]])
    assert first.shape == (41, DIM)
    assert first.dtype == np.float32
    assert embedder.embedded == texts
    assert said == ["基线向量：32/40", "基线向量：40/40"]
    again = VectorStore(tmp_path, embedder, said.append).passages([texts[7], "新增", texts[0]])
    assert embedder.embedded == [*texts, "新增"]
    np.testing.assert_array_equal(again[[0, 2]], first[[7, 0]])


def test_a_damaged_cache_is_computed_anew(tmp_path: Path) -> None:
    embedder, said = CharacterEmbedder(), list[str]()
    store = VectorStore(tmp_path, embedder, said.append)
    expected = store.passages(["甲"])
    [kept] = tmp_path.iterdir()
    kept.write_bytes(b"PK broken")
    np.testing.assert_array_equal(store.passages(["甲"]), expected)
    assert "基线向量缓存已损坏，重新计算。" in said


LAW = (  # 数据安全法（二审草案）, 002 from L1281 on, shortened
    "国家支持开发利用数据提升公共服务的智能化水平。",
    "国家建立数据安全审查制度,对影响国家安全的数据活动进行审查。",
    "开展数据活动应当加强风险监测,发现数据安全缺陷时应当立即采取补救措施。",
    "网站地图 联系我们",
)


@pytest.fixture
def baseline() -> WindowBaseline:
    embedder = CharacterEmbedder()
    windows = [w for i, text in enumerate(LAW) for w in cut_windows({f"{i}.txt": text}, SHAPES[0])]
    vectors: NDArray[np.float32] = embedder.embed(list(LAW), "passage").pooled
    return WindowBaseline("window300", windows, vectors, embedder)


def test_dense_scores_are_brute_force(baseline: WindowBaseline) -> None:
    query = "数据安全审查"
    embedder = CharacterEmbedder()
    products = embedder.embed(list(LAW), "passage").pooled @ embedder.embed([query], "query").pooled[0]
    np.testing.assert_allclose(baseline.dense_scores(query), products, rtol=1e-6)


def test_lexical_scores_are_bm25(baseline: WindowBaseline) -> None:
    """Lucene's BM25 with k1 = 1.5 and b = 0.75, written out."""
    query = "数据安全缺陷怎么补救"
    held = [tokenize(text) for text in LAW]
    average = sum(map(len, held)) / len(held)

    def by_formula(document: list[str]) -> float:
        total = 0.0
        for token in set(tokenize(query)):
            df = sum(token in d for d in held)
            tf = document.count(token)
            idf = math.log(1 + (len(held) - df + 0.5) / (df + 0.5))
            total += idf * tf / (tf + 1.5 * (0.25 + 0.75 * len(document) / average)) if tf else 0.0
        return total

    values = [by_formula(d) for d in held]
    assert values[3] == 0 < values[2]
    np.testing.assert_allclose(baseline.lexical_scores(query), values, rtol=1e-5)


def test_a_baseline_ranks_and_does_not_answer(
    baseline: WindowBaseline, build_case: Callable[..., Case]
) -> None:
    outcome = baseline.run(build_case(question="什么情况要做安全审查"))
    assert outcome.status is Status.RANKED
    assert outcome.hits[0].text == LAW[1]
    assert outcome.hits[0].file == "1.txt"
    assert {hit.text for hit in outcome.hits} == set(LAW)
    # A follow-up alone says nothing; with the question before it, it finds the same window.
    followed = baseline.run(build_case(question="由谁?", history=("别的", "什么情况要做安全审查")))
    assert followed.hits[0].text == LAW[1]
    assert baseline.run(build_case(question="?!")).status is Status.RANKED


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    embedder, said = CharacterEmbedder(), list[str]()
    (tmp_path / "file").write_text("a file where the folder should be")
    vectors = VectorStore(tmp_path / "file", embedder, said.append).passages(["甲", "乙"])
    assert vectors.shape == (2, DIM)
    assert said[-1].startswith("基线向量无法缓存")
