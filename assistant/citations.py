"""The numbers of an answer's citations: one for each range that is quoted, however often."""

from __future__ import annotations

from assistant.compose.pieces import Piece
from assistant.export.footnotes import footnote
from assistant.model import Citation
from corpus.model import Corpus
from corpus.sentences import spans_of


class Citations:
    """Numbers ranges in the order in which they are first quoted. Belongs to one answer."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._held: dict[tuple[str, int, int], Citation] = {}

    @property
    def all(self) -> tuple[Citation, ...]:
        """In the order of their numbers."""
        return tuple(self._held.values())

    def number(self, piece: Piece) -> int:
        """The number of the range that is cited for a piece; `piece.clause` is not None."""
        source = piece.source
        assert source.clause is not None
        key = (source.clause.id, source.start, source.end)
        if key not in self._held:
            self._held[key] = self._citation(source, len(self._held) + 1)
        return self._held[key].n

    def _citation(self, piece: Piece, number: int) -> Citation:
        clause = piece.clause
        assert clause is not None
        document = self._corpus.document(clause.document)
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
            spans=spans_of(self._corpus, clause, piece.start, piece.end),
            status_note=document.status_note,
            footnote=footnote(self._corpus, clause),
        )
