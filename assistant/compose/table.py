"""A table as a piece of an answer: labels, cited cells, how each row reads in plain text, and what a chart draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.compose.pieces import Piece
from assistant.model import SegmentKind
from corpus.model import Clause
from corpus.quantity_words import Comparator


@dataclass(frozen=True)
class Excerpt(Piece):
    """Some words of a longer range that is cited whole: the value of a statement, with its statement's number."""

    source_start: int = 0
    source_end: int = 0

    @property
    def source(self) -> Piece:
        """The whole range."""
        return Piece(self.kind, self.clause, self.source_start, self.source_end)


@dataclass(frozen=True)
class Line:
    """One line of the plain rendering: a label, and what stands behind it."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A row: its cells, the label first, and the lines that say the same in plain text."""

    cells: tuple[tuple[Piece, ...], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Plotted:
    """A value to be drawn, and the range that it is cited from."""

    label: str
    low: Decimal
    high: Decimal | None
    comparator: Comparator
    text: str
    cited: Piece


@dataclass(frozen=True)
class Plot:
    """Values of one unit."""

    unit: str
    bars: tuple[Plotted, ...]


@dataclass(frozen=True)
class Table(Piece):
    """Rows of cells; the only piece that holds others."""

    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    plot: Plot | None = None

    @property
    def text(self) -> str:
        """The plain rendering, without [n]."""
        return "\n".join(
            f"{line.label}{''.join(p.text for p in line.pieces)}" for r in self.rows for line in r.lines
        )

    @property
    def cited(self) -> bool:
        """Whether any cell quotes a clause."""
        return any(p.cited for row in self.rows for cell in row.cells for p in cell)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that its cells quote, each once."""
        return tuple(
            dict.fromkeys(c for row in self.rows for cell in row.cells for p in cell for c in p.clauses)
        )


def table(header: Sequence[str], rows: Sequence[Row], plot: Plot | None = None) -> Table:
    """A table; its header are fixed phrases."""
    return Table(SegmentKind.TABLE, None, header=tuple(header), rows=tuple(rows), plot=plot)


def label(text: str) -> tuple[Piece, ...]:
    """A cell that holds a fixed phrase or words of metadata."""
    return (Piece(SegmentKind.LEAD, None, phrase=text),)
