"""Whether a comparison is right cell by cell: each side from its own text, nothing filled in from another's."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.places import NATION, places
from eval.blocks import Block, bare, blocks
from eval.case import Case
from eval.judge import answer_correct
from eval.outcome import Outcome, SeenCitation
from eval.quoting import Quoting


def cells_right(case: Case, outcome: Outcome, quoting: Quoting) -> bool:
    """Whether all cells of a comparison are right. A row of a table or a labelled block counts as a row.

    1. The case was answered, and all its keys stand in the answer.
    2. Every group of evidence is quoted (`Quoting.meets`) by a citation in a row that it belongs to:
       where the row is labelled with a document's title, that document or one that it repeats; where it
       is labelled with a place, a text of that place (`own_places`) or a quote that names the place. A
       label that is neither (2021年底, 产品提供者) tells rows apart by other things and takes any text.
    3. An answer without labelled rows is right only where all evidence that it quotes is of the same
       places: two of them side by side, and nothing to say which is whose, is no comparison.
    4. No row holds a citation that belongs to another row's label and not to its own.
    """
    if not answer_correct(case, outcome):
        return False
    rows = blocks(outcome)
    if any(_foreign(row, citation, rows, quoting) for row in rows for citation in row.citations):
        return False
    labelled = [row for row in rows if row.label]
    if not labelled:
        serving = [c for row in rows for c in row.citations if quoting.met(c, case)]
        one_place = len({own_places(c, quoting) for c in serving}) <= 1
        return one_place and _all_met(case, serving, quoting)
    own = [c for row in labelled for c in row.citations if belongs(row.label, c, quoting) is not False]
    return _all_met(case, own, quoting)


def own_places(citation: SeenCitation, quoting: Quoting) -> frozenset[str]:
    """The places that a cited clause speaks for: its document's region and those that its headings name.

    The whole nation (全国) where neither names a place.
    """
    clause = quoting.clause(citation)
    if clause is None:
        return frozenset()
    document = quoting.corpus.document(clause.document)
    named = {*places(document.region or ""), *places(clause.address)} - {NATION}
    return frozenset(named or {NATION})


def belongs(label: str, citation: SeenCitation, quoting: Quoting) -> bool | None:
    """Whether a citation belongs into the row of a label; None where the label names no text and no place."""
    clause = quoting.clause(citation)
    if clause is None:
        return False
    titled = _titled(label, quoting)
    if titled:
        return bool(titled & _same_text(clause.document, quoting))
    named = frozenset(places(label))
    if not named:
        return None
    return bool(named & own_places(citation, quoting)) or bool(named & set(places(citation.quote)))


def _titled(label: str, quoting: Quoting) -> frozenset[str]:
    """Ids of the documents whose title a label is or holds, and of those that they repeat."""
    found = [d.id for d in quoting.corpus.documents if bare(d.title) in label]
    return frozenset[str]().union(*(_same_text(d, quoting) for d in found))


def _same_text(document_id: str, quoting: Quoting) -> frozenset[str]:
    """A document and the original that it reprints or sums up."""
    document = quoting.corpus.document(document_id)
    return frozenset(i for i in (document.id, document.reprint_of, document.summarises) if i)


def _foreign(row: Block, citation: SeenCitation, rows: Sequence[Block], quoting: Quoting) -> bool:
    if not row.label or belongs(row.label, citation, quoting) is not False:
        return False
    others = {other.label for other in rows} - {row.label, ""}
    return any(belongs(label, citation, quoting) for label in others)


def _all_met(case: Case, citations: Sequence[SeenCitation], quoting: Quoting) -> bool:
    met = frozenset[int]().union(*(quoting.met(c, case) for c in citations))
    return len(met) == len(case.evidence)
