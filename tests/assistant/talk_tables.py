"""Tables of conversations and of small talk, each split once, by a seed, into a built half and a held-back half."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

HERE = Path(__file__).parent
SEED = 20261122
UNCHECKED, EMPTY = "-", "无"

Half = Literal["built", "held"]  # the rules were written on one half; the other was first run when they stood


@dataclass(frozen=True)
class Turn:
    """A question after others, and what has to be understood of it; `UNCHECKED` where a row says nothing."""

    history: tuple[str, ...]
    question: str
    places: str
    document: str
    years: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def _rows(file: str) -> list[list[str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _half(rows: list[list[str]], half: Half) -> list[list[str]]:
    order = list(range(len(rows)))
    random.Random(SEED).shuffle(order)
    chosen = set(order[: (len(rows) + 1) // 2])
    return [row for i, row in enumerate(rows) if (i in chosen) is (half == "built")]


def _words(cell: str) -> tuple[str, ...]:
    return () if cell == UNCHECKED else tuple(cell.split())


def turns(half: Half) -> list[Turn]:
    """Rows of followup_cases.tsv."""
    return [
        Turn(tuple(r[0].split("|")), r[1], r[2], r[3], r[4], _words(r[5]), _words(r[6]))
        for r in _half(_rows("followup_cases.tsv"), half)
    ]


def talk(half: Half) -> list[tuple[str, str]]:
    """Rows of small_talk_cases.tsv: what is said, and the name of its script or —."""
    return [(r[0], r[1]) for r in _half(_rows("small_talk_cases.tsv"), half)]
