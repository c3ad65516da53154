"""Language models that are waited for aside: who waits for one leaves the processor to other questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from assistant.rewrite import Rewriter
from assistant.writing.draft import Draft
from assistant.writing.evidence import Supplied
from assistant.writing.writer import Writer

Aside = Callable[[], AbstractContextManager[None]]  # inside, a thread only waits


class AsideWriter:
    """A writer that writes aside."""

    def __init__(self, writer: Writer, aside: Aside) -> None:
        self._writer = writer
        self._aside = aside

    def write(
        self, question: str, supplied: Sequence[Supplied], cancelled: threading.Event | None
    ) -> Draft | None:
        """What the writer writes."""
        with self._aside():
            return self._writer.write(question, supplied, cancelled)


class AsideRewriter:
    """A rewriter that is asked aside."""

    def __init__(self, rewriter: Rewriter, aside: Aside) -> None:
        self._rewriter = rewriter
        self._aside = aside

    def rewrite(self, question: str, history: Sequence[str]) -> str | None:
        """The rewriter's search words."""
        with self._aside():
            return self._rewriter.rewrite(question, history)
