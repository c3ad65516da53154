"""The assistant under evaluation, through the same object that its JSONL door hands out; and its confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.jsonl import Asks, to_dict
from assistant.refusal import Calibration
from assistant.retrieve import Found
from eval.case import Case
from eval.contract import outcome_of_reply
from eval.outcome import Outcome


class AssistantSystem:
    """Asks the assistant in this process."""

    def __init__(self, name: str, assistant: Asks) -> None:
        self.name = name
        self._assistant = assistant

    def run(self, case: Case) -> Outcome:
        """The reply to one case; its own clock is dropped so that the runner times all systems alike."""
        reply = self._assistant.ask(case.question, list(case.history))
        return replace(outcome_of_reply(to_dict(reply)), elapsed_ms=None)


class WatchedAssistant(Assistant):
    """Keeps what it found last, so that its confidence does not cost a second search."""

    last: Found | None = None

    def find(self, question: str, history: Sequence[str] = ()) -> Found:
        """As an assistant does."""
        self.last = super().find(question, history)
        return self.last


def confidence(assistant: WatchedAssistant, calibration: Calibration) -> float | None:
    """Probability 0..1 that what was asked last can be answered; of a comparison, that of its best part.

    To be called once after each question. None where no probability decides: what is addressed by number
    is there or is not, and for small talk nothing is searched.
    """
    found, assistant.last = assistant.last, None
    if found is None or found.looked_up.clauses or found.looked_up.missing or not found.hits:
        return None
    return max(calibration.probability(values) for values in assistant.judge(found))
