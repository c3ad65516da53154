"""What is read out of the clauses does not depend on how the files are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_samples import MakeFolder, load

from corpus.bodies import find_bodies
from corpus.fold import comparison_form
from corpus.model import Corpus
from corpus.references import find_references
from corpus.targets import find_targets

_WIDE = str.maketrans("0123456789%,:()", "０１２３４５６７８９％，：（）")
DRESSES: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "full width": lambda text: text.translate(_WIDE),
    "blanks at the ends of lines": lambda text: text.replace("\n", " \u00a0\n"),
}


Read = tuple[list[tuple[object, ...]], ...]


def _read(corpus: Corpus) -> Read:
    targets = [
        (t.clause_id, comparison_form(t.indicator), t.comparator, t.low, t.high, t.unit, t.year, t.scope)
        for t in find_targets(corpus)
    ]
    bodies = [(b.clause_id, b.role, comparison_form(b.name)) for b in find_bodies(corpus)]
    references = [(r.clause_id, comparison_form(r.text), r.target) for r in find_references(corpus)]
    return targets, bodies, references


@pytest.fixture(scope="module")
def undressed(shipped: Corpus) -> Read:
    """What is read of the files as they ship."""
    return _read(shipped)


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_is_read(undressed: Read, folder_with: MakeFolder, shipped_folder: Path, dress: str) -> None:
    changed = {
        path.name: DRESSES[dress](path.read_bytes().decode()).encode()
        for path in shipped_folder.glob("*.txt")
    }
    again = _read(load(folder_with(changed)))
    for read, expected in zip(again, undressed, strict=True):
        assert read == expected
