"""Chooses next questions near a reply, of different kinds, and offers only those that the documents answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from assistant.model import Answer, AnswerKind, Refusal
from assistant.normalise import normalise, years
from assistant.question import Question
from assistant.suggest.candidate import ASKS, Candidate, Kind
from assistant.suggest.gather import Candidates, measure
from assistant.terms import content
from corpus.model import Corpus, DocumentKind

MOST = 3  # questions that are offered
FEWEST = 2  # filled up from other documents where those near a reply hold less
SAME_KIND = 2  # of these that may be of one kind
TRIES = 8  # candidates that are tried for one reply
NEAREST_HITS = 5  # hits beside which something is offered
ELSEWHERE = 6  # how far, in clauses, the same figure of another place counts as being
ASKED = 0.7  # share of a candidate's words in an earlier question with which it was asked already

Cites = Callable[
    [str], frozenset[str]
]  # a question -> the clauses that its answer cites; empty where refused
Stands = Callable[[str], bool]  # whether a question is read alike with and without the questions before it


@dataclass(frozen=True)
class Asked:
    """What has been asked in a conversation."""

    question: Question  # the newest
    earlier: tuple[str, ...]  # normalised, oldest first, the newest included


class Suggester:
    """Holds no state of any user; what it remembers is true of the corpus alone. Threads may share it."""

    def __init__(self, corpus: Corpus, cites: Cites) -> None:
        self._corpus = corpus
        self._candidates = Candidates(corpus)
        self._cites = lru_cache(maxsize=8_192)(cites)
        self._order = {c.id: i for d in corpus.documents for i, c in enumerate(corpus.clauses_of(d.id))}

    def prepare(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Try every candidate now, about 30 ms each, until `stop`; says how many were tried.

        For a service's quiet hour: what was tried once is offered within a few milliseconds.
        """
        tried = 0
        for document in self._corpus.documents:
            for candidate in self._candidates.of(document.id):
                if stop():
                    return tried
                self._cites(candidate.text)
                tried += 1
        return tried

    def next_to(self, asked: Asked, reply: Answer | Refusal, stands: Stands) -> tuple[str, ...]:
        """At most `MOST` questions, each answered from the clause that it was made from."""

        def fits(candidate: Candidate) -> bool:
            return not self._was_asked(candidate, asked, reply) and stands(candidate.text)

        chosen: list[Candidate] = []
        if isinstance(reply, Answer) and reply.kind is AnswerKind.SMALL_TALK:
            self._fill(chosen, MOST, filter(fits, self._anywhere()))
        else:
            self._fill(chosen, MOST, filter(fits, self._near(self._anchors(asked.question, reply))))
            self._fill(chosen, FEWEST, filter(fits, self._anywhere()))
        return tuple(c.text for c in chosen)

    def _fill(self, chosen: list[Candidate], enough: int, pool: Iterator[Candidate]) -> None:
        """Add those of a pool that are answered from their clauses, until there are enough."""
        tried = 0
        while len(chosen) < enough and tried < TRIES:
            candidate = next(pool, None)
            if candidate is None:
                return
            if candidate in chosen or sum(c.kind is candidate.kind for c in chosen) >= SAME_KIND:
                continue
            tried += 1
            if self._cites(candidate.text) & candidate.supports:
                chosen.append(candidate)

    def _anchors(self, question: Question, reply: Answer | Refusal) -> list[str]:
        """The clauses that a reply speaks from, then those that stand near, where it was asked about first."""
        cited = [c.clause_id for c in reply.citations] if isinstance(reply, Answer) else []
        hits = sorted(
            reply.hits[:NEAREST_HITS], key=lambda h: not self._is_meant(question, h.passage.document)
        )
        return list(dict.fromkeys((*cited, *(h.passage.clause_id for h in hits))))

    def _is_meant(self, question: Question, document_id: str) -> bool:
        """Whether a document, or its place, is what a question names."""
        region = self._corpus.document(document_id).region
        return document_id in question.documents or region in (*question.places, *question.inherited)

    def _near(self, anchors: Sequence[str]) -> Iterator[Candidate]:
        """Candidates of the documents of the anchors in turn, of each the nearest first and kinds mixed."""
        seen: set[str] = set()
        for anchor in anchors:
            held = self._corpus.document(self._corpus.clause(anchor).document)
            home = held.reprint_of or held.summarises or held.superseded_by or held.id
            if home in seen:
                continue
            seen.add(home)
            spots = [self._order[a] for a in anchors if self._corpus.clause(a).document == home]
            near = {
                c: min((abs(c.order - s) for s in spots), default=c.order) for c in self._candidates.of(home)
            }
            for candidate, distance in list(near.items()):
                if candidate.kind is Kind.TARGET:
                    twins = self._candidates.by_matter[measure(candidate.matter)]
                    near |= {t: distance + ELSEWHERE for t in twins if t.place != candidate.place}
            yield from _mixed(sorted(near, key=lambda c: (near[c], c.text)))

    def _anywhere(self) -> Iterator[Candidate]:
        """Candidates of the texts in turn, one place or issuer after another, each time of another kind."""
        texts = [
            d for d in self._corpus.documents if d.kind is DocumentKind.POLICY and self._candidates.of(d.id)
        ]
        met: Counter[str | None] = Counter()
        turn: dict[str, int] = {}
        for text in texts:
            turn[text.id] = met[text.region] if text.region else 0
            met[text.region] += 1
        texts.sort(key=lambda d: turn[d.id])
        turned = [_turned(list(_mixed(self._candidates.of(d.id))), n) for n, d in enumerate(texts)]
        for each in zip_longest(*turned):
            yield from (c for c in each if c is not None)

    def _was_asked(self, candidate: Candidate, asked: Asked, reply: Answer | Refusal) -> bool:
        """Whether it would only bring what was asked or shown already."""
        if normalise(candidate.text) in asked.earlier:
            return True
        cited = {c.clause_id for c in reply.citations} if isinstance(reply, Answer) else set[str]()
        if candidate.kind is Kind.ARTICLE:
            return bool(candidate.supports & cited)
        question = asked.question
        elsewhere = candidate.place not in (None, *question.places) and bool(question.places)
        if elsewhere or (candidate.kind is not Kind.TARGET and not ASKS[candidate.kind] & set(question.asks)):
            return False
        wanted, year = content(candidate.matter), years(candidate.text)
        return any(
            len(wanted & content(said)) >= ASKED * len(wanted)
            and (candidate.kind is not Kind.TARGET or not years(said) or bool(set(year) & set(years(said))))
            for said in (question.text, *asked.earlier)
        )


def _mixed(ordered: Iterable[Candidate]) -> Iterator[Candidate]:
    """One of each kind in turn, kinds and their members in the given order."""
    groups: dict[Kind, list[Candidate]] = {}
    for candidate in ordered:
        groups.setdefault(candidate.kind, []).append(candidate)
    for each in zip_longest(*groups.values()):
        yield from (c for c in each if c is not None)


def _turned(group: Sequence[Candidate], n: int) -> list[Candidate]:
    """Candidates with another kind first for each `n`."""
    kinds = list(Kind)
    return sorted(group, key=lambda c: (kinds.index(c.kind) - n) % len(kinds))
