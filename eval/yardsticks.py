"""What outcomes are judged by, made once for a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Corpus
from eval.contiguity import Contiguity
from eval.quoting import Quoting
from eval.verbatim import Verbatim


@dataclass(frozen=True)
class Yardsticks:
    """One of each, over the same corpus."""

    corpus: Corpus
    contiguity: Contiguity
    quoting: Quoting
    verbatim: Verbatim

    @classmethod
    def of(cls, corpus: Corpus) -> Yardsticks:
        """The yardsticks of a corpus."""
        return cls(corpus, Contiguity(corpus), Quoting(corpus), Verbatim(corpus))
