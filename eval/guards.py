"""What must not get worse: the figures that a gate holds to, and how far noise may move them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.bootstrap import Estimate
from eval.case import QuestionType, chinese_type_name
from eval.metrics import Metric
from eval.report.wording import METRIC_NAMES
from eval.summary import Summary

TOLERANCE = 0.02  # share; and at least
TOLERATED_CASES = 3  # cases: another CPU rounds otherwise, and a few of them may change sides
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Guard:
    """One figure of the assistant on the dev set."""

    metric: Metric
    type: QuestionType | None = None  # None: over all types
    ceiling: bool = False  # less is better
    exact: bool = False  # no tolerance

    @property
    def label(self) -> str:
        """For people, as 口语证据@5."""
        return f"{chinese_type_name(self.type) if self.type else '总体'}{METRIC_NAMES[self.metric]}"

    def of(self, summary: Summary) -> Estimate | None:
        """The figure as it was measured; None where the set holds no case of the type."""
        table = summary.overall if self.type is None else summary.by_type.get(self.type, {})
        return table.get(self.metric)


GUARDS = (
    Guard(Metric.EVIDENCE_1),
    Guard(Metric.EVIDENCE_5),
    Guard(Metric.EVIDENCE_5, QuestionType.COLLOQUIAL),
    Guard(Metric.EVIDENCE_5, QuestionType.COMPARISON),
    Guard(Metric.EVIDENCE_1, QuestionType.ARTICLE_LOOKUP),
    Guard(Metric.ANSWER),
    Guard(Metric.REFUSAL_RECALL),
    Guard(Metric.WRONG_REFUSAL, ceiling=True),
    Guard(Metric.ANSWER, QuestionType.FACT_NUMBER),
    Guard(Metric.CELLS),
    Guard(Metric.LISTS),
    Guard(Metric.REFUSAL_PRECISION),
    Guard(Metric.CITATION, exact=True),
    Guard(Metric.VERBATIM, exact=True),
)


@dataclass(frozen=True)
class Bound:
    """How far down (or up) a guarded figure may go."""

    guard: Guard
    limit: float  # a floor, or the ceiling of a guard that has one
    measured: float  # when the limit was set
    n: int  # units measured then

    def holds(self, value: float) -> bool:
        """Whether a figure is within the limit."""
        if self.guard.ceiling:
            return value <= self.limit + _ROUNDING
        return value >= self.limit - _ROUNDING


def bound(guard: Guard, value: float, n: int) -> Bound:
    """The limit that a measured figure sets, with its tolerance, to four decimals on the lenient side.

    >>> bound(Guard(Metric.EVIDENCE_5), 0.9, 500).limit, bound(Guard(Metric.EVIDENCE_5), 0.9, 30).limit
    (0.88, 0.8)
    >>> bound(Guard(Metric.CITATION, exact=True), 1.0, 2000).limit
    1.0
    """
    slack = 0.0 if guard.exact else max(TOLERANCE, TOLERATED_CASES / n)
    if guard.ceiling:
        return Bound(guard, min(1.0, math.ceil((value + slack - _ROUNDING) * 1e4) / 1e4), value, n)
    return Bound(guard, max(0.0, math.floor((value - slack + _ROUNDING) * 1e4) / 1e4), value, n)


@dataclass(frozen=True)
class Verdict:
    """One bound beside what was measured now."""

    bound: Bound
    estimate: Estimate | None

    @property
    def passed(self) -> bool:
        """Whether it was measured and is within the limit."""
        value = self.estimate.value if self.estimate is not None else None
        return value is not None and self.bound.holds(value)

    @property
    def line(self) -> str:
        """For people: what, limit, measured."""
        guard = self.bound.guard
        limit = f"{'上限' if guard.ceiling else '下限'} {self.bound.limit:.4f}"
        if self.estimate is None or self.estimate.value is None:
            return f"未达标｜{guard.label}｜{limit}｜没有测得：题集中没有相应的题"
        changed = f"（设限时 {self.bound.n}）" if self.estimate.n != self.bound.n else ""
        found = f"测得 {self.estimate.value:.4f}，n={self.estimate.n}{changed}"
        return f"{'达标' if self.passed else '未达标'}｜{guard.label}｜{limit}｜{found}"


def verdicts(bounds: Sequence[Bound], summary: Summary) -> tuple[Verdict, ...]:
    """Every bound beside the figures of a run."""
    return tuple(Verdict(b, b.guard.of(summary)) for b in bounds)
