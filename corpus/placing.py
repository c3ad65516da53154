"""Lines to their roles and places before any tree is built: furniture, rows, headings, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.fold import fold
from corpus.formats.extracted import LineFacts, LineRole
from corpus.furniture import contents_lines, running_headers
from corpus.ladder import read_marker
from corpus.lines import Line, Placed, Role
from corpus.model import Span
from corpus.transcripts import HEADING, NOTE

_NOTHING = LineFacts()
_RUNGS = {LineRole.ROW: "row", LineRole.KEPT: "own", LineRole.SUPPLIED: "supplied"}
_WHOLE = (LineRole.ROW, LineRole.SUPPLIED)  # go on with no line before them


@dataclass(frozen=True)
class Placement:
    """All lines of a file in its order, and the marks of the format that stand inside lines."""

    placed: list[Placed]
    markup: tuple[Span, ...]


def place(lines: Sequence[Line], facts: Mapping[int, LineFacts]) -> Placement:
    """Give each line the role that its page, its repetition or its format tells."""
    headers = running_headers(lines) | contents_lines(lines)
    markup: list[Span] = []
    placed: list[Placed] = []
    for line in lines:
        known = facts.get(line.number, _NOTHING)
        if known.markup_chars:
            markup.append(Span(line.start, line.start + known.markup_chars))
            line = _without_markup(line, known.markup_chars)
        furniture = known.role is LineRole.FURNITURE or (
            line.number in headers and known.role is not LineRole.SUPPLIED
        )
        placed.append(
            Placed(
                line,
                Role.FURNITURE if furniture else Role.BODY,
                rung=None if furniture or known.role is None else _RUNGS[known.role],
                joins=True if known.joins else False if known.role in _WHOLE else None,
                page=known.page,
                heading=HEADING if known.role is LineRole.SUPPLIED else None,
                notes=(NOTE,) if known.role is LineRole.SUPPLIED else (),
            )
        )
    for i, (before, after) in enumerate(pairwise(placed), start=1):
        if before.role is Role.FURNITURE and after.role is Role.BODY:
            placed[i] = replace(after, breaks_page=True)
    return Placement(_with_headings(placed, facts), tuple(markup))


def _without_markup(line: Line, chars: int) -> Line:
    raw = line.raw[chars:]
    return Line(line.number, line.start + chars, line.end, raw, fold(raw))


def _with_headings(placed: list[Placed], facts: Mapping[int, LineFacts]) -> list[Placed]:
    """Headings that carry no printed number become rungs; the first heading is the title.

    A printed number says more than a level: writers number with care and choose styles by their looks.
    """
    levels = {
        i: level
        for i, p in enumerate(placed)
        if p.role is Role.BODY and (level := facts.get(p.line.number, _NOTHING).heading_level)
    }
    title = min(levels, default=None)
    levels = {i: level for i, level in levels.items() if i != title}
    top = min(levels.values(), default=0)
    return [
        replace(p, rung="region", number="top" if levels[i] == top else None)
        if i in levels and p.rung is None and read_marker(p.line.raw, in_law=True) is None
        else p
        for i, p in enumerate(placed)
    ]
