"""What a page shows of one document: who issued it, when, its standing, its outline and its gaps."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Clause, Corpus, Document, Gap, Span
from corpus.transcripts import notes_to_show
from web.badges import Badge, badges
from web.clause_view import ClauseView, clause_view, label

NOT_STATED = "原文未载"
_OUTLINE_DEPTH = 2  # levels of an outline; a third would be longer than the column


@dataclass(frozen=True)
class Field:
    """One line of a document's particulars."""

    name: str
    value: str
    supplied: bool = False  # known from the note on the collection, not from the text


@dataclass(frozen=True)
class OutlineEntry:
    """One line of the outline."""

    addr: str
    label: str
    depth: int  # 0 at the top


@dataclass(frozen=True)
class Step:
    """The way to a neighbouring clause."""

    addr: str
    label: str


@dataclass(frozen=True)
class Row:
    """One clause of the reading page, its neighbours, and the gaps that come right after it."""

    clause: ClauseView
    previous: Step | None
    next: Step | None
    gaps: tuple[str, ...]


def _day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else NOT_STATED


def particulars(document: Document) -> tuple[Field, ...]:
    """A document's particulars in the order of an official page; what the text does not state says so."""
    supplied = document.supplied
    fields = [
        Field("文号", document.number or NOT_STATED, "number" in supplied),
        Field("发文单位", document.issuer or NOT_STATED, "issuer" in supplied),
        Field("成文日期", _day(document.written), "written" in supplied),
    ]
    if document.published:
        fields.append(Field("发布日期", _day(document.published), "published" in supplied))
    place = " · ".join(part for part in (document.level, document.region) if part)
    if place:
        fields.append(Field("层级", place, "level" in supplied))
    if document.period:
        years = [str(y) for y in (document.period.start_year, document.period.end_year) if y is not None]
        fields.append(Field("适用期", "—".join(dict.fromkeys(years)) + "年", "period" in supplied))
    return tuple(fields)


def short_particulars(document: Document) -> str:
    """Number, issuer and date on one line, leaving out what is not stated."""
    day = _day(document.written or document.published)
    parts = (document.number, document.issuer, None if day == NOT_STATED else day)
    return " · ".join(part for part in parts if part) or f"文号、日期{NOT_STATED}"


def brief_particulars(document: Document) -> str:
    """Number and date for a list, where joint issuers would fill lines; without a number, the issuer."""
    day = document.written or document.published
    parts = (document.number or document.issuer, _day(day) if day else None)
    return " · ".join(part for part in parts if part) or f"文号、日期{NOT_STATED}"


def gap_text(gap: Gap) -> str:
    """A gap in words for people."""
    return gap.what if "原文" in gap.what else f"原文此处缺失：{gap.what}"


def outline(document_id: str, corpus: Corpus) -> tuple[OutlineEntry, ...]:
    """The headings of a document down to the second level."""
    entries = []
    for clause in corpus.clauses_of(document_id):
        depth = len(corpus.ancestors(clause.id))
        if depth < _OUTLINE_DEPTH and (clause.heading or clause.number):
            entries.append(OutlineEntry(clause.addr, label(clause), depth))
    return tuple(entries)


def step(clause: Clause | None) -> Step | None:
    """The step to a clause."""
    return Step(clause.addr, label(clause)) if clause else None


def _line_offsets(text: str) -> list[int]:
    offsets = [0]
    for at, char in enumerate(text):
        if char == "\n":
            offsets.append(at + 1)
    return offsets


def _place_gaps(document: Document, clauses: tuple[Clause, ...], text: str) -> dict[str, tuple[str, ...]]:
    """Texts of the gaps by the id of the clause that they follow; "" stands for the document's top."""
    offsets = _line_offsets(text)
    # Nearest in the file, not last in reading order: displaced blocks stand elsewhere.
    starts = sorted((c.spans[0].start, c.id) for c in clauses if c.spans)
    placed: dict[str, tuple[str, ...]] = {}
    for gap in document.gaps:
        after = ""
        if gap.line and gap.line <= len(offsets):  # 0: before the first line
            at = offsets[gap.line - 1]
            while text[at : at + 1].isspace() and text[at] != "\n":
                at += 1  # a clause begins with its ink
            before = bisect_right(starts, at, key=lambda found: found[0])
            after = starts[before - 1][1] if before else ""
        placed[after] = (*placed.get(after, ()), gap_text(gap))
    return placed


@dataclass(frozen=True)
class DocumentView:
    """A document's head, ready to print."""

    id: str
    title: str
    fields: tuple[Field, ...]
    short: str
    badges: tuple[Badge, ...]
    status_note: str | None
    gaps: tuple[str, ...]  # all of them, for the head of the page
    reprint_of: tuple[str, str] | None  # id and title of the document that this one repeats


def document_view(document: Document, corpus: Corpus, as_of: date) -> DocumentView:
    """The head of a document's page."""
    original = corpus.by_document_id.get(document.reprint_of or "")
    return DocumentView(
        id=document.id,
        title=document.title,
        fields=particulars(document),
        short=short_particulars(document),
        badges=badges(document, as_of),
        status_note=document.status_note,
        gaps=tuple(gap_text(gap) for gap in document.gaps),
        reprint_of=(original.id, original.title) if original else None,
    )


def rows(document: Document, corpus: Corpus, marks: tuple[Span, ...] = ()) -> tuple[Row, ...]:
    """All clauses of a document in reading order, with steps and gaps."""
    clauses = corpus.clauses_of(document.id)
    placed = _place_gaps(document, clauses, corpus.texts.get(document.file, ""))
    following = (*clauses[1:], None)
    return tuple(
        Row(
            clause=replace(clause_view(clause, corpus, marks), notes=notes_to_show(clause, then)),
            previous=step(clauses[i - 1] if i else None),
            next=step(then),
            gaps=placed.get(clause.id, ()),
        )
        for i, (clause, then) in enumerate(zip(clauses, following, strict=True))
    )
