"""One file to its documents and clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from corpus.address import AddressBook
from corpus.document_facts import document_of
from corpus.formats.extracted import LineFacts
from corpus.lines import Placed, Role, split_lines
from corpus.metadata import is_metadata_line
from corpus.model import Clause, Document, Gap, Span
from corpus.parts import fitting_records, split_documents, unknown_record, with_title
from corpus.placing import place
from corpus.repairs import Repair, RepairError, apply_repairs, check_anchors
from corpus.sources import FileRecord
from corpus.title_lines import title_lines
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
    records = tuple(with_title(r, text_lines, name) for r in fitting_records(lines, record))
    if record and not records:
        problems.append(f"文件《{name}》与 SOURCES.toml 的记录不符，已按未知文件解析。请核对文件是否被改动。")
    parts = (
        split_documents(text_lines, records) if records else [(unknown_record(text_lines, name), text_lines)]
    )
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
        documents.append(document_of(known, part, name, supplied=bool(records)))
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


def _as_metadata(placed: Placed, title: str, *, printed: bool) -> Placed:
    if placed.role is not Role.BODY or placed.rung is not None or placed.is_text:
        return placed
    if printed or is_metadata_line(placed.line.text, title):
        return replace(placed, role=Role.METADATA)
    return placed
