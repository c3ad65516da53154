"""The order of a text's rungs, where it is not the usual one: (1) above 1., or 1. above (一)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.marker import Marker, Rank

_STYLES = (
    Rank.SECTION,
    Rank.SUBSECTION,
    Rank.POINT,
    Rank.SUBPOINT,
    Rank.HALF_BRACKET,
    Rank.CIRCLED,
)
_ABOVE = 2  # ranks between a rung that was raised and the one it was raised above


def in_order_of_use(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Rungs in the order in which this text uses them: 1. may stand above (一), and (1) above 1."""
    ranks: dict[int, int] = {}
    for upper in reversed(_STYLES):
        for lower in _STYLES:
            if lower > upper and _stands_above(markers, lower, upper):
                ranks[lower] = upper - _ABOVE
    return [replace(m, rank=ranks[m.rank]) if m is not None and m.rank in ranks else m for m in markers]


def _stands_above(markers: Sequence[Marker | None], raised: int, other: int) -> bool:
    """Whether every block of `other` begins at 1 below a marker of `raised`, which counts on over the blocks."""
    blocks = 0
    last: int | None = None  # value of the last marker of the raised rung in this segment
    block = 0  # value of the last marker of the other rung since then
    for marker in markers:
        if marker is None or marker.value is None or not marker.value.isdigit():
            continue
        value = int(marker.value)
        if marker.rank < other:
            last, block = None, 0
        elif marker.rank == raised:
            if block and (last is None or value != last + 1):
                return False
            last, block = value, 0
        elif marker.rank == other:
            if last is None or value != block + 1:
                return False
            blocks += not block
            block = value
    return blocks > 0
