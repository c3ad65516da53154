"""Search words from a language model: added to what is searched for, and never anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.normalise import normalise, years
from assistant.places import mentions
from assistant.question import Question

MOST = 8  # words that a model may add; more would drown the question's own
_WORD = re.compile(r"[\u3400-\u9fffA-Za-z0-9+.%-]{2,12}")
_SEPARATORS = re.compile(r"[\s,、;/|]+")
_NO_LIST = re.compile(r"[。!?<>{}\[\]`:]")  # marks of prose, code or markup: not the words asked for


class Rewriter(Protocol):
    """Anything that knows words of policy for a question; must bear calls from several threads."""

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        """Search words for a question after earlier ones, oldest first; None where there are none.

        Never raises because a service fails: a search goes on without it.
        """


def widened(question: Question, rewriter: Rewriter | None, history: Sequence[str] = ()) -> Question:
    """The question, and each part of a comparison, with the words that a model adds to its search."""
    reply = rewriter.rewrite(question.text, history) if rewriter is not None else None
    words = search_words(reply or "", question.text)
    parts = tuple(replace(part, rewritten=words) for part in question.parts)
    return replace(question, rewritten=words, parts=parts)


def search_words(reply: str, question: str) -> tuple[str, ...]:
    """At most `MOST` plain words of a model's reply that the normalised question does not say itself.

    Places and years are left out: which of them are meant, the user's own words decide.

    >>> search_words("数据中心、绿色节能 机房, 江苏 2025年", "机房费电吗")
    ('数据中心', '绿色节能')
    >>> search_words("好的。您可以搜索：数据中心", "机房费电吗")
    ()
    """
    seen = "".join(c for c in reply if c.isspace() or unicodedata.category(c)[0] != "C")
    text = normalise(seen)
    if _NO_LIST.search(text):
        return ()
    words = (w for w in _SEPARATORS.split(text) if _WORD.fullmatch(w))
    kept = (w for w in words if w not in question and not mentions(w) and not years(w))
    return tuple(dict.fromkeys(kept))[:MOST]
