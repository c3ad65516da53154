"""Text cut where its look changes: the form in which templates print marked and set-off words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that looks the same from end to end."""

    text: str
    strong: bool = False
    marked: bool = False


def cut(text: str, strong: Iterable[Range] = (), marked: Iterable[Range] = ()) -> tuple[Piece, ...]:
    """`text` in pieces; ranges outside it are clipped, and overlapping ones add up.

    >>> [(p.text, p.strong, p.marked) for p in cut("零售额5000亿元", strong=[(3, 7)], marked=[(0, 9)])]
    [('零售额', False, True), ('5000', True, True), ('亿元', False, True)]
    """
    strong, marked = tuple(strong), tuple(marked)
    edges = {0, len(text)}
    for start, end in (*strong, *marked):
        edges |= {min(max(start, 0), len(text)), min(max(end, 0), len(text))}
    cuts = sorted(edges)
    return tuple(
        Piece(text[a:b], any(s <= a < e for s, e in strong), any(s <= a < e for s, e in marked))
        for a, b in pairwise(cuts)
    )


def cut_lines(
    text: str, strong: Iterable[Range] = (), marked: Iterable[Range] = ()
) -> tuple[tuple[Piece, ...], ...]:
    """One tuple of pieces for each line of `text`; ranges count from the start of the whole text."""
    strong, marked = tuple(strong), tuple(marked)
    lines: list[tuple[Piece, ...]] = []
    offset = 0
    for line in text.split("\n"):
        lines.append(
            cut(
                line,
                [(s - offset, e - offset) for s, e in strong],
                [(s - offset, e - offset) for s, e in marked],
            )
        )
        offset += len(line) + 1
    return tuple(line for line in lines if line)
