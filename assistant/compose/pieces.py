"""What an answer is made of: verbatim ranges of clauses, in reading order, fitted to a length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.model import SegmentKind
from corpus.model import Clause
from corpus.sentences import Sentence, sentences


@dataclass(frozen=True)
class Piece:
    """A verbatim range of one clause's own text, or a fixed phrase."""

    kind: SegmentKind
    clause: Clause | None
    start: int = 0
    end: int = 0
    phrase: str = ""

    @property
    def text(self) -> str:
        """What is shown, without [n]."""
        return self.clause.text[self.start : self.end] if self.clause else self.phrase

    @property
    def cited(self) -> bool:
        """Whether it quotes a clause."""
        return self.clause is not None

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that it quotes."""
        return (self.clause,) if self.clause else ()

    @property
    def source(self) -> Piece:
        """The range that is cited for it."""
        return self


def lead(label: str) -> Piece:
    """The line above the pieces of one place or document."""
    return Piece(SegmentKind.LEAD, None, phrase=phrases.PART_LEAD.format(place=label))


def whole(clause: Clause, kind: SegmentKind = SegmentKind.QUOTE) -> Piece:
    """All of a clause's own text."""
    return Piece(kind, clause, 0, len(clause.text))


def part(sentence: Sentence, kind: SegmentKind = SegmentKind.QUOTE) -> Piece:
    """One sentence of a clause."""
    return Piece(kind, sentence.clause, sentence.start, sentence.end)


def in_order(chosen: Sequence[Sentence]) -> tuple[Piece, ...]:
    """Sentences in the order in which they stand in their document, documents in the order of their choice."""
    order = {document: n for n, document in enumerate(dict.fromkeys(s.clause.document for s in chosen))}
    ordered = sorted(chosen, key=lambda s: (order[s.clause.document], s.clause.spans[0].start, s.start))
    return tuple(part(s) for s in ordered)


def _repeats(piece: Piece, kept: Sequence[Piece]) -> bool:
    """Whether the source prints the same paragraph of one document again, as the magazine does."""
    clause = piece.clause
    if clause is None or clause.repeat_of is None:
        return False
    return any(
        k.clause is not None and k.clause.document == clause.document and k.text == piece.text for k in kept
    )


def within(pieces: Sequence[Piece], most: int) -> tuple[Piece, ...]:
    """Whole pieces up to `most` characters; the one that crosses them is cut at a sentence."""
    kept: list[Piece] = []
    room = most
    for piece in pieces:
        if not piece.text or _repeats(piece, kept):
            continue
        if len(piece.text) > room and piece.clause is not None:
            ends = [s.end for s in sentences(piece.clause) if s.end - piece.start <= room]
            if ends and ends[-1] > piece.start:
                kept.append(Piece(piece.kind, piece.clause, piece.start, ends[-1]))
            break
        kept.append(piece)
        room -= len(piece.text)
    return tuple(kept)
