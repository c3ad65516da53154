"""One file of a documents folder to its text and what was parsed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.decode import UnreadableFile, read_text
from corpus.parse import ParsedFile, parse_file
from corpus.repairs import Repair
from corpus.sources import FileRecord

SUFFIXES = (".txt", ".md")


@dataclass(frozen=True)
class ReadFile:
    """The text that spans point into, and the documents that it holds."""

    text: str
    parsed: ParsedFile


def read_file(path: Path, name: str, record: FileRecord | None, repairs: Sequence[Repair]) -> ReadFile:
    """Read and parse one file; `name` is what its clauses carry as `file`. Raises UnreadableFile."""
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFile(f"文件《{name}》的格式暂不支持，未读取。可用格式：{'、'.join(SUFFIXES)}。")
    text = read_text(path)
    return ReadFile(text, parse_file(text, name, record, repairs))
