"""Page headers, footers and page numbers of a PDF: what stands at the same end of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from corpus.formats.pdf_lines import PageLine

_ENDS = 2  # lines looked at from the top and from the bottom of a page
_MIN_PAGES = 3
_MIN_SHARE = 0.3  # of the pages: left and right pages, or chapters, have headers of their own
_MAX_CHARS = 200  # browsers print the whole address of a page
_GAP = 1.3  # of the usual step from line to line
_SMALL = 0.9  # of the usual type size: browsers print their header right above the text, in small type
_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}(?:\s*页)?)?[-—–－·•\s]*"
)
_DASHED = re.compile(r"[-—–－]\s*\d{1,4}\s*[-—–－]")


def page_furniture(lines: Sequence[PageLine]) -> frozenset[int]:
    """Indexes of the lines that belong to the page and not to the text."""
    pages = [
        sorted(group, key=lambda i: -lines[i].top)
        for _, group in groupby(range(len(lines)), key=lambda i: lines[i].page)
    ]
    step = _usual_step(lines, pages)
    ends = [
        *(("top", i, apart) for page in pages for i, apart in _outer(lines, page, step)),
        *(("bottom", i, apart) for page in pages for i, apart in _outer(lines, page[::-1], step)),
    ]
    pages_of: Counter[tuple[str, str]] = Counter()
    shifts: Counter[tuple[str, int]] = Counter()
    for end, i, _ in ends:
        pages_of[end, _key(lines[i].text)] += 1
        if match := _NUMBER.fullmatch(lines[i].text):
            shifts[end, int(match[1]) - lines[i].page] += 1
    needed = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    found: set[int] = set()
    for end, i, apart in ends:
        text = lines[i].text
        if match := _NUMBER.fullmatch(text):
            repeats = _DASHED.fullmatch(text) or shifts[end, int(match[1]) - lines[i].page] >= 2
        else:
            repeats = apart and len(text) <= _MAX_CHARS and pages_of[end, _key(text)] >= needed
        if repeats:
            found.add(i)
    return frozenset(found)


def _usual_step(lines: Sequence[PageLine], pages: Sequence[Sequence[int]]) -> float:
    steps = [lines[a].top - lines[b].top for page in pages for a, b in pairwise(page)]
    return median(steps) if steps else 0.0


def _outer(lines: Sequence[PageLine], page: Sequence[int], step: float) -> list[tuple[int, bool]]:
    """The outermost lines of one end of a page, and whether a gap or small type sets them apart.

    Without either a sentence that happens to repeat at the top of pages would be lost.
    """
    gaps = [abs(lines[a].top - lines[b].top) >= _GAP * step for a, b in pairwise(page[: _ENDS + 1])]
    alone = len(page) <= _ENDS
    small = _SMALL * median(lines[i].size for i in page)
    return [(i, alone or any(gaps[at:]) or lines[i].size < small) for at, i in enumerate(page[:_ENDS])]


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))
