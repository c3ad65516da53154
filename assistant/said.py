"""How much of what a question names is said by the passages found, in these or in other words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.terms import TermWeights, asking_ranges, pieces
from index.model import TokenMatches

LEAST = 0.2  # the quantile of the tokens that counts as "the least said": one odd token is noise
UNSAID = 0.45  # of an inner product; set by looking at matches of the shipped model, not fitted


@dataclass(frozen=True)
class Said:
    """Match of a question's content tokens with the first passage, and with the first three together."""

    mean: float  # weighed by how rare the token's word is, -1..1
    least: float  # the match of the least said fifth, -1..1
    least_near: float  # the same, each token with the passage that says it best
    unsaid_near: float  # share 0..1 of the tokens that no passage says


NOTHING = Said(0.0, 0.0, 0.0, 1.0)


def said(question: str, matches: TokenMatches, terms: TermWeights) -> Said:
    """Weigh the tokens of a normalised question that do more than ask."""
    if not matches.similar.size:
        return NOTHING
    kept = _content(question, matches.spans)
    first, near = matches.similar[0][kept], matches.similar.max(axis=0)[kept]
    weights = np.array([_weight(question[a:b], terms) for a, b in matches.spans[kept]])
    return Said(
        mean=float((first * weights).sum() / weights.sum()),
        least=float(np.quantile(first, LEAST)),
        least_near=float(np.quantile(near, LEAST)),
        unsaid_near=float((near < UNSAID).mean()),
    )


def _content(question: str, spans: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which tokens lie outside the words that only ask; all, where the question is made of those."""
    asking = np.zeros(len(question) + 1, np.bool_)
    for start, end in asking_ranges(question):
        asking[start:end] = True
    kept = np.array([not asking[a:b].all() for a, b in spans], np.bool_)
    return kept if kept.any() else np.ones(len(spans), np.bool_)


def _weight(token: str, terms: TermWeights) -> float:
    return 0.1 + max((terms.weight(piece) for piece in pieces(token)), default=0.0)
