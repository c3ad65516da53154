"""One file of a documents folder to its text and what was parsed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.formats.reader import DocumentReader
from corpus.parse import ParsedFile, parse_file
from corpus.repairs import Repair
from corpus.sources import FileRecord


@dataclass(frozen=True)
class ReadFile:
    """The text that spans point into, and the documents that it holds."""

    text: str
    parsed: ParsedFile


def read_file(
    path: Path,
    name: str,
    record: FileRecord | None,
    repairs: Sequence[Repair],
    reader: DocumentReader | None = None,
) -> ReadFile:
    """Read and parse one file; `name` is what its clauses carry as `file`. Raises UnreadableFile.

    Whoever reads many files lends a `reader`, so that they share one reading process.
    """
    if reader is None:
        with DocumentReader() as own:
            return read_file(path, name, record, repairs, own)
    found = reader.read(path, name)
    return ReadFile(found.text, parse_file(found.text, name, record, repairs, found.facts, found.gaps))
