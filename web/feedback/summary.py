"""What was kept, counted: volume by day, outcomes, ratings, and how long answers took."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from web.feedback.model import Rated, Reason, Value


@dataclass(frozen=True)
class Day:
    """One day of the server's clock."""

    day: date
    asked: int
    refused: int
    failed: int
    up: int
    down: int


@dataclass(frozen=True)
class Latency:
    """Milliseconds, by nearest rank; None where nothing was asked."""

    p50_ms: float | None
    p95_ms: float | None


@dataclass(frozen=True)
class Summary:
    """A stretch of days, oldest first, without gaps; failures count as asked and not as timed."""

    days: tuple[Day, ...]
    sessions: int  # open pages that asked
    assistant: Latency
    reader: Latency  # what readers waited, the queue included
    reasons: tuple[tuple[Reason, int], ...]  # the most frequent first

    @property
    def asked(self) -> int:
        """Questions of all days."""
        return sum(d.asked for d in self.days)

    @property
    def refused(self) -> int:
        """Refusals of all days."""
        return sum(d.refused for d in self.days)

    @property
    def failed(self) -> int:
        """Failures of all days."""
        return sum(d.failed for d in self.days)

    @property
    def up(self) -> int:
        """Answers that helped."""
        return sum(d.up for d in self.days)

    @property
    def down(self) -> int:
        """Answers that did not."""
        return sum(d.down for d in self.days)


def nearest_rank(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` (0..1) of all values do not exceed; None of none.

    >>> nearest_rank([15, 20, 35, 40, 50], 0.3), nearest_rank([3, 1, 2], 0.5), nearest_rank([], 0.5)
    (20, 2, None)
    """
    if not values:
        return None
    return sorted(values)[max(math.ceil(share * len(values)), 1) - 1]


def first_moment(today: date, days: int) -> float:
    """When the first of the last `days` days began, in seconds since 1970."""
    first = today - timedelta(days=days - 1)
    return datetime.combine(first, datetime.min.time()).timestamp()


def summarise(kept: Iterable[Rated], today: date, days: int) -> Summary:
    """Count the last `days` days, today's included."""
    counts: dict[date, Counter[str]] = {}
    assistant: list[float] = []
    reader: list[float] = []
    sessions: set[str] = set()
    reasons: Counter[Reason] = Counter()
    for rated in kept:
        exchange, rating = rated.exchange, rated.rating
        own = counts.setdefault(datetime.fromtimestamp(exchange.asked_at).date(), Counter())
        own.update(("asked", exchange.status))
        if exchange.status != "failed":
            assistant.append(exchange.elapsed_ms)
            reader.append(exchange.waited_ms)
        if exchange.session:
            sessions.add(exchange.session)
        if rating:
            own.update((rating.value.value,))
        if rating and rating.value is Value.DOWN and rating.reason:
            reasons[rating.reason] += 1
    stretch = (today - timedelta(days=back) for back in reversed(range(days)))
    return Summary(
        days=tuple(_day(day, counts.get(day, Counter())) for day in stretch),
        sessions=len(sessions),
        assistant=_latency(assistant),
        reader=_latency(reader),
        reasons=tuple(reasons.most_common()),
    )


def _day(day: date, own: Counter[str]) -> Day:
    return Day(day, own["asked"], own["refused"], own["failed"], own[Value.UP], own[Value.DOWN])


def _latency(values: Sequence[float]) -> Latency:
    return Latency(nearest_rank(values, 0.5), nearest_rank(values, 0.95))
