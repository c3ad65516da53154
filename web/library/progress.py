"""How far a change of the library has come, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """Where a change stands."""

    IDLE = "idle"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Progress:
    """The change that runs, or the last one that ran since the service was started."""

    phase: Phase = Phase.IDLE
    task: str = ""  # Chinese: 收录《…》
    doing: str = ""  # Chinese: the step at hand, or how it ended
    done: int = 0
    of: int = 0  # 0: nobody knows how much there is to do
    number: int = 0  # counts the changes, so that a page knows whether it looks at its own
    href: str = ""  # of a page that shows what was done

    def to_dict(self) -> dict[str, object]:
        """As JSON."""
        return {
            "phase": self.phase.value, "task": self.task, "doing": self.doing, "done": self.done,
            "of": self.of, "number": self.number, "href": self.href,
        }  # fmt: skip
