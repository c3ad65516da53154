"""A reader for one file that is looked at again and again while a person puts it right."""

from __future__ import annotations

from pathlib import Path

from corpus.formats.extracted import Extracted
from corpus.formats.reader import DocumentReader, Limits


class RememberingReader(DocumentReader):
    """Remembers the text of the file that it read last: a PDF of 160 pages takes three seconds to read.

    For files that never change under their path, as a draft's. Closing ends the reading process and keeps the text.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(limits)
        self._last: tuple[Path, str, Extracted] | None = None

    def read(self, path: Path, name: str) -> Extracted:
        """The text of a file, called `name` in messages. Raises UnreadableFile with a Chinese sentence."""
        if self._last is None or self._last[:2] != (path, name):
            self._last = (path, name, super().read(path, name))
        return self._last[2]

    def forget(self) -> None:
        """Let go of the text."""
        self._last = None
