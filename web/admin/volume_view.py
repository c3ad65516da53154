"""Questions by day as bars of an SVG picture: sizes are worked out here, where they can be tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from web.feedback.summary import Day

HEIGHT = 120.0  # of the tallest bar, in units of the picture
SLOT = 24.0  # width of a day
BAR = 16.0


@dataclass(frozen=True)
class Part:
    """One stretch of a bar."""

    kind: str  # answered, refused or failed: names its colour
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """One day; parts stand on one another, from the bottom up."""

    day: date
    x: float
    parts: tuple[Part, ...]
    title: str
    label: str  # below the axis; empty on most days


@dataclass(frozen=True)
class Volume:
    """The picture."""

    bars: tuple[Bar, ...]
    width: float
    height: float
    bar_width: float
    most: int  # questions of the tallest bar


def volume(days: Sequence[Day], every: int = 5) -> Volume:
    """Bars for all days; every fifth from the last is labelled."""
    most = max((d.asked for d in days), default=0)
    bars = tuple(
        Bar(
            day.day,
            n * SLOT + (SLOT - BAR) / 2,
            _parts(day, most),
            f"{day.day:%m-%d}：提问 {day.asked}，未找到 {day.refused}，出错 {day.failed}",
            f"{day.day:%m-%d}" if (len(days) - 1 - n) % every == 0 else "",
        )
        for n, day in enumerate(days)
    )
    return Volume(bars, SLOT * len(days), HEIGHT, BAR, most)


def _parts(day: Day, most: int) -> tuple[Part, ...]:
    counts = (
        ("answered", day.asked - day.refused - day.failed),
        ("refused", day.refused),
        ("failed", day.failed),
    )
    parts: list[Part] = []
    top = HEIGHT
    for kind, count in counts:
        if count:
            height = HEIGHT * count / most
            top -= height
            parts.append(Part(kind, round(top, 2), round(height, 2)))
    return tuple(parts)
