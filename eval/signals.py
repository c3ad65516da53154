"""Our passages ranked by one raw score of the index alone: what each signal is worth without the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.case import Case
from eval.outcome import Outcome, SeenHit, Status
from eval.ranking import RANK_DEPTH
from index.index import Index
from index.model import Reach

Score = Callable[[Index, str], NDArray[np.float32]]  # of every passage: (n,) float32, higher is better


def bm25(index: Index, query: str) -> NDArray[np.float32]:
    """BM25, >= 0."""
    return index.lexicon.scores(query)[0]


def dense(index: Index, query: str) -> NDArray[np.float32]:
    """Inner product of the pooled vectors, -1..1."""
    scores: NDArray[np.float32] = index.vectors @ index.embed_question(query).pooled[0]
    return scores


def late(index: Index, query: str) -> NDArray[np.float32]:
    """MaxSim over all passages, not only over candidates that another signal brought up, -1..1."""
    found = index.search(query, Reach(depth=len(index.passages)))
    scores = np.empty(len(index.passages), np.float32)
    scores[found.positions] = found.late
    return scores


SIGNALS: dict[str, Score] = {score.__name__: score for score in (bm25, dense, late)}


@dataclass(frozen=True)
class SignalSystem:
    """Ranks passages by one score; understands, folds, answers and refuses nothing."""

    name: str
    index: Index
    score: Score

    def run(self, case: Case) -> Outcome:
        """The ten best passages; a follow-up question is searched with the question before it."""
        scores = self.score(self.index, search_text(case))
        best = np.argsort(-scores, kind="stable")[:RANK_DEPTH]
        passages = [self.index.passages[int(i)] for i in best]
        return Outcome(
            Status.RANKED, hits=tuple(SeenHit(p.text, p.file, clause_ids=p.clause_ids) for p in passages)
        )


def search_text(case: Case) -> str:
    """What a system that understands nothing searches: the question below the one before it."""
    return "\n".join((*case.history[-1:], case.question))
