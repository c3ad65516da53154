"""An answer's segments as blocks that print as one element each."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import phrases
from assistant.export.grouping import grouped
from assistant.model import Cell, Citation, Segment, SegmentKind
from web.chart_view import ChartView, chart_view
from web.evidence_view import Chip, chips
from web.pieces import Piece, cut_lines

_MISSING = frozenset({phrases.CELL_MISSING, phrases.CELL_MISSING_ANYWHERE})


@dataclass(frozen=True)
class Said:
    """The words of one segment, line by line, and the links to what they stand on."""

    lines: tuple[tuple[Piece, ...], ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class CellView:
    """One cell of a table; each quote in it keeps its own links."""

    parts: tuple[Said, ...]
    is_label: bool = False  # names its row

    @property
    def is_missing(self) -> bool:
        """Whether nothing was found for it."""
        return "".join(p.text for part in self.parts for line in part.lines for p in line) in _MISSING


@dataclass(frozen=True)
class Block:
    """A run of segments that print as one element."""

    kind: SegmentKind
    parts: tuple[Said, ...]  # none of a table, whose text says the same as its rows
    rows: tuple[tuple[CellView, ...], ...] = ()
    chart: ChartView | None = None


def blocks(segments: tuple[Segment, ...], citations: tuple[Citation, ...]) -> tuple[Block, ...]:
    """Segments as printable blocks: neighbouring items are one list, quotes of one clause one paragraph."""
    return tuple(
        _table(group.segments[0], citations)
        if group.kind is SegmentKind.TABLE
        else Block(group.kind, tuple(_said(s, citations) for s in group.segments))
        for group in grouped(segments, citations)
    )


def _table(segment: Segment, citations: tuple[Citation, ...]) -> Block:
    head, *rows = (tuple(_cell(cell, citations) for cell in row) for row in segment.rows)
    labelled = tuple((CellView(row[0].parts, is_label=not _quotes(row[0])), *row[1:]) for row in rows if row)
    chart = chart_view(segment.chart, citations) if segment.chart else None
    return Block(segment.kind, (), (head, *labelled), chart)


def _quotes(cell: CellView) -> bool:
    return any(part.chips for part in cell.parts)


def _cell(cell: Cell, citations: tuple[Citation, ...]) -> CellView:
    return CellView(tuple(_said(s, citations) for s in cell.segments))


def _said(segment: Segment, citations: tuple[Citation, ...]) -> Said:
    return Said(cut_lines(segment.text, strong=segment.emphasis), chips(segment.citations, citations))
