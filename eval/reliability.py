"""Is the assistant's probability that a question can be answered what it says? Predicted beside observed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.bootstrap import Estimate, Tally, ratio
from eval.case import Case

BINS = 10  # of equal width
# probability 0..1 that the case can be answered; None where no probability decides
Confidence = Callable[[Case], float | None]


@dataclass(frozen=True)
class Bin:
    """The cases whose predicted probability lies within one tenth."""

    predicted: float  # mean
    observed: Estimate  # share that can be answered


@dataclass(frozen=True)
class Reliability:
    """All bins that hold a case, lowest first, with two figures over all cases."""

    bins: tuple[Bin, ...]
    brier: float  # mean squared distance of the probability from 0 or 1; 0 is best
    calibration_error: float  # mean distance of predicted from observed, weighted by cases (ECE)


def reliability(pairs: Sequence[tuple[float, bool]]) -> Reliability:
    """From (predicted probability, whether it can be answered) of at least one case.

    >>> found = reliability([(0.9, True), (0.94, False)])
    >>> round(found.calibration_error, 2), round(found.brier, 3)
    (0.42, 0.447)
    """
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for predicted, answerable in pairs:
        rows[min(BINS - 1, int(predicted * BINS))].append((predicted, answerable))
    bins = tuple(_bin(row) for row in rows if row)
    error = math.fsum(b.observed.n * abs(b.predicted - (b.observed.value or 0.0)) for b in bins)
    brier = math.fsum((predicted - answerable) ** 2 for predicted, answerable in pairs)
    return Reliability(bins, brier / len(pairs), error / len(pairs))


def _bin(row: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(math.fsum(p for p, _ in row) / len(row), ratio([Tally(float(a), 1) for _, a in row]))
