"""Links into the sources: numbered chips in the text, and the cards of evidence under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.model import Citation, Hit
from corpus.model import Corpus
from web.badges import Badge, badges
from web.clause_view import page_words
from web.marks import source_link

NEAREST_LIMIT = 3  # clauses that a refusal offers to look at


@dataclass(frozen=True)
class Chip:
    """A numbered link into a source."""

    n: int
    href: str
    title: str


@dataclass(frozen=True)
class Evidence:
    """A cited or nearest clause as a card under the text."""

    numbers: tuple[int, ...]  # of its citations; none on a clause that is only near
    href: str
    title: str
    number: str | None
    address: str
    badges: tuple[Badge, ...]
    status_note: str | None
    pages: str = ""  # of a PDF, as 第3页


def citation_link(citation: Citation) -> str:
    """The reading page at the cited clause, its quote marked."""
    return source_link(citation.document, citation.clause_id.partition("#")[2], citation.spans)


def hit_link(hit: Hit) -> str:
    """The reading page at a hit's first clause, the whole passage marked."""
    passage = hit.passage
    return source_link(passage.document, passage.clause_ids[0].partition("#")[2], passage.spans)


def chips(numbers: tuple[int, ...], citations: tuple[Citation, ...]) -> tuple[Chip, ...]:
    """Chips of the citations with these numbers; a number without a citation gets none."""
    known = {c.n: c for c in citations}
    return tuple(
        Chip(n, citation_link(known[n]), f"依据{n}：{known[n].title} › {known[n].address}")
        for n in numbers
        if n in known
    )


def evidence(citations: tuple[Citation, ...], corpus: Corpus, as_of: date) -> tuple[Evidence, ...]:
    """Cards of the cited clauses, each clause once with all its numbers, in the order of first citation."""
    of_clause: dict[str, list[Citation]] = {}
    for citation in citations:
        of_clause.setdefault(citation.clause_id, []).append(citation)
    cards = []
    noted: set[str] = set()  # documents whose note stands on a card: the same words under each would tire
    for cited in of_clause.values():
        first = cited[0]
        is_new = first.document not in noted
        noted.add(first.document)
        document = corpus.by_document_id.get(first.document)
        clause = corpus.by_clause_id.get(first.clause_id)
        spans = dict.fromkeys(span for citation in cited for span in citation.spans)
        cards.append(
            Evidence(
                numbers=tuple(sorted({citation.n for citation in cited})),
                href=source_link(first.document, first.clause_id.partition("#")[2], spans),
                title=first.title,
                number=first.number,
                address=first.address,
                badges=badges(document, as_of) if document else (),
                status_note=first.status_note if is_new else None,
                pages=page_words(clause.pages) if clause else "",
            )
        )
    return tuple(cards)


def nearest(hits: tuple[Hit, ...], corpus: Corpus, as_of: date) -> tuple[Evidence, ...]:
    """Cards of the clauses that stand nearest to a question that was refused."""
    cards = []
    for hit in hits[:NEAREST_LIMIT]:
        document = corpus.by_document_id.get(hit.passage.document)
        clause = corpus.by_clause_id.get(hit.passage.clause_ids[0])
        if document and clause:
            cards.append(
                Evidence(
                    numbers=(),
                    href=hit_link(hit),
                    title=document.title,
                    number=document.number,
                    address=clause.address,
                    badges=badges(document, as_of),
                    status_note=None,
                    pages=page_words(clause.pages),
                )
            )
    return tuple(cards)
