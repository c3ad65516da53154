"""Whether a list is whole and in its source's order."""

from __future__ import annotations

from corpus.fold import comparison_form
from eval.blocks import leaves
from eval.case import Case
from eval.judge import answer_correct, plain
from eval.outcome import Outcome, SeenCitation
from eval.quoting import Quoting, by_number


def list_complete(case: Case, outcome: Outcome, quoting: Quoting) -> bool:
    """Whether a list is given whole, in order, from its source.

    1. The case was answered, and all its keys stand in the answer.
    2. Every group of evidence is quoted (`Quoting.meets`).
    3. What quotes evidence or holds a key comes in the order in which it stands in the source: reading
       order of the clauses, then place in the clause. Within one citation the order is the source's own,
       because quotes are verbatim; between documents there is no order to keep.
    """
    if not answer_correct(case, outcome):
        return False
    cited = by_number(outcome.citations)
    shown = dict.fromkeys(n for s in leaves(outcome.segments) for n in s.citations if n in cited)
    serving = [cited[n] for n in shown if _serves(case, cited[n], quoting)]
    met = frozenset[int]().union(*(quoting.met(c, case) for c in serving))
    if len(met) < len(case.evidence):
        return False
    places = [_place(c, quoting) for c in serving]
    return all(
        [p for p in places if p[0] == document] == sorted(p for p in places if p[0] == document)
        for document in {p[0] for p in places}
    )


def _serves(case: Case, citation: SeenCitation, quoting: Quoting) -> bool:
    quote = plain(citation.quote)
    return bool(quoting.met(citation, case)) or any(plain(key) in quote for key in case.answer_keys)


def _place(citation: SeenCitation, quoting: Quoting) -> tuple[str, int, int]:
    """Document, position of the clause in reading order, offset of the quote in the clause."""
    text = quoting.form(citation.clause_id)
    clause = quoting.clause(citation)
    document = clause.document if clause else ""
    return document, quoting.order(citation.clause_id), text.find(comparison_form(citation.quote))
