"""A question asked of chosen documents only: the corpus and the index without the others."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.rank import Searches
from corpus.model import Clause, Corpus, Document
from index.model import USUAL, Candidates, Passage, Reach, TokenMatches

T = TypeVar("T")
KEPT = 8  # choices that stay ready; making one takes some 0.2 s with the shipped documents


class NarrowIndex:
    """The passages of some documents as an index of their own, with the scores of the whole one."""

    def __init__(self, whole: Searches, documents: frozenset[str]) -> None:
        self._whole = whole
        self._positions = np.array(
            [i for i, p in enumerate(whole.passages) if p.document in documents], np.int64
        )
        self._documents = documents
        self.passages: tuple[Passage, ...] = tuple(whole.passages[i] for i in self._positions)

    def search(self, question: str, reach: Reach = USUAL) -> Candidates:
        """The passages within reach of a question, each with all its scores."""
        there = [int(self._positions[i]) for i in reach.extra]
        among = self._positions if reach.only is None else self._positions[reach.only]
        found = self._whole.search(question, Reach(reach.depth, there, among))
        return replace(found, positions=np.searchsorted(self._positions, found.positions))

    def _here(self, positions: Sequence[int]) -> tuple[int, ...]:
        return tuple(int(np.searchsorted(self._positions, p)) for p in positions)

    def positions_of(self, clause_id: str) -> tuple[int, ...]:
        """Positions of the passages that hold a clause."""
        inside = clause_id.partition("#")[0] in self._documents
        return self._here(self._whole.positions_of(clause_id)) if inside else ()

    def positions_in(self, document_id: str) -> tuple[int, ...]:
        """Positions of a document's passages."""
        inside = document_id in self._documents
        return self._here(self._whole.positions_in(document_id)) if inside else ()

    def token_matches(self, question: str, passage_ids: Sequence[str]) -> TokenMatches:
        """For each token of a question that carries words, its best match in each of the passages."""
        return self._whole.token_matches(question, passage_ids)

    def similar_sentences(self, question: str, places: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """Inner products `(k,)`, -1..1, of a question with sentences by clause id and start."""
        return self._whole.similar_sentences(question, places)


def narrow_corpus(corpus: Corpus, documents: frozenset[str]) -> Corpus:
    """The corpus with these documents alone; nothing in it points at another one."""

    def kept(document_id: str | None) -> str | None:
        return document_id if document_id in documents else None

    def own(document: Document) -> Document:
        return replace(
            document,
            reprint_of=kept(document.reprint_of),
            summarises=kept(document.summarises),
            supersedes=tuple(d for d in document.supersedes if d in documents),
            superseded_by=kept(document.superseded_by),
        )

    def alone(clause: Clause) -> Clause:
        twin = clause.twin_of
        return (
            clause if twin is None or twin.partition("#")[0] in documents else replace(clause, twin_of=None)
        )

    return Corpus(
        tuple(own(d) for d in corpus.documents if d.id in documents),
        tuple(alone(c) for c in corpus.clauses if c.document in documents),
        corpus.texts,
        corpus.furniture,
        corpus.metadata,
    )


class Narrowed(Generic[T]):
    """What was made for the last choices of documents; threads may share it."""

    def __init__(self, make: Callable[[frozenset[str]], T], most: int = KEPT) -> None:
        self._make = make
        self._most = most
        self._held: OrderedDict[frozenset[str], T] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, documents: frozenset[str]) -> T:
        """What stands for these documents; the choice longest unused is forgotten."""
        with self._lock:
            found = self._held.get(documents)
            if found is None:
                found = self._held[documents] = self._make(documents)
            self._held.move_to_end(documents)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
            return found
