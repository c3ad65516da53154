"""Questions about several figures, answered from those that the plans set: a table, and a chart where one helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import phrases
from assistant.asks import Ask
from assistant.compose.cell import Cells
from assistant.compose.charting import plot
from assistant.compose.matching import Matched, asked_words, same_words
from assistant.compose.owner import Owner
from assistant.compose.pieces import Piece
from assistant.compose.table import table
from assistant.compose.target_rows import Owned, target_row
from assistant.question import Question
from assistant.retrieve import Found
from assistant.terms import pieces
from corpus.model import Corpus, DocumentKind
from corpus.targets import FigureKind, Target

MOST = 24  # rows: a question that more figures fit has not said which it means
HITS = 5  # where no text is named, the figures of those that the first hits are from
_COLUMNS = (phrases.COLUMN_REGION, phrases.COLUMN_STATED, phrases.COLUMN_VALUE, phrases.COLUMN_YEAR)
_FIGURES = re.compile(r"目标|指标|规模|数值|多少|占比|比重|增速")
_SEVERAL = re.compile(
    r"各(类|项|个|种|大|行业|领域|产业)|分别|哪些.{0,8}(目标|指标|数字|数值)|(目标|指标|数字)(值)?(都)?(有|是)?(哪些|什么|啥)|所有|全部|一览|汇总|列(出|表|一下)|量化"
)
_AND = re.compile(r"和|与|及|以及|、|还有")
_NOW = re.compile(r"现在|目前|已经?|现有|当前")


@dataclass(frozen=True)
class Targets:
    """Composes tables of figures. Immutable after construction."""

    corpus: Corpus
    cells: Cells
    owner: Owner

    def compose(self, found: Found) -> tuple[Piece, ...]:
        """A table of figures, or nothing where one figure or something else is asked for."""
        rows = self._of_parts(found.parts) if found.parts else self._of_one(found)
        if not 2 <= len(rows) <= MOST:
            return ()
        shown = [target_row(self.corpus, row) for row in rows]
        return (table(_COLUMNS, shown, plot(self.corpus, rows)),)

    def _of_parts(self, parts: Sequence[Found]) -> list[Owned]:
        """Figures of every part; nothing where one has none, for its row must then say so."""
        rows: list[Owned] = []
        for part in parts:
            question = part.question
            if part.looked_up.clauses or question.wants(Ask.BODY):
                return []
            own = self._kept(question, self.cells.figures(question, self.owner.allows(question)))
            if not own:
                return []
            rows += [Owned(self._name(target), target) for target in own]
        return rows

    def _of_one(self, found: Found) -> list[Owned]:
        question = found.question
        several = _SEVERAL.search(question.text) is not None or len(question.years) > 1
        words = [w for w in _AND.split(asked_words(question)) if len(w.strip()) > 1]
        if not (question.wants(Ask.FIGURE) or _FIGURES.search(question.text)) or question.wants(Ask.BODY):
            return []
        if not several and len(words) < 2:
            return []
        named = question.documents or question.places
        near = frozenset(h.passage.document for h in found.hits[:HITS])
        own = self.owner.allows(question)
        asked = (
            [question] if several and len(words) < 2 else [replace(question, text=w, terms=()) for w in words]
        )
        matched = [
            self.cells.matching(q, lambda c: own(c) and (bool(named) or c.document in near), question.years)
            for q in asked
        ]
        if not all(matched):
            return []
        together = dict.fromkeys(m.target for each in matched for m in each)
        kept = self._kept(question, [m for m in _in_order(matched) if m.target in together])
        # one clause that states all of them is read faster than a table of its pieces
        if len({t.clause_id for t in kept}) < 2:
            return []
        return [Owned(self._name(target), target) for target in kept]

    def _kept(self, question: Question, matched: Sequence[Matched]) -> list[Target]:
        """Goals, or states where the question asks for now or there are no goals; each said once."""
        states = [m.target for m in matched if m.target.kind is FigureKind.STATE]
        goals = [m.target for m in matched if m.target.kind is FigureKind.GOAL]
        chosen = states if states and (_NOW.search(question.text) or not goals) else goals
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


def _in_order(matched: Sequence[Sequence[Matched]]) -> list[Matched]:
    """Each once, in the order in which the question names them."""
    return list({id(m.target): m for each in matched for m in each}.values())


def _same(one: Target, other: Target) -> bool:
    """Whether two statements set the same figure of the same thing."""
    values = (one.low, one.high, one.unit, one.year, one.region)
    if values != (other.low, other.high, other.unit, other.year, other.region):
        return False
    first, second = pieces(same_words(one.indicator)), pieces(same_words(other.indicator))
    return 2 * len(first & second) >= min(len(first), len(second))
