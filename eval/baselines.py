"""The fixed-window baselines: dense (FAISS) and BM25 over windows, fused by reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.outcome import Outcome, SeenHit, Status
from eval.ranking import RANK_DEPTH
from eval.windows import Window
from index.model import Embedder

RRF_K = 60  # Cormack, Clarke and Buettcher 2009
CANDIDATES = 100  # passages that each retriever hands to the fusion

Tokenise = Callable[[str], Sequence[str]]


class WindowBaseline:
    """Ranks windows; answers nothing and refuses nothing."""

    def __init__(
        self,
        name: str,
        windows: Sequence[Window],
        vectors: NDArray[np.float32],
        embedder: Embedder,
        tokenise: Tokenise,
    ) -> None:
        """`vectors` is (n, dim) float32 with unit rows, one for each window."""
        import bm25s
        import faiss

        self.name = name
        self._windows = windows
        self._embedder = embedder
        self._tokenise = tokenise
        self._dense = faiss.IndexFlatIP(vectors.shape[1])
        self._dense.add(vectors)
        self._lexical = bm25s.BM25()
        self._lexical.index([list(tokenise(w.text)) for w in windows], show_progress=False)

    def run(self, case: Case) -> Outcome:
        """The ten best windows; a follow-up question is searched with the question before it."""
        query = "\n".join((*case.history[-1:], case.question))
        best = fuse(self._dense_ranking(query), self._lexical_ranking(query))[:RANK_DEPTH]
        hits = tuple(SeenHit(self._windows[i].text, self._windows[i].file) for i in best)
        return Outcome(Status.RANKED, hits=hits)

    def _dense_ranking(self, query: str) -> list[int]:
        vector = self._embedder.embed([query], "query").pooled
        _, positions = self._dense.search(vector, min(CANDIDATES, len(self._windows)))
        return [int(p) for p in positions[0]]

    def _lexical_ranking(self, query: str) -> list[int]:
        tokens = list(self._tokenise(query))
        if not tokens:
            return []
        scores = self._lexical.get_scores(tokens)
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
