"""Clauses and documents as the JSON objects that other programs read."""

from __future__ import annotations

from corpus.model import Clause, Document


def clause_to_dict(clause: Clause) -> dict[str, object]:
    """One clause; `number` is its printed number, `text` its own text, `spans` code points of `file`.

    A verbatim repeat also carries `repeat_of`, the id of its earlier twin; a clause of a reprint
    `twin_of`, the id of that clause in the original; a clause of a PDF `pages`, counted from 1.
    """
    links: dict[str, object] = {
        "repeat_of": clause.repeat_of,
        "twin_of": clause.twin_of,
        "pages": list(clause.pages),
    }
    return {
        "clause_id": clause.id,
        "parent": clause.parent,
        "kind": clause.kind.value,
        "document": clause.document,
        "number": clause.number,
        "address": clause.address,
        "text": clause.text,
        "file": clause.file,
        "spans": [list(span) for span in clause.spans],
        "notes": list(clause.notes),
        **{key: value for key, value in links.items() if value},
    }


def document_to_dict(document: Document) -> dict[str, object]:
    """One document with all its metadata; `number` is its 文号, `supplied` what the text does not state.

    `supersedes` and `superseded_by` are there only where another version is held.
    """
    versions: dict[str, object] = {}
    if document.supersedes:
        versions["supersedes"] = list(document.supersedes)
    if document.superseded_by:
        versions["superseded_by"] = document.superseded_by
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "level": document.level,
        "region": document.region,
        "written": document.written.isoformat() if document.written else None,
        "published": document.published.isoformat() if document.published else None,
        "force": document.force.value,
        "kind": document.kind.value,
        "copy": document.copy.value,
        "period": [document.period.start_year, document.period.end_year] if document.period else None,
        "short_names": list(document.short_names),
        "file": document.file,
        "first_line": document.first_line,
        "last_line": document.last_line,
        "reprint_of": document.reprint_of,
        "summarises": document.summarises,
        "status_note": document.status_note,
        "gaps": [
            {"what": g.what, "line": g.line, "pages": g.pages, "topics": list(g.topics)}
            for g in document.gaps
        ],
        "supplied": sorted(document.supplied),
        **versions,
    }
