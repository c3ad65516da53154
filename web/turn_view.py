"""One turn of the chat as HTML: a question and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.model import Answer, Cell, Citation, Failure, Hit, Refusal, Segment, SegmentKind
from corpus.model import Corpus
from web.badges import Badge, badges
from web.marks import source_link
from web.pieces import Piece, cut_lines
from web.templating import one_block, render

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

    n: int
    href: str
    title: str
    number: str | None
    address: str
    badges: tuple[Badge, ...]
    status_note: str | None


@dataclass(frozen=True)
class CellView:
    """One cell of a table."""

    text: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Block:
    """A run of segments that print as one element."""

    kind: SegmentKind
    lines: tuple[tuple[tuple[tuple[Piece, ...], ...], tuple[Chip, ...]], ...]  # per segment: lines, chips
    rows: tuple[tuple[CellView, ...], ...] = ()


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
    """Cards of the citations, each number once, in order."""
    cards: dict[int, Evidence] = {}
    for c in citations:
        document = corpus.by_document_id.get(c.document)
        cards.setdefault(
            c.n,
            Evidence(
                n=c.n,
                href=citation_link(c),
                title=c.title,
                number=c.number,
                address=c.address,
                badges=badges(document, as_of) if document else (),
                status_note=c.status_note,
            ),
        )
    return tuple(cards[n] for n in sorted(cards))


def nearest(hits: tuple[Hit, ...], corpus: Corpus, as_of: date) -> tuple[Evidence, ...]:
    """Cards of the clauses that stand nearest to a question that was refused."""
    cards = []
    for n, hit in enumerate(hits[:NEAREST_LIMIT], 1):
        document = corpus.by_document_id.get(hit.passage.document)
        clause = corpus.by_clause_id.get(hit.passage.clause_ids[0])
        if document and clause:
            cards.append(
                Evidence(
                    n,
                    hit_link(hit),
                    document.title,
                    document.number,
                    clause.address,
                    badges(document, as_of),
                    None,
                )
            )
    return tuple(cards)


def blocks(segments: tuple[Segment, ...], citations: tuple[Citation, ...]) -> tuple[Block, ...]:
    """Segments as printable blocks: neighbouring items are one list, quotes of one clause one paragraph."""
    clause_of = {c.n: c.clause_id for c in citations}

    def belongs(segment: Segment) -> tuple[SegmentKind, str | None]:
        quoted = segment.kind is SegmentKind.QUOTE and segment.citations
        return segment.kind, clause_of.get(segment.citations[0]) if quoted else None

    found: list[Block] = []
    for (kind, clause_id), group in groupby(segments, key=belongs):
        run = tuple(group)
        if kind is SegmentKind.ITEM or clause_id is not None:
            found.append(Block(kind, _lines(run, citations)))
        else:
            found.extend(Block(kind, _lines((s,), citations), _cells(s.rows, citations)) for s in run)
    return tuple(found)


def _lines(
    run: tuple[Segment, ...], citations: tuple[Citation, ...]
) -> tuple[tuple[tuple[tuple[Piece, ...], ...], tuple[Chip, ...]], ...]:
    return tuple((cut_lines(s.text, strong=s.emphasis), chips(s.citations, citations)) for s in run)


def _cells(
    rows: tuple[tuple[Cell, ...], ...], citations: tuple[Citation, ...]
) -> tuple[tuple[CellView, ...], ...]:
    return tuple(tuple(CellView(cell.text, chips(cell.citations, citations)) for cell in row) for row in rows)


def _turn(state: str, question: str, **values: object) -> str:
    return one_block(render("turn.html", state=state, question=question, **values))


def render_loading(question: str) -> str:
    """The turn while the documents are being searched."""
    return _turn("loading", question)


def render_answer(
    question: str, answer: Answer, corpus: Corpus, as_of: date, shown: int | None = None
) -> str:
    """The turn with the first `shown` segments, or complete with its evidence."""
    done = shown is None or shown >= len(answer.segments)
    return _turn(
        "answered",
        question,
        blocks=blocks(answer.segments if done else answer.segments[:shown], answer.citations),
        plain=answer.text if not answer.segments else None,
        warnings=answer.warnings,
        evidence=evidence(answer.citations, corpus, as_of) if done else (),
        done=done,
    )


def render_refusal(question: str, refusal: Refusal, corpus: Corpus, as_of: date) -> str:
    """The turn of a question that the documents held do not answer."""
    return _turn(
        "refused",
        question,
        reason=refusal.reason,
        text=refusal.text,
        warnings=refusal.warnings,
        nearest=nearest(refusal.hits, corpus, as_of),
    )


def render_failure(question: str, failure: Failure) -> str:
    """The turn of a question that broke; it never looks like "no answer"."""
    return _turn("failed", question, reason=failure.reason)


def render_hint(question: str, text: str) -> str:
    """The turn of a question that cannot be asked as it stands: what to do about it."""
    return _turn("hint", question, reason=text)


def render_stopped(question: str) -> str:
    """The turn that its reader stopped."""
    return _turn("stopped", question)
