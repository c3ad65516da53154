"""Clauses to sentences: verbatim, with the exact place of each in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.fold import fold_spans
from corpus.model import Clause, Corpus, Span

_END = "。！？!?"
_CLOSERS = "”’\"'》）)」』】"
_OPEN, _CLOSE = "“‘《（(「『【", "”’》）)」』】"
LONGEST = 160  # characters: a longer sentence is also cut at ； so that an answer can stay short


@dataclass(frozen=True)
class Sentence:
    """One sentence of one clause's own text."""

    clause: Clause
    start: int  # offsets into clause.text
    end: int
    is_heading: bool

    @property
    def text(self) -> str:
        """The sentence as it stands, folded."""
        return self.clause.text[self.start : self.end]


def ranges(text: str, longest: int = LONGEST) -> tuple[tuple[int, int], ...]:
    """Half-open ranges of the sentences of folded text, in order, trimmed, none empty.

    A full stop inside quotes or brackets ends no sentence; a newline always does.

    >>> text = "一、目标。到2025年，“两个。三”完成（含。）！好"
    >>> [text[a:b] for a, b in ranges(text)]
    ['一、目标。', '到2025年，“两个。三”完成（含。）！', '好']
    """
    found: list[tuple[int, int]] = []
    start, depth, i = 0, 0, 0
    while i < len(text):
        char = text[i]
        if char == "\n":
            found.append((start, i))
            start, depth = i + 1, 0
        elif char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in _END and depth == 0:
            while i + 1 < len(text) and text[i + 1] in _CLOSERS + _END:
                i += 1
            found.append((start, i + 1))
            start = i + 1
        i += 1
    found.append((start, len(text)))
    cut = [piece for a, b in found for piece in _cut_long(text, a, b, longest)]
    trimmed = [_trim(text, a, b) for a, b in cut]
    return tuple((a, b) for a, b in trimmed if a < b)


def _cut_long(text: str, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    if end - start <= longest:
        return [(start, end)]
    cuts = [m.end() + start for m in re.finditer("[；;]", text[start:end])]
    edges = [start, *cuts, end]
    return list(pairwise(edges))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


@lru_cache(maxsize=16_384)
def sentences(clause: Clause, longest: int = LONGEST) -> tuple[Sentence, ...]:
    """The sentences of a clause's own text."""
    heading = re.sub(r"\s", "", (clause.number or "") + (clause.heading or "")).rstrip("。:：")
    return tuple(
        Sentence(clause, a, b, _is_heading(clause.text[a:b], heading, clause))
        for a, b in ranges(clause.text, longest)
    )


def _is_heading(text: str, heading: str, clause: Clause) -> bool:
    plain = re.sub(r"\s", "", text).rstrip("。:：")
    bare = re.sub(r"\s", "", clause.heading or "").rstrip("。:：")
    return bool(heading) and plain in {heading, bare}


def spans_of(corpus: Corpus, clause: Clause, start: int, end: int) -> tuple[Span, ...]:
    """Where `clause.text[start:end]` stands in the clause's file."""
    return fold_spans(corpus.texts[clause.file], clause.spans).spans_of(start, end)
