"""The table of exchanges and ratings: one object for one connection, used by one thread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from web.feedback.model import Cited, Door, Exchange, Rated, Rating, Reason, Value
from web.feedback.schema import connect

_COLUMNS = "id, asked_at, session, door, question, history, status, kind, answer, cited, elapsed_ms, waited_ms, narrowed"
_JOINED = (
    "SELECT e.id, e.asked_at, e.session, e.door, e.question, e.history, e.status, e.kind, e.answer, e.cited,"
    " e.elapsed_ms, e.waited_ms, e.narrowed, r.rated_at, r.value, r.reason, r.comment"
    " FROM exchange e LEFT JOIN rating r ON r.exchange = e.id"
)


class Store:
    """Exchanges and ratings on disk. Methods raise sqlite3.Error where the disk does not serve."""

    def __init__(self, path: Path, busy_timeout_seconds: float = 10.0) -> None:
        """Opens, and makes where there is none. Raises StoreError."""
        self._db = connect(path, busy_timeout_seconds)

    def close(self) -> None:
        """End the connection."""
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that is written inside is on disk afterwards, or nothing of it."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:  # some errors of the disk have ended it already
                self._db.execute("ROLLBACK")

    def add(self, exchange: Exchange) -> None:
        """Keep an exchange."""
        self._db.execute(
            f"INSERT INTO exchange ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                exchange.id,
                exchange.asked_at,
                exchange.session,
                exchange.door.value,
                exchange.question,
                json.dumps(exchange.history, ensure_ascii=False),
                exchange.status,
                exchange.kind,
                exchange.answer,
                json.dumps([[c.clause_id, c.file, c.quote] for c in exchange.cited], ensure_ascii=False),
                exchange.elapsed_ms,
                exchange.waited_ms,
                int(exchange.narrowed),
            ),
        )

    def rate(self, rating: Rating) -> bool:
        """Keep a rating in place of an earlier one; False where there is no such exchange."""
        reason = rating.reason.value if rating.reason else None
        written = self._db.execute(
            "INSERT OR REPLACE INTO rating (exchange, rated_at, value, reason, comment)"
            " SELECT id, ?, ?, ?, ? FROM exchange WHERE id = ?",
            (rating.rated_at, rating.value.value, reason, rating.comment, rating.exchange),
        )
        return written.rowcount > 0

    def delete_before(self, moment: float) -> int:
        """Delete what was asked before a moment, with its ratings; how many exchanges that were."""
        return self._delete("asked_at < ?", moment)

    def delete(self, exchange: str) -> bool:
        """Delete one exchange with its rating; False where there is none of that name."""
        return self._delete("id = ?", exchange) > 0

    def delete_sessions(self, sessions: Sequence[str]) -> int:
        """Delete what was asked on some pages, with its ratings; how many exchanges that were."""
        return self._delete(f"session IN ({','.join('?' * len(sessions))})", *sessions)

    def _delete(self, where: str, *values: float | str) -> int:
        deleted = self._db.execute(f"DELETE FROM exchange WHERE {where}", values).rowcount
        if deleted and not self._db.in_transaction:
            self.empty_log()
        return deleted

    def empty_log(self) -> None:
        """Overwrite the log, which held the words of what was deleted too; not inside `together`."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def since(self, moment: float) -> Iterator[Rated]:
        """What was asked from a moment on, oldest first."""
        for row in self._db.execute(f"{_JOINED} WHERE e.asked_at >= ? ORDER BY e.asked_at, e.id", (moment,)):
            yield _rated(row)

    def latest(self, where: str, limit: int, offset: int = 0) -> tuple[Rated, ...]:
        """The newest for which a condition on e and r holds; `where` is never a reader's text."""
        rows = self._db.execute(
            f"{_JOINED} WHERE {where} ORDER BY e.asked_at DESC, e.id LIMIT ? OFFSET ?", (limit, offset)
        )
        return tuple(_rated(row) for row in rows)

    def count(self, where: str = "1") -> int:
        """How many there are for which a condition on e and r holds; `where` is never a reader's text."""
        joined = "exchange e LEFT JOIN rating r ON r.exchange = e.id"
        return int(self._db.execute(f"SELECT count(*) FROM {joined} WHERE {where}").fetchone()[0])


def _rated(row: tuple[Any, ...]) -> Rated:
    return Rated(_exchange(row), _rating(row) if row[14] is not None else None)


def _exchange(row: tuple[Any, ...]) -> Exchange:
    return Exchange(
        id=row[0],
        asked_at=row[1],
        session=row[2],
        door=Door(row[3]),
        question=row[4],
        history=tuple(json.loads(row[5])),
        status=row[6],
        kind=row[7],
        answer=row[8],
        cited=tuple(Cited(*c) for c in json.loads(row[9])),
        elapsed_ms=row[10],
        waited_ms=row[11],
        narrowed=bool(row[12]),
    )


def _rating(row: tuple[Any, ...]) -> Rating:
    return Rating(
        exchange=row[0],
        rated_at=row[13],
        value=Value(row[14]),
        reason=Reason(row[15]) if row[15] else None,
        comment=row[16],
    )
