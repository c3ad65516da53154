"""The text before what repeats it: a news item, a reprint or an older version yields to the same sentence there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compose.pieces import Piece, lead, part
from assistant.masked import masked
from assistant.question import Question
from assistant.same_text import SameText
from assistant.standing import instead_of
from assistant.versions import CHANGED, asks_for, is_replaced
from corpus.model import Corpus, Document
from corpus.sentences import Sentence, sentences

HELD = 0.85  # share of a repeated sentence's words that the text's own sentence must hold


def preferred(
    corpus: Corpus, same_text: SameText, question: Question, pieces: Sequence[Piece]
) -> tuple[Piece, ...]:
    """The pieces, those that repeat another document replaced by the sentences there, each once.

    Of an older version all pieces under one lead are replaced or none, for two versions make no answer.
    """
    runs: list[list[Piece]] = []
    for run in _runs(_of_one_version(corpus, question, pieces)):
        for document_id in dict.fromkeys(p.clause.document for p in run if p.clause):
            run = _instead(corpus, same_text, question, corpus.document(document_id), run)
        if runs and run[0].clause is None and run[0] == runs[-1][0]:
            runs[-1] += [p for p in run[1:] if p not in runs[-1]]  # both stand under one document now
        else:
            runs.append(list(dict.fromkeys(run)))
    return _each_once(runs)


def _each_once(runs: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
    """The pieces without what an earlier run has shown, and without leads that nothing follows."""
    shown: list[Piece] = []
    for run in runs:
        fresh = [p for p in run if p.clause is None or p not in shown]
        if any(p.clause for p in fresh) or not any(p.clause for p in run):
            shown += fresh
    return tuple(shown)


def _of_one_version(corpus: Corpus, question: Question, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those of the version not asked for, where the other's clause of that number is shown."""
    shown = {(p.clause.document, p.clause.addr) for p in pieces if p.clause}
    dropped: set[tuple[str, str]] = set()
    for document_id, addr in shown:
        document = corpus.document(document_id)
        newest = instead_of(corpus, document)
        if newest is not None and (newest.id, addr) in shown:
            older = is_replaced(question, document, newest)
            dropped.add((document_id if older else newest.id, addr))
    return [p for p in pieces if p.clause is None or (p.clause.document, p.clause.addr) not in dropped]


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces from one lead to the next."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.clause is None and run:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _instead(
    corpus: Corpus, same_text: SameText, question: Question, document: Document, run: list[Piece]
) -> list[Piece]:
    text, share, keeps_figures = _text_of(corpus, question, document)
    if text is None:
        return run
    out: list[Piece] = []
    for piece in run:
        own = piece.clause is not None and piece.clause.document == document.id
        found = _found(same_text, piece, text, share, keeps_figures) if own else None
        if own and not found and (not keeps_figures or run[0].clause is None):
            return run  # half of an older version, or half of what stands under the document's name
        out += found or [piece]
    if out[0] == lead(f"《{document.title}》"):
        out[0] = lead(f"《{text.title}》")
    return out


def _text_of(corpus: Corpus, question: Question, document: Document) -> tuple[Document | None, float, bool]:
    """The document that should speak instead, how much of a sentence it must hold, and whether its figures."""
    newest = instead_of(corpus, document)
    if is_replaced(question, document, newest):
        return newest, CHANGED, False
    older = [corpus.document(old) for old in document.supersedes if old in corpus.by_document_id]
    asked = [old for old in older if asks_for(question, old, document)]
    if len(asked) == 1:
        return asked[0], CHANGED, False
    told = document.reprint_of
    if document.summarises and not question.wants_talk and document.id not in question.documents:
        told = told or document.summarises
    return corpus.by_document_id.get(told or ""), HELD, True


def _found(
    same_text: SameText, piece: Piece, text: Document, share: float, keeps_figures: bool
) -> list[Piece] | None:
    """The sentences of a text that say what a piece says; None where one of them is missing there."""
    assert piece.clause is not None
    found: list[Piece] = []
    for sentence in sentences(piece.clause):
        if sentence.is_heading or not piece.start <= sentence.start < piece.end:
            continue
        same = _same(same_text, sentence, text, share, keeps_figures)
        if same is None:
            return None
        found.append(part(same, piece.kind))
    return found or None


def _same(
    same_text: SameText, sentence: Sentence, text: Document, share: float, keeps_figures: bool
) -> Sentence | None:
    values = masked(sentence.text).values
    for counterpart in same_text.counterparts(sentence, text.id):
        held = masked(counterpart.sentence.text).values
        if counterpart.share >= share and (not keeps_figures or set(values) <= set(held)):
            return counterpart.sentence
    return None
