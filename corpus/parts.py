"""The documents of one file: the lines of each, by the record that is known of the file or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.fold import comparison_form
from corpus.lines import Line, Placed
from corpus.naming import document_id
from corpus.sources import DocumentRecord, FileRecord
from corpus.title_lines import guess_title


def fitting_records(lines: Sequence[Line], record: FileRecord | None) -> Sequence[DocumentRecord]:
    """The documents that a record names, where all of them start as it says; else none."""
    if record is None:
        return ()
    texts = {line.number: comparison_form(line.raw) for line in lines}
    fit = all(
        d.line == 0 or texts.get(d.line, "").startswith(comparison_form(d.quote)) for d in record.documents
    )
    return record.documents if fit else ()


def with_title(record: DocumentRecord, lines: Sequence[Placed], name: str) -> DocumentRecord:
    """The record with the title that its lines print, where it names none itself."""
    return record if record.title else replace(record, title=unknown_record(lines, name).title)


def split_documents(
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
