"""What a word calls by its name: 附件, 附录, 专栏, 问."""

from __future__ import annotations

import re

from corpus.marker import Marker, Rank, printed_value
from corpus.model import ClauseKind
from corpus.numerals import HAN_NUMERALS

_BOX = re.compile(r"专栏\s*(\d{0,2})")
_ATTACHMENT = re.compile(rf"附\s*件\s*([{HAN_NUMERALS}\d]*)\s*(?:[:：]|$)")
_APPENDIX = re.compile(r"附\s*录\s*([A-Z])(?![A-Za-z])")
_ASKED = re.compile(r"(?:问|Q)\s*(\d{0,2})\s*:")
_MAX_BOX_TITLE_CHARS = 40


def opens_attachment(text: str) -> bool:
    """Whether a line begins an attachment, or the list of them."""
    return _ATTACHMENT.match(text) is not None


def named_marker(text: str) -> Marker | None:
    """附件, 专栏 and 问: what is called by a word and perhaps a number."""
    if match := _ATTACHMENT.match(text):
        rank, kind, prefix = Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att"
    elif match := _APPENDIX.match(text):
        rest = text[match.end() :].strip(" :、")
        return Marker(Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", match[1], match[0].strip(), rest)
    elif (match := _BOX.match(text)) and len(text) <= _MAX_BOX_TITLE_CHARS:
        rank, kind, prefix = Rank.BOX, ClauseKind.BOX, "x"
    elif match := _ASKED.match(text):
        rank, kind, prefix = Rank.SECTION, ClauseKind.QUESTION, "q"
    else:
        return None
    number = match[0].strip()
    rest = text[match.end() :].lstrip(" :、")
    return Marker(rank, kind, prefix, printed_value(match[1]) if match[1] else None, number, rest)
