"""One cell of a comparison: the sentences of the row's own clauses that answer, or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.matching import Figures, Matched, asked_words, measures
from assistant.compose.owner import Allows
from assistant.compose.pieces import Piece, in_order
from assistant.compose.support import Support, Weighed
from assistant.model import Hit
from assistant.pick import Picker, Scored
from assistant.question import Question
from assistant.sharing import Apart
from assistant.terms import TermWeights, pieces
from corpus.model import ClauseKind, Corpus
from corpus.quantity import find_quantities

DEPTH = 8  # hits of the row's own whose sentences are weighed
SUPPORTED = 0.5  # what saying all asked words adds to the score of a sentence
NEAR = 0.85  # share of the best that a further sentence of the same clause needs
PREAMBLE = 0.3  # what it costs a sentence to open as all guiding thoughts do
SHORT = (
    25  # characters: a sentence so short says that there is something, and what stands beside it says what
)
SAID = 0.9  # share of the asked words by which one sentence is the answer
SAYING = 14  # characters: a longer heading says something, 打造“光芯屏端网”、大健康等万亿产业集群
NAMED = 0.6  # share of the words that set a row apart which its clause must say
SAME_FIGURE = 0.6  # share of the asked words that an indicator must name
NEAR_FIGURE = 0.85  # share of the best indicator's fit that a further one needs
_GOAL = re.compile(r"目标|指标|多少|规模|占比|比重|增速|PUE|能效|利用率|门槛|上限|下限")
_FITS: dict[Ask, re.Pattern[str]] = {
    Ask.BODY: re.compile(
        r"牵头|负责|主管|由.{2,20}(组织|承担|统筹|处理|备案)|会同|统筹|组织实施|领导小组|联席会议|审批|批准"
    ),
    Ask.PENALTY: re.compile(r"罚|责令|处分|吊销|警告|依法处理|追究|没收|停业"),
}
_WAYS = re.compile(r"怎么(?!定)|怎样|如何|措施|举措|抓手|做法|打算|支持")
_TITLED = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．].{1,16}[。]?$"
)  # a heading that reads as a sentence
_PREAMBLE = re.compile(r"(坚持)?以习近平|为(深入|全面)?(贯彻|落实)|坚持稳中求进")
_BODIES = re.compile(r"^[(（][^()（）]{2,200}(牵头|负责)[)）]?[。]?$")


@dataclass(frozen=True)
class Choice:
    """What a cell would quote, and how surely it answers."""

    pieces: tuple[Piece, ...]
    support: (
        float  # 0..1: share of the words asked for that its best sentence says, itself or by its headings
    )
    figures: tuple[Matched, ...] = ()


class Cells:
    """Chooses the quotes of cells. Immutable after construction."""

    def __init__(self, corpus: Corpus, picker: Picker, terms: TermWeights, figures: Figures) -> None:
        self._corpus = corpus
        self._picker = picker
        self._terms = terms
        self._figures = figures
        self._support = Support(corpus, terms)

    def figures(self, part: Question, allowed: Allows) -> tuple[Matched, ...]:
        """The extracted figures that a part asks for, of its own year where it names one; in reading order."""
        if not _asks_figure(part):
            return ()
        return self.matching(part, allowed, part.years)

    def matching(self, part: Question, allowed: Allows, years: Sequence[int]) -> tuple[Matched, ...]:
        """Figures whose indicators name what is asked for, those of the given years where any are."""
        found = self._figures.matched(part, allowed)
        if years:
            found = tuple(m for m in found if m.target.year in years)
        best = max((m.fit for m in found), default=0.0)
        return tuple(m for m in found if m.fit >= max(SAME_FIGURE, NEAR_FIGURE * best))

    def weigh(self, part: Question, hits: Sequence[Hit], allowed: Allows) -> Weighed:
        """The sentences that a cell may quote."""
        own = [h for h in hits if any(allowed(self._corpus.clause(i)) for i in h.passage.clause_ids)]
        scored = [s for s in self._picker.scored(part, own, DEPTH) if allowed(s.sentence.clause)]
        kept = [s for s in scored if self._says_something(part, s)]
        if part.apart is Apart.WORDS:
            kept = [s for s in kept if self._names(part, s)]
        if part.apart is Apart.YEAR:
            kept = [s for s in kept if self._of_year(part, s)]
        return Weighed(part, tuple(kept), self.figures(part, allowed), self._support.wanted(part))

    def choose(self, weighed: Weighed, column: Sequence[Weighed], most: int) -> Choice:
        """The best sentence, and those of its clause that answer nearly as well, up to `most` characters.

        `column` are the cells of all rows: a word that none of them holds tells none of them apart.
        """
        if not weighed.scored:
            return Choice((), 0.0)
        wanted = self._support.telling(weighed, column)
        sure = (
            0.0 if weighed.part.wants(Ask.DEFINITION) else SUPPORTED
        )  # its own words define, not those around
        worth = {
            id(s): s.score
            + sure * self._support.of(weighed, wanted, s)
            - PREAMBLE * (_PREAMBLE.match(s.sentence.text) is not None)
            for s in weighed.scored
        }
        kind = self._fitting(weighed)
        if not kind:
            return Choice((), 0.0)
        best = max(kind, key=lambda s: worth[id(s)])
        support = self._support.of(weighed, wanted, best)
        if not measures(asked_words(weighed.part), f"{best.sentence.text}{best.sentence.clause.address}"):
            support = 0.0
        if not wanted and not weighed.part.terms and _asks_figure(weighed.part):
            support = 0.0  # a figure of something that no text held speaks of
        if any(w.figures for w in column) and not weighed.figures:
            # where others state the figure, words about its matter are no answer
            support *= self._quantified(best) and support >= SAME_FIGURE
        near = max(NEAR * worth[id(best)], worth[id(best)] - SUPPORTED)
        beside = sorted((s for s in kind if worth[id(s)] >= near), key=lambda s: -worth[id(s)])
        same = [s for s in weighed.scored if s.sentence.clause.id == best.sentence.clause.id]
        said = self._support.share(wanted, self._support.said(weighed.part, best))
        if weighed.figures:
            beside = list(kind)
        elif self._asks_all(weighed.part) and (weighed.part.wants(Ask.LIST) or said < SAID):
            beside = same  # all under a heading that names the matter is about it
        elif len(best.sentence.text) < SHORT and not weighed.part.wants(Ask.FIGURE, *_FITS):
            beside = same
        return Choice(
            in_order([s.sentence for s in self._with(best, beside, most)]), support, weighed.figures
        )

    def _says_something(self, part: Question, scored: Scored) -> bool:
        sentence = scored.sentence
        if sentence.clause.kind is ClauseKind.FRONT or (sentence.is_heading and len(sentence.text) < SAYING):
            return False
        titled = _TITLED.match(sentence.text) and next(find_quantities(sentence.text[4:]), None) is None
        return not titled and (part.wants(Ask.BODY) or not _BODIES.match(sentence.text))

    def _names(self, part: Question, scored: Scored) -> bool:
        """Whether the clause of a sentence says the words that set the row apart."""
        clause = scored.sentence.clause
        said = pieces(clause.text) | pieces(clause.address)
        return self._terms.share(pieces(part.name), said) >= NAMED

    def _of_year(self, part: Question, scored: Scored) -> bool:
        """Whether a sentence is about the row's year: it prints it, or a figure of it does by the text before."""
        if any(str(year) in scored.sentence.text for year in part.years):
            return True
        clause, text = scored.sentence.clause.id, scored.sentence.text
        return any(
            f.clause_id == clause and f.year in part.years and f.statement in text for f in self._figures.all
        )

    def _asks_all(self, part: Question) -> bool:
        return part.wants(Ask.LIST, Ask.CONDITION, Ask.PROCEDURE) or _WAYS.search(part.text) is not None

    def _quantified(self, scored: Scored) -> bool:
        return next(find_quantities(scored.sentence.text), None) is not None

    def _fitting(self, weighed: Weighed) -> Sequence[Scored]:
        """Sentences that state a figure of the asked indicator, else those of the kind that is asked for, else all."""
        scored = weighed.scored
        stated = [
            s
            for s in scored
            if any(
                m.target.clause_id == s.sentence.clause.id and m.target.statement in s.sentence.text
                for m in weighed.figures
            )
        ]
        kinds = [pattern for ask, pattern in _FITS.items() if ask in weighed.part.asks[:2]]
        fitting = [s for s in scored if all(k.search(s.sentence.text) for k in kinds)]
        if weighed.part.wants(*_FITS):
            named = [s for s in fitting if _BODIES.match(s.sentence.text)]
            # who is responsible is not told by a sentence that names nobody
            return named if named and weighed.part.wants(Ask.BODY) else fitting
        if weighed.part.wants(Ask.FIGURE):
            fitting = [s for s in fitting if self._quantified(s)]
        return stated or fitting or scored

    def _with(self, best: Scored, others: Sequence[Scored], most: int) -> list[Scored]:
        chosen, length = [best], len(best.sentence.text)
        for other in others:
            if (
                other is not best
                and not other.sentence.is_heading
                and length + len(other.sentence.text) <= most
            ):
                chosen.append(other)
                length += len(other.sentence.text)
        return chosen


def _asks_figure(part: Question) -> bool:
    return part.wants(Ask.FIGURE) or _GOAL.search(part.text) is not None
