"""Figures of a sentence with what each of them measures: the words before it and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.terms import pieces
from assistant.writing.words import FILLERS
from corpus.quantity import find_quantities

_BARE = re.compile(r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?![A-Za-z\d.%])")
_STOP = re.compile(r"[,;:。!?、()]")
_SEGMENT = re.compile(r"[,;:。!?]")
_FAR_CHARS = 60


@dataclass(frozen=True)
class Figure:
    """A figure at `[start, end)` of a plain sentence and the content words around it."""

    start: int
    end: int
    key: tuple[str, Decimal, Decimal | None, str | None]  # comparator, value, upper end, unit
    near: frozenset[str]  # words of its own segment before it
    far: frozenset[str]  # words before those, back to the figure before it
    behind: frozenset[str]  # words behind it, up to the next stop
    around: str  # the text of `near` and `behind`

    @property
    def is_bare(self) -> bool:
        """Digits without a unit: the number of a paragraph, a ratio, a name."""
        return self.key[3] is None and self.key[0] == "="


def find_figures(rest: str) -> tuple[Figure, ...]:
    """The figures of a plain sentence in which names and dates are masked, from left to right.

    >>> [(f.key[0], str(f.key[1]), f.key[3]) for f in find_figures("占比超过10%,培育20家平台,能效1.3")]
    [('>', '10', '%'), ('=', '20', '家'), ('=', '1.3', None)]
    """
    spans = sorted(_keys(rest))
    found: list[Figure] = []
    for i, (start, end, key) in enumerate(spans):
        before = spans[i - 1][1] if i else 0
        after = spans[i + 1][0] if i + 1 < len(spans) else len(rest)
        stop = _STOP.search(rest, end)
        right = rest[end : min(after, stop.start() if stop else len(rest))]
        left = rest[before:start]
        near, far = _near_and_far(left)
        found.append(
            Figure(start, end, key, _content(near), _content(far), _content(right), f"{near},{right}")
        )
    return tuple(found)


def _keys(rest: str) -> Iterator[tuple[int, int, tuple[str, Decimal, Decimal | None, str | None]]]:
    taken: list[tuple[int, int]] = []
    for quantity in find_quantities(rest):
        taken.append((quantity.start, quantity.end))
        key = (quantity.comparator.value, quantity.low, quantity.high, quantity.unit)
        yield quantity.start, quantity.end, key
    for match in _BARE.finditer(rest):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield match.start(), match.end(), ("=", Decimal(match[0].replace(",", "") or 0), None, None)


def _near_and_far(left: str) -> tuple[str, str]:
    """The last segment before a figure that names anything, and what stands before it."""
    cuts = [0, *(m.end() for m in _SEGMENT.finditer(left))]
    for cut in reversed(cuts):
        if _content(left[cut:]):
            return left[cut:], left[max(0, cut - _FAR_CHARS) : cut]
    return "", ""


def _content(text: str) -> frozenset[str]:
    return frozenset().union(*(pieces(part) for part in FILLERS.split(text) if part)) - {""}
