"""Previews of drafts, one at a time, so that each correction reads only what it changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from corpus.drafts import Draft
from corpus.formats.remembered import RememberingReader
from corpus.model import Corpus
from corpus.preview import Preview, preview


class Looking:
    """Reads drafts; remembers the last file and the last preview: a form's answer is the page that shows it."""

    def __init__(self, path_of: Callable[[Draft], Path], held: Callable[[], Corpus]) -> None:
        """`held` gives the documents beside which a draft is looked at."""
        self._path_of = path_of
        self._held = held
        self._lock = threading.Lock()
        self._reader = RememberingReader()
        self._last: tuple[Draft, Corpus, Preview] | None = None

    def look(self, draft: Draft) -> Preview:
        """How a draft would be read. Raises UnreadableFile."""
        with self._lock:
            held = self._held()
            if self._last is None or self._last[0] != draft or self._last[1] is not held:
                with self._reader as reader:
                    self._last = (draft, held, preview(draft, self._path_of(draft), held, reader))
            return self._last[2]

    def forget(self) -> None:
        """Let go of the texts: a draft was decided on, or other documents are held."""
        with self._lock:
            self._reader.forget()
            self._last = None
