"""Documents that were added after shipping: where their files lie and how they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from corpus.files import ReadFile, read_file
from corpus.formats.reader import DocumentReader
from corpus.model import DocumentKind, Force
from corpus.registry import Entry, Supplied, added_folder, read_registry
from corpus.sources import DocumentRecord, FileRecord

PREFIX = "added/"  # of their names, so that none collides with a shipped file


@dataclass(frozen=True)
class AddedFile:
    """A file below data_dir/documents; without an entry it was laid there by hand."""

    name: str  # what its clauses carry as `file`
    path: Path
    entry: Entry | None


def added_files(data_dir: Path) -> tuple[AddedFile, ...]:
    """Registered files in the order of their import, then loose ones by name.

    What a crash left behind in a document's own folder is in neither. Raises RegistryError.
    """
    folder = added_folder(data_dir)
    registered = [AddedFile(PREFIX + e.file, folder / e.file, e) for e in read_registry(data_dir)]
    loose = sorted(p for p in folder.glob("*") if p.is_file() and not p.name.startswith("."))
    return (*registered, *(AddedFile(PREFIX + p.name, p, None) for p in loose))


def read_added(file: AddedFile, reader: DocumentReader | None = None) -> ReadFile:
    """Read and parse an added file. Raises UnreadableFile."""
    if file.entry is None:
        return read_file(file.path, file.name, None, (), reader)
    return read_described(file.path, file.name, file.entry.id, file.entry.supplied, reader)


def read_described(
    path: Path, name: str, document_id: str, supplied: Supplied, reader: DocumentReader | None = None
) -> ReadFile:
    """Read a file as one document of a known id and with what the operator said of it."""
    record = DocumentRecord(
        id=document_id,
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
        supersedes=supplied.supersedes,
    )
    read = read_file(path, name, FileRecord(name, "", "", (record,)), (), reader)
    given = {field for field in Supplied.model_fields if getattr(supplied, field)}
    documents = tuple(replace(d, supplied=d.supplied & given) for d in read.parsed.documents)
    return replace(read, parsed=replace(read.parsed, documents=documents))
