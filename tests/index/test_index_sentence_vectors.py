"""Sentence vectors: every sentence has one, and similarity is the plain inner product."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from character_embedder import CharacterEmbedder
from clause_trees import Tree, make_corpus
from test_index_store import bring_up, opened

from corpus.sentences import sentences
from index.sentence_vectors import SentenceVectors, sentence_texts, sentences_hash

CORPUS = make_corpus([Tree("一、网络零售额达到5000亿元。网络零售额每年增长10%！"), Tree("二、建设5G基站。")])


def test_every_sentence_is_embedded_below_its_headings() -> None:
    texts = sentence_texts(CORPUS)
    assert list(texts) == [(c.id, s.start) for c in CORPUS.clauses for s in sentences(c)]
    for (clause_id, start), text in texts.items():
        trail, _, sentence = text.rpartition("\n")
        assert CORPUS.clause(clause_id).text[start:].startswith(sentence)
        assert CORPUS.document(CORPUS.clause(clause_id).document).title in trail


def test_similarity_is_that_of_the_vectors_one_by_one(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    index, embedder = opened(tmp_path, CORPUS), CharacterEmbedder()
    texts = sentence_texts(CORPUS)
    question = "网络零售额要达到多少？"
    query = embedder.embed([question], "query").pooled[0]
    expected = [float(embedder.embed([t], "passage").pooled[0] @ query) for t in texts.values()]
    np.testing.assert_allclose(index.similar_sentences(question, tuple(texts)), expected, atol=1e-6)
    backwards = tuple(reversed(texts))
    np.testing.assert_allclose(index.similar_sentences(question, backwards), expected[::-1], atol=1e-6)


def test_an_unknown_place_is_like_nothing() -> None:
    held = SentenceVectors({("d#s1", 0): 0}, np.array([[1.0, 0.0]], np.float32))
    query = np.array([0.6, 0.8], np.float32)
    assert held.similar(query, [("d#s9", 0), ("d#s1", 0)]).tolist() == [0.0, np.float32(0.6)]
    assert held.similar(query, []).shape == (0,)


def test_the_hash_changes_with_a_sentence_and_with_its_place() -> None:
    texts = {("d#s1", 0): "甲", ("d#s1", 5): "乙"}
    same = sentences_hash(dict(texts))
    assert sentences_hash(texts) == same
    assert sentences_hash({**texts, ("d#s1", 5): "丙"}) != same
    assert sentences_hash({("d#s1", 0): "甲", ("d#s1", 6): "乙"}) != same
