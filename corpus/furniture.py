"""Find what a page carries besides its text: running headers, page numbers, web chrome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from corpus.lines import Line

_PAGE_NUMBER = re.compile(r"[-—－ ]*\d{1,3}[-—－ ]*")
_MIN_REPEATS = 5  # a running header stands on many pages; fewer may be a phrase of the text
_MAX_HEADER_CHARS = 20


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
