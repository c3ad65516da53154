"""What one open page remembers: its turns, held in that page's own session and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace

from web.ask_filter import AskFilter


@dataclass(frozen=True)
class Turn:
    """A question, its HTML, and whether later questions may refer to it."""

    question: str
    html: str
    counts: bool = False
    history: tuple[str, ...] = ()  # the questions before it with which it was asked
    filter: AskFilter | None = None  # of the documents that it was put to


@dataclass(frozen=True)
class Session:
    """The turns of one open page, oldest first; the last one may still be running."""

    turns: tuple[Turn, ...] = ()
    key: str = ""  # random, the page's own or given with the first question kept; stored as a pseudonym
    earlier: tuple[str, ...] = ()  # questions before the first turn, which only the browser still shows

    def begin(
        self,
        question: str,
        html: str,
        limit: int,
        history: tuple[str, ...] = (),
        wanted: AskFilter | None = None,
    ) -> Session:
        """Add a turn that is asked after `history`; the oldest beyond `limit` are forgotten."""
        turns = (*self.turns, Turn(question, html, history=history, filter=wanted))
        return replace(self, turns=turns[-limit:])

    def update(self, html: str, counts: bool = False) -> Session:
        """Show something else for the last turn."""
        return replace(self, turns=(*self.turns[:-1], replace(self.turns[-1], html=html, counts=counts)))

    def resumed(self, earlier: tuple[str, ...], again: bool) -> Session:
        """Before a new question: after those that the browser remembers, and without the last one if `again`.

        Where turns are held they count, and what the browser says of them is not needed.
        """
        if self.turns:
            return replace(self, turns=self.turns[:-1]) if again else self
        return replace(self, earlier=earlier)

    @property
    def history(self) -> tuple[str, ...]:
        """Earlier questions that were answered or refused, oldest first."""
        return (*self.earlier, *(turn.question for turn in self.turns if turn.counts))

    @property
    def past_html(self) -> str:
        """All turns but the last one."""
        return "".join(turn.html for turn in self.turns[:-1])

    @property
    def live_html(self) -> str:
        """The last turn."""
        return self.turns[-1].html if self.turns else ""
