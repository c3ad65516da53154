"""One thread that writes: whoever answers a question puts it down here and goes on."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from web.feedback.model import Deletion, Exchange, Rating
from web.feedback.schema import StoreError
from web.feedback.store import Store

log = logging.getLogger("youju.web")

BUSY = "评价记录暂时写不下。请稍后再试。"
DAY_SECONDS = 86_400.0
CLOSE_SECONDS = 3.0  # for what still waits when the service stops
TOGETHER = 100  # written in one go at most


@dataclass(frozen=True)
class _Job:
    work: Exchange | Rating | Deletion
    done: Future[int]


class Writer:
    """Writes in the order in which things arrive, and deletes daily what is too old.

    The disk's failures are logged and told to whoever waits; they never reach an answer.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        retention_days: int,
        queue_size: int,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`open_store` is called in the thread; `now` counts seconds since 1970."""
        self.open_store = open_store  # for others too: each thread needs a connection of its own
        self._retention_seconds = retention_days * DAY_SECONDS
        self._now = now
        self._jobs: queue.Queue[_Job | None] = queue.Queue(queue_size)
        self._thread = threading.Thread(target=self._work, name="feedback", daemon=True)
        self._thread.start()

    def put(self, work: Exchange | Rating | Deletion) -> Future[int] | None:
        """Have something done; once it is on disk, how many exchanges that touched.

        None where too much waits already.
        """
        job = _Job(work, Future())
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            log.warning("feedback: the queue is full, one record is dropped")
            return None
        return job.done

    def close(self) -> None:
        """Write what waits, for a few seconds at most."""
        try:
            self._jobs.put(None, timeout=CLOSE_SECONDS)
        except queue.Full:
            return
        self._thread.join(CLOSE_SECONDS)

    def _work(self) -> None:
        store: Store | None = None
        clean_at = 0.0  # at once
        going = True
        while going:
            jobs, going = self._next(max(0.0, clean_at - self._now()))
            try:
                store = store or self.open_store()
                _write(store, jobs)
                if self._now() >= clean_at:
                    store.delete_before(self._now() - self._retention_seconds)
                    clean_at = self._now() + DAY_SECONDS
            except (sqlite3.Error, StoreError) as problem:
                log.error("feedback could not be written: %s", problem)
                clean_at = max(clean_at, self._now() + 60)
                for job in jobs:
                    if not job.done.done():
                        job.done.set_exception(StoreError(BUSY))
        if store is not None:
            store.close()

    def _next(self, wait_seconds: float) -> tuple[list[_Job], bool]:
        """What there is to write, nothing after the wait; and whether to go on after it."""
        jobs: list[_Job] = []
        try:
            job = (
                self._jobs.get(timeout=min(wait_seconds, DAY_SECONDS))
                if wait_seconds
                else self._jobs.get_nowait()
            )
            while True:
                if job is None:
                    return jobs, False
                jobs.append(job)
                if len(jobs) == TOGETHER:
                    return jobs, True
                job = self._jobs.get_nowait()
        except queue.Empty:
            return jobs, True


def _write(store: Store, jobs: list[_Job]) -> None:
    if not jobs:
        return
    with store.together():
        touched = [_done(store, job.work) for job in jobs]
    if any(isinstance(job.work, Deletion) for job in jobs):
        store.empty_log()
    for job, exchanges in zip(jobs, touched, strict=True):
        job.done.set_result(exchanges)  # only now is it on disk


def _done(store: Store, work: Exchange | Rating | Deletion) -> int:
    """Write or delete something; how many exchanges that touched."""
    match work:
        case Rating():
            return store.rate(work)
        case Deletion():
            return store.delete_sessions(work.sessions)
        case Exchange():
            store.add(work)
            return 1
