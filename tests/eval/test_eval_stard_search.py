"""Search over STARD's articles, against brute force and the assistant's own fusion."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from eval_fakes import CharacterEmbedder
from hypothesis import given
from hypothesis import strategies as st
from stard_samples import opened

from assistant.facts import Facts
from assistant.naming import DocumentNames
from assistant.question import Reader
from assistant.rank import rank
from assistant.settings import AssistantSettings, Weights
from corpus.model import Document
from eval.stard.search import as_configured, by_vector, by_words, fused
from index.lexical import Lexicon
from index.model import Candidates


def test_words_and_vectors_find_what_brute_force_finds(stard_data: Path, tmp_path: Path) -> None:
    laws, index = opened(stard_data, tmp_path)
    question = "消费者的期限"
    scores = Lexicon.build(laws.texts).scores(question)[0]
    order = [laws.passages[i].clause_id for i in np.argsort(-scores, kind="stable")]
    assert by_words(laws, question) == list(dict.fromkeys(order))
    assert len(by_words(laws, question)) == 40  # each article once, though one has two windows
    embedder = CharacterEmbedder()
    products = embedder.embed(laws.texts, "passage").pooled @ embedder.embed([question], "query").pooled[0]
    best = laws.passages[int(np.argmax(products))].clause_id
    assert by_vector(laws, index, question)[0] == best


def test_the_default_search_finds_the_article_of_the_matter(stard_data: Path, tmp_path: Path) -> None:
    laws, index = opened(stard_data, tmp_path)
    assert as_configured(laws, index, AssistantSettings(), "房屋租赁的罚款是多少")[0] == "L00002"
    assert as_configured(laws, index, AssistantSettings(), "消费者的期限是几日")[0] == "L00033"


SCORES = st.lists(
    st.tuples(*[st.floats(0, 1, width=32)] * 3, st.floats(0, 30, width=32)), min_size=1, max_size=9
)


@given(SCORES, st.sampled_from([Weights(), Weights(lexical=0.3, lexical_floor=0.5, dense=1.0)]))
def test_the_fusion_is_that_of_the_assistant(
    rows: list[tuple[float, float, float, float]], weights: Weights
) -> None:
    """Against assistant.rank.rank on passages that hold no evidence of any kind."""
    dense, late, coverage, lexical = (np.array(column, np.float32) for column in zip(*rows, strict=True))
    found = Candidates(np.arange(len(rows)), dense, lexical, late, coverage)
    question = Reader(DocumentNames(()), frozenset()).read("怎么办")
    facts = [blank() for _ in rows]
    ranked = rank(question, found, facts, weights)
    expected = {position: score for position, score, _ in ranked}
    np.testing.assert_allclose(fused(found, weights), [expected[i] for i in range(len(rows))], atol=1e-5)


def blank() -> Facts:
    """Facts of a passage that says nothing about places, names, kinds or years."""
    none: frozenset[str] = frozenset()
    document = Document("d", "别的", "d.txt", 1, 2)
    return Facts(document, none, none, frozenset(), none, "", frozenset(), False, False, False)
