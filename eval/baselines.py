"""The fixed-window baselines: dense (FAISS) and BM25 over windows, fused with fixed weights.

Embedder, vector search and BM25 are those of the index, so that only the unit of text and what is
built on it differ from ours.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.outcome import Outcome, SeenHit, Status
from eval.ranking import RANK_DEPTH
from eval.signals import search_text
from eval.windows import Window
from index.dense import DenseIndex
from index.lexical import Lexicon
from index.model import Embedder

# Of BM25 beside a dense weight of 1, both as z-scores. The strongest opponent found on the tune split:
# evidence@5 of 600-character windows is .80 with it, .78 with weight 1, .74 with reciprocal ranks (k = 60).
LEXICAL_WEIGHT = 0.5


class WindowBaseline:
    """Ranks windows; answers nothing and refuses nothing."""

    def __init__(
        self, name: str, windows: Sequence[Window], vectors: NDArray[np.float32], embedder: Embedder
    ) -> None:
        """`vectors` is (n, dim) float32 with unit rows, one for each window."""
        self.name = name
        self._windows = windows
        self._embedder = embedder
        self._dense = DenseIndex(vectors)
        self._lexicon = Lexicon.build([w.text for w in windows])

    def run(self, case: Case) -> Outcome:
        """The ten best windows; a follow-up question is searched with the question before it."""
        query = search_text(case)
        best = fuse(self.dense_scores(query), self.lexical_scores(query))[:RANK_DEPTH]
        hits = tuple(SeenHit(self._windows[i].text, self._windows[i].file) for i in best)
        return Outcome(Status.RANKED, hits=hits)

    def dense_scores(self, query: str) -> NDArray[np.float32]:
        """Inner product of the query with every window, `(n,) float32`, -1..1."""
        vector = self._embedder.embed([query], "query").pooled[0]
        positions, products = self._dense.nearest(vector, len(self._windows))
        scores = np.empty(len(self._windows), np.float32)
        scores[positions] = products
        return scores

    def lexical_scores(self, query: str) -> NDArray[np.float32]:
        """BM25 of every window, `(n,) float32`, >= 0."""
        return self._lexicon.scores(query)[0]


def fuse(dense: NDArray[np.float32], lexical: NDArray[np.float32]) -> list[int]:
    """Positions by weighted sum of z-scores over all windows, best first; ties keep their order.

    >>> fuse(np.float32([1, 0, 0]), np.float32([0, 0, 9]))  # z: 1.41, -.71, -.71 + half of -.71, -.71, 1.41
    [0, 2, 1]
    """
    fused = _z(dense) + LEXICAL_WEIGHT * _z(lexical)
    return [int(p) for p in np.argsort(-fused, kind="stable")]


def _z(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Standardised scores; all zero where they do not differ, as BM25 does when no word is shared."""
    values = scores.astype(np.float64)
    spread = float(values.std())
    return (values - values.mean()) / spread if spread else np.zeros_like(values)
