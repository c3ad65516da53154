"""Text and Markdown: the decoded text is what spans point into."""

from __future__ import annotations

import re

from corpus.decode import decode
from corpus.formats.extracted import Extracted, LineFacts, LineRole, checked

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?|(?:\*\s*){3,}|_{3,}|`{3,}\w*)\s*")
_ROW = re.compile(r"\s*\|.*\|\s*")


def read_plain(data: bytes, name: str) -> Extracted:
    """Text in UTF-8 or GB18030. Raises UnreadableFile."""
    return Extracted(checked(decode(data, name), name))


def read_markdown(data: bytes, name: str) -> Extracted:
    """The same, with what Markdown says of its lines: headings, tables, rules. Raises UnreadableFile."""
    text = read_plain(data, name).text
    facts: dict[int, LineFacts] = {}
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match[0].rstrip("\r\n")
        heading = _HEADING.match(line)
        if heading:
            marks = len(heading[0].lstrip())
            facts[number] = LineFacts(heading_level=len(heading[1]), markup_chars=marks)
        elif _RULE.fullmatch(line):
            facts[number] = LineFacts(role=LineRole.FURNITURE)
        elif _ROW.fullmatch(line):
            facts[number] = LineFacts(role=LineRole.KEPT)
    return Extracted(text, facts)
