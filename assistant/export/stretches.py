"""Text cut where its emphasis begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def stretches(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Half-open ranges that together are `text`, each with whether it is set off; overlapping ones are one.

    >>> list(stretches("零售额5000亿元", [(3, 7)]))
    [(0, 3, False), (3, 7, True), (7, 9, False)]
    """
    done = 0
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(b, len(text))) for a, b in ranges):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in merged:
        if start > done:
            yield done, start, False
        yield start, end, True
        done = end
    if done < len(text):
        yield done, len(text), False
