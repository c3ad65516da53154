"""Optional heavy parts of the assistant: none of them unless the settings name it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.rerank import Reranker
from assistant.rewrite import Rewriter
from assistant.writing.writer import Writer


@dataclass(frozen=True)
class Extras:
    """What is switched on besides the method itself."""

    reranker: Reranker | None = None
    rewriter: Rewriter | None = None
    writer: Writer | None = None


NO_EXTRAS = Extras()
