"""Printed numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import parse_number

NUMBERS = [
    ("", None),
    ("一", 1),
    ("十", 10),
    ("十一", 11),
    ("二十", 20),
    ("二十一", 21),  # 002 L1241: 二十一、吉林
    ("五十三", 53),  # 002 L1385: 第五十三条
    ("一百", 100),
    ("一百零三", 103),
    ("一百二十", 120),
    ("一千二百六十", 1260),
    ("12", 12),
    ("１２", 12),
    ("⑫", 12),
    ("01", 1),  # 002 L164
    ("甲", None),
    ("一a", None),
    ("1.5", None),
    ("第一", None),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_parse_number(text: str, expected: int | None) -> None:
    assert parse_number(text) == expected


def _print(value: int) -> str:
    """How Chinese prints 1..999; written apart from the parser, from the rules of the language."""
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    text = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{digits[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (digits[ones] if ones else "")


@given(st.integers(1, 999))
def test_reads_back_every_printed_number(value: int) -> None:
    assert parse_number(_print(value)) == value
    assert parse_number(str(value)) == value
