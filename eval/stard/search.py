"""The ways of retrieval that are compared: a question to the articles that answer it, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from assistant.lexicon import policy_terms
from assistant.normalise import normalise
from assistant.rank import z_scores
from assistant.settings import AssistantSettings, Weights
from eval.stard.cache import VectorCache
from index.index import Index
from index.late import TokenRows
from index.lexical import Lexicon
from index.manifest import FORMAT, Manifest, embedded_text
from index.model import Candidates, Embedder, Passage, Reach

DEPTH = 100  # articles of a ranking


class Laws:
    """The passages of a corpus of laws, and what is built on them once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.texts = [embedded_text(p) for p in passages]

    @cached_property
    def lexicon(self) -> Lexicon:
        """BM25 over headings and texts, as in our index; about a minute for all of STARD."""
        return Lexicon.build(self.texts)

    def index(self, embedder: Embedder, cache: VectorCache) -> Index:
        """An index like ours over the passages, its token rows on disk. Raises StardError."""
        made = cache.vectors(self.texts)
        manifest = Manifest(FORMAT, embedder.name, embedder.dim, "", "", len(self.passages), 0, "", {})
        # Of its token rows an index asks for nothing but max_sim, which chunks have too.
        tokens = cast(TokenRows, made.tokens)
        return Index(self.passages, made.pooled, tokens, self.lexicon, embedder, manifest)

    def articles(self, positions: Iterable[int]) -> list[str]:
        """Ids of the first `DEPTH` articles of ranked passages; the best window counts for its article."""
        found: dict[str, None] = {}
        for position in positions:
            found.setdefault(self.passages[position].clause_id)
            if len(found) == DEPTH:
                break
        return list(found)


def by_words(laws: Laws, question: str) -> list[str]:
    """BM25 alone."""
    return laws.articles(_best_first(laws.lexicon.scores(question)[0]))


def by_vector(laws: Laws, index: Index, question: str) -> list[str]:
    """Inner product of the pooled vectors alone."""
    scores = index.vectors @ index.embed_question(question).pooled[0]
    return laws.articles(_best_first(scores))


def as_configured(laws: Laws, index: Index, settings: AssistantSettings, question: str) -> list[str]:
    """What the assistant does, less the evidence that only policy documents hold: places, titles, years.

    The question with its policy words, candidates by vector and by words, MaxSim and BM25 fused.
    """
    text = normalise(question)
    found = index.search(" ".join((text, *policy_terms(text))), Reach(settings.limits.depth))
    order = _best_first(fused(found, settings.weights))
    return laws.articles(int(found.positions[i]) for i in order)


def fused(found: Candidates, weights: Weights) -> NDArray[np.float32]:
    """The score of assistant.rank.rank without evidence, (m,) float32: late, words by coverage, vector."""
    if not len(found.positions):
        return np.zeros(0, np.float32)
    coverage = float(found.coverage[int(np.argmax(found.lexical))])
    words = weights.lexical_floor + weights.lexical * coverage
    score: NDArray[np.float32] = (
        z_scores(found.late) + words * z_scores(found.lexical) + weights.dense * z_scores(found.dense)
    )
    return score


def _best_first(scores: NDArray[np.float32]) -> list[int]:
    return [int(i) for i in np.argsort(-scores, kind="stable")]
