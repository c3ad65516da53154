"""A general question: the paragraph that answers, or the best sentences of several hits."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.fact import NEAR
from assistant.compose.pieces import Piece, in_order, lead
from assistant.pick import Scored
from assistant.sentences import Sentence, sentences
from corpus.model import Corpus

GENERAL_CHARS = 300  # from the first hit
GENERAL_MORE = (140, 140)  # from each further hit
TRUSTED = 0.4  # a best sentence that scores this shares enough words with the question to be chosen by them
BESIDE = 0.55  # share of the best score that a sentence of the same paragraph needs where not all fit


def compose_general(corpus: Corpus, scored: Sequence[Scored], most: int = GENERAL_CHARS) -> tuple[Piece, ...]:
    """The best sentences of the first hit, then the best one of each of the next hits that is near."""
    if scored[0].score >= TRUSTED:
        return in_order(_around(scored, most))
    chosen: list[Sentence] = []
    for hit, room in enumerate((most, *GENERAL_MORE)):
        length = 0
        for item in (s for s in scored if s.hit == hit and not s.sentence.is_heading):
            if length + len(item.sentence.text) <= room or not (length or hit):
                chosen.append(item.sentence)
                length += len(item.sentence.text)
    return _named(corpus, in_order(chosen or [scored[0].sentence]))


def _around(scored: Sequence[Scored], most: int) -> list[Sentence]:
    """The paragraph of the best sentence, and what answers nearly as well in the same document."""
    best = scored[0]
    chosen = _paragraph(best.sentence)
    if sum(len(s.text) for s in chosen) > most:
        worth = {(s.sentence.clause.id, s.sentence.start) for s in scored if s.score >= BESIDE * best.score}
        chosen = [s for s in chosen if (s.clause.id, s.start) in worth] or [best.sentence]
    length = sum(len(s.text) for s in chosen)
    for other in scored:
        sentence = other.sentence
        near = other.score >= NEAR * best.score and not sentence.is_heading
        same = sentence.clause.document == best.sentence.clause.document
        fits = length + len(sentence.text) <= most + GENERAL_MORE[0]
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


def _named(corpus: Corpus, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Pieces of several documents, each group under its document's title, so that none passes for another's."""
    documents = [p.clause.document for p in pieces if p.clause]
    if len(set(documents)) < 2:
        return pieces
    out: list[Piece] = []
    for piece, document, before in zip(pieces, documents, (None, *documents), strict=False):
        if document != before:
            out.append(lead(f"《{corpus.document(document).title}》"))
        out.append(piece)
    return tuple(out)
