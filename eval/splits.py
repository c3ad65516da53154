"""The tune split beside the check split: is the method fitted to the questions that it was tuned on?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.bootstrap import SEED, Estimate, ratio
from eval.case import SPLITS
from eval.metrics import CaseScore, Metric

PERMUTATIONS = 10_000
MAIN = (
    Metric.EVIDENCE_1,
    Metric.EVIDENCE_5,
    Metric.EVIDENCE_10,
    Metric.MRR_10,
    Metric.ANSWER,
    Metric.REFUSAL_RECALL,
)  # of all of them more is better
_EQUAL = 1e-9  # differences that differ by rounding only are the same


@dataclass(frozen=True)
class SplitGap:
    """One metric on both splits."""

    metric: Metric
    tune: Estimate
    check: Estimate
    gap: float  # tune less check
    expected: float  # of the gap, what the shares of the question types alone bring about
    p: float  # two-sided, of the gap less what is expected


def split_gaps(scores: Sequence[CaseScore]) -> tuple[SplitGap, ...]:
    """The main metrics on both splits; empty where the cases do not hold both."""
    found = (_gap([s for s in scores if s.tallies[metric].of], metric) for metric in MAIN)
    return tuple(gap for gap in found if gap is not None)


def _gap(scores: Sequence[CaseScore], metric: Metric) -> SplitGap | None:
    tune, check = (ratio([s.tallies[metric] for s in scores if s.case.split == name]) for name in SPLITS)
    if tune.value is None or check.value is None:
        return None
    divided = sorted(
        (s.case.type, s.case.split == "tune", s.tallies[metric].hits)
        for s in scores
        if s.case.split in SPLITS
    )
    types = np.array([kind for kind, _, _ in divided])
    tuned = np.array([is_tune for _, is_tune, _ in divided])
    values = np.array([value for *_, value in divided], dtype=np.float64)
    expected = expected_gap(values, tuned, types)
    return SplitGap(
        metric, tune, check, tune.value - check.value, expected, permutation_p(values, tuned, types)
    )


def expected_gap(values: NDArray[np.float64], tuned: NDArray[np.bool_], types: NDArray[np.str_]) -> float:
    """The mean gap over all permutations of the labels within each type; all arrays `(n,)`.

    0 where both splits hold the same share of every type.
    """
    means = np.empty_like(values)
    for kind in np.unique(types):
        means[types == kind] = values[types == kind].mean()
    return float(means[tuned].mean() - means[~tuned].mean())


def permutation_p(values: NDArray[np.float64], tuned: NDArray[np.bool_], types: NDArray[np.str_]) -> float:
    """Two-sided p of the null that within a type the label of a split says nothing; all arrays `(n,)`.

    How often the gap of permuted labels is at least as far from the expected one as the gap seen. The
    labelling that is seen counts too, so that p is never 0.
    """
    draw = np.random.default_rng(SEED)
    sums = np.zeros(PERMUTATIONS)  # of the values that are labelled tune
    for kind in np.unique(types):
        own = values[types == kind]
        chosen = int(tuned[types == kind].sum())
        # Labels at random without replacement: the first `chosen` of a shuffled row.
        shuffled = draw.permuted(np.tile(own, (PERMUTATIONS, 1)), axis=1)
        sums += shuffled[:, :chosen].sum(axis=1)
    n_tune = int(tuned.sum())
    gaps = sums / n_tune - (values.sum() - sums) / (len(values) - n_tune)
    centre = expected_gap(values, tuned, types)
    seen = abs(float(values[tuned].mean() - values[~tuned].mean()) - centre)
    return (int(np.sum(np.abs(gaps - centre) >= seen - _EQUAL)) + 1) / (PERMUTATIONS + 1)
