"""Fusion that listens: scores of the index and the evidence in the question's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.asks import Ask
from assistant.definitions import asked_term, defines
from assistant.facts import Facts
from assistant.places import NATION, province_of
from assistant.question import Question
from assistant.settings import Weights
from assistant.versions import version_asked_for
from corpus.model import Level
from index.model import USUAL, Candidates, Passage, Reach, TokenMatches

INHERITED = 0.5  # how much a place of the question before counts against one that is named


class Searches(Protocol):
    """What ranking and look-up need of an index."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, by position."""

    def search(self, question: str, reach: Reach = USUAL) -> Candidates:
        """The passages within reach of a question, each with all its scores."""

    def positions_of(self, clause_id: str) -> tuple[int, ...]:
        """Positions of the passages that hold a clause."""

    def positions_in(self, document_id: str) -> tuple[int, ...]:
        """Positions of a document's passages."""

    def token_matches(self, question: str, passage_ids: Sequence[str]) -> TokenMatches:
        """For each token of a question that carries words, its best match in each of the passages."""

    def similar_sentences(self, question: str, places: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        """Inner products `(k,)`, -1..1, of a question with sentences by clause id and start."""


def rank(
    question: Question, found: Candidates, facts: Sequence[Facts], weights: Weights
) -> list[tuple[int, float, tuple[tuple[str, float], ...]]]:
    """Positions with their fused score and its contributions, best first."""
    if len(found.positions) == 0:
        return []
    coverage = float(found.coverage[int(np.argmax(found.lexical))])
    columns: dict[str, NDArray[np.float32]] = {
        "late": z_scores(found.late),
        "lexical": (weights.lexical_floor + weights.lexical * coverage) * z_scores(found.lexical),
        "dense": weights.dense * z_scores(found.dense),
    }
    evidence = [evidence_of(question, facts[int(p)]) for p in found.positions]
    ranked = []
    for row, position in enumerate(found.positions):
        signals = [(name, float(column[row])) for name, column in columns.items()]
        signals += [(name, getattr(weights, name) * value) for name, value in evidence[row] if value]
        ranked.append((int(position), sum(v for _, v in signals), tuple(signals)))
    return sorted(ranked, key=lambda item: (-item[1], item[0]))


def z_scores(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores less their mean over their standard deviation; zeros where all are alike."""
    spread = float(scores.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    scaled: NDArray[np.float32] = (scores - scores.mean()) / np.float32(spread)
    return scaled


def evidence_of(question: Question, facts: Facts) -> tuple[tuple[str, float], ...]:
    """Each signal, named as its weight, with a value that is usually within -1..1."""
    term = asked_term(question.text) if question.wants(Ask.DEFINITION) else None
    match, mentioned, mismatch = _place(question, facts)
    return (
        ("place_match", match),
        ("place_mentioned", mentioned),
        ("place_mismatch", -mismatch),
        ("document_named", _named(question, facts)),
        ("summary", -1.0 if (facts.is_summary and not question.wants_talk) else -0.3 * facts.is_reprint),
        ("superseded", version_asked_for(question, facts.document, facts.newest)),
        ("talk_wanted", 1.0 if question.wants_talk and facts.is_talk else 0.0),
        ("ask_match", _fits(question, facts)),
        ("defines", defines(term, facts.text) if term else 0.0),
        ("year_match", _year(question, facts)),
    )


def _place(question: Question, facts: Facts) -> tuple[float, float, float]:
    wanted = set(question.places)
    if not wanted:
        if question.inherited:
            return (INHERITED if set(question.inherited) & facts.places else 0.0), 0.0, 0.0
        return _level(question, facts)
    if wanted & facts.places:
        return 1.0, 0.0, 0.0
    mentioned = 1.0 if wanted & facts.mentioned else 0.0
    if facts.places == {NATION}:
        return 0.0, mentioned, 0.4  # a national text may well speak about a place
    parents = {province_of(p) for p in wanted}
    return 0.0, mentioned, 0.5 if parents & facts.places else 1.0


def _level(question: Question, facts: Facts) -> tuple[float, float, float]:
    if question.level is None:
        return 0.0, 0.0, 0.0
    level = facts.document.level or (Level.NATIONAL if facts.places == {NATION} else None)
    if level is question.level:
        return 0.5, 0.0, 0.0
    return 0.0, 0.0, 0.3 if level is not None else 0.0


def _named(question: Question, facts: Facts) -> float:
    if not question.documents:
        return 0.0
    if facts.document.id in question.documents or facts.document.reprint_of in question.documents:
        return 1.0
    return 0.3 if facts.document.summarises in question.documents else 0.0


def _fits(question: Question, facts: Facts) -> float:
    asked = [a for a in question.asks if a not in {Ask.GENERAL, Ask.COMPARISON, Ask.ARTICLE}]
    return 1.0 if asked and asked[0] in facts.fits else 0.0


def _year(question: Question, facts: Facts) -> float:
    if not question.years:
        return 0.0
    if set(question.years) & facts.years:
        return 1.0
    return -0.5 if facts.years else 0.0
