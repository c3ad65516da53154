"""Where another text states the answered figure differently, both stand in the answer, and neither is called right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from assistant import phrases
from assistant.compose.pieces import Piece, part
from assistant.masked import Masked, masked
from assistant.model import SegmentKind
from assistant.question import Question
from assistant.same_goals import SameGoals, places_of
from assistant.same_text import Counterpart, SameText
from assistant.topics_of_titles import share_a_topic
from corpus.model import Clause, ClauseKind, Copy, Corpus, DocumentKind
from corpus.sentences import Sentence, sentences

MOST = 2  # other statements that are shown
ALIKE = 0.8  # words in common that two sentences of one text need to be the same sentence
BESIDE = 0.05  # a sentence this near to the best counterpart is as good a counterpart
SHORTEST = 8  # letters of a condition that two texts may share by more than chance
_MAY_COUNT = re.compile(
    r"\d|[一二三四五六七八九十百千万两][元家个项年日天倍人条座%％]"
)  # reads faster than a quantity


class Disagreements:
    """Finds other statements of the figures of an answer. Immutable; reads the corpus with the first question."""

    def __init__(self, corpus: Corpus, same_text: SameText) -> None:
        self._corpus = corpus
        self._same_text = same_text
        self._goals = SameGoals(corpus)
        self._place = lru_cache(maxsize=16_384)(self._find_place)

    def beside(self, question: Question, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces, and behind them what other texts state instead, each under its document's title.

        Of a question that names documents only those are looked at: it asks what they say.
        """
        shown = [(p.clause, p.start, p.end) for p in pieces if p.clause is not None]
        found: list[Sentence] = []
        for clause, start, end in shown:
            for other in self._others(clause, start, end):
                place = (other.clause.id, other.start)
                if question.documents and other.clause.document not in question.documents:
                    continue
                if not any(c.id == place[0] and s <= place[1] < e for c, s, e in shown):
                    found.append(other)
        behind: list[Piece] = []
        for sentence in list(dict.fromkeys(found))[:MOST]:
            document = self._corpus.document(sentence.clause.document)
            template = phrases.DISAGREES_REPRINT if document.copy is Copy.REPRINT else phrases.DISAGREES
            phrase = template.format(title=document.title)
            behind += [Piece(SegmentKind.LEAD, None, phrase=phrase), part(sentence)]
        return (*pieces, *behind)

    def _others(self, clause: Clause, start: int, end: int) -> Iterator[Sentence]:
        for goal in self._goals.within(clause, start, end):
            for other in self._goals.of(goal.key):
                elsewhere = other.sentence.clause.id != clause.id
                if (
                    elsewhere
                    and other.value != goal.value
                    and self._both_stand(clause, other.sentence.clause)
                ):
                    yield other.sentence
        for sentence in sentences(clause):
            inside = start <= sentence.start and sentence.end <= end
            if inside and _MAY_COUNT.search(sentence.text) and masked(sentence.text).values:
                yield from self._of_same_text(sentence)
                yield from self._of_same_condition(sentence)

    def _of_same_text(self, sentence: Sentence) -> Iterator[Sentence]:
        """The same sentence of a reprint, of news about it or of a version, where it bears other figures."""
        document = self._corpus.document(sentence.clause.document)
        for other in self._same_text.related(document):
            near = self._same_text.counterparts(sentence, other)
            if not near or near[0].alike < ALIKE:
                continue
            best = [c for c in near if c.alike >= near[0].alike - BESIDE]
            if all(_differ(sentence, c) for c in best) and self._both_stand(
                sentence.clause, best[0].sentence.clause
            ):
                yield best[0].sentence

    def _of_same_condition(self, sentence: Sentence) -> Iterator[Sentence]:
        """The same condition for the same place in a text on the same matter."""
        words = masked(sentence.text)
        same = self._conditions.get((words.letters, self._place(sentence.clause.id)), ())
        for other in same:
            one, two = (self._corpus.document(s.clause.document) for s in (sentence, other))
            if one.id == two.id or masked(other.text).values == words.values:
                continue
            if share_a_topic(one, two) and self._both_stand(sentence.clause, other.clause):
                yield other

    def _both_stand(self, one: Clause, other: Clause) -> bool:
        """Whether neither is a version that the other's document replaces: a change is no disagreement."""
        first, second = self._corpus.document(one.document), self._corpus.document(other.document)
        return first.id == second.id or self._same_text.newest(first) != self._same_text.newest(second)

    def _find_place(self, clause_id: str) -> str:
        return "、".join(sorted(places_of(self._corpus, self._corpus.clause(clause_id))))

    @cached_property
    def _conditions(self) -> Mapping[tuple[str, str], Sequence[Sentence]]:
        """Sentences with figures by their words and place; of laws none, whose penalties share their words."""
        found: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
        for document in self._corpus.documents:
            clauses = self._corpus.clauses_of(document.id)
            if (
                any(c.kind is ClauseKind.ARTICLE for c in clauses)
                or document.kind is DocumentKind.INFOGRAPHIC
            ):
                continue
            for clause in clauses:
                for sentence in (s for s in sentences(clause) if _MAY_COUNT.search(s.text)):
                    words = masked(sentence.text)
                    if words.values and len(words.letters) >= SHORTEST:
                        found[words.letters, self._place(clause.id)].append(sentence)
        return found


def _differ(sentence: Sentence, counterpart: Counterpart) -> bool:
    """Whether the same things are counted, with other figures."""
    one, other = masked(sentence.text), masked(counterpart.sentence.text)
    return _units(one) == _units(other) and one.values != other.values


def _units(words: Masked) -> tuple[str | None, ...]:
    return tuple(unit for _, _, unit in words.values)
