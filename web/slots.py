"""Who computes: a few questions at once, and whoever waits for a language model lets another in meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Slots:
    """Limits how many threads compute. Threads share it; it knows which of them hold a slot."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`most` compute at once; `clock` counts seconds."""
        self._free = threading.BoundedSemaphore(most)
        self._clock = clock
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._wanted = 0  # threads that compute or wait for a slot
        self._last = float("-inf")

    @property
    def quiet_seconds(self) -> float:
        """How long nobody has computed or wanted to; 0 while somebody does."""
        with self._lock:
            return 0.0 if self._wanted else self._clock() - self._last

    @contextmanager
    def held(self) -> Iterator[None]:
        """Compute inside; waits for a slot."""
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wait inside for something that needs no processor; a thread that holds no slot just goes on."""
        if not getattr(self._mine, "holds", False):
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        with self._lock:
            self._wanted += 1
        self._free.acquire()
        self._mine.holds = True

    def _give(self) -> None:
        self._mine.holds = False
        self._free.release()
        with self._lock:
            self._wanted -= 1
            self._last = self._clock()
