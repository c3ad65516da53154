"""One cell of a comparison: the sentences of the row's own clauses that answer, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.beside import Beside
from assistant.compose.fitting import (
    Fitting,
    asks_figure,
    convenes,
    plainly,
    sets_goal,
)
from assistant.compose.matching import Figures, Matched
from assistant.compose.owner import Allows
from assistant.compose.pieces import Piece, in_order
from assistant.compose.support import Support, Weighed
from assistant.compose.sureness import meant, sure
from assistant.model import Hit
from assistant.pick import Picker, Scored
from assistant.question import Question
from assistant.terms import TermWeights
from corpus.model import Corpus

DEPTH = 8  # hits of the row's own whose sentences are weighed
SUPPORTED = 0.5  # what saying all asked words adds to the score of a sentence
PREAMBLE = 0.3  # what it costs a sentence to open as all guiding thoughts do
GOAL = 0.5  # what a sentence gains that says what is to be reached, or names a body, where that is asked
SAME_FIGURE = 0.6  # share of the asked words that an indicator must name
NEAR_FIGURE = 0.85  # share of the best indicator's fit that a further one needs
_PREAMBLE = re.compile(r"(坚持)?以习近平|为(深入|全面)?(贯彻|落实)|坚持稳中求进")


@dataclass(frozen=True)
class Choice:
    """What a cell would quote, and how surely it answers."""

    pieces: tuple[Piece, ...]
    support: float  # 0..1: share of the asked words that its best sentence says, itself or by its headings
    figures: tuple[Matched, ...] = ()
    meaning: float = -1.0  # of a best sentence that answers by its meaning, whatever its words are


class Cells:
    """Chooses the quotes of cells. Immutable after construction."""

    def __init__(self, corpus: Corpus, picker: Picker, terms: TermWeights, figures: Figures) -> None:
        self._corpus = corpus
        self._picker = picker
        self._figures = figures
        self._fitting = Fitting(terms, figures)
        self._support = Support(corpus, terms)
        self._beside = Beside(self._support)

    def matching(self, part: Question, allowed: Allows, years: Sequence[int]) -> tuple[Matched, ...]:
        """Figures whose indicators name what is asked for, those of the given years where any are."""
        found = self._figures.matched(part, allowed)
        if years:
            found = tuple(m for m in found if m.target.year in years)
        best = max((m.fit for m in found), default=0.0)
        return tuple(m for m in found if m.fit >= max(SAME_FIGURE, NEAR_FIGURE * best))

    def weigh(self, asked: Question, hits: Sequence[Hit], allowed: Allows) -> Weighed:
        """The sentences that a cell may quote."""
        part = plainly(asked)
        own = [h for h in hits if any(allowed(self._corpus.clause(i)) for i in h.passage.clause_ids)]
        scored = [s for s in self._picker.scored(part, own, DEPTH) if allowed(s.sentence.clause)]
        figures = self.matching(part, allowed, part.years) if asks_figure(part) else ()
        return Weighed(part, self._fitting.quotable(part, scored), figures, self._support.wanted(part))

    def choose(self, weighed: Weighed, column: Sequence[Weighed], most: int) -> Choice:
        """The best sentence and those beside it that the answer needs, up to `most` characters.

        `column` are the cells of all rows: a word that none of them holds tells none of them apart.
        """
        kind = self._fitting.of_kind(weighed)
        if not kind:
            return Choice((), 0.0)
        wanted = self._support.telling(weighed, column)
        worth = {id(s): self._worth(weighed, wanted, s) for s in weighed.scored}
        best = self._beside.best(weighed, wanted, kind, worth)
        beside = self._beside.needed(weighed, wanted, best, kind, worth)
        return Choice(
            in_order([s.sentence for s in _within(best, beside, most)]),
            sure(self._support, weighed, column, wanted, best),
            weighed.figures,
            best.meaning if meant(weighed, column, kind, best) else -1.0,
        )

    def _worth(self, weighed: Weighed, wanted: Sequence[frozenset[str]], scored: Scored) -> float:
        # its own words define, not those around
        weight = 0.0 if weighed.part.wants(Ask.DEFINITION) else SUPPORTED
        preamble = PREAMBLE * (_PREAMBLE.match(scored.sentence.text) is not None)
        support = self._support.of(weighed, wanted, scored)
        goal = GOAL * support * sets_goal(weighed.part, scored) + GOAL * convenes(weighed.part, scored)
        return scored.score + weight * support + goal - preamble


def _within(best: Scored, others: Sequence[Scored], most: int) -> list[Scored]:
    """The best and of the others those for which there is room."""
    chosen, length = [best], len(best.sentence.text)
    for other in others:
        if (
            all(other.sentence.text != c.sentence.text for c in chosen)
            and not other.sentence.is_heading
            and length + len(other.sentence.text) <= most
        ):
            chosen.append(other)
            length += len(other.sentence.text)
    return chosen
