"""Text and Markdown: the decoded text is what spans point into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus.decode import decode
from corpus.formats.extracted import Extracted, LineFacts, LineRole, checked
from corpus.formats.pictures import Pictures

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"\s*(?:\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?|(?:\*\s*){3,}|_{3,}|`{3,}\w*)\s*")
_ROW = re.compile(r"\s*\|.*\|\s*")
# What chat programs and web pages leave in the place of a picture when their text is copied.
_HOLDER = re.compile(
    r"\s*[\[【〔（(<]\s*(?:图片|图像|插图|image)\s*\d{0,3}\s*(?:[：:](?P<caption>[^\]】〕）)>]{0,80}))?[\]】〕）)>]\s*",
    re.IGNORECASE,
)
_IMAGE = re.compile(  # ![caption](address), ![caption][name], <img alt="caption">
    r"!\[(?P<alt>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"
    r"|<img\b(?:[^>]*?\balt\s*=\s*(?P<quote>[\"'])(?P<named>.*?)(?P=quote))?[^>]*>",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\[\s*\]\([^)]*\)|</?(?:p|center|div|a)\b[^>]*>|\s", re.IGNORECASE)  # a link, a frame


def read_plain(data: bytes, name: str) -> Extracted:
    """Text in UTF-8 or GB18030; a line that only says that a picture stood there is a gap. Raises UnreadableFile."""
    text = checked(decode(data, name), name)
    return _with_pictures(text, {}, _holders)


def read_markdown(data: bytes, name: str) -> Extracted:
    """The same, with what Markdown says of its lines: headings, tables, rules, pictures. Raises UnreadableFile."""
    text = checked(decode(data, name), name)
    facts: dict[int, LineFacts] = {}
    for number, line in _lines(text):
        heading = _HEADING.match(line)
        if heading:
            marks = len(heading[0].lstrip())
            facts[number] = LineFacts(heading_level=len(heading[1]), markup_chars=marks)
        elif _RULE.fullmatch(line):
            facts[number] = LineFacts(role=LineRole.FURNITURE)
        elif _ROW.fullmatch(line):
            facts[number] = LineFacts(role=LineRole.KEPT)
    return _with_pictures(text, facts, lambda line: _holders(line) or _images(line))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, match in enumerate(_LINE.finditer(text), start=1):
        yield number, match[0].rstrip("\r\n")


def _holders(line: str) -> list[str]:
    """The caption of the picture for which a line stands; none where it stands for itself."""
    found = _HOLDER.fullmatch(line)
    return [found["caption"] or ""] if found else []


def _images(line: str) -> list[str]:
    """The captions of the pictures that a line of Markdown is; none where it holds words besides."""
    captions = [match["alt"] or match["named"] or "" for match in _IMAGE.finditer(line)]
    return captions if captions and not _AROUND.sub("", _IMAGE.sub("", line)) else []


def _with_pictures(
    text: str, facts: dict[int, LineFacts], captions_of: Callable[[str], list[str]]
) -> Extracted:
    pictures = Pictures()
    words: list[str] = []
    for number, line in _lines(text):
        captions = captions_of(line)
        for caption in captions:
            pictures.add(number, caption)
        if captions:
            facts[number] = LineFacts(role=LineRole.FURNITURE)
        words.append("" if captions else line)
    return Extracted(text, facts, pictures.gaps(words))
