"""Find what a file carries besides its text: running headers, page numbers, a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.fold import comparison_form
from corpus.lines import Line

_PAGE_NUMBER = re.compile(r"[-—－ ]*\d{1,3}[-—－ ]*")
_MIN_REPEATS = 5  # a running header stands on many pages; fewer may be a phrase of the text
_MAX_HEADER_CHARS = 20
_CONTENTS = ("目录", "目次")
_LEADERS = re.compile(r"[.…·\-—]*\d{0,4}$")  # ........12
_MAX_ENTRY_CHARS = 80
_MIN_ENTRIES = 2
_INDEXED_CHARS = 2


def running_headers(lines: Sequence[Line]) -> frozenset[int]:
    """Line numbers of page headers: a page number that the same short lines follow again and again.

    A bare number alone is never taken: 01, 02 may count the sections of a text.
    """
    after_number: Counter[str] = Counter()
    for page, following in pairwise(lines):
        if _PAGE_NUMBER.fullmatch(page.text) and len(following.text) <= _MAX_HEADER_CHARS:
            after_number[following.text] += 1
    headers = {text for text, count in after_number.items() if count >= _MIN_REPEATS}
    headers = {text for text in headers if not _PAGE_NUMBER.fullmatch(text)}
    found: set[int] = set()
    second: Counter[str] = Counter()
    for i, line in enumerate(lines[:-1]):
        if line.text in headers and i > 0 and _PAGE_NUMBER.fullmatch(lines[i - 1].text):
            found |= {lines[i - 1].number, line.number}
            second[lines[i + 1].text] += 1
    tails = {t for t, n in second.items() if n >= _MIN_REPEATS and len(t) <= _MAX_HEADER_CHARS}
    for i, line in enumerate(lines[1:], start=1):
        if line.text in tails and lines[i - 1].number in found:
            found.add(line.number)
    return frozenset(found)


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Line numbers of a table of contents: 目录 and the entries below it that all come again as headings.

    It ends where an entry does not come again, or where the first entry does: there the text begins.
    """
    start = next((i for i, line in enumerate(lines) if comparison_form(line.text[:8]) in _CONTENTS), None)
    if start is None:
        return frozenset()
    below = [comparison_form(line.text[:_MAX_ENTRY_CHARS]) for line in lines[start + 1 :]]
    places: dict[str, list[int]] = {}
    for i, text in enumerate(below):
        places.setdefault(text[:_INDEXED_CHARS], []).append(i)
    entries: list[str] = []
    for i, text in enumerate(below):
        entry = next((e for e in (text, _LEADERS.sub("", text)) if _comes_again(e, i, below, places)), None)
        if entry is None or text.endswith(("。", ";")) or entry in entries[:1]:
            break
        entries.append(entry)
    if len(entries) < _MIN_ENTRIES:
        return frozenset()
    return frozenset(line.number for line in lines[start : start + 1 + len(entries)])


def _comes_again(entry: str, at: int, below: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    return bool(entry) and any(
        i > at and below[i].startswith(entry) for i in places.get(entry[:_INDEXED_CHARS], ())
    )
