"""Words of a picture that a person has typed in: lines of the text that are marked as supplied wherever they show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from corpus.formats.extracted import Extracted, LineFacts, LineRole, checked
from corpus.model import Clause, Gap
from corpus.record import Record

MAX_CHARS = 20_000  # a page holds two thousand
HEADING = "图片文字（收录时录入）"  # stands in the address, and so below every quote
NOTE = "原文此处是图片；这段文字由收录人员看图录入，引用前请与原件核对"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")


class Transcript(Record):
    """What a picture says that stands after line `after` of the extracted text; 0 is before the first.

    An empty text says that a person has looked and the picture holds no words.
    """

    after: int = Field(ge=0)
    page: int | None = Field(default=None, ge=1)  # 1-based page of a PDF: its gap is filled with this
    text: str = Field(max_length=MAX_CHARS)

    @property
    def lines(self) -> tuple[str, ...]:
        """Its lines with ink."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())

    def fills(self, gap: Gap) -> bool:
        """Whether these are the words that a gap of the extracted text lacks."""
        if self.page is not None or gap.pages is not None:
            return gap.pages == str(self.page)
        return gap.line == self.after


def notes_to_show(clause: Clause, following: Clause | None) -> tuple[str, ...]:
    """A clause's notes where all clauses are read in turn: a picture's words say once, at their end, what they are."""
    goes_on = following is not None and following.heading == HEADING and following.parent == clause.parent
    if clause.heading != HEADING or not goes_on:
        return clause.notes
    return tuple(note for note in clause.notes if note != NOTE)


def renumbered(line: int, transcripts: Sequence[Transcript]) -> int:
    """Where a line of the extracted text stands once the transcripts are in it; both 1-based."""
    return line + sum(len(t.lines) for t in transcripts if t.after < line)


def with_transcripts(extracted: Extracted, transcripts: Sequence[Transcript], name: str) -> Extracted:
    """The text with what was typed in, each line a clause of its own. Raises UnreadableFile for too much."""
    if not transcripts:
        return extracted
    lines = [match[0] for match in _LINE.finditer(extracted.text)]
    if lines and not lines[-1]:
        lines.pop()
    in_order = sorted(transcripts, key=lambda t: (t.after, t.page or 0))
    out: list[str] = []
    facts: dict[int, LineFacts] = {}
    for number in range(len(lines) + 1):
        if number:
            out.append(lines[number - 1])
            if known := extracted.facts.get(number):
                facts[len(out)] = known
        for transcript in (t for t in in_order if min(t.after, len(lines)) == number):
            if out and transcript.lines and not out[-1].endswith(("\n", "\r")):
                out[-1] += "\n"
            for line in transcript.lines:
                out.append(f"{line}\n")
                facts[len(out)] = LineFacts(page=transcript.page, role=LineRole.SUPPLIED)
    gaps = tuple(
        replace(gap, line=None if gap.line is None else renumbered(gap.line, transcripts))
        for gap in extracted.gaps
        if not any(t.fills(gap) for t in transcripts)
    )
    return replace(extracted, text=checked("".join(out), name), facts=facts, gaps=gaps)
