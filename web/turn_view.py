"""One turn of the chat as HTML: a question and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.explain import Explanation
from assistant.explain_words import RAW
from assistant.model import Answer, AnswerKind, Failure, Refusal
from corpus.model import Corpus
from web.answer_view import blocks
from web.ask_filter import AskFilter
from web.evidence_view import evidence, nearest
from web.export_view import payload
from web.templating import one_block, render
from web.trace_view import trace_view

EVIDENCE_SHOWN = 4  # cards that stand open; a table of ten values would push its buttons far down


def _turn(state: str, question: str, explained: Explanation | None = None, **values: object) -> str:
    trace = trace_view(explained) if explained else None
    filled = {
        "done": True,
        "payload": None,
        "reading": None,
        "shown": EVIDENCE_SHOWN,
        "rating": None,
        **values,
    }
    return one_block(render("turn.html", state=state, question=question, trace=trace, raw=RAW, **filled))


def render_loading(question: str, waited_seconds: int = 0) -> str:
    """The turn while the documents are being searched, or a language model writes; 0 says no time."""
    return _turn("loading", question, waited=waited_seconds, done=False)


def render_answer(
    question: str,
    answer: Answer,
    corpus: Corpus,
    as_of: date,
    shown: int | None = None,
    explained: Explanation | None = None,
    history: Sequence[str] = (),
    rating: str | None = None,
    wanted: AskFilter | None = None,
) -> str:
    """The turn with the first `shown` segments, or complete with its evidence; `explained` adds the trace.

    `history` are the questions before it, and `wanted` chose the documents: its buttons ask it again so.
    `rating` is the name under which it can be rated.
    """
    done = shown is None or shown >= len(answer.segments)
    return _turn(
        "answered",
        question,
        explained,
        blocks=blocks(answer.segments if done else answer.segments[:shown], answer.citations),
        plain=answer.text if not answer.segments else None,
        warnings=answer.warnings,
        reading=answer.reading,
        payload=payload(question, history, answer, corpus, as_of, wanted) if done else None,
        evidence=evidence(answer.citations, corpus, as_of) if done else (),
        rating=rating if done and answer.kind is AnswerKind.POLICY else None,
        done=done,
    )


def render_refusal(
    question: str,
    refusal: Refusal,
    corpus: Corpus,
    as_of: date,
    explained: Explanation | None = None,
    history: Sequence[str] = (),
    rating: str | None = None,
    wanted: AskFilter | None = None,
) -> str:
    """The turn of a question that the documents held do not answer."""
    # The text usually begins with the reason: the reason is the headline then, and what follows goes below.
    begins = refusal.text.startswith(refusal.reason)
    headline = refusal.reason if begins else refusal.text
    detail = refusal.text.removeprefix(refusal.reason) if begins else refusal.reason
    return _turn(
        "refused",
        question,
        explained,
        headline=headline,
        detail=detail,
        warnings=refusal.warnings,
        reading=refusal.reading,
        payload=payload(question, history, refusal, corpus, as_of, wanted),
        rating=rating,
        nearest=nearest(refusal.hits, corpus, as_of),
    )


def render_failure(question: str, failure: Failure) -> str:
    """The turn of a question that broke; it never looks like "no answer"."""
    return _turn("failed", question, reason=failure.reason)


def render_hint(question: str, text: str) -> str:
    """The turn of a question that cannot be asked as it stands: what to do about it."""
    return _turn("hint", question, reason=text)


def render_stopped(question: str) -> str:
    """The turn that its reader stopped."""
    return _turn("stopped", question)
