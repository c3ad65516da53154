"""The assistant under evaluation, through the same object that its JSONL door hands out."""

from __future__ import annotations

from dataclasses import replace

from assistant.jsonl import Asks, to_dict
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
