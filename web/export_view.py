"""What stands under an answer for its buttons: the question as it was asked, and the text to copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from assistant.export.plain import to_plain
from assistant.export.sheet import make_sheet
from assistant.model import Answer, AnswerKind, Refusal
from corpus.model import Corpus
from web.ask_filter import AskFilter


def payload(
    question: str,
    history: Sequence[str],
    reply: Answer | Refusal,
    corpus: Corpus,
    as_of: date,
    wanted: AskFilter | None = None,
) -> str | None:
    """A JSON object for the page's script; None of small talk, which nobody files.

    It is written so that neither a sanitiser nor the collapsing of blanks in HTML changes it.
    """
    if isinstance(reply, Answer) and reply.kind is AnswerKind.SMALL_TALK:
        return None
    copied = to_plain(make_sheet(question, reply, corpus, as_of))
    held: dict[str, object] = {"question": question, "history": list(history), "text": copied}
    if wanted is not None:
        held["filter"] = wanted.model_dump()
    plain = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    return "".join(c if c.isprintable() and c not in " <>&" else _escaped(c) for c in plain)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if not char.isascii() else f"\\u{ord(char):04x}"
