"""Which version of a document a question is about: the newest one, unless it asks for an older one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Hit
from assistant.normalise import normalise, years
from assistant.question import Question
from assistant.same_text import SameText
from assistant.standing import instead_of, is_draft
from corpus.model import Corpus, Document
from corpus.sentences import sentences

_OLD = re.compile(
    r"旧版|老版|原版|原来|原先|以前的|之前的|过去的|修订前|修改前|修正前|原办法|原规定|老办法|旧办法|旧规定|上一版|前一版|废止的"
)
_EDITION = re.compile(r"暂行|试行|草案|征求意见|送审|讨论稿|[一二三]审|审议稿")
CHANGED = 0.6  # share of an older version's sentence, figures aside, that the newer one's has kept


def asks_for(question: Question, document: Document, newest: Document) -> bool:
    """Whether a question means this version of a document and not the newest: by name, edition, year or 旧版."""
    if _OLD.search(question.text):
        return True
    if document.id in question.documents and newest.id not in question.documents:
        return True
    editions = set(_EDITION.findall(document.title)) - set(_EDITION.findall(newest.title))
    if editions & set(_EDITION.findall(question.text)) or (is_draft(document) and "草案" in question.text):
        return True
    own = _years(document) - _years(newest)
    return bool(own & set(question.years))


def is_replaced(question: Question, document: Document, newest: Document | None) -> bool:
    """Whether a newer version is held and the question does not ask for this one."""
    return newest is not None and newest.id != document.id and not asks_for(question, document, newest)


def version_asked_for(question: Question, document: Document, newest: Document | None) -> float:
    """1 of an older version that the question asks for, -1 of one that it does not; 0 of all others."""
    if newest is None or newest.id == document.id:
        return 0.0
    return 1.0 if asks_for(question, document, newest) else -1.0


def standing(corpus: Corpus, same_text: SameText, question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits without those of the version not asked for, where the other is found too and says all of it."""
    dropped: set[str] = set()
    for hit in hits:
        newest = instead_of(corpus, corpus.document(hit.passage.document))
        newer = [h for h in hits if newest is not None and h.passage.document == newest.id]
        if newest is None or not newer:
            continue
        if is_replaced(question, corpus.document(hit.passage.document), newest):
            dropped |= {hit.passage.id} if _says_all(corpus, same_text, newest.id, hit) else set()
        else:
            asked = hit.passage.document
            dropped |= {h.passage.id for h in newer if _says_all(corpus, same_text, asked, h)}
    return tuple(h for h in hits if h.passage.id not in dropped)


def _says_all(corpus: Corpus, same_text: SameText, document_id: str, hit: Hit) -> bool:
    """Whether a document holds each sentence of a hit, figures and some words aside."""
    said = (s for i in hit.passage.clause_ids for s in sentences(corpus.clause(i)) if not s.is_heading)
    best = (same_text.counterparts(sentence, document_id) for sentence in said)
    return all(found and found[0].share >= CHANGED for found in best)


def _years(document: Document) -> frozenset[int]:
    """Years by which people tell a version: in its title, of its period, of its dates."""
    period = document.period
    spanned = (
        range(period.start_year, period.end_year + 1)
        if period and period.start_year and period.end_year
        else ()
    )
    dates = (d.year for d in (document.written, document.published) if d)
    return frozenset({*years(normalise(document.title)), *spanned, *dates})
