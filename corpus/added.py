"""Documents that were added after shipping: where their files lie and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.files import ReadFile, read_file
from corpus.formats.reader import DocumentReader
from corpus.model import Copy, Document, DocumentKind, Force
from corpus.placements import repairs_of
from corpus.registry import Entry, Supplied, added_folder, read_registry
from corpus.sources import DocumentRecord, FileRecord
from corpus.transcripts import renumbered

PREFIX = "added/"  # of their names, so that none collides with a shipped file
_OF_DOCUMENT = {"copied": "copy"}  # fields of Supplied that a document calls otherwise
# what a text states of itself; the other fields are nobody's but the operator's
MAY_OVERRULE = frozenset({"number", "issuer", "written", "published", "force"})


@dataclass(frozen=True)
class AddedFile:
    """A file below data_dir/documents; without an entry it was laid there by hand."""

    name: str  # what its clauses carry as `file`
    path: Path
    entry: Entry | None


def added_files(data_dir: Path, entries: Sequence[Entry] | None = None) -> tuple[AddedFile, ...]:
    """Registered files in the order of their import, then loose ones by name.

    `entries` stand in the place of the register: a change that is being prepared.

    What a crash left behind in a document's own folder is in neither. Raises RegistryError.
    """
    folder = added_folder(data_dir)
    held = read_registry(data_dir) if entries is None else entries
    registered = [AddedFile(PREFIX + e.file, folder / e.file, e) for e in held]
    loose = sorted(p for p in folder.glob("*") if p.is_file() and not p.name.startswith("."))
    return (*registered, *(AddedFile(PREFIX + p.name, p, None) for p in loose))


def read_added(file: AddedFile, reader: DocumentReader | None = None) -> ReadFile:
    """Read and parse an added file. Raises UnreadableFile."""
    if file.entry is None:
        return read_file(file.path, file.name, None, (), reader)
    return read_described(file.path, file.name, file.entry, reader)


def read_described(path: Path, name: str, entry: Entry, reader: DocumentReader | None = None) -> ReadFile:
    """Read a file as the one document of its entry, with what people said of it and put right in it."""
    supplied = entry.supplied
    record = DocumentRecord(
        id=entry.id,
        title=supplied.title or "",
        line=0,
        quote="",
        number=supplied.number,
        issuer=supplied.issuer,
        level=supplied.level,
        region=supplied.region,
        written=supplied.written,
        published=supplied.published,
        force=supplied.force or Force.UNKNOWN,
        kind=supplied.kind or DocumentKind.POLICY,
        copy=supplied.copied or Copy.ORIGINAL,
        supersedes=supplied.supersedes,
    )
    repairs = repairs_of(entry.placements, name, lambda line: renumbered(line, entry.transcripts))
    read = read_file(path, name, FileRecord(name, "", "", (record,)), repairs, reader, entry.transcripts)
    documents = tuple(_as_said(d, supplied) for d in read.parsed.documents)
    return replace(read, parsed=replace(read.parsed, documents=documents))


def _as_said(document: Document, supplied: Supplied) -> Document:
    """The document with the fields that a person has put right, and which fields a person gave."""
    given = {_OF_DOCUMENT.get(f, f) for f in Supplied.model_fields if getattr(supplied, f)}
    overruled = frozenset(supplied.overruling) & MAY_OVERRULE
    said = {field: getattr(supplied, field) for field in overruled}
    if "force" in said:
        said["force"] = supplied.force or Force.UNKNOWN
    return replace(document, **said, supplied=(document.supplied & given) | overruled)
