"""What a document's standing is, in words: a draft, an older version, and since when."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant import phrases
from corpus.model import Corpus, Document, DocumentKind, Force
from corpus.titles import title_core

_core = lru_cache(maxsize=4_096)(title_core)
# `corpus.versions` puts this behind a note; here it is a warning of its own.
_NEWER = re.compile(r"；?已有更新版本：.*$", re.S)
_DRAFT = r"草案|征求意见稿|送审稿|讨论稿"
_EDITION = re.compile(rf"[(（]([^()（）]*(?:{_DRAFT})[^()（）]*)[)）]|({_DRAFT})$")
_GAPS_SAID = 3
_SAYS_SO = re.compile(r"草案|征求意见|送审|讨论稿|非现行")


def note_of(document: Document) -> str:
    """The note that an answer from the document must carry, without what it says of newer versions."""
    return _NEWER.sub("", document.status_note or "")


def is_draft(document: Document) -> bool:
    """Whether a text is a draft, by what is known of it or by its own title."""
    if document.force is Force.UNKNOWN and document.kind is DocumentKind.POLICY:
        return _EDITION.search(document.title) is not None
    return document.force is Force.DRAFT


def draft_note(document: Document) -> str:
    """That a text is a draft, and what its source lacks of it.

    >>> draft_note(Document("a", "某某条例（征求意见稿）", "a.txt", 1, 2))
    '征求意见稿，非现行文本'
    """
    note = note_of(document)
    if _SAYS_SO.search(note):
        return note.rstrip("。")
    edition = _EDITION.search(document.title)
    named = (edition[1] or edition[2]) if edition else phrases.DRAFT_EDITION
    said = phrases.DRAFT.format(edition=named)
    gaps = [gap.what.rstrip("。") for gap in document.gaps]
    if len(gaps) > _GAPS_SAID:  # a text with many pictures: the page of the document lists them all
        gaps[_GAPS_SAID:] = [f"另有 {len(gaps) - _GAPS_SAID} 处缺漏"]
    return "；".join((said, *([note.rstrip("。")] if note else ()), *gaps))


def newest_of(corpus: Corpus, document: Document) -> Document | None:
    """The newest version that replaces a document; None where none does or none is held."""
    seen = {document.id}
    newest = document
    while newest.superseded_by in corpus.by_document_id and newest.superseded_by not in seen:
        newest = corpus.document(newest.superseded_by or "")
        seen.add(newest.id)
    return newest if newest is not document else None


def instead_of(corpus: Corpus, document: Document) -> Document | None:
    """The text that stands instead: the newest version, or of a draft the text of that title that is none."""
    newest = newest_of(corpus, document)
    if newest is not None or not is_draft(document):
        return newest
    core = _core(document.title)
    for other in corpus.documents:
        alike = other.kind is DocumentKind.POLICY and core and _core(other.title) == core
        elsewhere = document.region and other.region and document.region != other.region
        if alike and not elsewhere and not is_draft(other):
            return newest_of(corpus, other) or other
    return None


def version_facts(document: Document) -> str:
    """By what a version of the same title is told apart: （2024-01-05，苏府〔2024〕1号）."""
    day = document.written or document.published
    facts = "，".join(fact for fact in (str(day) if day else "", document.number or "") if fact)
    return f"（{facts}）" if facts else ""
