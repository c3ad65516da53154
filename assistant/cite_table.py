"""A table to a segment: each quote in a cell keeps its own citation, and plain text says the same line by line."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.citations import Citations
from assistant.compose.pieces import Piece
from assistant.compose.table import Line, Plot, Table
from assistant.emphasis import emphasis
from assistant.model import Bar, Cell, Chart, Segment, SegmentKind
from assistant.question import Question


def cite_table(citations: Citations, question: Question, table: Table) -> tuple[Segment, str]:
    """The segment of a table, and its plain rendering with [n]."""
    header = tuple(Cell((Segment(SegmentKind.LEAD, name),)) for name in table.header)
    rows = tuple(
        tuple(Cell(_segments(citations, question, cell)) for cell in row.cells) for row in table.rows
    )
    lines = [_line(citations, line) for row in table.rows for line in row.lines]
    chart = _chart(citations, table.plot) if table.plot else None
    numbers = dict.fromkeys(n for row in rows for cell in row for n in cell.citations)
    segment = Segment(SegmentKind.TABLE, table.text, tuple(numbers), rows=(header, *rows), chart=chart)
    return segment, "\n".join(lines)


def _segments(citations: Citations, question: Question, cell: Sequence[Piece]) -> tuple[Segment, ...]:
    return tuple(
        Segment(p.kind, p.text, (citations.number(p),), emphasis(question, p.text))
        if p.cited
        else Segment(SegmentKind.LEAD, p.text)
        for p in cell
    )


def _line(citations: Citations, line: Line) -> str:
    said = (f"{p.text}[{citations.number(p)}]" if p.cited else p.text for p in line.pieces)
    return line.label + "".join(said)


def _chart(citations: Citations, plot: Plot) -> Chart:
    return Chart(
        plot.unit,
        tuple(
            Bar(
                bar.label,
                float(bar.low),
                float(bar.high) if bar.high is not None else None,
                bar.comparator,
                bar.text,
                citations.number(bar.cited),
            )
            for bar in plot.bars
        ),
    )
