"""Every configuration against the first one: difference, interval, p, and p after Holm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eval.bootstrap import NOTHING, Estimate, mean_difference
from eval.case import type_order
from eval.metrics import CaseScore, Metric
from eval.significance import holm, sign_flip_p

COMPARED = (Metric.EVIDENCE_1, Metric.EVIDENCE_5, Metric.EVIDENCE_10, Metric.MRR_10, Metric.ANSWER)
BY_TYPE = Metric.EVIDENCE_5
SIGNIFICANT = 0.05

Scores = Mapping[str, Sequence[CaseScore]]  # by configuration, all over the same cases in the same order


@dataclass(frozen=True)
class Difference:
    """How far a configuration is above (+) or below (-) the reference in one metric."""

    estimate: Estimate  # mean difference over the cases that both are measured on
    p: float | None  # paired sign flips; None where nothing was measured
    p_holm: float | None  # corrected over the configurations of the same metric (and type)


NO_DIFFERENCE = Difference(NOTHING, None, None)


@dataclass(frozen=True)
class Against:
    """One configuration beside the reference."""

    config: str
    overall: Mapping[Metric, Difference]  # of COMPARED
    by_type: Mapping[str, Difference]  # of BY_TYPE


@dataclass(frozen=True)
class Differences:
    """All configurations beside the first."""

    reference: str
    rows: tuple[Against, ...]


def differences(scores: Scores) -> Differences | None:
    """The first configuration against all others; None where there is only one."""
    reference, *others = scores
    if not others:
        return None
    types = sorted({s.case.type for s in scores[reference]}, key=type_order)
    overall = {metric: _family(scores, reference, metric, None) for metric in COMPARED}
    by_type = {name: _family(scores, reference, BY_TYPE, name) for name in types}
    return Differences(
        reference,
        tuple(
            Against(
                config,
                {metric: family[config] for metric, family in overall.items()},
                {name: family[config] for name, family in by_type.items()},
            )
            for config in others
        ),
    )


def _family(scores: Scores, reference: str, metric: Metric, only: str | None) -> dict[str, Difference]:
    """One metric of every other configuration, with Holm's correction over those that have it."""
    family = {
        config: _difference(judged, scores[reference], metric, only)
        for config, judged in scores.items()
        if config != reference
    }
    tested = {config: d.p for config, d in family.items() if d.p is not None}
    corrected = dict(zip(tested, holm(list(tested.values())), strict=True))
    return {config: replace(d, p_holm=corrected.get(config)) for config, d in family.items()}


def _difference(
    theirs: Sequence[CaseScore], ours: Sequence[CaseScore], metric: Metric, only: str | None
) -> Difference:
    pairs = [
        (a.tallies[metric].hits, b.tallies[metric].hits)
        for a, b in zip(theirs, ours, strict=True)
        if a.tallies[metric].of and b.tallies[metric].of and only in (None, a.case.type)
    ]
    if not pairs:
        return NO_DIFFERENCE
    estimate = mean_difference([a for a, _ in pairs], [b for _, b in pairs])
    return Difference(estimate, sign_flip_p([a - b for a, b in pairs]), None)
