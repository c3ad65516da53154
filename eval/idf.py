"""How much of a question's weight its evidence shares, in idf over the clauses of the corpus."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Tokenise = Callable[[str], Sequence[str]]


class IdfMass:
    """Inverse document frequencies, a clause counting as a document."""

    def __init__(self, texts: Iterable[str], tokenise: Tokenise) -> None:
        self._tokenise = tokenise
        self._count = 0
        self._frequency: Counter[str] = Counter()
        for text in texts:
            self._count += 1
            self._frequency.update(set(tokenise(text)))

    def idf(self, token: str) -> float:
        """ln(1 + (N - df + 0.5) / (df + 0.5)), as in BM25 (Robertson and Zaragoza 2009, Lucene's form)."""
        df = self._frequency[token]
        return math.log1p((self._count - df + 0.5) / (df + 0.5))

    def covered(self, question: str, evidence: str) -> float:
        """Share 0..1 of the question's idf mass whose tokens stand in the evidence; 0 without tokens."""
        tokens = set(self._tokenise(question))
        mass = math.fsum(self.idf(t) for t in tokens)
        shared = math.fsum(self.idf(t) for t in tokens & set(self._tokenise(evidence)))
        return shared / mass if mass else 0.0
