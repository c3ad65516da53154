"""Documents in the styles met in practice, each beside the tree that a reader gives it.

A `.tree` file holds facts of the document (`# number: …`), then a line per clause in reading order: address, address
of its parent (`-` at the top), its first characters and, where it matters what it takes in, its last ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.fold import comparison_form, fold_spans, is_blank
from corpus.model import Document
from corpus.parse import ParsedFile, parse_file

TEXTS = sorted(Path(__file__).parent.glob("*.txt"))


def parse(path: Path) -> ParsedFile:
    """A document that no record describes, as an office would drop it into the folder."""
    return parse_file(path.read_text(encoding="utf-8"), path.name, None, [])


def fact(document: Document, name: str) -> str:
    """A field as the tree files write it."""
    if name == "period":
        return f"{document.period.start_year}-{document.period.end_year}" if document.period else ""
    return str(getattr(document, name))


def test_there_are_enough_styles() -> None:
    assert len(TEXTS) >= 30
    assert [p.with_suffix(".tree").exists() for p in TEXTS] == [True] * len(TEXTS)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_the_tree_is_the_one_that_a_reader_gives_it(path: Path) -> None:
    parsed = parse(path)
    lines = path.with_suffix(".tree").read_text(encoding="utf-8").splitlines()
    facts = [line[2:].split(": ") for line in lines if line.startswith("# ")]
    expected = [
        [part if i < 2 else comparison_form(part) for i, part in enumerate(line.split(" | "))]
        for line in lines
        if not line.startswith("# ")
    ]
    prefix = f"{parsed.documents[0].id}#"
    found = [
        [c.addr, c.parent.removeprefix(prefix) if c.parent else "-", comparison_form(c.text)]
        for c in parsed.clauses
    ]
    cut = [
        [addr, parent, text[: len(row[2])] if row else text, *([text[-len(row[3]) :]] if row[3:] else [])]
        for (addr, parent, text), row in zip(found, [*expected, *[[]] * len(found)], strict=False)
    ]
    assert cut == expected
    assert [[name, fact(parsed.documents[0], name)] for name, _ in facts] == facts


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_every_character_is_in_one_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    parsed = parse(path)
    held = [0] * len(text)
    for start, end in [*(s for c in parsed.clauses for s in c.spans), *parsed.metadata, *parsed.furniture]:
        for i in range(start, end):
            held[i] += 1
    assert [i for i, char in enumerate(text) if not is_blank(char) and held[i] != 1] == []
    assert all(c.text == fold_spans(text, c.spans).text for c in parsed.clauses)
