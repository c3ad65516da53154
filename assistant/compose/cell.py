"""One cell of a comparison: the sentences of the row's own clauses that answer, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.matching import Figures, Matched, asked_words, same_words
from assistant.compose.owner import Allows
from assistant.compose.pieces import Piece, in_order
from assistant.model import Hit
from assistant.pick import Picker, Scored
from assistant.question import Question
from assistant.sharing import Apart
from assistant.terms import TermWeights, content, pieces
from corpus.model import ClauseKind, Corpus
from corpus.quantity import find_quantities
from index.words import segmenter

DEPTH = 8  # hits of the row's own whose sentences are weighed
TRAIL = 0.6  # what a word of the headings above counts beside one of the sentence
SUPPORTED = 0.5  # what saying all asked words adds to the score of a sentence
NEAR = 0.85  # share of the best that a further sentence of the same clause needs
WHOLE = 0.6  # share of a word's pieces with which a text says it
TELLING = 0.25  # share of the known asked words that the rows together must say
SAID = 0.9  # share of the asked words by which one sentence is the answer
UNKNOWN = 0.5  # support where the corpus knows none of the asked words: the question's own judgement stands
MEANT = 0.8  # what a policy word for an everyday word of the question counts beside that word itself
SAYING = 14  # characters: a longer heading says something, 打造“光芯屏端网”、大健康等万亿产业集群
NAMED = 0.6  # share of the words that set a row apart which its clause must say
SAME_FIGURE = 0.6  # share of the asked words that an indicator must name
NEAR_FIGURE = 0.85  # share of the best indicator's fit that a further one needs
_GOAL = re.compile(r"目标|指标|多少|规模|占比|比重|增速|PUE|能效|利用率|门槛|上限|下限")
_FITS: dict[Ask, re.Pattern[str]] = {
    Ask.BODY: re.compile(r"牵头|负责|主管|由.{2,20}(组织|承担|统筹|处理|备案)|会同|统筹协调|审批|批准"),
    Ask.PENALTY: re.compile(r"罚|责令|处分|吊销|警告|依法处理|追究|没收|停业"),
}
_WAYS = re.compile(r"怎么(?!定)|怎样|如何|措施|举措|抓手|做法|打算|支持")
_TITLED = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．].{1,16}[。]?$"
)  # a heading that reads as a sentence
_RUNS = re.compile(r"[\u3400-\u9fffA-Za-z0-9+.]+")
_BODIES = re.compile(r"^[(（][^()（）]{2,200}(牵头|负责)[)）]?[。]?$")


@dataclass(frozen=True)
class Choice:
    """What a cell would quote, and how surely it answers."""

    pieces: tuple[Piece, ...]
    support: (
        float  # 0..1: share of the words asked for that its best sentence says, itself or by its headings
    )
    figures: tuple[Matched, ...] = ()


@dataclass(frozen=True)
class Weighed:
    """What the cell of one part may quote."""

    part: Question
    scored: tuple[Scored, ...]  # best first
    figures: tuple[Matched, ...]  # of the asked indicator
    wanted: tuple[frozenset[str], ...]  # the pieces of each word that is asked for


class Cells:
    """Chooses the quotes of cells. Immutable after construction."""

    def __init__(self, corpus: Corpus, picker: Picker, terms: TermWeights, figures: Figures) -> None:
        self._corpus = corpus
        self._picker = picker
        self._terms = terms
        self._figures = figures

    def figures(self, part: Question, allowed: Allows) -> tuple[Matched, ...]:
        """The extracted figures that a part asks for, of its own year where it names one; in reading order."""
        if not (part.wants(Ask.FIGURE) or _GOAL.search(part.text)):
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
        return Weighed(part, tuple(kept), self.figures(part, allowed), self._wanted(part))

    def choose(self, weighed: Weighed, column: Sequence[Weighed], most: int) -> Choice:
        """The best sentence, and those of its clause that answer nearly as well, up to `most` characters.

        `column` are the cells of all rows: a word that none of them holds tells none of them apart.
        """
        if not weighed.scored:
            return Choice((), 0.0)
        wanted = self._telling(weighed, column)
        worth = {id(s): s.score + SUPPORTED * self._support(weighed, wanted, s) for s in weighed.scored}
        kind = self._fitting(weighed)
        best = max(kind, key=lambda s: worth[id(s)])
        support = self._support(weighed, wanted, best)
        if any(w.figures for w in column) and not weighed.figures:
            # where others state the figure, words about its matter are no answer
            support *= self._quantified(best) and support >= SAME_FIGURE
        near = max(NEAR * worth[id(best)], worth[id(best)] - SUPPORTED)
        beside = [s for s in kind if worth[id(s)] >= near]
        if weighed.figures:
            beside = list(kind)
        elif self._asks_all(weighed.part) and self._share(wanted, self._said(weighed.part, best)) < SAID:
            beside = list(weighed.scored)  # the heading names the matter, and all under it is about it
        return Choice(
            in_order([s.sentence for s in self._with(best, beside, most)]), support, weighed.figures
        )

    def _telling(self, weighed: Weighed, column: Sequence[Weighed]) -> tuple[frozenset[str], ...]:
        """The asked words that some row says. A word unknown to the corpus cannot be missed in one row of it."""
        said = frozenset().union(*(self._said(w.part, s) | self._above(s) for w in column for s in w.scored))
        known = [w for w in weighed.wanted if any(map(self._terms.known, w))]
        telling = tuple(w for w in known if self._terms.share(w, said) >= WHOLE)
        if self._mass(telling) >= TELLING * self._mass(known):
            return telling
        return tuple(known) if len(known) > 1 else ()  # one word may be put otherwise: 引才

    def _mass(self, words: Iterable[frozenset[str]]) -> float:
        return sum(self._terms.mass(w) for w in words)

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

    def _wanted(self, part: Question) -> tuple[frozenset[str], ...]:
        """The pieces of each asked word; those of the named title are no matter."""
        documents = [self._corpus.document(d) for d in part.documents]
        titles = frozenset().union(*(pieces(n) for d in documents for n in (d.title, *d.short_names)))
        words = [content(word) for run in _RUNS.findall(asked_words(part)) for word in segmenter().lcut(run)]  # type: ignore[no-untyped-call]  # no annotations
        kept = [w for w in words if w and any(len(piece) > 1 for piece in w)]
        return tuple(dict.fromkeys(w for w in kept if not w <= titles)) or tuple(dict.fromkeys(kept))

    def _said(self, part: Question, scored: Scored) -> frozenset[str]:
        """The words of a sentence; of a body's, those of its clause: (市工信局牵头,…) names no matter."""
        sentence = scored.sentence
        return pieces(same_words(sentence.clause.text if part.wants(Ask.BODY) else sentence.text))

    def _above(self, scored: Scored) -> frozenset[str]:
        return pieces(same_words(scored.sentence.clause.address))

    def _support(self, weighed: Weighed, wanted: Sequence[frozenset[str]], scored: Scored) -> float:
        own = self._said(weighed.part, scored)
        trail = own | self._above(scored)
        share = self._share(wanted, own)
        share += TRAIL * (self._share(wanted, trail) - share)
        meant = (self._terms.share(pieces(term), trail) for term in weighed.part.terms)
        return max(share, MEANT * max(meant, default=0.0))

    def _share(self, wanted: Sequence[frozenset[str]], held: frozenset[str]) -> float:
        """Share 0..1 of the mass of the asked words that are held; of nothing known, nothing is missing."""
        total = self._mass(wanted)
        if not total:
            return UNKNOWN
        return sum(self._terms.mass(w) for w in wanted if self._terms.share(w, held) >= WHOLE) / total

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
        if weighed.part.wants(Ask.FIGURE):
            fitting = [s for s in fitting if self._quantified(s)]
        return stated or fitting or scored

    def _with(self, best: Scored, others: Sequence[Scored], most: int) -> list[Scored]:
        chosen, length = [best], len(best.sentence.text)
        for other in others:
            same = other.sentence.clause.id == best.sentence.clause.id and other is not best
            if same and not other.sentence.is_heading and length + len(other.sentence.text) <= most:
                chosen.append(other)
                length += len(other.sentence.text)
        return chosen
