"""The fixed-window baselines: dense (FAISS) and BM25 over windows, fused by reciprocal rank.

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
from eval.windows import Window
from index.dense import DenseIndex
from index.lexical import Lexicon
from index.model import Embedder

RRF_K = 60  # Cormack, Clarke and Buettcher 2009
CANDIDATES = 100  # passages that each retriever hands to the fusion


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
        query = "\n".join((*case.history[-1:], case.question))
        best = fuse(self.dense_ranking(query), self.lexical_ranking(query))[:RANK_DEPTH]
        hits = tuple(SeenHit(self._windows[i].text, self._windows[i].file) for i in best)
        return Outcome(Status.RANKED, hits=hits)

    def dense_ranking(self, query: str) -> list[int]:
        """Positions of the nearest windows by inner product, best first."""
        positions, _ = self._dense.nearest(self._embedder.embed([query], "query").pooled[0], CANDIDATES)
        return [int(p) for p in positions]

    def lexical_ranking(self, query: str) -> list[int]:
        """Positions of the windows that share a token with the query, by BM25, best first."""
        scores, _ = self._lexicon.scores(query)
        best = np.argsort(-scores, kind="stable")[:CANDIDATES]
        return [int(p) for p in best if scores[p] > 0]


def fuse(*rankings: Sequence[int]) -> list[int]:
    """Positions by reciprocal rank fusion, best first; ties keep the order of the first ranking.

    >>> fuse([7, 8], [8, 9])  # 8: 1/62 + 1/61, 7: 1/61, 9: 1/62
    [8, 7, 9]
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, position in enumerate(ranking, 1):
            scores[position] = scores.get(position, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores, key=lambda position: -scores[position])
