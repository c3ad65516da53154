"""Text that the source of a document lacks, where a question asks for it."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.naming import flat
from assistant.retrieve import Found
from corpus.model import Corpus, Document, Gap

_TOP = 3  # hits whose documents count as near


def gap_strength(found: Found, gap: tuple[Document, Gap] | None) -> float:
    """How surely a gap holds what is asked for: two of its words, and the first hit beside it."""
    if gap is None:
        return 0.0
    document, hole = gap
    plain = _without_names(flat(found.question.text).lower(), document)
    words = sum(flat(topic).lower() in plain for topic in hole.topics)
    beside = bool(found.hits) and found.hits[0].passage.document == document.id
    return min(words, 2) / 2 * (1.0 if beside else 0.5)


def _without_names(plain: str, document: Document) -> str:
    """The question without the document's own names: 上海27条 asks for the document, not for its 27条."""
    for name in sorted((document.title, *document.short_names), key=len, reverse=True):
        plain = plain.replace(flat(name).lower(), " ")
    return plain


def gap_asked_for(corpus: Corpus, found: Found) -> tuple[Document, Gap] | None:
    """Text that the source does not hold and that the question uses the words of."""
    near = {h.passage.document for h in found.hits[:_TOP]} | set(found.question.documents)
    text = flat(found.question.text).lower()
    for document in corpus.documents:
        if document.id not in near:
            continue
        plain = _without_names(text, document)
        for gap in document.gaps:
            asked = [topic for topic in gap.topics if topic and flat(topic).lower() in plain]
            if any(not _is_stated(corpus, found, document, topic) for topic in asked):
                return document, gap
    return None


def _is_stated(corpus: Corpus, found: Found, document: Document, topic: str) -> bool:
    """Whether a figure is asked for and the document states one of the topic: PUE降低到1.3以下 is no gap."""
    if found.question.ask is not Ask.FIGURE:
        return False
    # a list of indicators that only counts them, as in 普及率、渗透率等7项指标, states none
    stated = re.compile(rf"{re.escape(topic)}[^,，。;；、]{{0,12}}\d", re.I)
    return any(
        stated.search(corpus.clause(clause_id).text)
        for hit in found.hits
        if hit.passage.document == document.id
        for clause_id in hit.passage.clause_ids
    )
