"""What the doors use: an exchange is put down, its answer gets a name, and under that name it may be rated."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.model import Answer, Failure, Refusal, Reply
from web.feedback.model import Cited, Deletion, Door, Exchange, Rating, Reason, Value
from web.feedback.pseudonym import pseudonym
from web.feedback.store import Store
from web.feedback.writer import Writer

NEAREST = 3  # clauses that are kept of a refusal


@dataclass(frozen=True)
class Asked:
    """A question as it came in; `session` is the random key of an open page, or empty."""

    question: str
    history: tuple[str, ...]
    door: Door
    session: str
    waited_ms: float
    narrowed: bool = False  # only chosen documents were searched


class Recorder:
    """Keeps exchanges and ratings, without anybody waiting for the disk but who rates."""

    def __init__(self, writer: Writer, secret: bytes, now: Callable[[], float] = time.time) -> None:
        """`secret` turns session keys into pseudonyms; `now` counts seconds since 1970."""
        self._writer = writer
        self._secret = secret
        self._now = now

    def record(self, asked: Asked, reply: Reply) -> str | None:
        """Put down an exchange; the name under which it can be rated, None where it was not kept."""
        exchange = Exchange(
            id=secrets.token_urlsafe(16),
            asked_at=self._now(),
            session=pseudonym(self._secret, asked.session) if asked.session else None,
            door=asked.door,
            question=asked.question,
            history=asked.history,
            status=reply.status,
            kind=reply.kind.value if isinstance(reply, Answer) else "policy",
            answer=_text(reply),
            cited=_cited(reply),
            elapsed_ms=round(reply.elapsed_ms, 1),
            waited_ms=round(asked.waited_ms, 1),
            narrowed=asked.narrowed,
        )
        return exchange.id if self._writer.put(exchange) is not None else None

    def rate(
        self, answer_id: str, value: Value, reason: Reason | None = None, comment: str = ""
    ) -> Future[int] | None:
        """1 once a rating is on disk, 0 where no such answer is kept; None where too much waits."""
        return self._writer.put(Rating(answer_id, self._now(), value, reason, comment))

    def forget(self, pages: Sequence[str]) -> Future[int] | None:
        """Delete what was asked on pages of these keys, and its ratings: how many questions, once they are gone.

        What waits to be written comes first. None where too much waits.
        """
        return self._writer.put(Deletion(tuple(pseudonym(self._secret, page) for page in pages)))

    @contextmanager
    def kept(self) -> Iterator[Store]:
        """What is on disk, for the thread that asks. Raises StoreError, and sqlite3.Error inside."""
        store = self._writer.open_store()
        try:
            yield store
        finally:
            store.close()

    def close(self) -> None:
        """Write what waits."""
        self._writer.close()


def _text(reply: Reply) -> str:
    return reply.reason if isinstance(reply, Failure) else reply.text


def _cited(reply: Reply) -> tuple[Cited, ...]:
    match reply:
        case Answer():
            return tuple(Cited(c.clause_id, c.file, c.quote) for c in reply.citations)
        case Refusal():
            passages: Sequence[Cited] = [Cited(h.passage.clause_id, h.passage.file) for h in reply.hits]
            return tuple(dict.fromkeys(passages))[:NEAREST]
        case _:
            return ()
