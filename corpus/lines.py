"""The line stream that the parser sees: every line that holds ink, with its place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.fold import fold, is_blank

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


@dataclass(frozen=True)
class Line:
    """One line that is not blank; `start:end` covers its ink, blanks at both ends excluded."""

    number: int  # 1-based line of the file
    start: int
    end: int
    raw: str  # source[start:end]
    text: str  # folded


class Role(StrEnum):
    """What a line is to its file."""

    BODY = "body"
    METADATA = "metadata"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Placed:
    """A line at its place in reading order, with what is known of it besides its words."""

    line: Line
    role: Role = Role.BODY
    rung: str | None = None  # forced reading: heading, region, paragraph, own, back, row, supplied
    number: str | None = None  # printed number of a forced heading
    heading: str | None = None  # known heading of a numbered line that no mark sets off
    notes: tuple[str, ...] = ()
    joins: bool | None = None  # True: goes on with the sentence before it; None: decide by its words
    breaks_page: bool = False  # furniture or a displaced block stands before it
    page: int | None = None  # 1-based page of the file; None where the format has no pages
    is_text: bool = False  # a person says so: neither furniture nor metadata, whatever it looks like


def split_lines(source: str) -> list[Line]:
    """All lines with ink, in file order."""
    lines: list[Line] = []
    for number, match in enumerate(_LINE.finditer(source), start=1):
        start, end = match.span()
        while start < end and is_blank(source[start]):
            start += 1
        while start < end and is_blank(source[end - 1]):
            end -= 1
        if start < end:
            raw = source[start:end]
            lines.append(Line(number, start, end, raw, fold(raw)))
    return lines
