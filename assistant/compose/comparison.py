"""A comparison: each place or document answers for itself, under its own name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant import phrases
from assistant.compose.pieces import Piece, lead, within
from assistant.model import Hit, SegmentKind
from assistant.question import Question
from assistant.retrieve import Found
from corpus.model import Corpus

PART_CHARS = 400  # of one part of a comparison

Plain = Callable[[Question, Sequence[Hit], int], tuple[Piece, ...]]  # composes one part, up to a length
PlacesOf = Mapping[str, frozenset[str]]  # the places that each passage, by id, speaks for


def compose_comparison(
    corpus: Corpus, places: PlacesOf, plain: Plain, found: Found, most: int
) -> tuple[Piece, ...]:
    """What each part says, and of a part that says nothing, that nothing was found; up to `most` characters."""
    pieces: list[Piece] = []
    for part in found.parts:
        label = _label(corpus, part)
        own = plain(part.question, own_hits(places, part), PART_CHARS)
        missing = Piece(SegmentKind.LEAD, None, phrase=phrases.PART_MISSING.format(place=label))
        pieces.append(lead(label) if own else missing)
        pieces.extend(own)
    return within(pieces, most)


def own_hits(places: PlacesOf, part: Found) -> Sequence[Hit]:
    """Hits of the part's own document or place, else those that mention it; none are filled in from elsewhere."""
    question = part.question
    named = [h for h in part.hits if h.passage.document in question.documents]
    local = [h for h in part.hits if set(question.places) & places[h.passage.id]]
    mentioned = [h for h in part.hits if any(p in h.passage.text for p in question.named_places)]
    elsewhere = () if question.places and not question.documents else part.hits
    return named or local or mentioned or elsewhere


def _label(corpus: Corpus, part: Found) -> str:
    question = part.question
    if question.places and not question.documents:
        return question.places[0]
    document = question.documents[0] if question.documents else part.hits[0].passage.document
    return f"《{corpus.document(document).title}》"
