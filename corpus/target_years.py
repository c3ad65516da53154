"""Which year a figure is meant for: 到2023年 governs what follows it, in its clause and in the clauses below."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Clause, Corpus
from corpus.year_marks import YearMark, find_marks, present_year

_MARKS_BACK = 50  # how many years back a figure looks; a line of megabytes may print thousands
_SENTENCE_END = re.compile("[。！？!?\n]")


class YearFrom(StrEnum):
    """Where the year of a target comes from; none of it is guessed, but not all of it is printed beside it."""

    TEXT = "text"  # printed in the clause
    ABOVE = "above"  # printed in a clause above
    PERIOD = "period"  # the end of the plan's period


@dataclass(frozen=True)
class Year:
    """The year that governs a place in a clause; None of a plan that sets goals but none for this place."""

    year: int | None
    past: bool  # a state that the text reports rather than a goal that it sets
    origin: YearFrom | None
    near: bool = False  # printed in the same sentence, or the only year of the clause


class YearReader:
    """Years of one corpus; a clause is asked for the year at an offset of its text."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._present: dict[str, int | None] = {}  # document id -> the year in which it speaks
        self._held: dict[str, list[YearMark]] = {}  # clause id -> its marks

    def _marks(self, clause: Clause) -> list[YearMark]:
        if clause.document not in self._present:
            texts = (c.text for c in self._corpus.clauses_of(clause.document))
            self._present[clause.document] = present_year(self._corpus.document(clause.document), texts)
        if clause.id not in self._held:
            self._held[clause.id] = find_marks(clause.text, self._present[clause.document])
        return self._held[clause.id]

    def at(self, clause: Clause, offset: int) -> Year | None:
        """The year that governs `clause.text[offset]`, or None where the document sets no goals at all.

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
        return Year(None, False, None) if self._present[clause.document] is not None else None

    def marks_end(self, clause: Clause, offset: int) -> int:
        """Where the last year printed before an offset of the clause's text ends, or 0."""
        marks = self._marks(clause)
        passed = bisect_right(marks, offset, key=lambda m: m.end)
        return marks[passed - 1].end if passed else 0

    @staticmethod
    def _governing(text: str, marks: Sequence[YearMark], offset: int) -> YearMark | None:
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
