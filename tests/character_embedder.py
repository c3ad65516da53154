"""A small honest embedder for tests that need real vectors and no model."""

from __future__ import annotations

import hashlib

import numpy as np

from index.model import Embeddings, EmbedKind


class CharacterEmbedder:
    """Each character is a fixed random direction and a text is their mean: a true if modest embedder."""

    name = "characters-16"
    dim = 16

    def __init__(self) -> None:
        self.seen: list[str] = []

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        """Vectors of the texts; `seen` records what was asked."""
        self.seen += texts
        tokens = tuple(np.stack([_direction(c) for c in t or " "]).astype(np.float32) for t in texts)
        pooled = np.stack([t.mean(axis=0) for t in tokens])
        pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
        return Embeddings(pooled.astype(np.float32), tokens)


def _direction(char: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.sha256(char.encode()).digest()[:4], "little")
    vector = np.random.default_rng(seed).standard_normal(CharacterEmbedder.dim)
    return vector / np.linalg.norm(vector)
