"""One file of a documents folder to its text and what was parsed from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.formats.reader import DocumentReader
from corpus.parse import ParsedFile, parse_file
from corpus.repairs import Repair
from corpus.sources import FileRecord
from corpus.transcripts import Transcript, with_transcripts


@dataclass(frozen=True)
class ReadFile:
    """The text that spans point into, and the documents that it holds."""

    text: str
    parsed: ParsedFile
    pages: Mapping[int, int] = field(default_factory=dict)  # line -> 1-based page, where there are pages


def read_file(
    path: Path,
    name: str,
    record: FileRecord | None,
    repairs: Sequence[Repair],
    reader: DocumentReader | None = None,
    transcripts: Sequence[Transcript] = (),
) -> ReadFile:
    """Read and parse one file; `name` is what its clauses carry as `file`. Raises UnreadableFile.

    Whoever reads many files lends a `reader`, so that they share one reading process.
    """
    if reader is None:
        with DocumentReader() as own:
            return read_file(path, name, record, repairs, own, transcripts)
    found = with_transcripts(reader.read(path, name), transcripts, name)
    pages = {number: facts.page for number, facts in found.facts.items() if facts.page is not None}
    parsed = parse_file(found.text, name, record, repairs, found.facts, found.gaps)
    return ReadFile(found.text, parsed, pages)
