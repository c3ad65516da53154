"""The lists written by hand under data/, and small corpora of one document."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from corpus_samples import clauses_of

from corpus.model import Corpus, Document

DATA = Path(__file__).parent / "data"


class Figure(NamedTuple):
    """A target as a list names it; `words` are the indicator or words of it."""

    clause_id: str
    verbatim: str
    comparator: str
    low: Decimal
    high: Decimal | None
    unit: str
    year: int
    words: str
    verdict: str


class Body(NamedTuple):
    """A responsible body as a list names it."""

    clause_id: str
    role: str
    name: str
    verdict: str


def _rows(name: str, mark: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split(mark) for line in lines if line and not line.startswith("#")]


def figures(name: str) -> list[Figure]:
    """Rows of a list of targets; a row of a judged list ends in its verdict."""
    found = []
    for clause_id, verbatim, comparator, value, unit, year, words, *verdict in _rows(name, "\t"):
        low, _, high = value.partition("..")
        bounds = (Decimal(low), Decimal(high) if high else None)
        found.append(
            Figure(
                clause_id, verbatim, comparator, *bounds, unit, int(year), words, "".join(verdict) or "right"
            )
        )
    return found


def judged_bodies(name: str) -> list[Body]:
    """Rows of a judged list of bodies."""
    return [Body(*row) for row in _rows(name, "\t")]


def listed_bodies(name: str) -> list[Body]:
    """Rows of the list by hand: clause | role | name / name / name."""
    return [
        Body(clause_id, role, body, "right")
        for clause_id, role, names in _rows(name, " | ")
        for body in names.split(" / ")
    ]


def corpus_of(text: str, **facts: Any) -> Corpus:
    """A corpus of one document, called d, whose text is given."""
    facts = {"title": "某市行动计划", "first_line": 1, "last_line": text.count("\n") + 1, **facts}
    document = Document(id="d", file="d.txt", **facts)
    return Corpus((document,), tuple(clauses_of(text)), {"d.txt": text}, {}, {})
