"""Who has shown the admin token: sessions in memory, bounded, gone with the process."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from web.admin.attempts import Attempts

SESSION_SECONDS = 8 * 3600.0  # a working day
SESSIONS = 100  # open at once; the oldest is closed first


@dataclass(frozen=True)
class Admitted:
    """Somebody who may use the admin pages; `csrf` must come back with whatever changes something."""

    csrf: str
    by_header: bool = False  # the token itself came along: no browser sends that on its own


@dataclass(frozen=True)
class Entered:
    """A new session; `key` is the cookie's value."""

    key: str


@dataclass(frozen=True)
class Denied:
    """No session, and how long to wait before the next attempt; 0 where at once."""

    wait_seconds: int = 0


@dataclass(frozen=True)
class _Held:
    csrf: str
    until: float


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


class Sessions:
    """Checks tokens and remembers who has shown the right one."""

    def __init__(self, token: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        """Without a token nobody gets in; `clock` counts seconds."""
        self._token = _digest(token) if token else None
        self._clock = clock
        self._attempts = Attempts(clock)
        self._lock = threading.Lock()
        self._held: OrderedDict[bytes, _Held] = OrderedDict()  # by the digest of the key

    @property
    def is_open(self) -> bool:
        """Whether there is a token to get in with."""
        return self._token is not None

    def enter(self, token: str, client: str) -> Entered | Denied:
        """A session for whoever shows the token; `client` tells apart who tries."""
        denied = self._check(token, client)
        if denied is not None:
            return denied
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._held[_digest(key)] = _Held(secrets.token_urlsafe(32), self._clock() + SESSION_SECONDS)
            while len(self._held) > SESSIONS:
                self._held.popitem(last=False)
        return Entered(key)

    def show(self, token: str, client: str) -> Admitted | Denied:
        """The same for one request that carries the token in its header."""
        return self._check(token, client) or Admitted(csrf="", by_header=True)

    def find(self, key: str) -> Admitted | None:
        """Whose session it is; None where it has ended or never was."""
        with self._lock:
            held = self._held.get(_digest(key))
            if held is None:
                return None
            if held.until <= self._clock():
                del self._held[_digest(key)]
                return None
            return Admitted(held.csrf)

    def leave(self, key: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_digest(key), None)

    def _check(self, token: str, client: str) -> Denied | None:
        # Waiting comes first: a right token is refused too while a client waits, or guessing would go on.
        wait = self._attempts.wait_seconds(client)
        if wait > 0:
            return Denied(math.ceil(wait))
        if self._token is None or not hmac.compare_digest(self._token, _digest(token)):
            self._attempts.failed(client)
            return Denied()
        self._attempts.succeeded(client)
        return None
