"""A vector for every sentence: which sentence of a passage answers is not told by shared words alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.model import Corpus
from corpus.sentences import sentences
from index.manifest import text_key
from index.trail import make_trail

Place = tuple[str, int]  # clause id, and where in the clause's text a sentence starts


@dataclass(frozen=True)
class SentenceVectors:
    """Pooled vectors of the sentences of a corpus, each embedded below its heading trail."""

    rows: Mapping[Place, int]
    vectors: NDArray[np.float32]  # (m, dim), unit rows; equal texts share one

    def similar(self, query: NDArray[np.float32], places: Sequence[Place]) -> NDArray[np.float32]:
        """Inner products `(k,)`, -1..1, of a unit query `(dim,)` with k sentences; 0 for unknown ones."""
        known = [(i, self.rows[place]) for i, place in enumerate(places) if place in self.rows]
        result = np.zeros(len(places), np.float32)
        if known:
            at, rows = zip(*known, strict=True)
            result[list(at)] = self.vectors[list(rows)] @ query
        return result


def sentence_texts(corpus: Corpus) -> dict[Place, str]:
    """What the model reads of each sentence: the headings above it, then the sentence."""
    found: dict[Place, str] = {}
    for clause in corpus.clauses:
        trail = make_trail(corpus, clause.document, clause)
        for sentence in sentences(clause):
            found[clause.id, sentence.start] = f"{trail}\n{sentence.text}"
    return found


def sentences_hash(texts: Mapping[Place, str]) -> str:
    """Hash of every sentence and its place."""
    digest = hashlib.sha256()
    for place, text in texts.items():
        digest.update(f"{place}{text}".encode())
    return digest.hexdigest()


def placed(texts: Mapping[Place, str], keys: Sequence[str], vectors: NDArray[np.float32]) -> SentenceVectors:
    """The stored vectors `(m, dim)`, parallel to the text keys, at the places of this corpus."""
    row_of = {key: row for row, key in enumerate(keys)}
    return SentenceVectors({place: row_of[text_key(text)] for place, text in texts.items()}, vectors)
