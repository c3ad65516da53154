"""A reply from chosen documents says that it is one, and claims nothing of the others."""

from __future__ import annotations

from dataclasses import replace

from assistant import phrases
from assistant.model import Answer, AnswerKind, Cell, Refusal, Segment


def told(reply: Answer | Refusal, count: int) -> Answer | Refusal:
    """A reply from `count` chosen documents that says so; a refusal claims nothing of the others."""
    if isinstance(reply, Answer):
        if reply.kind is AnswerKind.SMALL_TALK:
            return reply
        return replace(
            reply,
            text=_of_chosen(reply.text),
            segments=tuple(map(_segment_of_chosen, reply.segments)),
            warnings=tuple(map(_of_chosen, reply.warnings)),
            reading=_reading(reply.reading, count),
        )
    if not reply.hits:  # nothing was searched for: the question itself is at fault
        return reply
    return refused_within(reply, phrases.NOT_FOUND_WITHIN.format(count=count), count)


def refused_within(reply: Refusal, reason: str, count: int) -> Refusal:
    """The refusal for another reason, with what stands nearest in the chosen documents."""
    text = reason + (reply.text.removeprefix(reply.reason) if reply.text.startswith(reply.reason) else "")
    segments = tuple(replace(s, text=text) for s in reply.segments[:1])
    return replace(reply, reason=reason, text=text, segments=segments, reading=_reading(reply.reading, count))


def _reading(reading: str | None, count: int) -> str:
    within = phrases.READING_WITHIN.format(count=count)
    return phrases.READING_JOINT.join((within, _of_chosen(reading)) if reading else (within,))


def _of_chosen(said: str) -> str:
    for of_all, of_chosen in phrases.OF_CHOSEN:
        said = said.replace(of_all, of_chosen)
    return said


def _segment_of_chosen(segment: Segment) -> Segment:
    """The segment with its fixed phrases changed; a quote stays as it is."""
    rows = tuple(
        tuple(Cell(tuple(map(_segment_of_chosen, cell.segments))) for cell in row) for row in segment.rows
    )
    text = _of_chosen(segment.text) if segment.rows or not segment.citations else segment.text
    return replace(segment, text=text, rows=rows)
