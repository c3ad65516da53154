"""What a system under evaluation gives back for one case, whoever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus.model import Span
from eval.case import Case


class Status(StrEnum):
    """How a case ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    FAILED = "failed"
    MISSING = "missing"  # no reply under this id; counts as failed
    RANKED = "ranked"  # a system that only ranks; its answers are not judged


@dataclass(frozen=True)
class SeenHit:
    """One hit as the machine contract shows it."""

    text: str
    file: str
    also: tuple[str, ...] = ()  # files of the twins folded into it
    clause_ids: tuple[str, ...] = ()  # empty where the system knows no clauses


@dataclass(frozen=True)
class SeenCitation:
    """One citation as the machine contract shows it."""

    clause_id: str
    quote: str
    file: str
    spans: tuple[Span, ...]
    n: int = 0  # its number in the answer, from 1; 0 where a system numbers none
    document: str = ""
    title: str = ""
    number: str | None = None  # 文号
    address: str = ""


@dataclass(frozen=True)
class SeenBar:
    """One value of a chart as the machine contract shows it."""

    label: str
    text: str
    citation: int


@dataclass(frozen=True)
class SeenSegment:
    """One piece of an answer as the machine contract shows it."""

    kind: str
    text: str
    citations: tuple[int, ...] = ()
    rows: tuple[tuple[SeenCell, ...], ...] = ()  # of a table, the header row first
    bars: tuple[SeenBar, ...] = ()  # of a table with a chart


@dataclass(frozen=True)
class SeenCell:
    """One cell of a table as the machine contract shows it."""

    segments: tuple[SeenSegment, ...]

    @property
    def text(self) -> str:
        """What it shows."""
        return "\n".join(s.text for s in self.segments)


@dataclass(frozen=True)
class Outcome:
    """The end of one case; hits best first."""

    status: Status
    answer: str = ""
    hits: tuple[SeenHit, ...] = ()
    citations: tuple[SeenCitation, ...] = ()
    elapsed_ms: float | None = None  # None where nobody measured it
    segments: tuple[SeenSegment, ...] = ()
    notes: tuple[str, ...] = ()  # what is said beside the answer: the warnings, and the reading chosen
    probability: float | None = None  # 0..1 that it can be answered; None where no probability decides


class System(Protocol):
    """Anything that can be evaluated: ours, a baseline, or replies recorded earlier."""

    @property
    def name(self) -> str:
        """The configuration's name in the report."""

    def run(self, case: Case) -> Outcome:
        """The outcome of one case."""


@dataclass(frozen=True)
class Run:
    """One system's outcomes; `outcomes[i]` belongs to the i-th case of the evaluated set."""

    name: str
    outcomes: Sequence[Outcome]
