"""Which year a figure is meant for: 到2023年 governs what follows it, in its clause and in the clauses below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Clause, Corpus, Document
from corpus.quantity import narrow

_MARK = re.compile(
    r"(?P<to>到|至|截至|截止)?(?:20\d\d年?[-—–~至])?(?P<year>20\d\d)年(?:底|末)?(?P<due>前|之前)?"
    r"|“(?P<plan>十[二三四五六]五)”(?:规划)?(?:期间|时期|期末|末)"
)
_NAMES = re.compile(r"《[^》]*》|\([^()]*\)|〔[^〕]*〕")
_MARKS_BACK = 50  # how many years back a figure looks; a line of megabytes may print thousands
_PLAN_ENDS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_SENTENCE_END = re.compile("[。！？!?\n]")
_BEHIND = re.compile(r"截至|截止")


class YearFrom(StrEnum):
    """Where the year of a target comes from; None of it is guessed, but not all of it is printed beside it."""

    TEXT = "text"  # printed in the clause
    ABOVE = "above"  # printed in a clause above
    PERIOD = "period"  # the end of the plan's period


@dataclass(frozen=True)
class Year:
    """The year that governs a place in a clause."""

    year: int
    past: bool  # a state that the text reports rather than a goal that it sets
    origin: YearFrom
    near: bool = False  # printed in the same sentence, or the only year of the clause


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    year: int
    past: bool
    dated: bool  # 到2023年 rather than “十四五”期间


def present_year(document: Document) -> int | None:
    """The first year that the document can set goals for, or None where its date is not known."""
    if document.period and document.period.start_year:
        return document.period.start_year
    dated = document.written or document.published
    return dated.year if dated else None


def _marks(text: str, present: int | None) -> list[_Mark]:
    text = _NAMES.sub(lambda m: "\0" * len(m[0]), narrow(text))
    marks = []
    for match in _MARK.finditer(text):
        year = int(match["year"]) if match["year"] else _PLAN_ENDS[match["plan"]]
        dated = not (match["to"] or match["due"] or match["plan"] or "年" not in match[0])
        if present is None:
            past = dated or year <= 2020
        else:
            # 2021年 alone in a text of 2021 reports; 到2021年底 and 2021—2023年 set goals
            ranged = re.match(r"20\d\d年?[-—–~至]", match[0]) is not None
            past = year < present or (year == present and dated and not ranged)
        past = past or (match["to"] is not None and _BEHIND.match(match["to"]) is not None)
        marks.append(_Mark(match.start(), match.end(), year, past, match["year"] is not None))
    return marks


class YearReader:
    """Years of one corpus; a clause is asked for the year at an offset of its text."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._held: dict[str, list[_Mark]] = {}  # clause id -> its marks

    def _marks(self, clause: Clause) -> list[_Mark]:
        if clause.id not in self._held:
            present = present_year(self._corpus.document(clause.document))
            self._held[clause.id] = _marks(clause.text, present)
        return self._held[clause.id]

    def at(self, clause: Clause, offset: int) -> Year | None:
        """The year that governs `clause.text[offset]`, or None where nothing says one.

        A goal's year reaches to the end of its clause and into clauses below; a past year only to the
        end of its sentence.
        """
        document = self._corpus.document(clause.document)
        own = self._governing(clause.text, self._marks(clause), offset)
        if own is not None:
            near = len(self._marks(clause)) == 1 or not _SENTENCE_END.search(clause.text, own.end, offset)
            return Year(own.year, own.past, YearFrom.TEXT, near)
        for above in reversed(self._corpus.ancestors(clause.id)):
            years = {m.year for m in self._marks(above) if not m.past}
            if len(years) == 1:
                return Year(years.pop(), False, YearFrom.ABOVE)
        if document.period and document.period.end_year:
            return Year(document.period.end_year, False, YearFrom.PERIOD)
        return None

    def marks_end(self, clause: Clause, offset: int) -> int:
        """Where the last year printed before an offset of the clause's text ends, or 0."""
        marks = self._marks(clause)
        passed = bisect_right(marks, offset, key=lambda m: m.end)
        return marks[passed - 1].end if passed else 0

    @staticmethod
    def _governing(text: str, marks: Sequence[_Mark], offset: int) -> _Mark | None:
        passed = bisect_right(marks, offset, key=lambda m: m.end)
        if not passed:
            return None
        last = marks[passed - 1]
        if last.past and not _SENTENCE_END.search(text, last.end, offset):
            return last
        goals = (m for m in reversed(marks[max(0, passed - _MARKS_BACK) : passed]) if not m.past)
        loose = next(goals, None)
        if loose is None or loose.dated:
            return loose
        # 到2023年,…,为“十四五”期间全国推广提供经验,…10%: the dated year still governs
        return next((m for m in goals if m.dated), loose)
