"""Articles that were asked for by their number: shown whole, with all that stands under them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.pieces import Piece, whole, within
from assistant.retrieve import Found
from corpus.model import Clause, Corpus


def compose_addressed(corpus: Corpus, found: Found, most: int) -> tuple[Piece, ...]:
    """The looked-up articles, up to `most` characters."""
    pieces = [whole(clause) for article in _articles(found) for clause in corpus.subtree(article.id)]
    return within(pieces, most)


def _articles(found: Found) -> Sequence[Clause]:
    """Looked-up clauses; where the document was not named, only those of the first hit's document."""
    clauses = found.looked_up.clauses
    if found.question.documents or not found.hits:
        return clauses
    first = found.hits[0].passage.document
    return [c for c in clauses if c.document == first] or clauses
