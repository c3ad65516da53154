"""Whether an answer quotes a piece of evidence: by place in the clause, not by likeness of words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from corpus.fold import comparison_form
from corpus.model import Clause, Corpus
from eval.case import Case, EvidenceGroup
from eval.outcome import SeenCitation

SHARED = 0.5  # of the shorter of the two quotes that must be the same characters of the clause


class Quoting:
    """Compares citations with evidence in one corpus; remembers clauses in comparison form."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._forms: dict[str, str] = {}

    def form(self, clause_id: str) -> str:
        """A clause's own text in comparison form; empty where there is no such clause."""
        if clause_id not in self._forms:
            clause = self.corpus.by_clause_id.get(clause_id)
            self._forms[clause_id] = comparison_form(clause.text) if clause else ""
        return self._forms[clause_id]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {clause.id: i for i, clause in enumerate(self.corpus.clauses)}

    def order(self, clause_id: str) -> int:
        """Position of a clause in reading order; -1 where there is no such clause."""
        return self._order.get(clause_id, -1)

    def clause(self, citation: SeenCitation) -> Clause | None:
        """The cited clause; None where there is no such clause."""
        return self.corpus.by_clause_id.get(citation.clause_id)

    def meets(self, citation: SeenCitation, group: EvidenceGroup) -> bool:
        """Whether the citation quotes one of the group's quotes, or a substantial part of it.

        Both are sought in the text of the cited clause, and must have at least `SHARED` of the shorter one
        in common there. Containment either way is thereby enough: a cell may cite one sentence of a longer
        quote, a whole clause may be cited for one phrase of it. Two sentences that differ in nothing but
        their figure stand at different places and never meet.
        """
        text = self.form(citation.clause_id)
        cited = comparison_form(citation.quote)
        return any(
            citation.file.startswith(quote.doc) and _meet(text, cited, comparison_form(quote.quote))
            for quote in group.any
        )

    def met(self, citation: SeenCitation, case: Case) -> frozenset[int]:
        """Positions of the groups of a case that a citation quotes."""
        return frozenset(i for i, group in enumerate(case.evidence) if self.meets(citation, group))


def _meet(text: str, cited: str, wanted: str) -> bool:
    if not cited or not wanted:
        return False
    least = SHARED * min(len(cited), len(wanted))
    return any(
        min(a + len(cited), b + len(wanted)) - max(a, b) >= least
        for a in _places(text, cited)
        for b in _places(text, wanted)
    )


def _places(text: str, part: str) -> list[int]:
    """Offsets of all occurrences, overlapping ones too."""
    found = [text.find(part)]
    while found[-1] >= 0:
        found.append(text.find(part, found[-1] + 1))
    return found[:-1]


def by_number(citations: tuple[SeenCitation, ...]) -> Mapping[int, SeenCitation]:
    """Citations by their number in the answer."""
    return {c.n: c for c in citations}
