"""Spans of a quote on their way through a link, and from a file's offsets to a clause's folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from corpus.fold import fold_spans
from corpus.model import Clause, Span

MARKS_LIMIT = 64  # spans that one link may carry; a quote rarely has more than three
_MARKS = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9})*", re.ASCII)


def encode_marks(spans: Iterable[Span]) -> str:
    """Spans as they stand in a link.

    >>> encode_marks([Span(10, 20), Span(30, 35)])
    '10-20,30-35'
    """
    return ",".join(f"{start}-{end}" for start, end in spans)


def decode_marks(value: str | None) -> tuple[Span, ...]:
    """The spans in a link; whatever is not a list of spans marks nothing.

    >>> decode_marks("10-20,30-35")
    (Span(start=10, end=20), Span(start=30, end=35))
    >>> decode_marks("<script>")
    ()
    """
    if not value or not _MARKS.fullmatch(value):
        return ()
    pairs = (part.split("-") for part in value.split(",")[:MARKS_LIMIT])
    spans = (Span(int(start), int(end)) for start, end in pairs)
    return tuple(span for span in spans if span.start < span.end)


def source_link(document_id: str, addr: str | None = None, spans: Iterable[Span] = ()) -> str:
    """Path of a clause on its document's reading page, its quote marked.

    >>> source_link("suzhou-plan", "s2.1", [Span(10, 20)])
    '/source/suzhou-plan?mark=10-20#s2.1'
    """
    marks = encode_marks(spans)
    return (
        f"/source/{quote(document_id, safe='')}"
        + (f"?mark={marks}" if marks else "")
        + (f"#{quote(addr, safe='.~-')}" if addr else "")
    )


def marked_ranges(clause: Clause, source: str, marks: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of `clause.text` whose characters come from inside the marks of `source`."""
    touched = [m for m in marks if any(m.start < end and start < m.end for start, end in clause.spans)]
    if not touched:
        return ()
    origins = fold_spans(source, clause.spans).origins
    ranges: list[tuple[int, int]] = []
    for position, origin in enumerate(origins[: len(clause.text)]):
        if any(start <= origin < end for start, end in touched):
            if ranges and ranges[-1][1] == position:
                ranges[-1] = (ranges[-1][0], position + 1)
            else:
                ranges.append((position, position + 1))
    return tuple(ranges)
