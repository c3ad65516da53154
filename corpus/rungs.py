"""The ladder of one document: what each line's marker means among the markers around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.articles import law_lines
from corpus.bare_headings import bare_headings
from corpus.decimals import decimal_markers
from corpus.ladder import read_marker
from corpus.lines import Placed
from corpus.marker import Marker, Rank
from corpus.model import ClauseKind
from corpus.questions import with_questions
from corpus.rung_order import in_order_of_use
from corpus.signatures import listed_attachments

_FORCED = ("paragraph", "own", "region", "heading", "row", "supplied")
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
    return in_order_of_use(with_questions(found))


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
