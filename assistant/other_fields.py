"""Words of other policy fields: a question that uses one asks, most likely, about what no document holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.fold import comparison_form

OTHER_FIELDS = Path(__file__).with_name("other_fields.txt")


def read_terms(path: Path = OTHER_FIELDS) -> frozenset[str]:
    """The terms of all fields: one field a line, its name first; # begins a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(term for line in lines if not line.startswith("#") for term in line.split()[1:])


class OtherFields:
    """The terms that no clause of a corpus uses. Immutable."""

    def __init__(self, terms: Iterable[str], texts: Iterable[str]) -> None:
        """`texts` are those of the clauses; a term that one of them contains counts for nothing."""
        held = "\n".join(comparison_form(text) for text in texts)
        self._terms = frozenset(t for t in map(comparison_form, terms) if t and t not in held)

    def asked_about(self, question: str) -> bool:
        """Whether a question uses any of the terms."""
        plain = comparison_form(question)
        return any(term in plain for term in self._terms)
