"""One file to its documents and clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.address import AddressBook
from corpus.fold import comparison_form
from corpus.formats.extracted import LineFacts
from corpus.lines import Line, Placed, Role, split_lines
from corpus.metadata import Stated, is_metadata_line, read_stated
from corpus.model import Clause, Document, Force, Gap, Span
from corpus.naming import document_id
from corpus.placing import place
from corpus.repairs import Repair, RepairError, apply_repairs, check_anchors
from corpus.sources import DocumentRecord, FileRecord
from corpus.title_lines import guess_title, title_lines
from corpus.tree import TreeBuilder

_NO_FACTS: Mapping[int, LineFacts] = MappingProxyType({})


@dataclass(frozen=True)
class ParsedFile:
    """Everything that one file holds; every line with ink is in exactly one of the three places."""

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    furniture: tuple[Span, ...]
    metadata: tuple[Span, ...]
    problems: tuple[str, ...]


def parse_file(
    source: str,
    name: str,
    record: FileRecord | None,
    repairs: Sequence[Repair],
    facts: Mapping[int, LineFacts] = _NO_FACTS,
    gaps: tuple[Gap, ...] = (),
) -> ParsedFile:
    """Parse decoded text; `record` and `repairs` are what is known of the file beforehand.

    `facts` and `gaps` are what its format says of its lines and of what it shows without text.
    """
    lines = split_lines(source)
    problems: list[str] = []
    placement = place(lines, facts)
    placed = placement.placed
    try:
        check_anchors(lines, repairs)
        placed = apply_repairs(placed, repairs)
    except RepairError as error:
        problems.append(str(error))
    text_lines = [p for p in placed if p.role is not Role.FURNITURE]
    if not text_lines:
        problems.append(f"文件《{name}》只有页眉页码，没有正文，未收录。")
        return ParsedFile((), (), tuple(_span(p) for p in placed), (), tuple(problems))
    records = tuple(_titled(r, text_lines, name) for r in _fitting(lines, record))
    if record and not records:
        problems.append(f"文件《{name}》与 SOURCES.toml 的记录不符，已按未知文件解析。请核对文件是否被改动。")
    parts = _split(text_lines, records) if records else [(unknown_record(text_lines, name), text_lines)]
    missing = [r.id for r in records if all(r is not known for known, _ in parts)]
    problems += [
        f"文件《{name}》中没有找到 {i} 的起始行，该文件未收录。请检查 SOURCES.toml。" for i in missing
    ]
    documents: list[Document] = []
    clauses: list[Clause] = []
    metadata: list[Span] = []
    for known, part in parts:
        titles = title_lines(part, known.title)
        part = [_as_metadata(p, known.title, printed=i in titles) for i, p in enumerate(part)]
        metadata += [_span(p) for p in part if p.role is Role.METADATA]
        body = [p for p in part if p.role is Role.BODY]
        documents.append(_document(known, part, name, supplied=bool(records)))
        clauses += AddressBook(known.id, name, source).clauses(TreeBuilder(body).build())
    if gaps and documents:
        # A format does not know of documents; a file that has pages or styles holds one.
        documents[0] = replace(documents[0], gaps=(*documents[0].gaps, *gaps))
    furniture = (*(_span(p) for p in placed if p.role is Role.FURNITURE), *placement.markup)
    return ParsedFile(
        tuple(documents), tuple(clauses), tuple(sorted(furniture)), tuple(sorted(metadata)), tuple(problems)
    )


def _span(placed: Placed) -> Span:
    return Span(placed.line.start, placed.line.end)


def _fitting(lines: Sequence[Line], record: FileRecord | None) -> Sequence[DocumentRecord]:
    """The documents that a record names, where all of them start as it says; else none."""
    if record is None:
        return ()
    texts = {line.number: comparison_form(line.raw) for line in lines}
    fit = all(
        d.line == 0 or texts.get(d.line, "").startswith(comparison_form(d.quote)) for d in record.documents
    )
    return record.documents if fit else ()


def _titled(record: DocumentRecord, lines: Sequence[Placed], name: str) -> DocumentRecord:
    return record if record.title else replace(record, title=unknown_record(lines, name).title)


def _split(
    lines: Sequence[Placed], records: Sequence[DocumentRecord]
) -> list[tuple[DocumentRecord, list[Placed]]]:
    """Lines in reading order to documents; lines before the first document belong to none."""
    starts = {record.line or lines[0].line.number: record for record in records}
    parts: list[tuple[DocumentRecord, list[Placed]]] = []
    for placed in lines:
        if placed.line.number in starts:
            parts.append((starts[placed.line.number], []))
        if parts:
            parts[-1][1].append(placed)
    return parts


def unknown_record(lines: Sequence[Placed], name: str) -> DocumentRecord:
    """What can be said of a document that nobody describes: a guessed title, an id made from its words."""
    title = guess_title(lines, fallback=name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    content = comparison_form("".join(p.line.text for p in lines))
    return DocumentRecord(id=document_id(title, content), title=title, line=lines[0].line.number, quote="")


def _as_metadata(placed: Placed, title: str, *, printed: bool) -> Placed:
    if placed.role is not Role.BODY or placed.rung is not None:
        return placed
    if printed or is_metadata_line(placed.line.text, title):
        return replace(placed, role=Role.METADATA)
    return placed


def _document(known: DocumentRecord, part: Sequence[Placed], name: str, *, supplied: bool) -> Document:
    stated = read_stated(part, known.title)
    numbers = [p.line.number for p in part]
    return Document(
        id=known.id,
        title=known.title,
        file=name,
        first_line=min(numbers),
        last_line=max(numbers),
        level=known.level,
        region=known.region,
        force=stated.force or known.force,
        kind=known.kind,
        copy=known.copy,
        short_names=known.short_names,
        reprint_of=known.reprint_of,
        summarises=known.summarises,
        supersedes=known.supersedes,
        status_note=known.status_note,
        gaps=known.gaps,
        supplied=_supplied(known, stated) if supplied else frozenset(),
        number=stated.number or known.number,
        issuer=stated.issuer or known.issuer,
        written=stated.written or known.written,
        published=stated.published or known.published,
        period=stated.period or known.period,
    )


def _supplied(known: DocumentRecord, stated: Stated) -> frozenset[str]:
    """Fields whose value comes from SOURCES.toml and not from the text."""
    names = {"title", "kind", "copy"}
    names |= {
        f
        for f in ("level", "region", "status_note", "summarises", "reprint_of")
        if getattr(known, f) is not None
    }
    names |= {
        f
        for f in ("number", "issuer", "written", "published", "period")
        if getattr(known, f) and not getattr(stated, f)
    }
    if known.force is not Force.UNKNOWN and stated.force is None:
        names.add("force")
    return frozenset(names)
