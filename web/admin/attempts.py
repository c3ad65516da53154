"""How often a wrong token may be tried: few times by one client, some more by all together."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable

WINDOW_SECONDS = 300.0
OF_ONE_CLIENT = 5  # wrong tokens within the window
OF_ALL = 50  # of all clients: an attacker with many addresses is slowed down too
CLIENTS = 1000  # whose attempts are remembered; the one longest quiet is forgotten first


class Attempts:
    """Counts wrong tokens in memory; addresses are neither logged nor written."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._all: deque[float] = deque()
        self._clients: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_seconds(self, client: str) -> float:
        """How long this client must wait before its next attempt; 0 where it need not."""
        with self._lock:
            own = self._clients.get(client, deque())
            return max(self._wait(own, OF_ONE_CLIENT), self._wait(self._all, OF_ALL))

    def failed(self, client: str) -> None:
        """Count a wrong token."""
        with self._lock:
            now = self._clock()
            self._all.append(now)
            self._clients.setdefault(client, deque()).append(now)
            self._clients.move_to_end(client)
            while len(self._clients) > CLIENTS:
                self._clients.popitem(last=False)

    def succeeded(self, client: str) -> None:
        """Forget the slips of who has got in."""
        with self._lock:
            self._clients.pop(client, None)

    def _wait(self, times: deque[float], most: int) -> float:
        now = self._clock()
        while times and times[0] <= now - WINDOW_SECONDS:
            times.popleft()
        return 0.0 if len(times) < most else times[-most] + WINDOW_SECONDS - now
