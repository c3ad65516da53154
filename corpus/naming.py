"""Name a document that no record names: its title in pinyin and eight hex of its words."""

from __future__ import annotations

import hashlib

from pypinyin import lazy_pinyin

_SLUG_CHARS = 40


def document_id(title: str, content: str) -> str:
    """An id for a document; `content` is all its words in comparison form.

    >>> document_id("算力券（试行）", "算力券试行")
    'suan-li-quan-shi-xing-d93e63cc'
    """
    return f"{slug(title)}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def slug(title: str) -> str:
    """A title in pinyin, for ids: at most 40 characters a-z, 0-9 and -."""
    words = "-".join(part for part in lazy_pinyin(title, errors=_ascii_only) if part).lower()
    return words[:_SLUG_CHARS].strip("-") or "document"  # a title of marks alone has no pinyin


def _ascii_only(run: str) -> str:
    return "".join(c for c in run if c.isascii() and c.isalnum())
