"""BM25 over search tokens, prebuilt, and how much of a question's weight a passage's words cover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.words import tokenize

if TYPE_CHECKING:
    from bm25s import BM25

K1 = 1.5  # saturation of term frequency; bm25s' default
B = 0.75  # strength of length normalisation; the usual value


class Lexicon:
    """A BM25 index of n texts with the inverse document frequency of every token."""

    def __init__(self, bm25: BM25) -> None:
        self._bm25 = bm25
        self._vocabulary: dict[str, int] = bm25.vocab_dict
        self._columns: NDArray[np.int64] = np.asarray(bm25.scores["indptr"], np.int64)
        self._rows: NDArray[np.int64] = np.asarray(bm25.scores["indices"], np.int64)
        self._values: NDArray[np.float32] = np.asarray(bm25.scores["data"], np.float32)
        self.count = int(bm25.scores["num_docs"])

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexicon:
        """Index the texts."""
        import bm25s

        bm25 = bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy")  # type: ignore[no-untyped-call]  # no annotations
        bm25.index([tokenize(t) for t in texts], show_progress=False)
        return cls(bm25)

    def save(self, folder: Path) -> None:
        """Write bm25s' own files."""
        self._bm25.save(str(folder), show_progress=False)  # type: ignore[no-untyped-call]  # no annotations

    @classmethod
    def load(cls, folder: Path) -> Lexicon:
        """Read what `save` wrote."""
        import bm25s

        return cls(bm25s.BM25.load(str(folder), show_progress=False))

    def idf(self, token: str) -> float:
        """ln(1 + (n - df + 0.5) / (df + 0.5)); an unknown token weighs most (Lucene's form of BM25)."""
        df = len(self._column(token))
        return math.log1p((self.count - df + 0.5) / (df + 0.5))

    def idf_mass(self, text: str) -> float:
        """Sum of idf over the distinct tokens of a text."""
        return math.fsum(self.idf(t) for t in set(tokenize(text)))

    def scores(self, question: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """BM25 `(n,) float32`, >= 0, and covered share of the question's idf mass `(n,) float32`, 0..1."""
        bm25 = np.zeros(self.count, np.float32)
        covered = np.zeros(self.count, np.float32)
        mass = 0.0
        for token in sorted(set(tokenize(question))):
            weight = self.idf(token)
            mass += weight
            rows = self._column(token)
            if len(rows):
                at = self._columns[self._vocabulary[token]]
                bm25[rows] += self._values[at : at + len(rows)]
                covered[rows] += weight
        return bm25, (covered / mass if mass else covered).astype(np.float32)

    def _column(self, token: str) -> NDArray[np.int64]:
        """Positions of the texts that hold a token."""
        at = self._vocabulary.get(token)
        if at is None:
            return self._rows[:0]
        return self._rows[self._columns[at] : self._columns[at + 1]]
