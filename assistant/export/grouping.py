"""Segments that print as one element: sentences of one clause a paragraph, items one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.model import Citation, Segment, SegmentKind


@dataclass(frozen=True)
class Group:
    """A run of segments of one kind; a table is alone in its group."""

    kind: SegmentKind
    segments: tuple[Segment, ...]


def grouped(segments: Sequence[Segment], citations: Sequence[Citation]) -> tuple[Group, ...]:
    """The segments in groups, in order: neighbouring items, sentences of a model, quotes of one clause."""
    clause_of = {c.n: c.clause_id for c in citations}

    def belongs(pair: tuple[int, Segment]) -> tuple[SegmentKind, str]:
        position, segment = pair
        if segment.kind in (SegmentKind.ITEM, SegmentKind.WRITTEN):
            return segment.kind, ""
        clause = clause_of.get(segment.citations[0]) if segment.citations else None
        together = segment.kind is SegmentKind.QUOTE and clause is not None
        return segment.kind, clause if together and clause else str(position)

    return tuple(
        Group(kind, tuple(segment for _, segment in run))
        for (kind, _), run in groupby(enumerate(segments), key=belongs)
    )
