"""Articles that were asked for by their number: shown whole, with all that stands under them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.heads import label
from assistant.compose.pieces import Piece, part, whole, within
from assistant.model import SegmentKind
from assistant.retrieve import Found
from corpus.model import Clause, ClauseKind, Corpus
from corpus.sentences import sentences

SECTION_CHARS = 900  # a section is shown whole up to this length


def compose_addressed(corpus: Corpus, found: Found, most: int) -> tuple[Piece, ...]:
    """The looked-up articles and sections, up to `most` characters; of a document's particular its sentence."""
    if found.looked_up.stated:
        return (part(found.looked_up.stated),)
    return within([p for clause in _articles(found) for p in compose_whole(corpus, clause)], most)


def compose_whole(corpus: Corpus, clause: Clause) -> tuple[Piece, ...]:
    """A clause with all that stands under it; of a long section what its parts begin with."""
    under = list(corpus.subtree(clause.id))
    children = corpus.children(clause.id)
    # a heading alone says nothing: it stands above its members as a label
    head = (
        (whole(clause),)
        if not children or any(not s.is_heading for s in sentences(clause))
        else label(clause)
    )
    if clause.kind is not ClauseKind.SECTION or sum(len(c.text) for c in under) <= SECTION_CHARS:
        return (*head, *(whole(c) for c in under[1:]))
    heads = [part(sentences(c)[0], SegmentKind.ITEM) for c in children if c.text]
    return (*head, *heads) if heads else (whole(clause),)


def _articles(found: Found) -> Sequence[Clause]:
    """Looked-up clauses; where the document was not named, only those of the first hit's document."""
    clauses = found.looked_up.clauses
    if found.question.documents or not found.hits:
        return clauses
    first = found.hits[0].passage.document
    return [c for c in clauses if c.document == first] or clauses
