"""What the pages need of an assistant."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from assistant.explain import Explanation
from assistant.model import Answer, Refusal
from corpus.model import Corpus


class Assistant(Protocol):
    """Answers, explains, and offers what to ask next."""

    @property
    def corpus(self) -> Corpus:
        """The documents that it answers from."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        cancelled: threading.Event | None = None,
        within: frozenset[str] | None = None,
    ) -> Answer | Refusal:
        """The reply to a question after earlier ones, oldest first; once `cancelled`, nothing is waited for.

        `within` are ids of the only documents that are searched; None: all.
        """

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        """How such a question is understood, and what is weighed for it."""

    def suggest(self, question: str, history: Sequence[str], reply: Answer | Refusal) -> tuple[str, ...]:
        """Next questions that the documents answer."""

    def prepare_suggestions(self, stop: Callable[[], bool]) -> int:
        """Try what may be offered, one after another, asking `stop` before each; says how many were tried."""
