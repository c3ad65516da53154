"""A question that names no place and that several places answer: each answers under its own name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.asks import Ask
from assistant.compose.matching import Matched
from assistant.compose.pieces import Piece, lead
from assistant.pick import RANK_COST, Scored
from assistant.places import NATION, province_of
from assistant.question import Question
from assistant.same_goals import places_of
from corpus.model import Corpus, Level

MOST = 3  # places that are shown
NEAR = 0.8  # share of the best score that another place's sentence needs, ranks left out
COVERS = 0.3  # share of the question's words that the best sentence must hold to answer it at all
AS_MUCH = 0.7  # share of what the best one holds that another place's sentence must hold
_ASKED = (Ask.FIGURE, Ask.DATE, Ask.BODY)


def leaves_place_open(corpus: Corpus, question: Question) -> bool:
    """Whether nothing in a question says whose figure it wants.

    A document that is named says so, unless it tells the rules of many places.
    """
    if question.places or question.inherited or question.focus or question.level is Level.NATIONAL:
        return False
    if question.unheld or question.parts or any(corpus.document(d).region for d in question.documents):
        return False
    return question.ask in _ASKED


def compose_places(
    corpus: Corpus,
    scored: Sequence[Scored],
    figures: Sequence[Matched],
    compose: Callable[[Sequence[Scored]], tuple[Piece, ...]],
) -> tuple[Piece, ...]:
    """What each of the near places says, best first, under its name; empty where only one place answers.

    Places that state one of the `figures` that fit the question answer before those that only speak of the matter.
    """
    near = _near(corpus, _stating(scored, figures), stated=True) or _near(corpus, scored, stated=False)
    return tuple(piece for place, own in near for piece in (lead(place), *compose(own)))


def _near(corpus: Corpus, scored: Sequence[Scored], *, stated: bool) -> list[tuple[str, list[Scored]]]:
    """The places that answer as the best one does, with their sentences; empty where it is alone.

    Where all of them state the same figure, none is the better for its other words.
    Only places of one level stand side by side: a city's goal is no answer beside a province's.
    """
    best: dict[str, list[Scored]] = {}
    for item in scored:
        named = places_of(corpus, item.sentence.clause)
        if len(named) == 1:
            best.setdefault(next(iter(named)), []).append(item)
    if not best:
        return []
    first_place, (first, *_) = next(iter(best.items()))
    if first is not scored[0] or first_place == NATION or not (stated or first.share >= COVERS):
        return []
    near = [
        (place, own)
        for place, own in best.items()
        if (province_of(place) is None) == (province_of(first_place) is None)
        and place != NATION
        and (stated or _is_near(own[0], first))
    ][:MOST]
    return near if len(near) > 1 else []


def _stating(scored: Sequence[Scored], figures: Sequence[Matched]) -> list[Scored]:
    """The sentences that state a figure of the asked indicator, all goals or all states as the best one is."""
    found = [
        (s, f.target.kind)
        for s in scored
        for f in figures
        if f.target.clause_id == s.sentence.clause.id and f.target.statement in s.sentence.text
    ]
    return list(dict.fromkeys(s for s, kind in found if kind is found[0][1]))


def _is_near(other: Scored, first: Scored) -> bool:
    near = _apart_from_rank(other) >= NEAR * _apart_from_rank(first)
    return near and other.share >= AS_MUCH * first.share


def _apart_from_rank(item: Scored) -> float:
    return item.score + RANK_COST * item.hit
