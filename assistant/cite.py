"""Pieces of an answer to segments and citations: every [n] stands on an exact range of a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asks import Ask
from assistant.compose.pieces import Piece
from assistant.export.footnotes import footnote
from assistant.model import Citation, Segment, SegmentKind
from assistant.question import Question
from assistant.sentences import spans_of
from corpus.model import Corpus

_FIGURE = re.compile(
    r"\d[\d,.]*\s*(?:%|％|万亿|亿|万|个百分点|个|家|项|年|日|天|倍|座|人|EFLOPS|Gbps)?(?:元|件|公里|台|条|户)?(?:以上|左右|以内)?"
)


@dataclass(frozen=True)
class Cited:
    """An answer in all its forms."""

    text: str  # plain, with [n]
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]


def cite(corpus: Corpus, question: Question, pieces: Sequence[Piece]) -> Cited:
    """Number the pieces; a range that is quoted twice keeps its number."""
    citations: dict[tuple[str, int, int], Citation] = {}
    segments: list[Segment] = []
    out: list[str] = []
    previous: Piece | None = None
    for piece in pieces:
        if piece.clause is None:
            segments.append(Segment(SegmentKind.LEAD, piece.text))
            out.append(("\n" if out else "") + piece.text)
            previous = None
            continue
        key = (piece.clause.id, piece.start, piece.end)
        if key not in citations:
            citations[key] = _citation(corpus, piece, len(citations) + 1)
        number = citations[key].n
        segments.append(Segment(piece.kind, piece.text, (number,), _emphasis(question, piece.text)))
        follows = previous is None or (previous.clause is piece.clause and piece.kind is SegmentKind.QUOTE)
        out.append(("" if follows else "\n") + f"{piece.text}[{number}]")
        previous = piece
    return Cited("".join(out), tuple(segments), tuple(citations.values()))


def _citation(corpus: Corpus, piece: Piece, number: int) -> Citation:
    clause = piece.clause
    assert clause is not None
    document = corpus.document(clause.document)
    return Citation(
        n=number,
        clause_id=clause.id,
        document=document.id,
        title=document.title,
        number=document.number,
        address=clause.address,
        text=clause.text,
        quote=piece.text,
        file=clause.file,
        spans=spans_of(corpus, clause, piece.start, piece.end),
        status_note=document.status_note,
        footnote=footnote(corpus, clause),
    )


def _emphasis(question: Question, text: str) -> tuple[tuple[int, int], ...]:
    """Figures, where a figure is asked for."""
    if not question.wants(Ask.FIGURE, Ask.DATE):
        return ()
    return tuple(m.span() for m in _FIGURE.finditer(text))
