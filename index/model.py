"""The nouns of the index: passages, their vectors, and what a search returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.model import Span

EmbedKind = Literal["query", "passage"]


@dataclass(frozen=True)
class Passage:
    """Contiguous text in reading order under one parent: what is embedded, ranked and shown.

    A passage is one clause (or a window of a long one), or a parent's own text followed by whole
    subtrees of its children, or a run of whole sibling subtrees.
    """

    id: str  # stable: first clause id, last clause id, window
    document: str  # document id
    clause_id: str  # lowest common ancestor of clause_ids
    clause_ids: tuple[str, ...]  # in reading order
    trail: str  # document title and headings above, joined by " › "; embedded, not shown as text
    text: str  # folded own texts joined by newlines, at most 600 characters
    file: str
    spans: tuple[Span, ...]  # cover exactly `text`, in reading order


@dataclass(frozen=True)
class Embeddings:
    """Vectors of n texts from one forward pass."""

    pooled: NDArray[np.float32]  # (n, dim), unit rows
    tokens: tuple[
        NDArray[np.float32], ...
    ]  # n arrays (length, width), unit rows of the tokens that carry words; width is mostly dim
    spans: tuple[NDArray[np.int64], ...] = ()  # n arrays (length, 2): where in its text each token stands


class Embedder(Protocol):
    """Anything that turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Identifies model and weights; vectors of different names are never mixed."""

    @property
    def dim(self) -> int:
        """Dimension of all vectors."""

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        """Vectors of the texts, in order."""


@dataclass(frozen=True)
class Reach:
    """Which passages a search brings up."""

    depth: int = 100  # so many of the nearest by vector, and as many by words
    extra: Sequence[int] = ()  # positions that are scored however far they are
    only: NDArray[np.int64] | None = None  # (k,) ascending positions: nothing stands at any other; None: all


USUAL = Reach()


@dataclass(frozen=True)
class Candidates:
    """Passages that a question brought up, with each raw score; arrays are parallel, order is free."""

    positions: NDArray[np.int64]  # (m,) unique positions into Index.passages
    dense: NDArray[np.float32]  # (m,) inner product of pooled unit vectors, -1..1, higher is nearer
    lexical: NDArray[np.float32]  # (m,) BM25, >= 0, higher is nearer
    late: NDArray[np.float32]  # (m,) MaxSim: mean over question tokens of the best match, -1..1
    coverage: NDArray[np.float32]  # (m,) share 0..1 of the question's idf mass that the passage's words cover


@dataclass(frozen=True)
class TokenMatches:
    """How well each token of a question is met by each of n passages."""

    spans: NDArray[np.int64]  # (length, 2): where in the question each token stands
    similar: NDArray[np.float32]  # (n, length), best inner product with a token of the passage, -1..1
