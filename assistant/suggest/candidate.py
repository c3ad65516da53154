"""A question that could be offered next, and what must answer it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.asks import Ask


class Kind(StrEnum):
    """What a question is made from."""

    TARGET = "target"  # a figure that a plan sets
    BODY = "body"  # who answers for a clause
    MEASURES = "measures"  # what a headed clause provides
    LIST = "list"  # a clause whose children are its list
    DEFINITION = "definition"
    ARTICLE = "article"


ASKS: dict[Kind, frozenset[Ask]] = {
    Kind.TARGET: frozenset({Ask.FIGURE}),
    Kind.BODY: frozenset({Ask.BODY}),
    Kind.MEASURES: frozenset({Ask.GENERAL, Ask.LIST, Ask.PROCEDURE, Ask.CONDITION, Ask.DEFINITION}),
    Kind.LIST: frozenset({Ask.GENERAL, Ask.LIST, Ask.CONDITION}),
    Kind.DEFINITION: frozenset({Ask.DEFINITION}),
    Kind.ARTICLE: frozenset({Ask.ARTICLE}),
}


@dataclass(frozen=True)
class Candidate:
    """A question in a fixed form, made from one clause."""

    text: str
    kind: Kind
    clause_id: str
    supports: frozenset[str]  # clauses of which the answer must cite one
    matter: str  # the words that the clause put into the form
    place: str | None  # the place that the question names
    order: int  # of the clause in its document, from 0
