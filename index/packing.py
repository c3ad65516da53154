"""Gather neighbours into runs that are as full as they may be, and no crumbs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache


def pack(sizes: Sequence[int], aim: int, limit: int) -> list[tuple[int, int]]:
    """Half-open ranges that partition units of these sizes (characters; a run joins them with newlines).

    Minimises the sum of squared distances from `aim`, which prefers few runs and even ones. A unit
    over `limit` stands alone.

    >>> pack([200, 200, 200], 560, 600)
    [(0, 1), (1, 3)]
    """
    count = len(sizes)

    @cache
    def best(start: int) -> tuple[int, int]:
        """Cost of the units from `start`, and where their first run ends."""
        if start == count:
            return 0, count
        options: list[tuple[int, int]] = []
        size = -1
        for stop in range(start + 1, count + 1):
            size += sizes[stop - 1] + 1
            if size > limit and stop > start + 1:
                break
            options.append(((aim - size) ** 2 + best(stop)[0], stop))
        return min(options)

    runs: list[tuple[int, int]] = []
    start = 0
    # from the back, so that the recursion is never deeper than one step
    for i in range(count, -1, -1):
        best(i)
    while start < count:
        stop = best(start)[1]
        runs.append((start, stop))
        start = stop
    return runs
