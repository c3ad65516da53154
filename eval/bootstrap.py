"""A value with its 95% bootstrap interval: ratios of sums, differences of such, and percentiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
SEED = 0
INTERVAL = (2.5, 97.5)  # percent


class Tally(NamedTuple):
    """What one case adds to a metric: `hits` out of `of`; a metric is the ratio of the sums."""

    hits: float
    of: float


@dataclass(frozen=True)
class Estimate:
    """A metric's value and interval; all None where nothing was measured (n == 0)."""

    value: float | None
    lo: float | None
    hi: float | None
    n: int  # units measured: cases, citations or hits


NOTHING = Estimate(None, None, None, 0)


def ratio(tallies: Sequence[Tally]) -> Estimate:
    """Sum of `hits` by sum of `of`; cases that add nothing to `of` are not resampled."""
    used = [t for t in tallies if t.of]
    if not used:
        return NOTHING
    # Sorted, so that the interval does not depend on the order of the cases.
    values = np.array(sorted(used), dtype=np.float64)  # (n, 2)
    sums = values[_resamples(len(values))].sum(axis=1)  # (RESAMPLES, 2)
    lo, hi = np.percentile(sums[:, 0] / sums[:, 1], INTERVAL)
    total = values.sum(axis=0)
    return Estimate(float(total[0] / total[1]), float(lo), float(hi), round(float(total[1])))


def mean_difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """Mean of ours minus theirs over the same cases, resampled in pairs."""
    if not ours:
        return NOTHING
    values = np.sort(np.array(ours, dtype=np.float64) - np.array(theirs, dtype=np.float64))
    lo, hi = np.percentile(values[_resamples(len(values))].mean(axis=1), INTERVAL)
    return Estimate(float(values.mean()), float(lo), float(hi), len(values))


def percentile(samples: Sequence[float], percent: float) -> Estimate:
    """The given percentile (linear between neighbours) of the samples."""
    if not samples:
        return NOTHING
    values = np.sort(np.array(samples, dtype=np.float64))
    resampled = np.percentile(values[_resamples(len(values))], percent, axis=1)
    lo, hi = np.percentile(resampled, INTERVAL)
    return Estimate(float(np.percentile(values, percent)), float(lo), float(hi), len(values))


def resample_counts(n: int) -> NDArray[np.float64]:
    """(RESAMPLES, n): how often each resample of n units holds each of them."""
    rows = np.arange(RESAMPLES)[:, None] * n + _resamples(n)
    return np.bincount(rows.ravel(), minlength=RESAMPLES * n).reshape(RESAMPLES, n).astype(np.float64)


def _resamples(n: int) -> NDArray[np.int64]:
    """(RESAMPLES, n) positions drawn with replacement, the same in every call."""
    return np.random.default_rng(SEED).integers(0, n, size=(RESAMPLES, n))
