"""What the source panel beside the chat shows: one clause among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.export.footnotes import footnote
from corpus.model import Corpus, Span
from web.clause_view import ClauseView, clause_view, page_words
from web.document_view import DocumentView, OutlineEntry, Step, document_view, outline, step

# Enough that a reader sees what the clause stands in, little enough that it is at eye height.
BEFORE_CHARS = 120
AFTER_CHARS = 320


@dataclass(frozen=True)
class PanelView:
    """A clause in its document, with as much around it as gives it context."""

    document: DocumentView
    address: str
    addr: str
    before: tuple[ClauseView, ...]
    current: ClauseView
    after: tuple[ClauseView, ...]
    previous: Step | None
    next: Step | None
    outline: tuple[OutlineEntry, ...]
    reference: str  # as a footnote names the clause
    text: str  # of the clause with all below it, to copy
    pages: str  # of a PDF, as 第3页; empty where the clause has none


def panel_view(
    document_id: str, addr: str, corpus: Corpus, as_of: date, marks: tuple[Span, ...] = ()
) -> PanelView:
    """The panel for a clause. Raises KeyError where the document or the clause is not held."""
    document = corpus.document(document_id)
    target = corpus.clause(f"{document_id}#{addr}")
    clauses = corpus.clauses_of(document_id)
    at = clauses.index(target)
    first, seen = at, 0
    while first > 0 and seen < BEFORE_CHARS:
        first -= 1
        seen += len(clauses[first].text)
    last, seen = at, 0
    own = len(tuple(corpus.subtree(target.id))) - 1  # a heading's clause is its children's text
    while last + 1 < len(clauses) and (seen < AFTER_CHARS or last - at < min(own, 12)):
        last += 1
        seen += len(clauses[last].text)
    views = tuple(clause_view(c, corpus, marks) for c in clauses[first : last + 1])
    return PanelView(
        document=document_view(document, corpus, as_of),
        address=target.address,
        addr=addr,
        before=views[: at - first],
        current=views[at - first],
        after=views[at - first + 1 :],
        previous=step(clauses[at - 1] if at else None),
        next=step(clauses[at + 1] if at + 1 < len(clauses) else None),
        outline=outline(document_id, corpus),
        reference=footnote(corpus, target),
        text=corpus.full_text(target.id),
        pages=page_words(target.pages),
    )
