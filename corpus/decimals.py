"""Decimal numbering as standards and guides use it: 4, 4.1, 4.1.1 below one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus.marker import Marker, Rank
from corpus.model import ClauseKind

_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?=\s|$|[\u4e00-\u9fff])")
_TOP = re.compile(r"(\d{1,2})\s+(?=[^\d\s]|[3-6]G)")
_MAX_TOP_CHARS = 30
_LOOKED_AT_CHARS = 120  # headings are short; the words after a number are cut no further than a label is
_TOPS = (Rank.CHAPTER, Rank.SECTION, Rank.POINT)
_MIN_DECIMALS = 2  # 1.5 Gbps may open one line of any text
_STEP = 2  # ranks between 4 and 4.1, so that all depths fit above the next rung


def decimal_markers(lines: Sequence[str], markers: Sequence[Marker | None]) -> dict[int, Marker]:
    """Markers of the lines that count 4, 4.1, 4.1.1; none where a text does not count so.

    A decimal counts only below its own top number and only onwards: under 4, neither 1.5 nor a second 4.1.
    """
    found: dict[int, Marker] = {}
    decimals = 0
    top: tuple[int, int] | None = None  # number and rank
    bare = 0  # last top number that stands without a mark
    last: tuple[int, ...] = ()
    for i, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        text = unicodedata.normalize("NFKC", line[:_LOOKED_AT_CHARS])
        if marker is not None and marker.rank in _TOPS and marker.value and marker.value.isdigit():
            top, last = (int(marker.value), marker.rank), ()
            continue
        opened = _TOP.match(text)
        if marker is None and opened and len(text) <= _MAX_TOP_CHARS and not re.search(r"[。,，;；]", text):
            if int(opened[1]) == bare + 1:
                bare = int(opened[1])
                top, last = (bare, int(Rank.SECTION)), ()
                found[i] = _marker(opened[1], Rank.SECTION, text[opened.end() :])
            continue
        match = _DECIMAL.match(text)
        if match is None or top is None:
            continue
        path = tuple(int(n) for n in match[1].split("."))
        if path[0] != top[0] or path <= last or (not last and path[1] != 1):
            continue
        last = path
        decimals += 1
        found[i] = _marker(match[1], top[1] + _STEP * (len(path) - 1), text[match.end() :])
    return found if decimals >= _MIN_DECIMALS else {}


def _marker(number: str, rank: int, rest: str) -> Marker:
    value = ".".join(str(int(n)) for n in number.split("."))
    return Marker(rank, ClauseKind.SECTION, "", value, number, rest.strip())
