"""Questions about several figures, answered from those that the plans set: a table, and a chart where one helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import phrases
from assistant.asks import Ask
from assistant.compose.asked_things import asked_things
from assistant.compose.cell import Cells
from assistant.compose.charting import plot
from assistant.compose.matching import Matched, same_words
from assistant.compose.one_sentence import stating_all
from assistant.compose.owner import Allows, Owner
from assistant.compose.pieces import Piece, part
from assistant.compose.table import table
from assistant.compose.target_rows import Owned, target_row
from assistant.question import Question
from assistant.retrieve import Found
from assistant.sharing import Apart
from assistant.terms import pieces
from corpus.model import Corpus, DocumentKind
from corpus.targets import FigureKind, Target

MOST = 24  # rows: a question that more figures fit has not said which it means
SAME = 0.9  # share of the words of the shorter of two indicators that the other must hold to be the same
HITS = 5  # where no text is named, the figures of those that the first hits are from
_SPEAKERS = frozenset(
    {Apart.PLACE, Apart.DOCUMENT, Apart.NUMBER}
)  # whose words differ: no sentence is of both
_COLUMNS = (phrases.COLUMN_REGION, phrases.COLUMN_STATED, phrases.COLUMN_VALUE, phrases.COLUMN_YEAR)
_FIGURES = re.compile(r"目标|指标|规模|数值|多少|占比|比重|增速")
_SEVERAL = re.compile(
    r"各(类|项|个|种|大|行业|领域|产业)|分别|哪些.{0,8}(目标|指标|数字|数值)|(目标|指标|数字)(值)?(都)?(有|是)?(哪些|什么|啥)|所有|全部|一览|汇总|列(出|表|一下)|量化"
)
_NOW = re.compile(r"现在|目前|已经?|现有|当前")


@dataclass(frozen=True)
class Targets:
    """Composes tables of figures. Immutable after construction."""

    corpus: Corpus
    cells: Cells
    owner: Owner

    def compose(self, found: Found) -> tuple[Piece, ...]:
        """Figures in the sentence that states them all, else in a table; nothing where one or none is asked for."""
        asked = [p.question for p in found.parts] or [found.question]
        if any(p.looked_up.clauses for p in found.parts) or not all(map(_asks_figures, asked)):
            return ()
        each = [self._matched(q, self.owner.allows(q)) for q in asked] if found.parts else self._of_one(found)
        if not any(q.apart in _SPEAKERS for q in asked):
            stated = stating_all(self.corpus, [[m.target for m in own] for own in each])
            if stated is not None:
                return (part(stated),)
        rows = self._of_parts(asked, each) if found.parts else self._rows(found.question, each)
        if not 2 <= len(rows) <= MOST:
            return ()
        shown = [target_row(self.corpus, row) for row in rows]
        return (table(_COLUMNS, shown, plot(self.corpus, rows)),)

    def _of_parts(self, asked: Sequence[Question], each: Sequence[Sequence[Matched]]) -> list[Owned]:
        """Figures of every part; nothing where one has none, for its row must then say so.

        Nor where one has several in one sentence: a row that quotes it is read faster than a row for each.
        """
        kept = [self._kept(question, own) for question, own in zip(asked, each, strict=True)]
        if any(stating_all(self.corpus, [[target] for target in own]) for own in kept):
            return []
        rows = [Owned(self._name(target), target) for own in kept for target in own]
        # one figure for two things is the figure of neither
        return rows if all(kept) and len({id(row.target) for row in rows}) == len(rows) else []

    def _of_one(self, found: Found) -> list[Sequence[Matched]]:
        """Figures of each thing that a question about one place or text asks for; empty where it asks for one."""
        question = found.question
        several = _SEVERAL.search(question.text) is not None or len(question.years) > 1
        if not several and len(asked_things(question)) < 2:
            return []
        named = bool(question.documents or question.places)
        near = frozenset(h.passage.document for h in found.hits[:HITS])
        own = self.owner.allows(question)
        return self._of_things(question, lambda clause: own(clause) and (named or clause.document in near))

    def _rows(self, question: Question, each: Sequence[Sequence[Matched]]) -> list[Owned]:
        kept = self._kept(question, _once(each))
        # one clause that states all of them is read faster than a table of its pieces
        if len({t.clause_id for t in kept}) < 2:
            return []
        return [Owned(self._name(target), target) for target in kept]

    def _matched(self, question: Question, allowed: Allows) -> list[Matched]:
        return _once(self._of_things(question, allowed))

    def _of_things(self, question: Question, allowed: Allows) -> list[Sequence[Matched]]:
        """Figures of what a question asks for; of several things named side by side, some of each or none at all."""
        things = asked_things(question)
        asked = [replace(question, text=t, terms=()) for t in things] if len(things) > 1 else [question]
        each: list[Sequence[Matched]] = [self.cells.matching(q, allowed, question.years) for q in asked]
        return each if all(each) else []

    def _kept(self, question: Question, matched: Sequence[Matched]) -> list[Target]:
        """Goals, or states where the question asks for now or there are no goals; each said once."""
        states = [m.target for m in matched if m.target.kind is FigureKind.STATE]
        goals = [m.target for m in matched if m.target.kind is FigureKind.GOAL]
        both = _NOW.search(question.text) and "目标" in question.text
        chosen = states if states and (_NOW.search(question.text) or not goals) else goals
        chosen = [m.target for m in matched] if both else chosen
        kept: list[Target] = []
        for target in sorted(chosen, key=lambda t: self._is_talk(t)):
            if not any(_same(target, other) for other in kept):
                kept.append(target)
        return [t for t in chosen if t in kept]

    def _is_talk(self, target: Target) -> bool:
        return self.corpus.document(target.document).kind is not DocumentKind.POLICY

    def _name(self, target: Target) -> str:
        title = self.corpus.document(target.document).title
        return target.region or phrases.ROW_TITLE.format(title=title, number="")


def _once(each: Sequence[Sequence[Matched]]) -> list[Matched]:
    return list({id(m.target): m for found in each for m in found}.values())


def _asks_figures(question: Question) -> bool:
    if question.wants(Ask.BODY):
        return False
    return question.wants(Ask.FIGURE) or _FIGURES.search(question.text) is not None


def _same(one: Target, other: Target) -> bool:
    """Whether two statements set the same figure of the same thing."""
    values = (one.low, one.high, one.unit, one.year, one.region)
    if values != (other.low, other.high, other.unit, other.year, other.region):
        return False
    first, second = pieces(same_words(one.indicator)), pieces(same_words(other.indicator))
    return len(first & second) >= SAME * min(len(first), len(second))
