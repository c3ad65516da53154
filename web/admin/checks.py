"""The check report of the documents now served, made once for each corpus that is served."""

from __future__ import annotations

import threading

from corpus.check import check_corpus
from corpus.findings import CheckReport
from corpus.model import Corpus


class Checks:
    """Remembers the report of the corpus that was looked at last; a check takes a tenth of a second and more."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[Corpus, CheckReport] | None = None

    def of(self, corpus: Corpus) -> CheckReport:
        """The report, as `python -m corpus check` gives it."""
        with self._lock:
            if self._made is None or self._made[0] is not corpus:
                self._made = (corpus, check_corpus(corpus))
            return self._made[1]
