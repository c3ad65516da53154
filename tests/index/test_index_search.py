"""Candidates with all their scores, and the real index over the shipped documents."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from character_embedder import CharacterEmbedder
from clause_trees import Tree, make_corpus
from test_index_store import bring_up

from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.__main__ import main
from index.index import Index
from index.model import Reach
from index.settings import IndexSettings
from index.wiring import build_index, open_index

FILLER = "推动全省数据中心合理布局，促进绿色节能。" * 25
CORPUS = make_corpus(
    [Tree("一、" + FILLER), Tree("二、网络零售额达到5000亿元。" + FILLER)],
    [Tree("第一条鼓励开展数据交易。" + FILLER), Tree("第二条骆驼。", [Tree(FILLER), Tree(FILLER)])],
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("built")
    bring_up(CORPUS, folder)
    return open_index(IndexSettings(built_dir=folder), CORPUS, CharacterEmbedder())


def test_every_candidate_has_every_score(index: Index) -> None:
    found = index.search("网络零售额的目标", Reach(depth=2, extra=[3]))
    assert 3 in found.positions
    assert len(set(found.positions.tolist())) == len(found.positions)
    asked = CharacterEmbedder().embed(["网络零售额的目标"], "query")
    bm25, covered = index.lexicon.scores("网络零售额的目标")
    np.testing.assert_allclose(found.dense, index.vectors[found.positions] @ asked.pooled[0], atol=1e-6)
    np.testing.assert_array_equal(found.lexical, bm25[found.positions])
    np.testing.assert_array_equal(found.coverage, covered[found.positions])
    assert found.late.shape == found.positions.shape
    best = index.passages[found.positions[found.lexical.argmax()]]
    assert "网络零售额" in best.text


def test_the_union_holds_both_lists(index: Index) -> None:
    nearest = np.argsort(-(index.vectors @ CharacterEmbedder().embed(["骆驼"], "query").pooled[0]))[:1]
    worded = index.lexicon.scores("骆驼")[0].argmax()
    assert set(index.search("骆驼", Reach(depth=1)).positions.tolist()) == {int(nearest[0]), int(worded)}


@pytest.mark.parametrize("question", ["", " ", "？", "😀", "<script>alert(1)</script>", "长" * 10_000])
def test_odd_questions_are_scored_like_any_other(index: Index, question: str) -> None:
    found = index.search(question)
    assert len(found.positions) > 0
    for scores in (found.dense, found.lexical, found.late, found.coverage):
        assert np.isfinite(scores).all()


def test_positions_by_clause_and_document(index: Index) -> None:
    for clause in CORPUS.clauses:
        holding = index.positions_of(clause.id)
        assert holding
        assert all(clause.id in index.passages[i].clause_ids for i in holding)
    assert index.positions_of("d9#s1") == ()
    assert {index.passages[i].document for i in index.positions_in("d2")} == {"d2"}
    assert len(index.positions_in("d1")) + len(index.positions_in("d2")) == len(index.passages)


@pytest.fixture(scope="session")
def real() -> Index:
    """The index of the shipped documents, brought up to date where `make index` puts it."""
    corpus = load_corpus(CorpusSettings())
    build_index(corpus, IndexSettings())
    return open_index(IndexSettings(), corpus)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("苏州到2023年全市网络零售额的目标是多少?", "5000亿元"),  # 003
        ("网络产品安全漏洞管理规定什么时候施行", "2021年9月1日起施行"),  # 002 第十六条
        ("新建大型数据中心的PUE要降到多少", "1.3以下"),  # 002 新型数据中心
        ("老板想搞机房，用电效率有什么硬指标", "PUE"),  # colloquial: hardly a word in common
    ],
)
def test_the_evidence_is_among_the_candidates(real: Index, question: str, quote: str) -> None:
    found = real.search(question)
    by_late = found.positions[np.argsort(-found.late)][:10]
    texts = "".join("".join(real.passages[i].text.split()) for i in by_late)
    assert quote in texts


def test_a_second_build_does_nothing(real: Index, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert f"索引已是最新：{len(real.passages)} 段" in capsys.readouterr().err


def test_the_door_fails_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_CORPUS__DOCUMENTS_DIR", str(tmp_path / "none"))
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.startswith("未能建立索引：")
    assert "Traceback" not in said
    monkeypatch.delenv("YOUJU_CORPUS__DOCUMENTS_DIR")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("YOUJU_INDEX__BUILT_DIR", str(tmp_path / "file" / "built"))
    assert main([]) == 1
    assert "无法写入" in capsys.readouterr().err


def test_asking_pays_for_no_torch() -> None:
    program = "import sys, index.model, index.wiring; print(sorted(m for m in HEAVY if m in sys.modules))"
    heavy = "HEAVY = ('torch', 'faiss', 'onnxruntime', 'jieba', 'bm25s', 'sentence_transformers')\n"
    done = subprocess.run([sys.executable, "-c", heavy + program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
