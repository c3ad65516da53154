"""Status badges: what a reader must know of a document before trusting its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Copy, Document, DocumentKind, Force


class Tone(StrEnum):
    """How loudly a badge speaks; also its CSS class."""

    CALM = "calm"
    CARE = "care"
    QUIET = "quiet"


@dataclass(frozen=True)
class Badge:
    """A word of status and how loudly to say it."""

    text: str
    tone: Tone


_FORCES = {
    Force.IN_FORCE: Badge("现行", Tone.CALM),
    Force.DRAFT: Badge("草案", Tone.CARE),
    Force.EXPIRED: Badge("失效", Tone.CARE),
}


def badges(document: Document, as_of: date) -> tuple[Badge, ...]:
    """Badges of a document on a day; an unknown force has none, since nothing is known."""
    found: list[Badge] = []
    if document.force in _FORCES:
        found.append(_FORCES[document.force])
    period = document.period
    if period and period.end_year is not None and period.end_year < as_of.year:
        found.append(Badge("规划期已过", Tone.CARE))
    if document.copy is Copy.REPRINT:
        found.append(Badge("转载", Tone.QUIET))
    if document.kind is not DocumentKind.POLICY:
        found.append(Badge(document.kind.value, Tone.QUIET))
    return tuple(found)
