"""How a question was understood and what was weighed for it: the search laid open, not searched again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question import Question
from assistant.retrieve import Traced
from corpus.model import Corpus
from index.model import Passage

Slips = tuple[tuple[str, str], ...]  # as written, as mended


@dataclass(frozen=True)
class Understood:
    """A question's `Question` and look-up in plain data: strings for people, ids for programs."""

    text: str  # normalised, mended, completed from the history
    searched: str  # with the policy words and a language model's behind it
    policy_words: tuple[str, ...]
    slips: Slips
    places: tuple[str, ...]
    named_places: tuple[str, ...]
    inherited: tuple[str, ...]  # places of the question before
    level: str | None
    documents: tuple[str, ...]  # titles
    unheld: tuple[str, ...]  # titles that are named and not held
    articles: tuple[str, ...]  # 第9条第6项
    items: tuple[str, ...]  # numbers that a plan may print, as they are said
    looked_up: tuple[str, ...]  # clause ids that the numbers lead to
    missing: tuple[str, ...]  # numbers that a named document does not have
    years: tuple[int, ...]
    asks: tuple[str, ...]  # values of Ask
    parts: tuple[str, ...]  # texts of the questions that a comparison is made of
    rewritten: tuple[str, ...] = ()  # search words of a language model


@dataclass(frozen=True)
class Explained:
    """A passage that was weighed, with why it stands where it stands."""

    passage: Passage
    rank: int | None  # among the hits, from 1; None where it is none of them
    score: float  # fused; of a hit that speaks for a better twin, the twin's
    signals: tuple[tuple[str, float], ...]  # contributions; they add up to `score`
    late: float  # raw MaxSim, -1..1
    dense: float  # raw inner product of the pooled vectors, -1..1
    lexical: float  # raw BM25, >= 0
    coverage: float  # share 0..1 of the question's idf mass that its words cover
    folded_into: str | None  # id of the passage of the hit that speaks for it
    document: str  # title
    address: str


@dataclass(frozen=True)
class Explanation:
    """A question as it was understood, and all candidates, best first; of a comparison also part by part."""

    question: Understood
    candidates: tuple[Explained, ...]  # of a comparison, the hits of its parts in turn
    parts: tuple[Explanation, ...] = ()


def explanation(corpus: Corpus, traced: Traced, slips: Slips = ()) -> Explanation:
    """Lay a search open; every score is the one that it was made with."""
    return Explanation(
        _understood(corpus, traced, slips),
        tuple(_candidates(corpus, traced)),
        tuple(explanation(corpus, part) for part in traced.parts),
    )


def _understood(corpus: Corpus, traced: Traced, slips: Slips) -> Understood:
    question: Question = traced.found.question
    looked = traced.found.looked_up
    return Understood(
        text=question.text,
        searched=question.widened,
        policy_words=question.terms,
        slips=slips,
        places=question.places,
        named_places=question.named_places,
        inherited=question.inherited,
        level=question.level.value if question.level else None,
        documents=tuple(corpus.document(d).title for d in question.documents),
        unheld=question.unheld,
        articles=tuple(ref.label for ref in question.articles),
        items=tuple(ref.label for ref in question.items),
        looked_up=tuple(clause.id for clause in looked.clauses),
        missing=tuple(missing.ref.label for missing in looked.missing),
        years=question.years,
        asks=tuple(ask.value for ask in question.asks),
        parts=tuple(part.text for part in question.parts),
        rewritten=question.rewritten,
    )


def _candidates(corpus: Corpus, traced: Traced) -> Iterator[Explained]:
    """Each passage once, where it came first; a hit stands where the best of its twins came."""
    hits = traced.found.hits
    seen: set[str] = set()
    for n, item in enumerate(traced.order):
        home = hits[traced.homes[n]] if n < len(traced.homes) else None
        if home is not None and home.passage.id not in seen:
            seen.add(home.passage.id)
            yield _explained(corpus, traced, home.passage, home.score, home.signals, rank=home.rank)
        if item.passage.id not in seen:
            seen.add(item.passage.id)
            into = home.passage.id if home else None
            yield _explained(corpus, traced, item.passage, item.score, item.signals, into=into)


def _explained(
    corpus: Corpus,
    traced: Traced,
    passage: Passage,
    score: float,
    signals: tuple[tuple[str, float], ...],
    rank: int | None = None,
    into: str | None = None,
) -> Explained:
    raw = _holder(traced, passage)
    row, searched = raw.rows[passage.id], raw.searched
    assert searched is not None
    return Explained(
        passage,
        rank,
        score,
        signals,
        float(searched.late[row]),
        float(searched.dense[row]),
        float(searched.lexical[row]),
        float(searched.coverage[row]),
        into,
        corpus.document(passage.document).title,
        corpus.clause(passage.clause_id).address,
    )


def _holder(traced: Traced, passage: Passage) -> Traced:
    """The search that brought a passage up: of a comparison, the first part that has it as a hit or twin."""
    for part in traced.parts:
        if any(p.id == passage.id for hit in part.found.hits for p in (hit.passage, *hit.also)):
            return part
    return traced
