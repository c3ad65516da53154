"""How good the probability is that a question can be answered: AUROC, Brier score, calibration error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import INTERVAL, NOTHING, Estimate, resample_counts

BINS = 10  # of equal width

# 0..1 that the case asked last can be answered; None where no probability decides
Confidence = Callable[[], float | None]


class Judgement(NamedTuple):
    """What was predicted of one case, and what is so."""

    probability: float  # 0..1 that it can be answered
    answerable: bool


def auroc(judgements: Sequence[Judgement]) -> Estimate:
    """Chance that an answerable case has the higher probability of two; ties count half. 1 is best.

    Nothing where all cases are of one kind; a resample of one kind is left out of the interval.

    >>> auroc([Judgement(0.9, True), Judgement(0.4, False), Judgement(0.2, True)]).value
    0.5
    """
    kinds = {j.answerable for j in judgements}
    if len(kinds) < 2:
        return NOTHING
    ordered = sorted(judgements)
    starts = [i for i, j in enumerate(ordered) if i == 0 or j.probability != ordered[i - 1].probability]
    truth = np.array([j.answerable for j in ordered], dtype=np.float64)  # (n,)

    def areas(counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """(r,) of r resamples, from how often each holds each case, (r, n)."""
        right = np.add.reduceat(counts * truth, starts, axis=1)  # answerable ones of each probability
        wrong = np.add.reduceat(counts * (1 - truth), starts, axis=1)
        below = np.cumsum(wrong, axis=1) - wrong
        pairs = right.sum(axis=1) * wrong.sum(axis=1)
        held = pairs > 0
        area: NDArray[np.float64] = (right * (below + wrong / 2)).sum(axis=1)[held] / pairs[held]
        return area

    return _estimate(areas, len(ordered))


def brier(judgements: Sequence[Judgement]) -> Estimate:
    """Mean squared distance of the probability from 0 or 1; 0 is best.

    >>> brier([Judgement(0.9, True), Judgement(0.5, False)]).value
    0.13
    """
    distances = np.array([(j.probability - j.answerable) ** 2 for j in sorted(judgements)])

    def means(counts: NDArray[np.float64]) -> NDArray[np.float64]:
        mean: NDArray[np.float64] = (counts * distances).sum(axis=1) / len(distances)
        return mean

    return _estimate(means, len(distances))


def calibration_error(judgements: Sequence[Judgement]) -> Estimate:
    """Mean distance of predicted from observed over ten bins, weighted by cases (ECE); 0 is best.

    Few cases in a bin make it larger by chance, in a resample still more: the interval may lie above.

    >>> round(calibration_error([Judgement(0.9, True), Judgement(0.94, False)]).value, 2)
    0.42
    """
    ordered = sorted(judgements)
    bins = np.array([bin_of(j.probability) for j in ordered], dtype=np.int64)
    gaps = np.array([j.probability - j.answerable for j in ordered])
    members = np.eye(BINS)[bins] * gaps[:, None] if len(ordered) else np.zeros((0, BINS))  # (n, BINS)

    def errors(counts: NDArray[np.float64]) -> NDArray[np.float64]:
        error: NDArray[np.float64] = np.abs(counts @ members).sum(axis=1) / len(ordered)
        return error

    return _estimate(errors, len(ordered))


def bin_of(probability: float) -> int:
    """The tenth, from 0, that a probability lies in; 1.0 is in the last."""
    return min(BINS - 1, int(probability * BINS))


def _estimate(statistic: Callable[[NDArray[np.float64]], NDArray[np.float64]], n: int) -> Estimate:
    """The statistic of all cases once, and its interval over resamples."""
    if not n:
        return NOTHING
    [value] = statistic(np.ones((1, n)))
    lo, hi = np.percentile(statistic(resample_counts(n)), INTERVAL)
    return Estimate(float(value), float(lo), float(hi), n)
