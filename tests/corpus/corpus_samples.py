"""Small ways to make what the corpus modules take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from corpus.address import AddressBook
from corpus.formats.reader import DocumentReader
from corpus.lines import Line, Placed, split_lines
from corpus.model import Clause, Corpus
from corpus.settings import CorpusSettings
from corpus.tree import TreeBuilder
from corpus.wiring import load_corpus

FILES = {
    "000": "000_c4958285404594e1.txt",
    "001": "001_ffedae64ed00790e.txt",
    "002": "002_f2acacaddcff9b90.txt",
    "003": "003_6ce8c0fec3734814.txt",
    "004": "004_2827c07ac34160d3.txt",
}
MakeFolder = Callable[[Mapping[str, bytes]], Path]


def load(folder: Path, reader: DocumentReader | None = None) -> Corpus:
    """The corpus of a folder, without what this machine's user has added."""
    return load_corpus(CorpusSettings(documents_dir=folder), with_added=False, reader=reader)


def lines_of(text: str) -> list[Line]:
    """Lines with ink."""
    return split_lines(text)


def placed(text: str) -> list[Placed]:
    """Lines with ink, as the tree builder takes them."""
    return [Placed(line) for line in split_lines(text)]


def clauses_of(text: str) -> list[Clause]:
    """The clauses of a text that is one document, called d."""
    return list(AddressBook("d", "d.txt", text).clauses(TreeBuilder(placed(text)).build()))


def outline(text: str) -> list[tuple[str, str]]:
    """Address and text of every clause."""
    return [(c.addr, c.text) for c in clauses_of(text)]
