"""One cell of a comparison: the sentences of the row's own clauses that answer, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.fitting import (
    KINDS,
    Fitting,
    asks_all,
    asks_figure,
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
NEAR = 0.85  # share of the best that a further sentence needs
PREAMBLE = 0.3  # what it costs a sentence to open as all guiding thoughts do
SHORT = (
    25  # characters: so short a sentence says that there is something, and what stands beside it says what
)
GOAL = 0.2  # what a sentence gains that says what is to be reached, where that is asked
SEVERAL = 4  # sentences of a cell whose best one does not say all
SAID = 0.9  # share of the asked words by which one sentence is the answer
SAME_FIGURE = 0.6  # share of the asked words that an indicator must name
NEAR_FIGURE = 0.85  # share of the best indicator's fit that a further one needs
HEADED = 0.5  # share of the asked words by which a heading names the matter
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
        best = max(kind, key=lambda s: worth[id(s)])
        beside = self._beside(weighed, wanted, best, kind, worth)
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
        goal = GOAL * sets_goal(weighed.part, scored)
        return scored.score + weight * self._support.of(weighed, wanted, scored) + goal - preamble

    def _beside(
        self,
        weighed: Weighed,
        wanted: Sequence[frozenset[str]],
        best: Scored,
        kind: Sequence[Scored],
        worth: dict[int, float],
    ) -> Sequence[Scored]:
        """What else a cell quotes, the most needed first."""
        part = weighed.part
        if weighed.figures:
            return kind
        near = max(NEAR * worth[id(best)], worth[id(best)] - SUPPORTED)
        ranked = sorted(kind, key=lambda s: -worth[id(s)])
        beside = [s for s in ranked if worth[id(s)] >= near]
        if part.wants(*KINDS):
            return beside
        # what two ways of judging put first is shown before more of what one of them does
        first = [max(kind, key=lambda s: s.meaning), max(kind, key=lambda s: s.score)]
        if part.wants(Ask.FIGURE):
            return [*first, *beside]
        said = self._support.share(wanted, self._support.said(part, best))
        if said >= SAID and not part.wants(Ask.LIST) and len(best.sentence.text) >= SHORT:
            agreed = all(s is best for s in first)
            return beside if agreed else [*first, *beside, *ranked[:SEVERAL]]
        same = [s for s in ranked if s.sentence.clause.id == best.sentence.clause.id]
        if asks_all(part) and self._support.share(wanted, self._support.above(best)) >= HEADED:
            return [first[0], *same]  # all under a heading that names the matter is about it
        return [*first, *same, *beside, *ranked[:SEVERAL]]


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
