"""Printed lines to paragraphs: a line that reaches the margin goes on in the next one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.ladder import read_marker

_FULL_EMS = 2.2  # a line ends up to two characters early so that no mark begins the next one
_INDENT_EMS = 1.2  # a paragraph begins two characters in; justified text shifts by less than one
_MAX_STEP = 2.6  # line heights from one line of a paragraph to the next
_SIZE_RATIO = 0.82  # below it two lines are of different type sizes: a heading and text
_MIN_WIDE_EMS = 12  # a narrower page has no margin that could tell
_SENTENCE_END = re.compile(r"[。！？!?；;：:]$")
_LATIN = re.compile(r"[A-Za-z0-9,.;:)%]$")


@dataclass(frozen=True)
class PageLine:
    """One printed line; lengths in points, from the page's lower left corner."""

    text: str
    page: int  # 1-based
    page_width: float
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """Height of the line's type."""
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True)
class Column:
    """Where text begins and ends on pages of one width."""

    left: float
    right: float
    em: float
    indents: bool  # whether paragraphs begin further in than their lines go on

    def is_full(self, line: PageLine) -> bool:
        """Whether a line reaches the margin, so that the next may go on with it."""
        wide = self.right - self.left >= _MIN_WIDE_EMS * self.em
        return wide and line.right >= self.right - _FULL_EMS * self.em

    def is_indented(self, line: PageLine) -> bool:
        """Whether a line begins as a paragraph does."""
        return line.left > self.left + _INDENT_EMS * self.em


@dataclass
class Paragraph:
    """Printed lines of one page that read on; `joins` where it goes on from the page before."""

    text: str
    page: int
    furniture: bool = False
    joins: bool = False
    lines: list[PageLine] = field(default_factory=list)


def paragraphs(lines: Sequence[PageLine], furniture: frozenset[int]) -> Iterator[Paragraph]:
    """All lines in order, those of one paragraph as one; furniture stands between them as it is printed."""
    columns = _columns([line for i, line in enumerate(lines) if i not in furniture])
    current: Paragraph | None = None
    aside: list[Paragraph] = []  # furniture that is printed inside the current paragraph
    for i, line in enumerate(lines):
        if i in furniture:
            aside.append(Paragraph(line.text, line.page, furniture=True))
            continue
        goes_on = current is not None and _goes_on(current.lines[-1], line, columns[round(line.page_width)])
        if current is not None and goes_on and current.page == line.page and not aside:
            current.text = _glued(current.text, line.text)
            current.lines.append(line)
            continue
        if current is not None:
            yield current
        yield from aside
        aside = []
        current = Paragraph(line.text, line.page, joins=goes_on, lines=[line])
    if current is not None:
        yield current
    yield from aside


def _glued(before: str, after: str) -> str:
    latin = bool(_LATIN.search(before)) and after[:1].isascii()
    return f"{before} {after}" if latin else before + after


def _columns(lines: Sequence[PageLine]) -> dict[int, Column]:
    groups: dict[int, list[PageLine]] = {}
    for line in lines:
        groups.setdefault(round(line.page_width), []).append(line)
    return {width: _column(group) for width, group in groups.items()}


def _column(lines: Sequence[PageLine]) -> Column:
    em = median(line.size for line in lines)
    rights = sorted(line.right for line in lines)
    # The far right belongs to most of the wide lines; one stray mark in the margin must not set it.
    right = rights[-1 - len(rights) // 50]
    wide = [line for line in lines if line.right >= right - _FULL_EMS * em]
    starts = Counter(round(line.left / 2) for line in wide)
    left = 2.0 * min(place for place, count in starts.items() if count * 10 >= len(wide))
    indented = sum(left + _INDENT_EMS * em < line.left < left + 3 * em for line in lines)
    return Column(left, right, em, indents=indented * 10 >= len(lines))


def _goes_on(before: PageLine, line: PageLine, column: Column) -> bool:
    if not column.is_full(before) or column.is_indented(line):
        return False
    if min(before.size, line.size) < _SIZE_RATIO * max(before.size, line.size):
        return False
    if before.page == line.page:
        step = before.bottom - line.bottom
        if not 0 < step < _MAX_STEP * before.size:
            return False
    if column.indents:
        return True
    # Without indents a new paragraph shows only in its words.
    return read_marker(line.text, in_law=True) is None and not _SENTENCE_END.search(before.text)
