"""The ladder of one document: what each line's marker means among the markers around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.bare_headings import bare_headings
from corpus.decimals import decimal_markers
from corpus.ladder import Marker, Rank, law_lines, read_marker
from corpus.lines import Placed
from corpus.model import ClauseKind
from corpus.signatures import listed_attachments

_FORCED = ("paragraph", "own", "region", "heading", "row")
_STYLES = (
    Rank.SECTION,
    Rank.SUBSECTION,
    Rank.POINT,
    Rank.SUBPOINT,
    Rank.HALF_BRACKET,
    Rank.CIRCLED,
)
_ABOVE = 2  # ranks between a rung that was raised and the one it was raised above
_NEXT_POINT = re.compile(r"(\d{1,2})\.(?=\d)")
_SENTENCE_END = re.compile(r"[。；;！!]$")


@dataclass(frozen=True)
class Rungs:
    """For each line its marker, or None for a paragraph, and whether it counts articles."""

    markers: list[Marker | None]
    in_law: list[bool]


def read_rungs(lines: Sequence[Placed]) -> Rungs:
    """Read the markers of one document; each attachment has a ladder of its own."""
    in_law = law_lines([p.line.raw for p in lines])
    markers = [
        None if p.rung in _FORCED or p.joins else read_marker(p.line.raw, in_law=law)
        for p, law in zip(lines, in_law, strict=True)
    ]
    for i in listed_attachments(lines):
        markers[i] = None
    starts = [i for i, m in enumerate(markers) if m is not None and m.kind is ClauseKind.ATTACHMENT]
    for start, end in pairwise([0, *(i for i in starts if i), len(lines)]):
        part = lines[start:end]
        if not any(in_law[start:end]):
            markers[start:end] = _of_part(part, markers[start:end])
    return Rungs(markers, in_law)


def _of_part(lines: Sequence[Placed], markers: Sequence[Marker | None]) -> list[Marker | None]:
    found = list(markers)
    raws = [p.line.raw for p in lines]
    free = [not (p.rung or p.joins) for p in lines]
    for i, marker in decimal_markers(raws, found).items():
        if free[i]:
            found[i] = marker
    for i, marker in bare_headings(lines, found).items():
        found[i] = marker
    for i, marker in _next_points(lines, found):
        found[i] = marker
    return _raised(_questions(found))


def _next_points(lines: Sequence[Placed], markers: Sequence[Marker | None]) -> Iterator[tuple[int, Marker]]:
    """4.100个村 after point 3: a number that a digit follows is a point where it goes on counting.

    A line that a broken sentence goes on with (…低于 / 1.5毫秒) is none: a full stop must stand before it.
    """
    last = 0
    for i, placed in enumerate(lines):
        marker = markers[i]
        if marker is not None:
            if marker.rank < Rank.POINT:
                last = 0
            elif marker.rank == Rank.POINT and marker.value and marker.value.isdigit():
                last = int(marker.value)
            continue
        text = unicodedata.normalize("NFKC", placed.line.raw)
        match = _NEXT_POINT.match(text)
        if not (match and last and int(match[1]) == last + 1) or placed.rung or placed.joins:
            continue
        if _SENTENCE_END.search(lines[i - 1].line.text) and _SENTENCE_END.search(placed.line.text):
            last += 1
            yield i, Marker(Rank.POINT, ClauseKind.SECTION, "", str(last), match[0], text[match.end() :])


def _questions(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Questions stand below the sections that group them; where there are none, they are the top.

    A heading that goes on counting right after a question is one too, though its mark is missing.
    """
    grouped = any(m is not None and m.rank <= Rank.SECTION and m.kind is ClauseKind.SECTION for m in markers)
    asked: Marker | None = None  # the last marker of its style, where it was a question
    found: list[Marker | None] = []
    for marker in markers:
        if marker is not None and asked is not None and _goes_on_asking(marker, asked):
            marker = replace(marker, rank=int(Rank.SECTION), kind=ClauseKind.QUESTION, prefix="q")
        if marker is not None and marker.kind is ClauseKind.QUESTION:
            asked = marker
            if grouped and not _is_chinese(marker.number):
                marker = replace(marker, rank=int(Rank.POINT))
        elif marker is not None and marker.rank <= Rank.POINT:
            asked = None
        found.append(marker)
    return found


def _goes_on_asking(marker: Marker, asked: Marker) -> bool:
    if marker.kind is not ClauseKind.SECTION or not (
        marker.number and asked.number and marker.value and asked.value
    ):
        return False
    return (
        not _is_chinese(marker.number)
        and marker.number[-1] == asked.number[-1]
        and asked.value.isdigit()
        and marker.value == str(int(asked.value) + 1)
    )


def _is_chinese(number: str | None) -> bool:
    return bool(number) and re.match(r"[一二三四五六七八九十]", number or "") is not None


def _raised(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Rungs in the order in which this text uses them: 1. may stand above (一), and (1) above 1."""
    ranks: dict[int, int] = {}
    for upper in reversed(_STYLES):
        for lower in _STYLES:
            if lower > upper and _stands_above(markers, lower, upper):
                ranks[lower] = upper - _ABOVE
    return [replace(m, rank=ranks[m.rank]) if m is not None and m.rank in ranks else m for m in markers]


def _stands_above(markers: Sequence[Marker | None], raised: int, other: int) -> bool:
    """Whether every block of `other` begins at 1 below a marker of `raised`, which counts on over the blocks."""
    blocks = 0
    last: int | None = None  # value of the last marker of the raised rung in this segment
    block = 0  # value of the last marker of the other rung since then
    for marker in markers:
        if marker is None or marker.value is None or not marker.value.isdigit():
            continue
        value = int(marker.value)
        if marker.rank < other:
            last, block = None, 0
        elif marker.rank == raised:
            if block and (last is None or value != last + 1):
                return False
            last, block = value, 0
        elif marker.rank == other:
            if last is None or value != block + 1:
                return False
            blocks += not block
            block = value
    return blocks > 0
