"""An answer's segments as blocks that print as one element each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from assistant.model import Cell, Citation, Segment, SegmentKind
from web.evidence_view import Chip, chips
from web.pieces import Piece, cut_lines


@dataclass(frozen=True)
class CellView:
    """One cell of a table."""

    text: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Block:
    """A run of segments that print as one element."""

    kind: SegmentKind
    lines: tuple[tuple[tuple[tuple[Piece, ...], ...], tuple[Chip, ...]], ...]  # per segment: lines, chips
    rows: tuple[tuple[CellView, ...], ...] = ()


def blocks(segments: tuple[Segment, ...], citations: tuple[Citation, ...]) -> tuple[Block, ...]:
    """Segments as printable blocks: neighbouring items are one list, quotes of one clause one paragraph."""
    clause_of = {c.n: c.clause_id for c in citations}

    def belongs(segment: Segment) -> tuple[SegmentKind, str | None]:
        quoted = segment.kind is SegmentKind.QUOTE and segment.citations
        return segment.kind, clause_of.get(segment.citations[0]) if quoted else None

    found: list[Block] = []
    for (kind, clause_id), group in groupby(segments, key=belongs):
        run = tuple(group)
        if kind is SegmentKind.ITEM or clause_id is not None:
            found.append(Block(kind, _lines(run, citations)))
        else:
            found.extend(Block(kind, _lines((s,), citations), _cells(s.rows, citations)) for s in run)
    return tuple(found)


def _lines(
    run: tuple[Segment, ...], citations: tuple[Citation, ...]
) -> tuple[tuple[tuple[tuple[Piece, ...], ...], tuple[Chip, ...]], ...]:
    return tuple((cut_lines(s.text, strong=s.emphasis), chips(s.citations, citations)) for s in run)


def _cells(
    rows: tuple[tuple[Cell, ...], ...], citations: tuple[Citation, ...]
) -> tuple[tuple[CellView, ...], ...]:
    return tuple(tuple(CellView(cell.text, chips(cell.citations, citations)) for cell in row) for row in rows)
