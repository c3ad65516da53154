"""The numbered clauses that a model is given, and what the checks know of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.places import places
from assistant.writing.plain import plain
from assistant.writing.reading import Reading, read
from corpus.model import Clause, ClauseKind, Corpus, Document
from corpus.sentences import Sentence, sentences

_OPENING = re.compile(r"(?:力争)?[到至]20\d{2}年")
_EDGES = frozenset({ClauseKind.FRONT, ClauseKind.BACK})


@dataclass(frozen=True)
class Source:
    """One sentence of a supplied clause."""

    n: int  # of its clause
    sentence: Sentence
    reading: Reading


@dataclass(frozen=True)
class Supplied:
    """A clause under the number by which a model cites it."""

    n: int  # from 1
    clause: Clause
    document: Document
    above: tuple[Clause, ...]  # ancestors, from the top down

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Its sentences, in order."""
        return tuple(Source(self.n, s, read(s.text)) for s in sentences(self.clause))

    @cached_property
    def about(self) -> str:
        """What its headings and its document's metadata say, in plain form."""
        document = self.document
        names = (document.title, *document.short_names, document.issuer or "", document.region or "")
        return plain("。".join((*names, document.number or "", self.clause.address)))

    @cached_property
    def places(self) -> frozenset[str]:
        """Places that its headings and metadata name."""
        return frozenset(places(self.about))

    def text_years(self) -> tuple[tuple[int, ...], ...]:
        """Mentions of years in its own text."""
        return tuple(y.years for s in self.sources for y in s.reading.marks.years)

    def lent_years(self, reading: Reading | None = None) -> frozenset[tuple[int, ...]]:
        """Years that a sentence without any of its own stands under.

        That with which its paragraph opens (到2023年底,…), if it is the only one there. In a clause without
        years, those of the nearest clause above it that names one and only one, else of its title, else the
        end of its document's period.
        """
        if self.text_years():
            return self._opening_years(reading) if reading is not None else frozenset()
        for clause in reversed(self.above):
            named = {y.years for s in sentences(clause) for y in read(s.text).marks.years}
            if named:
                return frozenset(named) if len(named) == 1 else frozenset()
        titled = {y.years for y in read(self.document.title).marks.years}
        ends = {(years[-1],) for years in titled}
        period = self.document.period
        ended = {(period.end_year,)} if period and period.end_year else set()
        return frozenset(titled | ends | ended)

    def _opening_years(self, reading: Reading) -> frozenset[tuple[int, ...]]:
        """The year with which the paragraph of a sentence opens; () where it names others or opens otherwise."""
        text = self.clause.text
        own = next((s.sentence for s in self.sources if s.reading is reading), None)
        if own is None:
            return frozenset()
        start = text.rfind("\n", 0, own.start) + 1
        before = [s.reading for s in self.sources if start <= s.sentence.start < own.start]
        named = {y.years for r in before for y in r.marks.years}
        opens = bool(before) and _OPENING.match(before[0].text) is not None
        return frozenset(named) if opens and len(named) == 1 else frozenset()


def supply(
    corpus: Corpus, first: Iterable[str], then: Iterable[str], most: int, most_chars: int
) -> tuple[Supplied, ...]:
    """Clauses by id, numbered: all of `first` and, while there is room, those of `then`; each once."""
    needed = tuple(dict.fromkeys(first))
    chosen: list[Clause] = [corpus.clause(i) for i in needed]
    room = most_chars - sum(len(c.text) for c in chosen)
    for clause_id in dict.fromkeys(then):
        clause = corpus.clause(clause_id)
        empty = clause.kind in _EDGES or all(s.is_heading for s in sentences(clause))
        if clause_id in needed or empty or clause in chosen:
            continue
        if len(chosen) >= most or len(clause.text) > room:
            break
        chosen.append(clause)
        room -= len(clause.text)
    return number(corpus, chosen)


def number(corpus: Corpus, clauses: Sequence[Clause]) -> tuple[Supplied, ...]:
    """Clauses numbered from 1."""
    return tuple(
        Supplied(n, c, corpus.document(c.document), corpus.ancestors(c.id)) for n, c in enumerate(clauses, 1)
    )
