"""Warnings that an answer must carry: drafts, ended periods, news instead of the text, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant import phrases
from assistant.model import Citation
from assistant.question import Question
from corpus.model import Corpus, Document, DocumentKind, Force, Gap


def warnings_for(
    corpus: Corpus,
    question: Question,
    citations: Sequence[Citation],
    gap: tuple[Document, Gap] | None,
    as_of: date,
) -> tuple[str, ...]:
    """Chinese sentences, each naming a fact about a document that is cited."""
    found: list[str] = []
    for document in dict.fromkeys(c.document for c in citations):
        found.extend(_about(corpus.document(document), question, as_of))
    if gap is not None:
        found.append(phrases.WARN_GAP.format(title=gap[0].title, gap=phrases.gap_phrase(gap[1].what)))
    return tuple(dict.fromkeys(found))


def _about(document: Document, question: Question, as_of: date) -> list[str]:
    found: list[str] = []
    if document.force is Force.DRAFT and document.status_note:
        found.append(document.status_note)
    period = document.period
    if question.about_now and period and period.end_year and period.end_year < as_of.year:
        found.append(
            phrases.WARN_ENDED.format(
                title=document.title, start=period.start_year or "", end=period.end_year
            )
        )
    if document.kind is not DocumentKind.POLICY and not question.wants_talk:
        found.append(phrases.WARN_NEWS.format(kind=document.kind.value, title=document.title))
    return found
