"""Page headers, footers and page numbers of a PDF: what stands at the same end of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from corpus.formats.pdf_lines import PageLine

_ENDS = 2  # lines looked at from the top and from the bottom of a page
_MIN_PAGES = 3
_MIN_SHARE = 0.3  # of the pages: left and right pages, or chapters, have headers of their own
_MAX_CHARS = 60
_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－·•\s]*"
)
_DASHED = re.compile(r"[-—–－]\s*\d{1,4}\s*[-—–－]")


def page_furniture(lines: Sequence[PageLine]) -> frozenset[int]:
    """Indexes of the lines that belong to the page and not to the text."""
    pages: dict[int, list[int]] = {
        page: list(group) for page, group in groupby(range(len(lines)), key=lambda i: lines[i].page)
    }
    ends: list[tuple[str, int]] = []  # which end, and the line's index
    for page_lines in pages.values():
        by_height = sorted(page_lines, key=lambda i: -lines[i].top)
        ends += [("top", i) for i in by_height[:_ENDS]]
        ends += [("bottom", i) for i in by_height[max(_ENDS, len(by_height) - _ENDS) :]]
    pages_of: Counter[tuple[str, str]] = Counter()
    shifts: Counter[tuple[str, int]] = Counter()
    for end, i in ends:
        pages_of[end, _key(lines[i].text)] += 1
        if match := _NUMBER.fullmatch(lines[i].text):
            shifts[end, int(match[1]) - lines[i].page] += 1
    needed = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    found: set[int] = set()
    for end, i in ends:
        text = lines[i].text
        match = _NUMBER.fullmatch(text)
        counts_pages = match is not None and shifts[end, int(match[1]) - lines[i].page] >= 2
        if (
            counts_pages
            or _DASHED.fullmatch(text)
            or (len(text) <= _MAX_CHARS and pages_of[end, _key(text)] >= needed and match is None)
        ):
            found.add(i)
    return frozenset(found)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))
