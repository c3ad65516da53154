"""Where a long text may be cut: after sentences, in an over-long one after ；, and only then anywhere."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_PART = re.compile(r"[^；;]*(?:[；;]|$)")


def sentence_ranges(text: str, limit: int) -> list[tuple[int, int]]:
    """Half-open ranges that partition `text`, none longer than `limit`.

    >>> sentence_ranges("甲。乙丙；丁！", 3)
    [(0, 2), (2, 5), (5, 7)]
    """
    ranges: list[tuple[int, int]] = []
    for start, end in _matches(_SENTENCE, text, 0, len(text)):
        if end - start <= limit:
            ranges.append((start, end))
            continue
        for a, b in _matches(_PART, text, start, end):
            ranges.extend((at, min(at + limit, b)) for at in range(a, b, limit))
    return ranges


def windows(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Ranges of whole sentences that cover `text`; each window repeats the last sentence of the one before.

    The first is at most `first` characters long, the others at most `rest`. They come out about
    equally long, so that no crumb is left over at the end.
    """
    sentences = sentence_ranges(text, min(first, rest))
    count = max(2, -(-len(text) // rest))
    aim = min(rest, len(text) // count + rest // 8)
    result: list[tuple[int, int]] = []
    start = 0  # index of the window's first sentence
    while start < len(sentences):
        room = first if not result else rest
        stop = start + 1
        while stop < len(sentences):
            size = sentences[stop][1] - sentences[start][0]
            crumb = len(text) - sentences[stop - 1][1] <= rest // 8
            if size > room or (size > aim and not crumb):
                break
            stop += 1
        result.append((sentences[start][0], sentences[stop - 1][1]))
        if stop == len(sentences):
            break
        # one sentence of overlap, unless nothing new would fit behind it
        repeats = stop - 1 > start and sentences[stop][1] - sentences[stop - 1][0] <= min(rest, aim)
        start = stop - 1 if repeats else stop
    return result


def _matches(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = (match.span() for match in pattern.finditer(text, start, end))
    return [(a, b) for a, b in found if a < b]
