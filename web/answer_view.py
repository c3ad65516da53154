"""An answer's segments as blocks that print as one element each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant import phrases
from assistant.export.grouping import grouped
from assistant.model import Cell, Citation, Segment, SegmentKind
from web.chart_view import ChartView, chart_view
from web.evidence_view import Chip, chips
from web.pieces import Piece, cut_lines

_ARTICLE = re.compile(
    r"第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?(?=[\u3400-\u9fff])"
)
_MISSING = frozenset({phrases.CELL_MISSING, phrases.CELL_MISSING_ANYWHERE})


@dataclass(frozen=True)
class Said:
    """The words of one segment, line by line, and the links to what they stand on."""

    lines: tuple[tuple[Piece, ...], ...]
    chips: tuple[Chip, ...]
    number: str = ""  # of the article at its beginning, which is printed with a gap behind it


@dataclass(frozen=True)
class CellView:
    """One cell of a table; each quote in it keeps its own links."""

    parts: tuple[Said, ...]
    is_label: bool = False  # names its row

    @property
    def is_missing(self) -> bool:
        """Whether nothing was found for it."""
        return "".join(map(_says, self.parts)) in _MISSING


@dataclass(frozen=True)
class Block:
    """A run of segments that print as one element."""

    kind: SegmentKind
    parts: tuple[Said, ...]  # none of a table, whose text says the same as its rows
    rows: tuple[tuple[CellView, ...], ...] = ()
    chart: ChartView | None = None
    is_aside: bool = False  # perhaps of use, and no part of the answer


def _set_aside(found: Iterable[Block]) -> Iterator[Block]:
    """What stands behind the phrase that it is perhaps related looks quieter than the answer."""
    aside = False
    for block in found:
        aside = aside or any(_says(part) == phrases.ALSO_NEAR for part in block.parts)
        yield replace(block, is_aside=aside)


def blocks(segments: tuple[Segment, ...], citations: tuple[Citation, ...]) -> tuple[Block, ...]:
    """Segments as printable blocks: neighbouring items are one list, quotes of one clause one paragraph."""
    found = (
        _table(group.segments[0], citations)
        if group.kind is SegmentKind.TABLE
        else Block(group.kind, tuple(_said(s, citations) for s in group.segments))
        for group in grouped(segments, citations)
    )
    return tuple(_set_aside(found))


def _table(segment: Segment, citations: tuple[Citation, ...]) -> Block:
    head, *rows = (tuple(_cell(cell, citations) for cell in row) for row in segment.rows)
    labelled = tuple((CellView(row[0].parts, is_label=not _quotes(row[0])), *row[1:]) for row in rows if row)
    chart = chart_view(segment.chart, citations) if segment.chart else None
    return Block(segment.kind, (), (head, *labelled), chart)


def _says(said: Said) -> str:
    return "".join(piece.text for line in said.lines for piece in line)


def _quotes(cell: CellView) -> bool:
    return any(part.chips for part in cell.parts)


def _cell(cell: Cell, citations: tuple[Citation, ...]) -> CellView:
    return CellView(tuple(_said(s, citations) for s in cell.segments))


def _said(segment: Segment, citations: tuple[Citation, ...]) -> Said:
    lines = cut_lines(segment.text, strong=segment.emphasis)
    number = _ARTICLE.match(segment.text) if _begins(segment, citations) else None
    return Said(lines, chips(segment.citations, citations), number[0] if number else "")


def _begins(segment: Segment, citations: tuple[Citation, ...]) -> bool:
    """Whether a quote is the beginning of its clause."""
    return any(c.n in segment.citations and c.text.startswith(segment.text) for c in citations)
