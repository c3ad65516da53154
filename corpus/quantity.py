"""Quantities as Chinese policy texts print them: 1.6万亿元, 3~5家, 5万以上, 不高于70%, 近两倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus.numerals import parse_number
from corpus.quantity_words import AFTER, BEFORE, QUANTITY, SCALES, Comparator


@dataclass(frozen=True)
class Quantity:
    """A figure at `[start, end)` of a text, comparing words included; scale is folded into the values."""

    start: int
    end: int
    comparator: Comparator
    low: Decimal  # the value, or the lower end of a range; in `unit`, 亿 and 万 multiplied out
    high: Decimal | None  # the upper end of a range
    unit: str | None  # 元, %, 家, …; None where the text prints none

    @property
    def canonical(self) -> str:
        """The quantity in digits, without scale: reads back as the same values.

        >>> parse_quantity("力争突破1.6万亿元"[2:]).canonical
        '>1600000000000元'
        """
        sign = {"=": "", "about": "约", "range": ""}.get(self.comparator, self.comparator.value)
        upper = f"~{self.high:f}" if self.high is not None else ""
        return f"{sign}{self.low:f}{upper}{self.unit or ''}"


_MOST_DIGITS = 20  # a longer run of digits is a serial number


def narrow(text: str) -> str:
    """Full-width ASCII in its narrow form, character by character: offsets stay as they are."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c == "　" else c for c in text)


def _value(match: re.Match[str], name: str, scale: str | None) -> Decimal | None:
    digits, han = match[f"{name}digits"], match[f"{name}han"]
    if digits and len(digits) > _MOST_DIGITS:
        return None
    number = Decimal(digits.replace(",", "")) if digits else parse_number(han)
    if number is None:
        return None
    value = number * Decimal(SCALES.get(scale or "", 1))
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _read(match: re.Match[str]) -> Quantity | None:
    """The quantity of a match, or None where the digits only name something (IPv6, 5G, 531产业链, 一个)."""
    ranged = match["bdigits"] is not None or match["bhan"] is not None
    unit = match["bunit"] or match["aunit"] if ranged else match["aunit"]
    if match["acent"]:
        unit = "%"
    if unit == "大":  # 十大园区 are ten of them
        unit = "个"
    scale = match["ascale"] or (match["bscale"] if not match["aunit"] else None)
    low = _value(match, "a", scale)
    high = _value(match, "b", match["bscale"]) if ranged else None
    if low is None or (ranged and high is None):
        return None
    comparator = _comparator(match, ranged)
    if unit is None:
        bare = comparator is Comparator.EQUAL and not match["ascale"]
        if ranged or match["ahan"] or bare or re.match(r"[A-Za-z\d]", match.string[match.end() :]):
            return None
    if unit == "G" and low < 10:  # 4G, 5G and 6G are names of networks; 80G is a bandwidth
        return None
    if match["ahan"] == "一" and not match["ascale"] and comparator is Comparator.EQUAL and unit != "倍":
        return None  # 一个, 一项 are articles rather than figures
    return Quantity(match.start(), match.end(), comparator, low, high, unit)


def _comparator(match: re.Match[str], ranged: bool) -> Comparator:
    if ranged:
        return Comparator.RANGE
    if match["before"] and not (BEFORE[match["before"]] is Comparator.ABOUT and match["after"]):
        return BEFORE[match["before"]]
    if match["after"]:
        return AFTER[match["after"]]
    return Comparator.MORE if match["amore"] else Comparator.EQUAL


def find_quantities(text: str) -> Iterator[Quantity]:
    """All quantities of a text from left to right; offsets are those of `text`.

    >>> [(q.comparator.value, str(q.low), q.unit) for q in find_quantities("5G用户超过10%,培育3家以上。")]
    [('>', '10', '%'), ('≥', '3', '家')]
    """
    narrowed = narrow(text)
    at = 0
    while match := QUANTITY.search(narrowed, at):
        quantity = None
        if (
            not re.search(
                r"[A-Za-z\d.第]-?$|[A-Za-z]\s$|党的$", narrowed[max(0, match.start() - 3) : match.start()]
            )
            or match["before"]
        ):
            quantity = _read(match)
        if quantity is not None:
            yield quantity
        at = match.end() if quantity is not None else max(match.end("adigits"), match.end("ahan"))


def parse_quantity(text: str) -> Quantity | None:
    """The quantity that the whole of `text` prints, or None.

    >>> parse_quantity("5~10家").high
    Decimal('10')
    """
    found = list(find_quantities(text))
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None
