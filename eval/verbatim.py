"""Whether an answer says nothing of its own: every piece is a quote of what it cites, or a fixed phrase.

Written without a look at how answers are composed, so that it can prove what that promises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.model import SegmentKind
from assistant.naming import flat
from corpus.model import Corpus
from eval.blocks import leaves
from eval.case import Case
from eval.judge import plain
from eval.metadata import Metadata
from eval.outcome import Outcome, SeenCell, SeenCitation, SeenSegment, Status
from eval.phrase_book import PhraseBook, templates_of
from eval.quoting import by_number

_BETWEEN = re.compile(r"[\s|｜:：;；、，,·•（）()—-]*")  # what a plain rendering may put between pieces


@dataclass(frozen=True)
class Unit:
    """One piece that a reader sees, and whether it is verbatim or a fixed phrase."""

    where: str  # segment, cell, bar, note, answer
    text: str
    proved: bool


class Verbatim:
    """Proves replies against one corpus and one book of phrases."""

    def __init__(self, corpus: Corpus, book: PhraseBook | None = None) -> None:
        self._corpus = corpus
        self._book = book or PhraseBook(templates_of(phrases), Metadata(corpus))
        self._fixed: dict[str, bool] = {}

    def units(self, case: Case, outcome: Outcome) -> tuple[Unit, ...]:
        """Every piece of a reply; none where nothing was said, or what was said came without segments.

        A quote is proved where its words stand, exactly, in the cited clause as the corpus holds it and in
        the citation's own quote. A fixed phrase is a template of assistant/phrases.py filled with metadata.
        Cells of a table are proved one by one; its labels may also be words of a clause that the same row
        or column cites. The plain answer must hold the pieces and nothing beside them.
        """
        if outcome.status not in (Status.ANSWERED, Status.REFUSED) or not outcome.segments:
            return ()
        return tuple(self._units(_Said(case, outcome)))

    def _units(self, said: _Said) -> Iterator[Unit]:
        for segment in said.segments:
            if segment.rows:
                yield from self._table(segment, said)
            else:
                yield Unit("segment", segment.text, self._segment(segment, said))
        for note in said.notes:
            yield Unit("note", note, self._is_fixed(note, said))
        rest = beside(said.answer, [s.text for s in leaves(said.segments)])
        yield Unit("answer", rest, not rest)

    def _table(self, table: SeenSegment, said: _Said) -> Iterator[Unit]:
        for y, row in enumerate(table.rows):
            for x, cell in enumerate(row):
                beside_it = (*row, *(other[x] for other in table.rows if x < len(other)))
                for segment in leaves(cell.segments):
                    proved = self._segment(segment, said)
                    if not proved and (x == 0 or y == 0):
                        proved = self._in_any(segment.text, _cited_in(beside_it), said)
                    yield Unit("cell", segment.text, proved)
        for bar in table.bars:
            numbers = (bar.citation,)
            everywhere = _cited_in(cell for row in table.rows for cell in row)
            label = self._is_fixed(bar.label, said) or self._in_any(bar.label, everywhere, said)
            yield Unit("bar", bar.label, label)
            yield Unit("bar", bar.text, self._quoted(bar.text, numbers, said))

    def _segment(self, segment: SeenSegment, said: _Said) -> bool:
        if segment.citations:
            return segment.kind != SegmentKind.WRITTEN and self._quoted(segment.text, segment.citations, said)
        return segment.kind == SegmentKind.LEAD and self._is_fixed(segment.text, said)

    def _quoted(self, text: str, numbers: Sequence[int], said: _Said) -> bool:
        """Whether one of the cited clauses holds the words, and its citation quotes them."""
        found = [said.citations[n] for n in numbers if n in said.citations]
        return bool(text) and any(text in c.quote and c.quote in self._clause(c) for c in found)

    def _in_any(self, text: str, numbers: Iterable[int], said: _Said) -> bool:
        return bool(text) and any(
            text in self._clause(said.citations[n]) for n in numbers if n in said.citations
        )

    def _clause(self, citation: SeenCitation) -> str:
        """The folded text of the cited clause, as the corpus and not as the reply has it."""
        clause = self._corpus.by_clause_id.get(citation.clause_id)
        return clause.text if clause and clause.document == citation.document else ""

    def _is_fixed(self, text: str, said: _Said) -> bool:
        # Most phrases repeat, and few of them repeat a user's words.
        if text not in self._fixed:
            self._fixed[text] = self._book.holds(text, "")
        return self._fixed[text] or self._book.holds(text, said.asked)


class _Said:
    """A reply beside the words of the user's."""

    def __init__(self, case: Case, outcome: Outcome) -> None:
        self.segments = outcome.segments
        self.notes = outcome.notes
        self.answer = outcome.answer
        self.citations: Mapping[int, SeenCitation] = by_number(outcome.citations)
        self.asked = "\n".join(flat(q) for q in (*case.history, case.question))


def beside(answer: str, pieces: Iterable[str]) -> str:
    """What a plain answer holds beside its pieces, [n], and marks that part them.

    >>> beside("苏州：达到5000亿元。[1]但很难。", ["苏州：", "达到5000亿元。"])
    '但很难。'
    """
    rest = plain(answer)
    for piece in sorted({plain(p) for p in pieces if p}, key=len, reverse=True):
        rest = rest.replace(piece, "\n")
    return _BETWEEN.sub("", rest)


def _cited_in(cells: Iterable[SeenCell]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for cell in cells for s in leaves(cell.segments) for n in s.citations))
