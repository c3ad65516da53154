"""Words of a question weighed by how rare they are in the corpus: character pairs, no dictionary."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from corpus.fold import comparison_form

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.%+]*", re.I)
# Pairs that ask instead of naming anything; they must not count as words that the answer lacks.
_ASKING = re.compile(
    r"请问|什么|哪些|哪个|哪几|哪里|哪儿|多少|怎么样?|怎样|如何|为什么|为啥|是不是|有没有|能不能|可不可以|需不需要|要不要|会不会|谁来|是谁|由谁|谁|啥|"
    r"吗|呢|吧|啊|呀|咱们?|我们?|你们?|他们?|俺|一下|告诉|帮我?|看看|说说|讲讲|列出|介绍|具体|一共|总共|到底|究竟|目前|现在|想知道|想问|查一下|查查|"
    r"规定了?|里面?|里头|文件|政策|关于|对于|应该|应当|可以|需要|的话|时候|这个|那个|这些|那些|[的了着过和与及]"
)


@lru_cache(maxsize=16_384)  # the same few thousand sentences are weighed again for every question
def pieces(text: str) -> frozenset[str]:
    """Character pairs of Han runs and whole Latin or digit runs, in comparison form.

    >>> sorted(pieces("5G基站 建设"))
    ['5g', '基站', '建设', '站建']
    """
    found: set[str] = set()
    for run in _RUNS.findall(comparison_form(text)):
        if run[0].isascii():
            found.add(run.lower())
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def content(question: str) -> frozenset[str]:
    """Pieces of a normalised question without the words that only ask."""
    return frozenset().union(*(pieces(part) for part in _ASKING.split(question) if part)) - {""}


def asking_ranges(question: str) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the words of a normalised question that only ask."""
    return tuple(m.span() for m in _ASKING.finditer(question))


class TermWeights:
    """Inverse document frequency of pieces over the clauses of a corpus. Immutable."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self._n = 0
        for text in texts:
            counts.update(pieces(text))
            self._n += 1
        self._weights = {piece: self._idf(df) for piece, df in counts.items()}
        self._counts = counts
        self._unknown = self._idf(0)
        self._mass = lru_cache(maxsize=16_384)(self._sum)

    def _idf(self, df: int) -> float:
        return math.log(1 + (self._n - df + 0.5) / (df + 0.5))

    def weight(self, piece: str) -> float:
        """BM25's idf, > 0; highest for a piece that the corpus does not hold."""
        return self._weights.get(piece, self._unknown)

    def known(self, piece: str) -> bool:
        """Whether any clause holds the piece."""
        return piece in self._counts

    def common(self, clauses: int) -> tuple[str, ...]:
        """Pieces that at least so many clauses hold."""
        return tuple(piece for piece, count in self._counts.items() if count >= clauses)

    def mass(self, wanted: frozenset[str]) -> float:
        """Sum of the weights."""
        return self._mass(wanted)

    def _sum(self, wanted: frozenset[str]) -> float:
        return math.fsum(map(self.weight, wanted))

    def share(self, wanted: frozenset[str], held: frozenset[str]) -> float:
        """Share 0..1 of the wanted mass that is held; 0 where nothing is wanted."""
        total = self._mass(wanted)
        # the overlap is seldom met again, so it does not belong in the memory
        return self._sum(wanted & held) / total if total else 0.0
