"""Pieces of an answer to segments and citations: every [n] stands on an exact range of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citations import Citations
from assistant.cite_table import cite_table
from assistant.compose.pieces import Piece
from assistant.compose.table import Table
from assistant.emphasis import emphasis
from assistant.model import Citation, Segment, SegmentKind
from assistant.question import Question
from corpus.model import Corpus


@dataclass(frozen=True)
class Cited:
    """An answer in all its forms."""

    text: str  # plain, with [n]
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]


def cite(corpus: Corpus, question: Question, pieces: Sequence[Piece]) -> Cited:
    """Number the pieces; a range that is quoted twice keeps its number."""
    citations = Citations(corpus)
    segments: list[Segment] = []
    out: list[str] = []
    previous: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Table):
            segment, text = cite_table(citations, question, piece)
            segments.append(segment)
            out.append(("\n" if out else "") + text)
            previous = None
            continue
        if piece.clause is None:
            segments.append(Segment(SegmentKind.LEAD, piece.text))
            out.append(("\n" if out else "") + piece.text)
            previous = None
            continue
        number = citations.number(piece)
        segments.append(Segment(piece.kind, piece.text, (number,), emphasis(question, piece.text)))
        follows = previous is None or (previous.clause is piece.clause and piece.kind is SegmentKind.QUOTE)
        out.append(("" if follows else "\n") + f"{piece.text}[{number}]")
        previous = piece
    return Cited("".join(out), tuple(segments), citations.all)
