"""Reciprocal rank and nDCG of many cases at once, by ir_measures (trec_eval's definitions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ir_measures import RR, Qrel, ScoredDoc, iter_calc, nDCG

RANK_DEPTH = 10


@dataclass(frozen=True)
class RankScore:
    """Rank metrics of one case, each 0..1."""

    reciprocal_rank: float
    ndcg: float


def rank_scores(met: Sequence[Sequence[frozenset[int]]], groups: Sequence[int]) -> tuple[RankScore, ...]:
    """Scores of n cases from `met[i]` (groups met by each hit, best first) and `groups[i]` >= 1.

    A hit that meets a group not met before becomes the relevant document of that group; every other
    hit is irrelevant. So the gain of a hit is 1 however many new groups it meets, and the ideal
    ranking has one hit for each group.
    """
    judged: list[Qrel] = []
    ranked: list[ScoredDoc] = []
    for case, (hits, count) in enumerate(zip(met, groups, strict=True)):
        judged += [Qrel(str(case), f"group-{g}", 1) for g in range(count)]
        ranked += [
            # trec_eval sorts by score, so the score is the rank turned round.
            ScoredDoc(str(case), document, float(-rank))
            for rank, document in enumerate(_labels(hits[:RANK_DEPTH]), 1)
        ]
    reciprocal, ndcg = RR @ RANK_DEPTH, nDCG @ RANK_DEPTH
    values = {(m.query_id, m.measure): float(m.value) for m in iter_calc([reciprocal, ndcg], judged, ranked)}
    return tuple(
        RankScore(values.get((str(i), reciprocal), 0.0), values.get((str(i), ndcg), 0.0))
        for i in range(len(groups))
    )


def _labels(hits: Sequence[frozenset[int]]) -> list[str]:
    before: set[int] = set()
    labels: list[str] = []
    for rank, met in enumerate(hits, 1):
        new = met - before
        labels.append(f"group-{min(new)}" if new else f"irrelevant-{rank}")
        before |= met
    return labels
