"""What the clauses say about two questions together: whether one goes on about the matter of the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.terms import TermWeights, content, pieces
from corpus.model import Clause, Corpus
from corpus.sentences import sentences
from index.words import segmenter

WELL_SAID = 0.6  # share of a topic's mass that a clause must hold to be about it
SAME_MATTER = 0.85  # share that the earlier question's own clause must hold of a topic to be its matter
OLD_TOPIC = 0.3  # what the earlier topic counts against the newer one in the choice of a clause
HEADED = 0.4  # what a heading that says the newer topic counts
NOT_WORSE = 0.2  # of a share: another place or document must say a topic so much better to be meant instead
MOST_OF_IT = 0.8  # share of the best sentence's share that another of the clause needs
LITTLE = 7.0  # idf mass of a topic that stands in every text: 依托什么平台 5.0, 数据中心建了多少个 13.8
NEAREST = 2  # clauses of the earlier question that count as its matter
_FIXED = re.compile(r"^(20)?\d\d年?$|年$")  # a year is not part of the topic: it stays until another is named


@dataclass(frozen=True)
class Scope:
    """Where a conversation is: the places and documents (ids) that its questions named; empty for anywhere."""

    places: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Plot:
    """A clause as the words of its headings and text."""

    clause: Clause
    places: frozenset[str]  # that it speaks for
    heading: frozenset[str]  # pieces of its own heading
    body: frozenset[str]  # pieces of all headings and its text


class Ground:
    """Looks topics up by their words alone. Immutable; a few milliseconds a question."""

    def __init__(self, corpus: Corpus, terms: TermWeights, places: Mapping[str, frozenset[str]]) -> None:
        """`places` are those that each clause, by id, speaks for."""
        self._terms = terms
        self._plots = tuple(
            Plot(c, places.get(c.id, frozenset()), pieces(c.heading or ""), pieces(f"{c.address} {c.text}"))
            for c in corpus.clauses
        )

    def same_matter(self, topic: str, before: str, scope: Scope) -> bool:
        """Whether the clauses that the earlier topic is about also say the newer one."""
        wanted, old = self._known(topic), self._known(before)
        share = self._terms.share
        held = [(share(old, p.body), p) for p in self._within(scope)]
        nearest = sorted(held, key=lambda item: -item[0])[:NEAREST]
        return any(s >= WELL_SAID and share(wanted, p.body) >= SAME_MATTER for s, p in nearest)

    def says_little(self, topic: str) -> bool:
        """Whether all of a topic is said, and said in so many clauses that it does not tell which is meant: 依托, 平台.

        A word that no clause holds says much: it is what nothing is found about.
        """
        wanted = content(topic)
        return all(self._terms.known(piece) for piece in wanted) and self._terms.mass(wanted) < LITTLE

    def at_home(self, topic: str, scope: Scope) -> bool:
        """Whether a topic is said within a scope as well as anywhere else."""
        wanted = self._known(topic)
        if not wanted or not (scope.documents or scope.places):
            return False
        inside = max((self._terms.share(wanted, p.body) for p in self._within(scope)), default=0.0)
        anywhere = max((self._terms.share(wanted, p.body) for p in self._plots), default=0.0)
        return inside >= WELL_SAID and inside >= anywhere - NOT_WORSE

    def shed(self, before: str, topic: str, scope: Scope) -> str:
        """A stretch of the earlier question without the words that the clause about the newer topic lacks
        where it speaks of it.

        Unchanged where no clause says the newer topic well: then nothing can be told from the texts.
        """
        wanted, old = self._known(topic), self._known(before)
        share = self._terms.share
        best = max(
            self._within(scope),
            key=lambda p: (
                share(wanted, p.body) + OLD_TOPIC * share(old, p.body) + HEADED * share(wanted, p.heading)
            ),
            default=None,
        )
        if best is None or share(wanted, best.body) < WELL_SAID:
            return before
        said = self._around(best.clause, wanted)
        kept: list[str] = []
        stays = True
        for word in segmenter().cut(before):
            if len(word) > 1 or word.isascii():  # 总算|力 is cut in the middle: 力 goes where 总算 goes
                stays = bool(_FIXED.search(word)) or not content(word) or pieces(word) <= said
            if stays:
                kept.append(word)
        return "".join(kept)

    def _known(self, topic: str) -> frozenset[str]:
        """What of a topic any clause says: everyday words beside it tell nothing about where it belongs."""
        return frozenset(piece for piece in content(topic) if self._terms.known(piece))

    def _around(self, clause: Clause, wanted: frozenset[str]) -> frozenset[str]:
        """Words of a clause's headings and of those of its sentences that say most of a topic."""
        shares = [(self._terms.share(wanted, pieces(s.text)), s) for s in sentences(clause)]
        most = max((share for share, _ in shares), default=0.0)
        near = (pieces(s.text) for share, s in shares if share >= MOST_OF_IT * most)
        return pieces(clause.address).union(*near)

    def _within(self, scope: Scope) -> Sequence[Plot]:
        """Clauses of the scope's documents, else of its places, else all."""
        if scope.documents:
            return [p for p in self._plots if p.clause.document in scope.documents] or self._plots
        if scope.places:
            return [p for p in self._plots if p.places & scope.places] or self._plots
        return self._plots
