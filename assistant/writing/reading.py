"""A sentence read for comparison: its segments, figures, years, and other numerals and foreign words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.terms import pieces
from assistant.writing.figures import Figure, find_figures
from assistant.writing.marks import MASK, Marks, find_marks
from assistant.writing.overlap import phrases_of
from assistant.writing.plain import plain
from assistant.writing.words import FILLERS

_CUT = re.compile(r"[,;:。!?]")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%+/-]*")
_HAN = re.compile(r"[零一二两三四五六七八九十百千万亿半廿卅]+")
# Words that hold a numeral and count nothing.
_NO_COUNT = re.compile(
    r"统一|唯一|进一步|一体|一般|一定|一致|一并|一旦|一些|十分|万物|同一|任一|单一|一方面|另一方面|一直|逐一|一同|一道|一系列|之一|一起|一切|一步"
)


@dataclass(frozen=True)
class Part:
    """What stands between two stops of a plain sentence."""

    start: int
    text: str
    content: frozenset[str]  # character pairs and foreign words, without fillers and numerals
    phrases: tuple[str, ...]  # runs of its words between fillers, numerals and names left out


@dataclass(frozen=True)
class Reading:
    """A plain sentence with everything that the checks compare."""

    text: str
    marks: Marks
    parts: tuple[Part, ...]
    figures: tuple[Figure, ...]
    words: tuple[str, ...]  # foreign words and names with digits, lower case: 5g, ipv6
    numerals: tuple[str, ...]  # Chinese numerals that no figure holds, with the character behind each

    def years_at(self, position: int) -> tuple[int, ...]:
        """The years last named before a position; () where none is."""
        before = [y.years for y in self.marks.years if y.start <= position]
        return before[-1] if before else ()


@lru_cache(maxsize=8_192)
def read(text: str) -> Reading:
    """Read one sentence, as written or as it stands in a clause."""
    form = plain(text)
    marks = find_marks(form)
    figures = find_figures(marks.rest)
    spare = marks.rest
    for figure in figures:
        spare = spare[: figure.start] + MASK * (figure.end - figure.start) + spare[figure.end :]
    return Reading(form, marks, _parts(form, spare), figures, _words(spare), _numerals(spare))


def _parts(form: str, spare: str) -> tuple[Part, ...]:
    found: list[Part] = []
    start = 0
    for end in (*(m.start() for m in _CUT.finditer(form)), len(form)):
        if start < end:
            content = frozenset().union(*(pieces(p) for p in FILLERS.split(spare[start:end]) if p)) - {""}
            found.append(Part(start, form[start:end], content, phrases_of(spare[start:end])))
        start = end + 1
    return tuple(found)


def _words(spare: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m[0].lower().strip("./-+") for m in _WORD.finditer(spare)))


def _numerals(spare: str) -> tuple[str, ...]:
    counted = _NO_COUNT.sub(lambda m: MASK * len(m[0]), spare)
    found = (spare[m.start() : m.end() + 1] for m in _HAN.finditer(counted))
    return tuple(dict.fromkeys(found))
