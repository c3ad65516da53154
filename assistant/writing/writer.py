"""What can write an answer from numbered clauses."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Protocol

from assistant.writing.draft import Draft
from assistant.writing.evidence import Supplied


class Writer(Protocol):
    """Anything that writes; must bear calls from several threads."""

    def write(
        self, question: str, supplied: Sequence[Supplied], cancelled: threading.Event | None
    ) -> Draft | None:
        """What it writes, unchecked, as far as it came; None where nothing came.

        Never raises because a service fails: the answer in the documents' own words stands. Once
        `cancelled` is set it ends its request and returns None.
        """
