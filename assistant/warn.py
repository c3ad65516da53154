"""Warnings that an answer must carry: each names a document that it cites and a fact about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant import phrases
from assistant.asks import Ask
from assistant.model import Citation
from assistant.places import NATION
from assistant.question import Question
from assistant.standing import draft_note, is_draft, newest_of, note_of, version_facts
from corpus.model import Copy, Corpus, Document, DocumentKind, Force, Gap
from corpus.references import Reference
from corpus.titles import title_core

_IN_FORCE = re.compile(
    r"现行|(?:施行|实施|生效|执行)了?[吗没么]|在?执行吗|还在?用|管用"
)  # asks about now too


def warnings_for(
    corpus: Corpus,
    question: Question,
    citations: Sequence[Citation],
    gap: tuple[Document, Gap] | None,
    as_of: date,
    unresolved: Sequence[Reference] = (),
) -> tuple[str, ...]:
    """Chinese sentences, each once: documents in the order of their citation, then references, then the gap."""
    cited = [corpus.document(d) for d in dict.fromkeys(c.document for c in citations)]
    found: list[str] = []
    for document in cited:
        found += _standing(corpus, document, named=len(cited) > 1)
        found += _ended(document, question, as_of)
        found += _not_the_text(corpus, document, question, cited)
    for reference in unresolved:
        title = corpus.document(reference.document).title
        found.append(phrases.WARN_REFERENCE.format(title=title, text=reference.text, reason=reference.reason))
    if gap is not None and not _is_answered(question, citations, gap):
        found.append(phrases.WARN_GAP.format(title=gap[0].title, gap=phrases.gap_phrase(gap[1].what)))
    return tuple(dict.fromkeys(found))


def warnings_about_named(
    corpus: Corpus, question: Question, as_of: date, shown: Sequence[str] = ()
) -> tuple[str, ...]:
    """What a refusal must say of the documents that the question names: a draft, replaced, its period over.

    The same of those `shown`, by id, as the nearest.
    """
    found: list[str] = []
    for document in map(corpus.document, dict.fromkeys((*question.documents, *shown))):
        found += _standing(corpus, document, named=True)
        found += _ended(document, question, as_of)
    return tuple(dict.fromkeys(found))


def warnings_about_place(
    corpus: Corpus, question: Question, citations: Sequence[Citation], places: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """Of a question without a place that one place's part of a collection answers, whose rules these are.

    `places` are those that each clause, by id, speaks for.
    """
    if question.places or question.inherited or question.parts:
        return ()
    collected = [c for c in citations if corpus.document(c.document).region is None]
    found = {place for c in collected for place in places.get(c.clause_id, frozenset({NATION}))}
    if len(found) != 1 or NATION in found or not question.wants(Ask.CONDITION, Ask.PROCEDURE):
        return ()
    return (phrases.WARN_ONE_PLACE.format(place=found.pop()),)


def _standing(corpus: Corpus, document: Document, named: bool) -> list[str]:
    """Draft, replaced, no longer in force; `named` where a note must say whose it is."""
    found: list[str] = []
    if is_draft(document):
        note = draft_note(document)
        found.append(phrases.WARN_NOTE.format(title=document.title, note=note) if named else note)
    elif document.kind is DocumentKind.POLICY and (note := note_of(document)):
        found.append(phrases.WARN_NOTE.format(title=document.title, note=note.rstrip("。")))
    newest = newest_of(corpus, document)
    if newest is not None:
        template = (
            phrases.WARN_REVISED
            if title_core(newest.title) == title_core(document.title)
            else phrases.WARN_REPLACED
        )
        facts = version_facts(newest)
        found.append(template.format(title=document.title, newest=newest.title, facts=facts))
    if document.force is Force.EXPIRED:
        found.append(phrases.WARN_EXPIRED.format(title=document.title))
    return found


def _ended(document: Document, question: Question, as_of: date) -> list[str]:
    period = document.period
    if period is None or not period.end_year or period.end_year >= as_of.year:
        return []
    later = any(year > period.end_year for year in question.years)
    if not (question.about_now or later or _IN_FORCE.search(question.text)):
        return []
    return [phrases.WARN_ENDED.format(title=document.title, years=_years(period.start_year, period.end_year))]


def _years(start: int | None, end: int) -> str:
    return f"{start}—{end}年" if start else f"截至{end}年"


def _not_the_text(
    corpus: Corpus, document: Document, question: Question, cited: Sequence[Document]
) -> list[str]:
    """News, explanations and reprints, with the text that is held of them."""
    scope = phrases.ALL_OF_IT if len(cited) == 1 else phrases.PART_OF_IT
    if document.kind is not DocumentKind.POLICY:
        if question.wants_talk:
            return []
        text = corpus.by_document_id.get(document.summarises or "")
        note = note_of(document)
        if text is not None:
            said = phrases.NEWS_TEXT.format(text=text.title)
        else:
            said = f"{note.rstrip('。')}。" if note and not is_draft(document) else phrases.NEWS_ONLY
        return [
            phrases.WARN_NEWS.format(scope=scope, kind=document.kind.value, title=document.title, said=said)
        ]
    if document.copy is not Copy.REPRINT:
        return []
    original = corpus.by_document_id.get(document.reprint_of or "")
    if original is None:
        return [phrases.WARN_REPRINT_ONLY.format(scope=scope, title=document.title)]
    template = (
        phrases.WARN_REPRINT if original.title != document.title else phrases.WARN_REPRINT_OF_THE_SAME_TITLE
    )
    return [template.format(scope=scope, title=document.title, original=original.title)]


def _is_answered(question: Question, citations: Sequence[Citation], gap: tuple[Document, Gap]) -> bool:
    """Whether the words of the question that belong to the gap stand in the answer after all."""
    text = question.text.lower()
    asked = [topic.lower() for topic in gap[1].topics if topic.lower() in text]
    quoted = "\n".join(c.quote for c in citations).lower()
    return bool(asked) and all(topic in quoted for topic in asked)
