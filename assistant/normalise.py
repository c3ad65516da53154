"""Bring a question into one writing: simplified characters, half width, digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Protocol

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[0-9零〇一二两三四五六七八九十百千]+"
_PERCENT = re.compile(r"百分之([0-9.]+|[零〇一二两三四五六七八九十百]+)")
_YEAR = re.compile(r"([二两][零〇][零〇一二三四五六七八九]{2}|20[0-9]{2}|(?<![0-9])[23][0-9](?=年))年?")
_WHITESPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")


class Converter(Protocol):
    """Turns traditional characters into simplified ones."""

    def convert(self, text: str) -> str:
        """`text` in simplified characters."""


@lru_cache(maxsize=1)
def _t2s() -> Converter:
    from opencc import OpenCC

    converter: Converter = OpenCC("t2s")
    return converter


def normalise(text: str) -> str:
    """NFKC, simplified, runs of whitespace as one space, 百分之十 as 10%.

    >>> normalise("　鎮江的５Ｇ基站  要建多少？ ")
    '镇江的5G基站 要建多少?'
    """
    # A lone surrogate would stop every encoder behind us.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _WHITESPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()
    text = _t2s().convert(text)
    return _PERCENT.sub(lambda m: f"{percent_digits(m.group(1))}%", text)


def percent_digits(numeral: str) -> str:
    """A numeral after 百分之 in digits."""
    if numeral[0].isdigit():
        return numeral
    return str(number(numeral))


def number(numeral: str) -> int | None:
    """A Chinese or Arabic numeral below 10,000 as an int; None where it is none.

    >>> [number(n) for n in ("十八", "一百二十", "二〇二三", "32", "百")]
    [18, 120, 2023, 32, 100]
    """
    if not numeral:
        return None
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, current = 0, 0
    for char in numeral:
        if char in _DIGITS:
            current = _DIGITS[char]
        elif char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            return None
    return total + current


def years(text: str) -> tuple[int, ...]:
    """Years that a normalised question names, in order; 十四五末 is 2025.

    >>> years("23年和二零二五年的目标"), years("十四五末")
    ((2023, 2025), (2025,))
    """
    found: list[int] = []
    for match in _YEAR.finditer(text):
        value = number(match.group(1))
        if value is not None:
            found.append(value + 2000 if value < 100 else value)
    if re.search(r"十四五[”\"]?(期?末|结束|收官)", text):
        found.append(2025)
    return tuple(dict.fromkeys(y for y in found if 2000 <= y <= 2099))
