"""Sum judged cases up: overall, by type, and the gain over the better baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.bootstrap import Estimate, mean_difference, percentile, ratio
from eval.case import type_order
from eval.judge import plain
from eval.metrics import LATENCY_PERCENTILES, OF_ALL_CASES, RANK_METRICS, CaseScore, Metric
from eval.outcome import Status
from eval.probability import Judgement, auroc, brier, calibration_error

Table = Mapping[Metric, Estimate]


@dataclass(frozen=True)
class Summary:
    """All metrics of one configuration."""

    name: str
    overall: Table
    by_type: Mapping[str, Table]


@dataclass(frozen=True)
class Gain:
    """How far ours is ahead of the better baseline, case by case."""

    ours: str
    baseline: str  # the one with the higher evidence@5
    by_metric: Table


def summarise(name: str, scores: Sequence[CaseScore]) -> Summary:
    """Estimates over all cases and over those of each type."""
    types = sorted({s.case.type for s in scores}, key=type_order)
    return Summary(name, _table(scores), {t: _table([s for s in scores if s.case.type == t]) for t in types})


def _table(scores: Sequence[CaseScore]) -> Table:
    whole = _of_all_cases(scores)
    return {
        metric: whole[metric] if metric in OF_ALL_CASES else ratio([s.tallies[metric] for s in scores])
        for metric in Metric
    }


def _of_all_cases(scores: Sequence[CaseScore]) -> Table:
    latencies = [s.outcome.elapsed_ms for s in scores if s.outcome.elapsed_ms is not None]
    judged = judgements(scores)
    return {
        **{metric: percentile(latencies, percent) for metric, percent in LATENCY_PERCENTILES.items()},
        Metric.ANSWER_CHARS: percentile([float(n) for n in answer_lengths(scores)], 50.0),
        Metric.AUROC: auroc(judged),
        Metric.BRIER: brier(judged),
        Metric.CALIBRATION: calibration_error(judged),
    }


def answer_lengths(scores: Sequence[CaseScore]) -> list[int]:
    """Characters, without [n] and whitespace, of every answer to a question that can be answered."""
    answered = (s for s in scores if s.case.answerable and s.outcome.status is Status.ANSWERED)
    return [len(plain(s.outcome.answer)) for s in answered]


def judgements(scores: Sequence[CaseScore]) -> list[Judgement]:
    """Probability beside truth, of every case whose refusal a probability decides."""
    return [
        Judgement(s.outcome.probability, s.case.answerable)
        for s in scores
        if s.outcome.probability is not None
    ]


def gain(ours: str, scores: Mapping[str, Sequence[CaseScore]], baselines: Sequence[str]) -> Gain | None:
    """The gain of `ours` in the rank metrics; None where ours or all baselines did not run.

    All configurations were run on the same cases in the same order.
    """
    present = [b for b in baselines if b in scores]
    if ours not in scores or not present:
        return None
    better = max(present, key=lambda b: sum(s.tallies[Metric.EVIDENCE_5].hits for s in scores[b]))
    pairs = [(a, b) for a, b in zip(scores[ours], scores[better], strict=True) if a.case.answerable]
    return Gain(
        ours,
        better,
        {
            metric: mean_difference(
                [a.tallies[metric].hits for a, _ in pairs], [b.tallies[metric].hits for _, b in pairs]
            )
            for metric in RANK_METRICS
        },
    )
