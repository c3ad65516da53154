"""The years that a text prints, and whether each lies ahead of the document or behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Document, DocumentKind
from corpus.quantity import narrow

# 较2020年下降13.5% names a base and 自2021年起 a start: neither says when the figure is due.
_MARK = re.compile(
    r"(?<![较比自从同\d])(?P<to>到|至|截至|截止)?(?P<from>20\d\d年?[-—–~至])?(?P<year>20\d\d)年(?:底|末)?(?P<due>前|之前)?"
    r"|“(?P<plan>十[二三四五六]五)”(?:规划)?(?:期间|时期|期末|末)"
)
_NAMES = re.compile(r"《[^《》]{0,80}》|\([^()]*\)|〔[^〔〕]{0,20}〕")
_PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}


@dataclass(frozen=True)
class YearMark:
    """A year printed at `[start, end)` of a text."""

    start: int
    end: int
    year: int
    past: bool  # before the document's own time
    dated: bool  # 到2023年 rather than “十四五”期间


def _matches(text: str) -> Iterable[re.Match[str]]:
    return _MARK.finditer(_NAMES.sub(lambda m: "\0" * len(m[0]), narrow(text)))


def _is_bare(match: re.Match[str]) -> bool:
    """2021年 alone, rather than 到2021年, 2021—2023年 or 2021年底前."""
    return not (match["to"] or match["from"] or match["due"] or match["plan"])


def present_year(document: Document, texts: Iterable[str]) -> int | None:
    """The year in which the document speaks, or None where nothing says it.

    Its period or date says it; else a policy speaks before the first year that it sets a goal for,
    and a report in the last year that it mentions.
    """
    if document.period and document.period.start_year:
        return document.period.start_year
    dated = document.written or document.published
    if dated:
        return dated.year
    matches = [m for text in texts for m in _matches(text) if m["year"]]
    if document.kind is DocumentKind.POLICY:
        goals = [int(m["year"]) for m in matches if m["to"] in ("到", "至")]
        return min(goals) - 1 if goals else None
    return max((int(m["year"]) for m in matches if _is_bare(m)), default=None)


def find_marks(text: str, present: int | None) -> list[YearMark]:
    """All years of a text, left to right.

    >>> [(m.year, m.past) for m in find_marks("2020年达4万亿元，到2025年超6万亿元", 2021)]
    [(2020, True), (2025, False)]
    """
    marks = []
    for match in _matches(text):
        year = int(match["year"]) if match["year"] else _PLAN_ENDS[match["plan"]]
        # 2021年 alone in a text of 2021 reports; 到2021年底 sets a goal
        past = _is_bare(match) if present is None else year < present or (year == present and _is_bare(match))
        past = past or match["to"] in ("截至", "截止")
        marks.append(YearMark(match.start(), match.end(), year, past, match["year"] is not None))
    return marks
