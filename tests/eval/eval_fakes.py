"""An embedder without a model, for tests of what is built on vectors."""

from __future__ import annotations

import numpy as np

from index.model import Embeddings, EmbedKind

DIM = 64


class CharacterEmbedder:
    """Counts characters by code point modulo 64: equal texts are equal, shared characters are near."""

    dim = DIM

    def __init__(self, name: str = "characters") -> None:
        self.name = name
        self.embedded: list[str] = []

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        self.embedded += texts
        rows = np.zeros((len(texts), DIM), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for char in text:
                row[ord(char) % DIM] += 1
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return Embeddings(rows, tuple(_characters(text) for text in texts))


def _characters(text: str) -> np.ndarray:
    """A unit row for each character."""
    return np.eye(DIM, dtype=np.float32)[[ord(char) % DIM for char in text]]
