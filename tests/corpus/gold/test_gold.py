"""The shipped files against a list that was written by hand from the sources, before the parser was asked.

`clauses.jsonl` holds a line per heading and clause: its address, the 1-based line at which it starts and its
first six characters; where its whole extent was noted, the lines (`+` joins what the scan tore apart) and its
last six. `decided` is the reason where list and parser differed and the list was the one to give way.
`files.toml` holds what is no clause: furniture and metadata by line, and each document's title and first line.
"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from corpus.fold import comparison_form, is_blank
from corpus.model import Clause, Corpus

GOLD = Path(__file__).parent
MIN_COVERAGE = 0.995
ROWS = [json.loads(line) for line in (GOLD / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
FILES = tomllib.loads((GOLD / "files.toml").read_text(encoding="utf-8"))["file"]
FILE_OF = {document["id"]: file["name"] for file in FILES for document in file["document"]}


def lines_of(ranges: list[list[int]]) -> set[int]:
    """Line numbers of inclusive ranges."""
    return {n for first, last in ranges for n in range(first, last + 1)}


def lines_of_spec(spec: str) -> set[int]:
    """Line numbers of a specification.

    >>> sorted(lines_of_spec("185+195-196"))
    [185, 195, 196]
    """
    parts = (part.partition("-") for part in spec.split("+"))
    return {n for first, _, last in parts for n in range(int(first), int(last or first) + 1)}


@dataclass(frozen=True)
class Inked:
    """A file's text with what holds each character that carries ink, counted without the parser's roles."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of each line."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """1-based line of an offset."""
        return bisect_right(self.starts, offset)

    def ink(self, start: int = 0, end: int | None = None) -> Iterator[int]:
        """Offsets of characters that carry ink."""
        for i in range(start, len(self.text) if end is None else end):
            if not is_blank(self.text[i]):
                yield i

    @cached_property
    def lines_with_ink(self) -> set[int]:
        """Lines that are not blank."""
        return {n for n, line in enumerate(self.text.split("\n"), 1) if any(not is_blank(c) for c in line)}


@pytest.fixture(scope="module")
def inked(shipped: Corpus) -> Mapping[str, Inked]:
    """Each shipped file."""
    return {name: Inked(text) for name, text in shipped.texts.items()}


@pytest.fixture(scope="module")
def holders(shipped: Corpus) -> Mapping[str, Mapping[int, list[str]]]:
    """For each file, the clauses that hold a character, by its offset."""
    held: dict[str, dict[int, list[str]]] = {name: {} for name in shipped.texts}
    for clause in shipped.clauses:
        for start, end in clause.spans:
            for i in range(start, end):
                held[clause.file].setdefault(i, []).append(clause.id)
    return held


def own_lines(clause: Clause, file: Inked) -> set[int]:
    """Lines whose ink a clause holds."""
    return {file.line(i) for start, end in clause.spans for i in file.ink(start, end)}


def test_the_list_is_as_long_as_it_claims_and_speaks_of_each_address_once() -> None:
    assert len(ROWS) > 1000
    assert sum("last" in row for row in ROWS) > 1000  # clauses noted with both their ends
    assert max(Counter((row["document"], row["addr"]) for row in ROWS).values()) == 1
    assert {row["document"] for row in ROWS} <= set(FILE_OF)


def test_the_list_quotes_the_sources(shipped: Corpus) -> None:
    for row in ROWS:
        source = shipped.texts[FILE_OF[row["document"]]].split("\n")
        assert comparison_form(source[row["line"] - 1]).startswith(comparison_form(row["first"])), row
        if "lines" in row:
            last = int(re.split(r"[+-]", row["lines"])[-1])
            assert comparison_form(source[last - 1]).endswith(comparison_form(row["last"])), row


def test_every_heading_stands_at_its_address(
    shipped: Corpus, inked: Mapping[str, Inked], holders: Mapping[str, Mapping[int, list[str]]]
) -> None:
    wrong = []
    for row in ROWS:
        name = FILE_OF[row["document"]]
        first = next(inked[name].ink(inked[name].starts[row["line"] - 1]))
        expected = f"{row['document']}#{row['addr']}"
        if holders[name].get(first) != [expected] or not comparison_form(
            shipped.clause(expected).text
        ).startswith(comparison_form(row["first"])):
            wrong.append((expected, row["line"], holders[name].get(first)))
    assert wrong == []


def test_clauses_hold_exactly_their_lines_and_begin_and_end_as_noted(
    shipped: Corpus, inked: Mapping[str, Inked]
) -> None:
    furniture = {file["name"]: lines_of(file["furniture"]) for file in FILES}
    wrong = []
    for row in ROWS:
        if "lines" not in row:
            continue
        name = FILE_OF[row["document"]]
        clause = shipped.clause(f"{row['document']}#{row['addr']}")
        expected = (lines_of_spec(row["lines"]) & inked[name].lines_with_ink) - furniture[name]
        text = comparison_form(clause.text)
        ends = text.startswith(comparison_form(row["first"])), text.endswith(comparison_form(row["last"]))
        if own_lines(clause, inked[name]) != expected or ends != (True, True):
            wrong.append((clause.id, row["lines"], clause.text[:6], clause.text[-6:]))
    assert wrong == []


def test_no_numbered_heading_is_found_that_the_list_does_not_know(shipped: Corpus) -> None:
    known = {(row["document"], row["addr"]) for row in ROWS}
    extra = [c.id for c in shipped.clauses if c.number is not None and (c.document, c.addr) not in known]
    assert extra == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file["name"][:3])
def test_coverage_counted_against_the_list(
    file: dict[str, object], inked: Mapping[str, Inked], holders: Mapping[str, Mapping[int, list[str]]]
) -> None:
    name = str(file["name"])
    no_text = lines_of(file["furniture"]) | lines_of(file["metadata"])  # type: ignore[arg-type]  # TOML lists
    text = [i for i in inked[name].ink() if inked[name].line(i) not in no_text]
    held = holders[name]
    assert sum(i in held for i in text) / len(text) >= MIN_COVERAGE
    assert [i for i in inked[name].ink() if len(held.get(i, ())) > 1] == []
    assert sorted({inked[name].line(i) for i in inked[name].ink() if i in held} & no_text) == []


@pytest.mark.parametrize("role", ["furniture", "metadata"])
@pytest.mark.parametrize("file", FILES, ids=lambda file: file["name"][:3])
def test_furniture_and_metadata_are_the_lines_of_the_list(
    shipped: Corpus, inked: Mapping[str, Inked], file: dict[str, object], role: str
) -> None:
    name = str(file["name"])
    spans = (shipped.furniture if role == "furniture" else shipped.metadata)[name]
    found = {inked[name].line(i) for start, end in spans for i in inked[name].ink(start, end)}
    expected = lines_of(file[role]) & inked[name].lines_with_ink  # type: ignore[arg-type]  # TOML lists
    assert (sorted(found - expected), sorted(expected - found)) == ([], [])


def test_each_file_is_split_into_its_documents(shipped: Corpus) -> None:
    listed = [
        (d["id"], file["name"], d["first_line"], comparison_form(d["title"]))
        for file in FILES
        for d in file["document"]
    ]
    found = [(d.id, d.file, d.first_line, comparison_form(d.title)) for d in shipped.documents]
    assert sorted(found) == sorted(listed)
