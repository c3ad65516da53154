"""Which sentences of the hits answer: scored by shared words and by the kind of thing that is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.asks import REASON, Ask
from assistant.definitions import asked_term, defines, states
from assistant.model import Hit
from assistant.normalise import years
from assistant.places import NATION
from assistant.question import Question
from assistant.terms import TermWeights, content, pieces
from assistant.units import unit_given
from corpus.fold import comparison_form
from corpus.model import ClauseKind, Corpus
from corpus.sentences import Sentence, sentences
from index.model import Passage

_FITS: dict[Ask, re.Pattern[str]] = {
    # a figure, not the year in a title or a date
    Ask.FIGURE: re.compile(r"(?<![\d.年月])\d[\d.,]*\s*(?![\d.,年月日)）—-])"),
    Ask.DATE: re.compile(r"\d+\s*年|\d+\s*日|施行|期限"),
    Ask.BODY: re.compile(
        r"牵头|负责|设在|设于|挂靠|担任|由.{2,20}(组织|承担|统筹|处理|备案)|主管部门|按职责|会同|统筹协调"
        r"|院士|教授|主任|部长|局长|司长|发言人|记者|作者"
    ),
    Ask.DEFINITION: re.compile(r"是指|所称|指的是|是以|定义|包括|即|是一个"),
    Ask.PENALTY: re.compile(r"罚款|责令|处分|吊销|警告|处罚|依法处理|追究|没收|停业"),
    Ask.CONDITION: re.compile(r"不低于|不少于|不高于|以上|应当|须|具有|达到|符合"),
    Ask.PROCEDURE: re.compile(r"应当|报送|备案|申请|批准|日内"),
    Ask.REASON: re.compile(REASON),
    Ask.LIST: re.compile(r"、.*、|[一二三四]是|包括|分为|——"),
}
_EDGES = frozenset({ClauseKind.FRONT, ClauseKind.BACK})
FIT = 0.25  # what the fitting kind of sentence gains, in shares of the question's mass
RANK_COST = 0.1  # what each further hit costs a sentence
HEADING_COST = 0.3  # a heading, or the words before a colon, name the matter and say nothing about it
FRONT_COST = 0.2  # a preamble names everything that the text is about and settles none of it
TRAIL = 0.35  # how much a word in the headings above counts against one in the sentence
YEAR = 0.1
OTHER_YEAR = 0.2  # a figure of another year than the one asked for
NAMED = 0.15  # a sentence of the document that the question names, before one about it
FOCUS = 0.5  # of a follow-up, the newest words against those taken from the history
BODY = 0.6
DEFINED = 0.5
DEFINED_EXACTLY = 0.5  # 数字经济是指, not 数字经济核心产业是指
UNIT = 0.1
AMOUNT = 0.3  # 罚多少钱: of two penalties the one that names a sum
MEANING = 1.5  # of an inner product
# An everyday question shares no words with its answer, and meaning is all there is: of 969 labelled questions
# the first sentence is right for .75 with this, for .74 without, and for .69 with shared words alone.
FEW = 0.4  # share of the best sentence below which meaning counts for more
MEANING_ALONE = 4.0  # how much more, for each unit that is missing
BODIES_COST = 0.3  # (市工信局牵头,…) answers who, and nothing else
_BODIES = re.compile(r"[（(].*(负责|牵头|单位).*[)）]。?")


@dataclass(frozen=True)
class Scored:
    """A sentence of a hit with its score; comparable within one question only."""

    sentence: Sentence
    hit: int  # position among the hits, from 0
    score: float
    share: float  # share 0..1 of the question's content mass in the sentence and the headings above it
    meaning: float  # inner product, -1..1, of the question's vector with the sentence's


class SentenceSimilarity(Protocol):
    """What choosing sentences needs of an index."""

    def similar_sentences(self, question: str, places: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """Inner products `(k,)`, -1..1, of a question with sentences by clause id and start."""


class Picker:
    """Scores sentences against questions. Immutable after construction."""

    def __init__(
        self,
        corpus: Corpus,
        terms: TermWeights,
        similarity: SentenceSimilarity,
        places: Mapping[str, frozenset[str]],
    ) -> None:
        """`places` are those that each passage, by id, speaks for."""
        self._corpus = corpus
        self._terms = terms
        self._similarity = similarity
        self._places = places
        self._in_passage = lru_cache(maxsize=4_096)(self._sentences_of)

    def scored(self, question: Question, hits: Sequence[Hit], depth: int) -> tuple[Scored, ...]:
        """The sentences of the first `depth` hits, best first."""
        wanted = content(question.searched)
        shown: dict[tuple[str, int], tuple[Sentence, int]] = {}
        for rank, hit in self._of_its_place(question, hits[:depth]):
            for sentence in self.in_hit(hit):  # of two windows that show a sentence the first counts
                shown.setdefault((sentence.clause.id, sentence.start), (sentence, rank))
        similar = self._similarity.similar_sentences(question.searched, tuple(shown))
        nearest = float(similar.max(initial=-1.0))
        best = max((self._terms.share(wanted, pieces(s.text)) for s, _ in shown.values()), default=0.0)
        weight = MEANING + MEANING_ALONE * max(0.0, FEW - best)
        scored = (
            # a distance to the nearest, so that the scores of shared words keep their scale
            self._score(question, wanted, sentence, rank, float(meaning), weight * float(meaning - nearest))
            for (sentence, rank), meaning in zip(shown.values(), similar, strict=True)
        )
        return tuple(sorted(scored, key=lambda s: -s.score))

    def nation_first(self, question: Question, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits; of conditions that differ by place, asked without one, the nation's before a province's."""
        if question.places or question.inherited or not hits or not question.wants(Ask.CONDITION):
            return hits
        first = hits[0].passage
        if self._corpus.document(first.document).region or NATION in self._places[first.id]:
            return hits
        same = (h for h in hits if h.passage.document == first.document)
        nation = next((h for h in same if self._places[h.passage.id] == {NATION}), None)
        return hits if nation is None else (nation, *(h for h in hits if h is not nation))

    def _of_its_place(self, question: Question, hits: Sequence[Hit]) -> list[tuple[int, Hit]]:
        """The hits with their ranks; of a question about a place whose text comes first, no neighbour's."""
        wanted = set(question.places) - {NATION}
        ranked = list(enumerate(hits))
        if not wanted or not hits or not wanted & self._places[hits[0].passage.id]:
            return ranked
        return [
            (rank, hit)
            for rank, hit in ranked
            if wanted & self._places[hit.passage.id]
            or any(p in hit.passage.text for p in question.named_places)
        ]

    def in_hit(self, hit: Hit) -> tuple[Sentence, ...]:
        """The sentences that a hit shows, in reading order; of a window, only those inside it."""
        return self._in_passage(hit.passage)

    def _sentences_of(self, passage: Passage) -> tuple[Sentence, ...]:
        shown = comparison_form(passage.text)
        found: list[Sentence] = []
        for clause_id in passage.clause_ids:
            clause = self._corpus.clause(clause_id)
            if clause.kind in _EDGES and "。" not in clause.text:
                continue  # an addressee, a signer or a date says nothing about a matter
            for sentence in sentences(clause):
                if comparison_form(sentence.text) in shown:
                    found.append(sentence)
        return tuple(found)

    def _score(
        self,
        question: Question,
        wanted: frozenset[str],
        sentence: Sentence,
        rank: int,
        meaning: float,
        nearness: float,
    ) -> Scored:
        own = pieces(sentence.text)
        share = self._terms.share(wanted, own)
        with_trail = self._terms.share(wanted, own | pieces(sentence.clause.address))
        score = share + TRAIL * (with_trail - share) - RANK_COST * rank + nearness
        if sentence.is_heading or sentence.text.endswith((":", "：")):
            score -= HEADING_COST
        if sentence.clause.kind is ClauseKind.FRONT:
            score -= FRONT_COST
        if not question.wants(Ask.BODY) and _BODIES.fullmatch(sentence.text):
            score -= BODIES_COST
        score += self._fit(question, wanted, sentence)
        score += self._year(question, sentence)
        if sentence.clause.document in question.documents:
            score += NAMED
        if question.focus:
            score += FOCUS * self._terms.share(content(question.focus), own)
        return Scored(sentence, rank, score, with_trail, meaning)

    def _year(self, question: Question, sentence: Sentence) -> float:
        """What a sentence gains that is about the year that is asked for; negative where it is about others."""
        said = set(years(sentence.text))
        if not question.years or not said:
            return 0.0
        return YEAR if said & set(question.years) else -OTHER_YEAR

    def _fit(self, question: Question, wanted: frozenset[str], sentence: Sentence) -> float:
        """What a sentence of the kind that is asked for gains."""
        asked = next((a for a in question.asks if a in _FITS), None)
        if asked is None:
            return 0.0
        # 在2日内 looks like a date, and is a figure where days are asked for
        given = question.wants(Ask.FIGURE) and unit_given(question, sentence.text)
        if not _FITS[asked].search(sentence.text) and not (asked is Ask.FIGURE and given):
            return 0.0
        if asked is Ask.BODY:
            # (市工信局牵头,…) names no matter: its clause does
            return FIT + BODY * self._terms.share(wanted, pieces(sentence.clause.text))
        if asked is Ask.DEFINITION:
            term = asked_term(question.text)
            if term is None:
                return FIT
            exactly = defines(term, sentence.text)
            if exactly:
                return FIT + DEFINED + DEFINED_EXACTLY * exactly
            return FIT + (DEFINED if states(term, sentence.text) else 0.0)
        if given:
            return FIT + (UNIT if asked is Ask.FIGURE else AMOUNT)
        return FIT


def unmet(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence is not of the kind that would answer, where the question says which kind."""
    asked = next((a for a in question.asks if a in _FITS), None)
    return asked is not None and not _FITS[asked].search(sentence.text)
