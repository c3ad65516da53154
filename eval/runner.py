"""Run systems on cases, one after another, and keep every outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from eval.case import Case
from eval.outcome import Outcome, Run, Status, System
from eval.probability import Confidence

Progress = Callable[[str], None]  # takes one Chinese line
Clock = Callable[[], float]  # seconds
PROGRESS_EVERY = 50  # cases


def run_system(
    system: System,
    cases: Sequence[Case],
    progress: Progress,
    confidence: Confidence | None = None,
    clock: Clock = perf_counter,
) -> Run:
    """The outcome of every case, in order.

    The time of a case is measured here, around the whole call, so that all systems are timed alike;
    recorded replies keep their own. What `confidence` costs is not counted.
    """
    outcomes: list[Outcome] = []
    for number, case in enumerate(cases, 1):
        started = clock()
        outcome = system.run(case)
        if outcome.elapsed_ms is None and outcome.status is not Status.MISSING:
            outcome = replace(outcome, elapsed_ms=(clock() - started) * 1_000)
        if confidence is not None:
            outcome = replace(outcome, probability=confidence())
        outcomes.append(outcome)
        if number % PROGRESS_EVERY == 0 or number == len(cases):
            progress(f"{system.name}：已完成 {number}/{len(cases)} 题")
    return Run(system.name, tuple(outcomes))


@dataclass(frozen=True)
class FixedOutcomes:
    """Replies known beforehand, by case id; a case without one is missing."""

    name: str
    by_id: dict[str, Outcome]

    def run(self, case: Case) -> Outcome:
        """The recorded outcome."""
        return self.by_id.get(case.id, Outcome(Status.MISSING))
