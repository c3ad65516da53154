"""What is left of the method when parts of it are switched off: weights, and candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Parts, Weights
from index.model import Candidates

FIXED_LEXICAL = 0.4  # of a standard deviation: what words weigh where coverage does not say how much
# The weights that each part stands on, and what they are without it.
_WITHOUT: dict[str, dict[str, float]] = {
    "coverage": {"lexical": 0.0, "lexical_floor": FIXED_LEXICAL},
    "lexical": {"lexical": 0.0, "lexical_floor": 0.0},  # behind coverage: without words nothing weighs them
    "dense": {"dense": 0.0},
    "place": {"place_match": 0.0, "place_mentioned": 0.0, "place_mismatch": 0.0},
    "document_names": {"document_named": 0.0},
    "asks": {"ask_match": 0.0, "defines": 0.0, "year_match": 0.0},
}


def with_parts(weights: Weights, parts: Parts) -> Weights:
    """The weights without those of the parts that are off.

    >>> with_parts(Weights(), Parts(asks=False)).defines
    0.0
    """
    changed: dict[str, float] = {}
    for part, without in _WITHOUT.items():
        if not getattr(parts, part):
            changed |= without
    return weights.model_copy(update=changed)


def ranked_on(found: Candidates, parts: Parts, depth: int, addressed: Sequence[int]) -> Candidates:
    """What ranking sees: none that only a part brought up that is off, no MaxSim where `late` is off.

    Judging answerability keeps the scores as they were searched: it is not what the parts are about.
    """
    if parts.lexical and parts.dense and parts.late:
        return found
    late = found.late if parts.late else found.dense if parts.dense else np.zeros_like(found.late)
    # without vectors and words nothing brings anything up: MaxSim then ranks all that was searched
    kept = np.ones(len(found.positions), np.bool_)
    if parts.dense != parts.lexical:
        kept = (
            _first(found.dense, depth) if parts.dense else _first(found.lexical, depth) & (found.lexical > 0)
        )
        kept |= np.isin(found.positions, np.array(addressed, np.int64))
    return replace(
        found,
        positions=found.positions[kept],
        dense=found.dense[kept],
        lexical=found.lexical[kept],
        late=late[kept],
        coverage=found.coverage[kept],
    )


def _first(scores: NDArray[np.float32], depth: int) -> NDArray[np.bool_]:
    """Which are among the `depth` highest."""
    first = np.zeros(len(scores), np.bool_)
    first[np.argsort(-scores, kind="stable")[:depth]] = True
    return first
