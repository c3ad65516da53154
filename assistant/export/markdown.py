"""An exported reply as Markdown (GitHub's, with footnotes); no word of a document becomes markup."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import phrases
from assistant.export.grouping import Group
from assistant.export.inert import inert, line_start, strong
from assistant.export.sheet import Sheet
from assistant.export.visible import visible
from assistant.model import Cell, Segment, SegmentKind

_BREAK = "  \n"


def to_markdown(sheet: Sheet) -> str:
    """The reply under its question, ending in a line break."""
    parts = [f"# {_line(sheet.question)}"]
    if sheet.reading:
        parts.append(_line(sheet.reading))
    parts += [f"> {_line(warning)}" for warning in sheet.warnings]
    parts += [_group(group) for group in sheet.groups]
    if sheet.nearest:
        lines = "\n".join(f"- {_line(text)}" for text in sheet.nearest)
        parts.append(f"**{phrases.EXPORT_NEAREST}**\n\n{lines}")
    if sheet.notes:
        parts.append("\n".join(f"[^{note.n}]: {_line(note.text)}" for note in sheet.notes))
    parts += ["---", _line(sheet.colophon)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(group: Group) -> str:
    if group.kind is SegmentKind.TABLE:
        return "\n\n".join(_table(s) for s in group.segments)
    if group.kind is SegmentKind.ITEM:
        return "\n".join(f"- {_text(s, _BREAK + '  ')}" for s in group.segments)
    return "".join(_text(s, _BREAK) for s in group.segments)


def _table(segment: Segment) -> str:
    """The rows; the segment's own text says the same line by line, and would say it twice."""
    if not segment.rows:
        return ""
    width = max(len(row) for row in segment.rows)
    head, *rows = ([_cell(cell) for cell in row] + [""] * (width - len(row)) for row in segment.rows)
    lines = [_row(head), _row(["---"] * width), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_text(s, "<br>") for s in cell.segments)


def _text(segment: Segment, newline: str) -> str:
    """A segment with its emphasis and its notes."""
    lines = [line_start(line) for line in strong(segment.text, segment.emphasis).split("\n") if line.strip()]
    return newline.join(lines) + "".join(f"[^{n}]" for n in segment.citations)


def _line(text: str) -> str:
    return line_start(inert(" ".join(visible(text).split())))
