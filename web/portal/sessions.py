"""Sessions of readers whose portal vouched for them: opaque, in memory, forgotten with the process."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Callable

SESSION_BYTES = 32


class Sessions:
    """Opens sessions and knows which are open; what it keeps of one is a hash and an end."""

    def __init__(self, lasting_seconds: float, limit: int, clock: Callable[[], float]) -> None:
        """`clock` counts seconds and never goes back; beyond `limit` the oldest sessions end."""
        self._lasting = lasting_seconds
        self._limit = limit
        self._clock = clock
        self._ends: dict[bytes, float] = {}  # oldest first, since all last equally long
        self._lock = threading.Lock()

    def open(self) -> str:
        """A new session's secret, which only its page holds."""
        made = secrets.token_urlsafe(SESSION_BYTES)
        now = self._clock()
        with self._lock:
            for key in [k for k, end in self._ends.items() if end <= now]:
                del self._ends[key]
            while len(self._ends) >= self._limit:
                del self._ends[next(iter(self._ends))]
            self._ends[_key(made)] = now + self._lasting
        return made

    def is_open(self, secret: str) -> bool:
        """Whether this is the secret of a session that has not ended."""
        end = self._ends.get(_key(secret))
        return end is not None and self._clock() < end


def _key(secret: str) -> bytes:
    """Looked up by hash: the time that a look-up takes tells nothing about a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()
