"""Name a document that no record names: its title in pinyin and eight hex of its words."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from itertools import count

from pypinyin import lazy_pinyin

from corpus.fold import comparison_form

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


def free_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or with the first number from 2 on that nobody has.

    >>> free_id("a", ()), free_id("a", {"a", "a-2"})
    ('a', 'a-3')
    """
    return next(i for n in count(1) if (i := wanted if n == 1 else f"{wanted}-{n}") not in taken)


def words_hash(text: str) -> str:
    """Tells whether two files hold the same words, whatever their encoding, blanks, breaks and widths."""
    return hashlib.sha256(comparison_form(text).encode()).hexdigest()


def _ascii_only(run: str) -> str:
    return "".join(c for c in run if c.isascii() and c.isalnum())
