"""Is the assistant's probability that a question can be answered what it says? Predicted beside observed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.bootstrap import Estimate, Tally, ratio
from eval.probability import BINS, Judgement, auroc, bin_of, brier, calibration_error


@dataclass(frozen=True)
class Bin:
    """The cases whose predicted probability lies within one tenth."""

    predicted: float  # mean
    observed: Estimate  # share that can be answered


@dataclass(frozen=True)
class Reliability:
    """All bins that hold a case, lowest first, with the figures over all cases."""

    bins: tuple[Bin, ...]
    auroc: Estimate
    brier: Estimate
    calibration_error: Estimate


def reliability(judged: Sequence[Judgement]) -> Reliability:
    """Of at least one case."""
    rows: list[list[Judgement]] = [[] for _ in range(BINS)]
    for judgement in judged:
        rows[bin_of(judgement.probability)].append(judgement)
    bins = tuple(_bin(row) for row in rows if row)
    return Reliability(bins, auroc(judged), brier(judged), calibration_error(judged))


def _bin(row: Sequence[Judgement]) -> Bin:
    predicted = math.fsum(j.probability for j in row) / len(row)
    return Bin(predicted, ratio([Tally(float(j.answerable), 1) for j in row]))
