"""What is known of a document: its record and what its text states, the text before the record."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.lines import Placed
from corpus.metadata import Stated, read_stated
from corpus.model import Document, Force
from corpus.sources import DocumentRecord


def document_of(known: DocumentRecord, part: Sequence[Placed], name: str, *, supplied: bool) -> Document:
    """The document of some lines; `supplied` tells that its record comes from SOURCES.toml."""
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
