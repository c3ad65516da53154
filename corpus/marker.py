"""What a line's start says about its place: a marker, and the ranks by which markers stand above one another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from corpus.model import ClauseKind
from corpus.numerals import parse_number


class Rank(IntEnum):
    """Depth of a rung; a smaller rank stands above a larger one."""

    ATTACHMENT = 0
    PART = 10
    CHAPTER = 20
    LAW_SECTION = 30
    FORMAL = 35
    SECTION = 40
    ARTICLE = 50
    SUBSECTION = 60
    BOX = 65
    POINT = 70
    SUBPOINT = 80
    HALF_BRACKET = 85
    CIRCLED = 90
    LETTER = 95
    RUN_IN = 100


@dataclass(frozen=True)
class Marker:
    """What the start of a line says about its place in the tree."""

    rank: int  # a Rank, or a place between two of them
    kind: ClauseKind
    prefix: str  # letter of the address component; "" for the dotted numbers of a plan
    value: str | None  # "3", "120-1"; None where the component is counted
    number: str | None  # as printed
    rest: str  # the line without its number
    heading: str | None = None  # known heading, where the words of the line alone would not tell it
    leaf: bool = False  # of a known heading: words follow it on its line


def printed_value(number: str, suffix: str | None = None) -> str | None:
    """The value of a printed number as addresses carry it, or None where it prints none.

    >>> [printed_value("十二"), printed_value("一百二十", "一"), printed_value("甲")]
    ['12', '120-1', None]
    """
    value = parse_number(number)
    if value is None:
        return None
    return f"{value}-{parse_number(suffix)}" if suffix else str(value)
