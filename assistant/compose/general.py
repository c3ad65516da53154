"""A general question: the paragraph that answers, or the best sentences of several hits."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import phrases
from assistant.compose.fact import NEAR
from assistant.compose.pieces import Piece, in_order, lead, part
from assistant.model import SegmentKind
from assistant.pick import Scored
from corpus.model import Corpus
from corpus.sentences import Sentence, sentences

GENERAL_CHARS = 300  # of a paragraph that answers
MORE_CHARS = 140  # for what answers nearly as well elsewhere in the same document
UNSURE_CHARS = 250  # of sentences that share few words with the question: on tune .75 right with so many
# characters, .64 with 150, and .78 with some 530, which nobody reads
FAR = 0.3  # a sentence that scores so much less than the best is not shown
TRUSTED = 0.4  # a best sentence that scores this shares enough words with the question to be chosen by them
BESIDE = 0.55  # share of the best score that a further sentence of the same paragraph needs


def compose_general(corpus: Corpus, scored: Sequence[Scored], most: int = GENERAL_CHARS) -> tuple[Piece, ...]:
    """The paragraph of the best sentence; where that shares few words with the question, what else is near."""
    if scored[0].score >= TRUSTED:
        return in_order(_around(scored, most))
    said = [s for s in scored if not s.sentence.is_heading] or list(scored[:1])
    best, others = said[0].sentence, list[Sentence]()
    room = min(most, UNSURE_CHARS) - len(best.text)
    for item in said[1:]:
        if item.score >= said[0].score - FAR and len(item.sentence.text) <= room:
            others.append(item.sentence)
            room -= len(item.sentence.text)
    if not others:
        return (part(best),)
    also = Piece(SegmentKind.LEAD, None, phrase=phrases.ALSO_NEAR)
    return (part(best), also, *_named(corpus, best, in_order(others)))


def _around(scored: Sequence[Scored], most: int) -> list[Sentence]:
    """The paragraph of the best sentence, and what answers nearly as well in the same document."""
    best = scored[0]
    chosen = _paragraph(best.sentence)
    worth = {(s.sentence.clause.id, s.sentence.start) for s in scored if s.score >= BESIDE * best.score}
    chosen = [s for s in chosen if (s.clause.id, s.start) in worth] or [best.sentence]
    length = sum(len(s.text) for s in chosen)
    for other in scored:
        sentence = other.sentence
        near = other.score >= NEAR * best.score and not sentence.is_heading
        same = sentence.clause.document == best.sentence.clause.document
        fits = length + len(sentence.text) <= most + MORE_CHARS
        if near and same and fits and sentence not in chosen:
            chosen.append(sentence)
            length += len(sentence.text)
    return chosen


def _paragraph(sentence: Sentence) -> list[Sentence]:
    """The sentences, headings left out, of the line of its clause in which a sentence stands."""
    clause = sentence.clause
    start = clause.text.rfind("\n", 0, sentence.start) + 1
    end = clause.text.find("\n", sentence.end)
    end = len(clause.text) if end < 0 else end
    return [s for s in sentences(clause) if start <= s.start < end and not s.is_heading]


def _named(corpus: Corpus, best: Sentence, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Pieces of other documents than the best sentence's under their titles, so that none passes for another's."""
    out: list[Piece] = []
    before = best.clause.document
    for piece in pieces:
        assert piece.clause is not None
        document = piece.clause.document
        if document != before:
            out.append(lead(f"《{corpus.document(document).title}》"))
        out.append(piece)
        before = document
    return tuple(out)
