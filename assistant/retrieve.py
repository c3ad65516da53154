"""A question to its hits: look-up, search, fusion, interleaved parts, folded twins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.facts import facts_of
from assistant.fold_twins import Folded, Ranked, apart, fold_twins
from assistant.look_up import LookUp, best_positions, look_up
from assistant.model import Hit
from assistant.parts import ranked_on, with_parts
from assistant.places import places
from assistant.question import Question
from assistant.rank import Searches, rank
from assistant.rerank import Reranker, Reranking
from assistant.settings import AssistantSettings
from assistant.standing import instead_of
from assistant.versions import version_asked_for
from corpus.model import Corpus
from index.model import Candidates, Passage, Reach

LOOKED_UP = 100.0  # added to the score of a passage that was addressed by number: above any fused score


@dataclass(frozen=True)
class Found:
    """The hits of a question, with what refusal and composition need to know about the search."""

    question: Question
    hits: tuple[Hit, ...]
    looked_up: LookUp
    late: float  # raw MaxSim of the first hit, -1..1
    dense: float  # raw inner product of the first hit, -1..1
    lexical: float  # BM25 of the first hit, >= 0
    coverage: float  # share 0..1 of the question's idf mass in the first hit
    late_mean: float  # raw MaxSim over all candidates: how near the question is to the corpus at all
    parts: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Traced:
    """A `Found` with everything that was considered on the way to it."""

    found: Found
    order: tuple[
        Ranked, ...
    ]  # candidates best first, before twins were folded; of a comparison, the parts' hits
    homes: tuple[int, ...]  # as in `Folded`
    rows: Mapping[str, int]  # passage id -> row of `searched`
    searched: Candidates | None  # raw scores; None of a comparison, whose parts hold them
    parts: tuple[Traced, ...] = ()


class Retriever:
    """Finds and orders passages. Immutable after construction, so that threads may share it."""

    def __init__(
        self,
        corpus: Corpus,
        index: Searches,
        settings: AssistantSettings,
        reranker: Reranker | None = None,
    ) -> None:
        self._corpus = corpus
        self._index = index
        self._parts = settings.parts
        self._weights = with_parts(settings.weights, settings.parts)
        self._limits = settings.limits
        depth, weight = settings.reranker_depth, settings.reranker_weight
        self._reranking = Reranking(reranker, depth, weight) if reranker is not None else None
        self.facts = tuple(facts_of(p, corpus) for p in index.passages)
        self._regions = {d.id: d.region or next(iter(places(d.title)), None) for d in corpus.documents}

    def find(self, question: Question) -> Found:
        """Hits for a question; of a comparison, each part's best in turn."""
        return self.traced(question).found

    def traced(self, question: Question) -> Traced:
        """The same with all that was considered; nothing is computed for it that `find` does without."""
        if not question.parts:
            return self._traced_one(question)
        traces = tuple(self._traced_one(part) for part in question.parts)
        parts = tuple(t.found for t in traces)
        rounds = zip_longest(*(p.hits for p in parts))
        order = tuple(_as_ranked(hit) for each in rounds for hit in each if hit is not None)
        folded = self._fold(order, question)
        looked = LookUp(
            tuple(dict.fromkeys(c for p in parts for c in p.looked_up.clauses)),
            tuple(dict.fromkeys(m for p in parts for m in p.looked_up.missing)),
        )
        weakest = min(parts, key=lambda p: p.late)
        found = replace(weakest, question=question, hits=_hits(folded), looked_up=looked, parts=parts)
        return Traced(found, order, folded.homes, {}, None, traces)

    def _traced_one(self, question: Question) -> Traced:
        looked = look_up(self._corpus, question) if self._parts.look_up else LookUp()
        positions_of = {c.id: tuple(self._index.positions_of(c.id)) for c in looked.clauses}
        addressed = best_positions(self._corpus, looked.clauses, positions_of, self._index.passages)
        searched = self._index.search(question.widened, Reach(self._limits.depth, addressed))
        seen = ranked_on(searched, self._parts, self._limits.depth, addressed)
        scored = rank(question, seen, self.facts, self._weights)
        if self._reranking is not None:
            scored = self._reranking.apply(question.text, scored, self._index.passages)
        order = tuple(
            Ranked(self._index.passages[p], score, signals)
            for p, score, signals in self._addressed_first(scored, addressed)
        )
        folded = self._fold(order, question)
        rows, hits = self._rows(searched), _hits(folded)
        found = _described(question, hits, looked, *self._unaided(question, hits, searched, rows))
        return Traced(found, order, folded.homes, rows, searched)

    def _rows(self, searched: Candidates) -> Mapping[str, int]:
        return {self._index.passages[int(p)].id: row for row, p in enumerate(searched.positions)}

    def _unaided(
        self, question: Question, hits: tuple[Hit, ...], searched: Candidates, rows: Mapping[str, int]
    ) -> tuple[Candidates, Mapping[str, int]]:
        """The scores that answerability is judged by: a model's words must not talk an answer into being."""
        if not question.rewritten or not hits:
            return searched, rows
        first = int(searched.positions[rows[hits[0].passage.id]])
        own = self._index.search(question.searched, Reach(self._limits.depth, (first,)))
        return own, self._rows(own)

    def _addressed_first(
        self, scored: list[tuple[int, float, tuple[tuple[str, float], ...]]], addressed: Sequence[int]
    ) -> list[tuple[int, float, tuple[tuple[str, float], ...]]]:
        if not addressed:
            return scored
        place = {position: rank for rank, position in enumerate(addressed)}
        lifted = [
            (p, LOOKED_UP + score - place[p], (*signals, ("looked_up", LOOKED_UP - place[p])))
            if p in place
            else (p, score, signals)
            for p, score, signals in scored
        ]
        return sorted(lifted, key=lambda item: (place.get(item[0], len(place)), -item[1], item[0]))

    def _fold(self, ranked: Iterable[Ranked], question: Question) -> Folded:
        most = self._limits.hits
        if not self._parts.folding:
            return apart(ranked, most)
        return fold_twins(ranked, most, lambda p: self._preference(p, question), self._of_two_regions)

    def _of_two_regions(self, one: Passage, other: Passage) -> bool:
        """Whether two passages speak for different places."""
        first, second = (self._regions[p.document] for p in (one, other))
        return bool(first and second and first != second)

    def _preference(self, passage: Passage, question: Question) -> float:
        """The text before what is about it, the original before its reprint, the version that is asked for."""
        document = self._corpus.document(passage.document)
        version = version_asked_for(question, document, instead_of(self._corpus, document))
        about = document.summarises is not None
        return -1.0 * (document.reprint_of is not None) - 2.0 * about + 0.5 * version


def _hits(folded: Folded) -> tuple[Hit, ...]:
    return tuple(Hit(r.passage, n, r.score, r.signals, r.also) for n, r in enumerate(folded.kept, 1))


def _described(
    question: Question, hits: tuple[Hit, ...], looked: LookUp, searched: Candidates, rows: Mapping[str, int]
) -> Found:
    """The hits with the raw scores of the first one."""
    if not hits:
        return Found(question, hits, looked, -1.0, -1.0, 0.0, 0.0, 0.0)
    row = rows[hits[0].passage.id]
    return Found(
        question,
        hits,
        looked,
        float(searched.late[row]),
        float(searched.dense[row]),
        float(searched.lexical[row]),
        float(searched.coverage[row]),
        float(searched.late.mean()),
    )


def _as_ranked(hit: Hit) -> Ranked:
    return Ranked(hit.passage, hit.score, hit.signals, hit.also)
