"""Replies that were given lately, by what was asked of which documents; in memory and bounded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from assistant.model import Answer, Refusal

_Key = tuple[str, tuple[str, ...], frozenset[str] | None]


class Recent:
    """The last replies. Whoever asks the same after the same gets the same, so that nothing is told to others."""

    def __init__(self, most: int) -> None:
        """Keeps `most` replies; the one longest unused is forgotten first."""
        self._most = most
        self._held: OrderedDict[_Key, Answer | Refusal] = OrderedDict()
        self._lock = threading.Lock()

    def put(
        self,
        question: str,
        history: Sequence[str],
        reply: Answer | Refusal,
        within: frozenset[str] | None = None,
    ) -> None:
        """Remember a reply, in place of an earlier one to the same."""
        key = (question, tuple(history), within)
        with self._lock:
            self._held[key] = reply
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def get(
        self, question: str, history: Sequence[str], within: frozenset[str] | None = None
    ) -> Answer | Refusal | None:
        """The reply that was given, or None."""
        key = (question, tuple(history), within)
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)
