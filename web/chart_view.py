"""A chart as bars that a template draws: lengths in percent, never longer than what the clause says."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Bar, Chart, Citation
from corpus.quantity_words import Comparator
from web.evidence_view import Chip, chips

FULL_PERCENT = 92.0  # of the longest bar; the rest is room for what is open upwards
OPEN_PERCENT = 7.0  # of the tail that says "or more"; its length means nothing


@dataclass(frozen=True)
class BarView:
    """One bar: a firm part from zero on, and a faint part that the clause leaves open."""

    label: str
    text: str  # as the clause prints it
    says: str  # label and text for who cannot see the bar
    firm_percent: float
    faint_start_percent: float
    faint_percent: float
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class ChartView:
    """Bars of one unit, from zero on."""

    unit: str
    bars: tuple[BarView, ...]

    @property
    def is_open(self) -> bool:
        """Whether any bar has a faint part, which the caption then explains."""
        return any(bar.faint_percent for bar in self.bars)


def chart_view(chart: Chart, citations: tuple[Citation, ...]) -> ChartView | None:
    """The chart as it is drawn; None where a value is below zero or all are zero, which bars do not show."""
    ends = [max(bar.value, bar.high or 0.0) for bar in chart.bars]
    if not ends or min(bar.value for bar in chart.bars) < 0 or max(ends) <= 0:
        return None
    scale = FULL_PERCENT / max(ends)
    return ChartView(chart.unit, tuple(_bar(bar, scale, citations) for bar in chart.bars))


def _bar(bar: Bar, scale: float, citations: tuple[Citation, ...]) -> BarView:
    """超过10% is firm to 10 and open above; 不超过10% is open below 10; 10—15% is firm to 10, open to 15."""
    length = bar.value * scale
    firm, start, faint = length, length, 0.0
    if bar.comparator in (Comparator.AT_LEAST, Comparator.MORE):
        faint = OPEN_PERCENT
    elif bar.comparator in (Comparator.AT_MOST, Comparator.LESS):
        firm, start, faint = 0.0, 0.0, length
    elif bar.high is not None and bar.high > bar.value:
        faint = (bar.high - bar.value) * scale
    return BarView(
        label=bar.label,
        text=bar.text,
        says=f"{bar.label}：{bar.text}",
        firm_percent=round(firm, 2),
        faint_start_percent=round(start, 2),
        faint_percent=round(faint, 2),
        chips=chips((bar.citation,), citations),
    )
