"""Goals that several documents set for one indicator, place and year, found by any one of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.normalise import normalise
from assistant.places import NATION, places
from corpus.fold import comparison_form
from corpus.model import Clause, Corpus
from corpus.sentences import Sentence, sentences
from corpus.targets import Target, find_figures
from corpus.twins import letters

SHORTEST = 4  # letters: 增速, 占比 and 平台 are indicators of anything
_WHOLE = re.compile(r"全[市省国域]|本[市省]|我[市省]|实现|累计|力争|总量?(?=达|$)|(?:规模)?达到?$|的")
_SAME_WORDS = (
    (re.compile(r"地区生产总值|国内生产总值|生产总值"), "GDP"),
    (re.compile(r"(?:比例|占比|比率)$"), "比重"),
)

Key = tuple[str, int, str | None, str, str, str]  # place, year, unit, indicator, what it leans on, scope


@dataclass(frozen=True)
class Goal:
    """A goal with the sentence that sets it."""

    key: Key
    value: tuple[Decimal, Decimal | None]
    sentence: Sentence
    start: int  # of the statement in the clause's text
    end: int


class SameGoals:
    """The goals of a corpus by what they are goals of; read with the first question."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def within(self, clause: Clause, start: int, end: int) -> tuple[Goal, ...]:
        """The goals that `clause.text[start:end]` sets."""
        held = self._read[0].get(clause.id, ())
        return tuple(g for g in held if start <= g.start and g.end <= end)

    def of(self, key: Key) -> tuple[Goal, ...]:
        """All goals of one indicator, place and year, in reading order."""
        return tuple(self._read[1].get(key, ()))

    @cached_property
    def _read(self) -> tuple[Mapping[str, list[Goal]], Mapping[Key, list[Goal]]]:
        by_clause: dict[str, list[Goal]] = defaultdict(list)
        by_key: dict[Key, list[Goal]] = defaultdict(list)
        for target in find_figures(self._corpus):
            goal = self._goal(target)
            if goal is not None:
                by_clause[target.clause_id].append(goal)
                by_key[goal.key].append(goal)
        return by_clause, by_key

    def _goal(self, target: Target) -> Goal | None:
        """None of what is too short to say what is counted, or has no year."""
        indicator, leans_on = _words(target.indicator), _words(target.subject or "")
        clause = self._corpus.clause(target.clause_id)
        start = clause.text.find(target.statement)
        if target.year is None or len(indicator + leans_on) < SHORTEST or start < 0:
            return None
        end = start + len(target.statement)
        sentence = next((s for s in sentences(clause) if s.start <= start and end <= s.end), None)
        if sentence is None:
            return None
        place = "、".join(sorted(places_of(self._corpus, clause)))
        scope = f"{target.kind.value}{_words(target.scope or '')}"
        key = (place, target.year, target.unit, indicator, leans_on, scope)
        return Goal(key, (target.low, target.high), sentence, start, end)


def places_of(corpus: Corpus, clause: Clause) -> frozenset[str]:
    """For which places a clause speaks: its document's region, the nearest heading's place, the title's."""
    document = corpus.document(clause.document)
    headings = [c.heading or "" for c in (clause, *reversed(corpus.ancestors(clause.id)))]
    said: Iterable[str] = (document.region,) if document.region else (*headings, document.title)
    named = next((found for text in said if (found := places(normalise(text)))), ())
    return frozenset(named) or frozenset({document.region or NATION})


def _words(text: str) -> str:
    """An indicator without the words that do not change what it counts."""
    plain = comparison_form(text)
    for pattern, word in _SAME_WORDS:
        plain = pattern.sub(word, plain)
    return letters(_WHOLE.sub("", plain))
