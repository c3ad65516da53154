"""What a document's standing is, in words: a draft, an older version, and since when."""

from __future__ import annotations

import re

from assistant import phrases
from corpus.model import Corpus, Document

# `corpus.versions` puts this behind a note; here it is a warning of its own.
_NEWER = re.compile(r"；?已有更新版本：.*$", re.S)
_EDITION = re.compile(r"[(（]([^()（）]*(?:草案|征求意见稿?|送审稿|讨论稿|公开征求意见)[^()（）]*)[)）]")
_SAYS_SO = re.compile(r"草案|征求意见|送审|讨论稿|非现行")


def note_of(document: Document) -> str:
    """The note that an answer from the document must carry, without what it says of newer versions."""
    return _NEWER.sub("", document.status_note or "")


def draft_note(document: Document) -> str:
    """That a text is a draft, and what its source lacks of it.

    >>> draft_note(Document("a", "某某条例（征求意见稿）", "a.txt", 1, 2))
    '征求意见稿，非现行文本'
    """
    note = note_of(document)
    if _SAYS_SO.search(note):
        return note.rstrip("。")
    edition = _EDITION.search(document.title)
    said = phrases.DRAFT.format(edition=edition[1] if edition else phrases.DRAFT_EDITION)
    gaps = (gap.what.rstrip("。") for gap in document.gaps)
    return "；".join((said, *([note.rstrip("。")] if note else ()), *gaps))


def newest_of(corpus: Corpus, document: Document) -> Document | None:
    """The newest version that replaces a document; None where none does or none is held."""
    seen = {document.id}
    newest = document
    while newest.superseded_by in corpus.by_document_id and newest.superseded_by not in seen:
        newest = corpus.document(newest.superseded_by or "")
        seen.add(newest.id)
    return newest if newest is not document else None


def version_facts(document: Document) -> str:
    """By what a version of the same title is told apart: （2024-01-05，苏府〔2024〕1号）."""
    day = document.written or document.published
    facts = "，".join(fact for fact in (str(day) if day else "", document.number or "") if fact)
    return f"（{facts}）" if facts else ""
