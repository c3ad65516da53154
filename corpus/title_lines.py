"""A document's title: guessed where no record gives it, and the lines that only print it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.fold import comparison_form
from corpus.ladder import read_marker
from corpus.lines import Placed, Role
from corpus.metadata import is_metadata_line, read_date
from corpus.model import ClauseKind

_MAX_TITLE_CHARS = 60
_MAX_DATE_LINE_CHARS = 30
_HEAD_LINES = 24  # a portal prints a dozen facts above the title
_LOOKED_AT = 4
_MAX_TITLE_LINES = 4
_KINDS = re.compile(
    r"(?:通知|通告|通报|意见|办法|规定|条例|方案|规划|计划|细则|决定|决议|公告|批复|复函|函|纪要|法|指南|指引|问答|解读|措施|政策|要点|规程|规范)"
    r"(?:[(（].*[)）])?$"
)
_ISSUED = re.compile(r"(?:印发|发布|公布)(.{4,50})的(?:通知|公告|决定)$")
_MARKDOWN = "#* "
_RANGE = re.compile("[-—–~]+")  # 2025-2027 in the notice, 2025—2027 below it


def guess_title(lines: Sequence[Placed], fallback: str) -> str:
    """The title of a document that no record describes: its first short lines, joined."""
    parts: list[str] = []
    looked_at = 0
    for placed in lines[:_HEAD_LINES]:
        text = placed.line.text.strip(_MARKDOWN).strip()
        if is_metadata_line(text, "") or (len(text) < _MAX_DATE_LINE_CHARS and read_date(text)):
            if parts:
                break
            continue
        looked_at += 1
        if (
            looked_at > _LOOKED_AT
            or len(text) > _MAX_TITLE_CHARS
            or re.search(r"[。；;:：]$|^\d+$", text)
            or read_marker(text, in_law=True) is not None
        ):
            break
        parts.append(text)
        if _KINDS.search(text) or len(parts) == 2:
            break
    return _unquoted("".join(parts)) or fallback


def _unquoted(title: str) -> str:
    """A title without the marks that stand around all of it: 《条例》, but not 《方案》解读."""
    inner = title.removeprefix("《").removesuffix("》")
    return inner if len(inner) == len(title) - 2 and not re.search("[《》]", inner) else title


def title_lines(lines: Sequence[Placed], title: str) -> frozenset[int]:
    """Indexes of the lines at the head that print the title, and of the title of what a notice issues.

    The latter stays text where an attachment opens with it: there it says what the attachment is.
    """
    compared = _compared(title)
    longest = 2 * len(title) + _MAX_TITLE_CHARS  # blanks and marks are folded away below
    free = [p.role is Role.BODY and p.rung is None and len(p.line.text) <= longest for p in lines]
    head = [i for i, is_free in enumerate(free) if is_free][:_HEAD_LINES]
    found: set[int] = set()
    for at, first in enumerate(head):
        joined = ""
        for last in head[at : at + _MAX_TITLE_LINES]:
            joined += _compared(lines[last].line.text)
            if joined == compared and last - first < _MAX_TITLE_LINES and all(free[first : last + 1]):
                found.update(range(first, last + 1))
    issued = _ISSUED.search(title)
    wanted = _compared(issued[1]) if issued else None
    for i in range(1, len(lines) if wanted else 0):
        for count in (1, 2):
            printed = range(i, min(i + count, len(lines)))
            if all(free[k] for k in printed) and wanted == _compared(
                "".join(lines[k].line.text for k in printed)
            ):
                above = read_marker(lines[i - 1].line.raw, in_law=False)
                if above is None or above.kind is not ClauseKind.ATTACHMENT:
                    found.update(printed)
    return frozenset(found)


def _compared(text: str) -> str:
    return _unquoted(_RANGE.sub("-", comparison_form(text.strip(_MARKDOWN))))
