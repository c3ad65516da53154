"""How well each token of a question is met in passages, against every pair of tokens."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from character_embedder import CharacterEmbedder
from clause_trees import Tree, make_corpus
from test_index_store import bring_up, opened

from index.index import Index
from index.model import Embeddings, EmbedKind
from index.settings import IndexSettings
from index.wiring import open_index

# 003 L26, L58 in short and a line in mixed script; far enough apart to be passages of their own
LINES = ("一、网络零售额达到5000亿元。", "二、建设５Ｇ基站，降低ＰＵＥ。", "三、“金山英才”计划。")
CORPUS = make_corpus([Tree(line * 40) for line in LINES])


class PlacedEmbedder(CharacterEmbedder):
    """The character embedder, which also says where each character stands."""

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        made = super().embed(texts, kind)
        places = (np.array([[i, i + 1] for i in range(len(t or " "))], np.int64) for t in texts)
        return Embeddings(made.pooled, made.tokens, tuple(places))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    bring_up(CORPUS, tmp_path)
    return open_index(IndexSettings(built_dir=tmp_path), CORPUS, PlacedEmbedder())


@pytest.mark.parametrize("question", ["网络零售额？", "５Ｇ ＰＵＥ mixed 文字", "骆驼", "额", ""])
def test_each_token_meets_its_best_in_each_passage(index: Index, question: str) -> None:
    embedder = CharacterEmbedder()
    asked = embedder.embed([question], "query").tokens[0]
    ids = [p.id for p in index.passages][::-1]
    found = index.token_matches(question, ids)
    assert found.spans.tolist() == [[i, i + 1] for i in range(len(question or " "))]
    assert found.similar.shape == (len(ids), len(asked))
    for row, passage in zip(found.similar, index.passages[::-1], strict=True):
        held = embedder.embed([f"{passage.trail}\n{passage.text}"], "passage").tokens[0]
        expected = [max(float(q @ t) for t in held) for q in asked]
        np.testing.assert_allclose(row, expected, rtol=0.03, atol=0.03)  # rows are kept as int8


def test_a_character_is_met_best_where_it_stands(index: Index) -> None:
    found = index.token_matches("零骆", [p.id for p in index.passages])
    best = found.similar.max(axis=0)
    assert len(index.passages) >= 3
    assert best[0] > best[1]


def test_no_passages_and_no_places(index: Index, tmp_path: Path) -> None:
    assert index.token_matches("网络", []).similar.shape == (0, 2)
    plain = opened(tmp_path, CORPUS)  # an embedder that does not say where its tokens stand
    found = plain.token_matches("网络", [p.id for p in plain.passages])
    assert found.spans.shape == (0, 2)
    assert found.similar.shape == (len(plain.passages), 0)
