"""Whether two configurations differ on the same cases: paired sign flips, corrected after Holm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import SEED

FLIPS = 10_000
EXACT_UP_TO = 13  # cases that differ: all 2^13 = 8,192 patterns are fewer than the flips drawn otherwise
_EQUAL = 1e-9  # sums that differ by rounding only are the same


def sign_flip_p(differences: Sequence[float]) -> float:
    """Two-sided p of the null that each difference might as well have the other sign.

    The share of sign patterns whose sum is at least as far from 0 as the one seen: of all patterns where
    few cases differ, else of `FLIPS` drawn ones and the one seen (so that p is never 0).

    >>> sign_flip_p([1, 1, 1, 0])  # +++ and --- of 8 patterns
    0.25
    """
    changed = np.sort(np.array([d for d in differences if d], dtype=np.float64))
    if not len(changed):
        return 1.0
    seen = abs(float(changed.sum())) - _EQUAL
    if len(changed) <= EXACT_UP_TO:
        patterns = np.array(list(product((-1.0, 1.0), repeat=len(changed))))
        return float(np.mean(np.abs(patterns @ changed) >= seen))
    extreme = int(np.sum(np.abs(_flips(len(changed)) @ changed) >= seen))
    return (extreme + 1) / (FLIPS + 1)


def _flips(n: int) -> NDArray[np.float64]:
    """(FLIPS, n) of -1 and 1, the same in every call."""
    return np.random.default_rng(SEED).choice(np.array([-1.0, 1.0]), size=(FLIPS, n))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Holm's (1979) step-down correction: the k-th smallest of m times m - k + 1, never falling, at most 1.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    corrected = [0.0] * len(p_values)
    largest = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[at]))
        corrected[at] = largest
    return tuple(corrected)
