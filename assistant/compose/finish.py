"""What every composition owes before it is cited: the standing text, its references, and who says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.follow import Follower
from assistant.compose.pieces import Piece
from assistant.compose.prefer import preferred
from assistant.disagree import Disagreements
from assistant.model import Hit
from assistant.question import Question
from assistant.same_text import SameText
from assistant.versions import standing
from corpus.model import Corpus
from corpus.references import Reference


class Finisher:
    """Works on pieces that a composition has chosen. Immutable; threads may share it."""

    def __init__(self, corpus: Corpus, most: int) -> None:
        """`most` characters of an answer with all that is shown behind it."""
        self._corpus = corpus
        self._most = most
        self._same_text = SameText(corpus)
        self._follower = Follower(corpus)
        self._disagreements = Disagreements(corpus, self._same_text)

    def standing(self, question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits to compose from: older versions yield where the newer one holds the same clause."""
        return standing(self._corpus, self._same_text, question, hits)

    def preferred(self, question: Question, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces as the text itself or its newest version has them."""
        return preferred(self._corpus, self._same_text, question, pieces)

    def followed(self, question: Question, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces with what they refer to behind them."""
        return self._follower.followed(question, pieces, self._most)

    def beside(self, question: Question, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        """The pieces with what other texts state instead behind them."""
        return self._disagreements.beside(question, pieces)

    def unresolved(self, pieces: Sequence[Piece]) -> tuple[Reference, ...]:
        """References of the pieces that lead to nothing held."""
        return self._follower.unresolved(pieces)
