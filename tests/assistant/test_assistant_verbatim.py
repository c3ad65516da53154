"""No sentence of any answer that is not verbatim or a fixed phrase: proved over every dev question."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.assistant import Assistant
from corpus.settings import read_section
from eval.case import Case
from eval.devset import dev_files
from eval.ours import AssistantSystem
from eval.outcome import Outcome, Status
from eval.reading import read_cases
from eval.runner import run_system
from eval.settings import EvalSettings
from eval.verbatim import Verbatim

Replies = Sequence[tuple[Case, Outcome]]


def _silent(_: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def replies(real: Assistant) -> Replies:
    """Every question of both splits, asked once."""
    cases = read_cases(dev_files(read_section("eval", EvalSettings)))
    run = run_system(AssistantSystem("ours", real), cases, _silent)
    return list(zip(cases, run.outcomes, strict=True))


def test_every_piece_of_every_reply_is_verbatim_or_a_fixed_phrase(real: Assistant, replies: Replies) -> None:
    """On failure only the question's id and the piece are told: half of the questions are not to be read."""
    verbatim = Verbatim(real.corpus)
    offending = [
        f"{case.id} {unit.where}: {unit.text}"
        for case, outcome in replies
        for unit in verbatim.units(case, outcome)
        if not unit.proved
    ]
    assert not offending, "\n".join(offending)


def test_there_was_something_to_prove(replies: Replies) -> None:
    """Every reply has segments, every answer cites, and nothing failed."""
    assert len(replies) > 600
    for case, outcome in replies:
        assert outcome.status in (Status.ANSWERED, Status.REFUSED), case.id
        assert outcome.segments, case.id
        assert bool(outcome.citations) is (outcome.status is Status.ANSWERED), case.id
