"""Sentences with their figures taken out, so that the same words with other figures can be found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from corpus.fold import comparison_form
from corpus.quantity import Quantity, find_quantities
from corpus.twins import letters

SHINGLE = 3  # characters
_FIGURE = "〇"  # a letter, so that it survives where marks are dropped
_OWN_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]+条|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])\s*"
)
_FIRST_YEAR = 1900  # below it 年 counts years and names none

Value = tuple[Decimal, Decimal | None, str | None]  # low, high of a range, unit


@dataclass(frozen=True)
class Masked:
    """A sentence without its figures and its own number; years that it names stay."""

    letters: str
    values: tuple[Value, ...]  # in order
    shingles: frozenset[str]


@lru_cache(maxsize=16_384)
def masked(text: str) -> Masked:
    """A sentence without its figures.

    >>> a, b = masked("(一)全市达 5000 亿元。"), masked("1.全市超过6000亿元")
    >>> a.letters == b.letters, a.values == b.values
    (True, False)
    """
    plain = comparison_form(text)
    plain = _OWN_NUMBER.sub("", plain)
    figures = [q for q in find_quantities(plain) if not _names_a_year(q)]
    for figure in reversed(figures):
        plain = plain[: figure.start] + _FIGURE + plain[figure.end :]
    # 达5000亿元 and 超过5000亿元 reach the same figure
    bare = re.sub(f"(?:达到?|为|至){_FIGURE}", _FIGURE, letters(plain))
    pieces = frozenset(bare[i : i + SHINGLE] for i in range(max(1, len(bare) - SHINGLE + 1)))
    return Masked(bare, tuple((q.low, q.high, q.unit) for q in figures), pieces)


def _names_a_year(quantity: Quantity) -> bool:
    return quantity.unit == "年" and quantity.low >= _FIRST_YEAR
