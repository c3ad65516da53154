"""What the page sends along with a question: what was asked before it, and how it is meant."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from web.ask_filter import AskFilter, read_filter

# 128 random bits and more: whoever holds it may delete what was kept under it (web/feedback/deletion.py).
PAGE_KEY = r"^[A-Za-z0-9_-]{22,64}$"


@dataclass(frozen=True)
class Context:
    """The circumstances of a question."""

    earlier: tuple[str, ...] = ()  # questions of this conversation that the browser remembers, oldest first
    again: bool = False  # takes the place of the last question instead of following it
    filter: AskFilter | None = None
    page: str = ""  # the random key under which this page's questions are kept; empty: it has none


def read_context(value: str | None) -> Context:
    """The circumstances as the page's script wrote them; what cannot be read says nothing.

    >>> read_context('{"earlier": ["苏州呢？", 3], "again": true}')
    Context(earlier=('苏州呢？',), again=True, filter=None, page='')
    >>> read_context("<script>")
    Context(earlier=(), again=False, filter=None, page='')
    >>> read_context('{"page": "short"}').page
    ''
    """
    try:
        held = json.loads(value or "{}")
    except (ValueError, RecursionError):
        return Context()
    if not isinstance(held, dict):
        return Context()
    earlier, page = held.get("earlier"), held.get("page")
    wanted = read_filter(held["filter"]) if isinstance(held.get("filter"), dict) else None
    return Context(
        tuple(q for q in earlier if isinstance(q, str)) if isinstance(earlier, list) else (),
        held.get("again") is True,
        wanted if wanted is not None and wanted.is_on else None,
        page if isinstance(page, str) and re.fullmatch(PAGE_KEY, page, re.ASCII) else "",
    )
