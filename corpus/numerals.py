"""Printed numbers to integers: 十二, 一百二十, 拾贰, 12, １２, ⑫."""

from __future__ import annotations

import unicodedata

HAN_NUMERALS = "〇零一二三四五六七八九十百千两"  # for character classes
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


def parse_number(text: str) -> int | None:
    """The integer that `text` prints, or None.

    >>> [parse_number(t) for t in ("十", "二十一", "一百零三", "拾贰", "１２", "⑫", "甲")]
    [10, 21, 103, 12, 12, 12, None]
    """
    text = unicodedata.normalize("NFKC", text).translate(_FORMAL)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
