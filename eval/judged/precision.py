"""Precision of judged citations, with Wilson's interval, and how many of them are still shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.bootstrap import Estimate
from eval.judge import plain
from eval.judged.record import Record, Verdict
from eval.outcome import Outcome, Status

Z_95 = 1.959963984540054  # two-sided 95% of the normal distribution


@dataclass(frozen=True)
class Precision:
    """Of the records that are judged."""

    strict: Estimate  # supports by all
    lenient: Estimate  # supports and partial by all


def precision(records: Sequence[Record]) -> Precision:
    """Strict: a partial one is no support. Lenient: it is."""
    judged = [r.judgement for r in records if r.judgement is not Verdict.OPEN]
    supports, partial = judged.count(Verdict.SUPPORTS), judged.count(Verdict.PARTIAL)
    return Precision(wilson(supports, len(judged)), wilson(supports + partial, len(judged)))


def wilson(hits: int, n: int) -> Estimate:
    """A share with Wilson's score interval (Wilson 1927): of 0 or n hits it is not of width 0.

    >>> [round(v, 4) for v in (wilson(95, 100).lo, wilson(95, 100).hi)]
    [0.8882, 0.9785]
    """
    if not n:
        return Estimate(None, None, None, 0)
    share, z2 = hits / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return Estimate(share, max(0.0, centre - half), min(1.0, centre + half), n)


def still_shown(records: Sequence[Record], outcomes: Mapping[str, Outcome]) -> tuple[Record, ...]:
    """The records whose sentence the answer of now still shows, citing the same clause."""
    return tuple(r for r in records if r.id in outcomes and _shows(outcomes[r.id], r))


def _shows(outcome: Outcome, record: Record) -> bool:
    cites = any(c.clause_id == record.clause_id for c in outcome.citations)
    return outcome.status is Status.ANSWERED and cites and plain(record.sentence) in plain(outcome.answer)
