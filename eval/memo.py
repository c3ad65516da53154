"""Questions embedded once for all configurations, without making any of them look faster than it is."""

from __future__ import annotations

from time import perf_counter

from index.model import Embedder, Embeddings, EmbedKind


class QuestionMemo:
    """An embedder that remembers single questions, and what each of them cost."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.dim = embedder.dim
        self._embedder = embedder
        self._known: dict[str, tuple[Embeddings, float]] = {}
        self._saved_s = 0.0

    def embed(self, texts: list[str], kind: EmbedKind) -> Embeddings:
        """As the embedder does. Passages are not remembered: there are many, and none comes twice."""
        if kind != "query" or len(texts) != 1:
            return self._embedder.embed(texts, kind)
        known = self._known.get(texts[0])
        if known is not None:
            self._saved_s += known[1]
            return known[0]
        started = perf_counter()
        made = self._embedder.embed(texts, kind)
        self._known[texts[0]] = made, perf_counter() - started
        return made

    def clock(self) -> float:
        """Seconds, ahead of the wall clock by all that was saved: a system timed by it pays for every question."""
        return perf_counter() + self._saved_s
