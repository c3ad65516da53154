"""Whether a hit is contiguous text under one parent, against the clauses of the corpus."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from corpus.fold import comparison_form
from corpus.model import Corpus
from eval.judge import HIT_LIMIT
from eval.outcome import SeenHit


class Contiguity:
    """Judges hits against one corpus; holds the reading order of its clauses."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """Position of each clause in reading order."""
        return {clause.id: i for i, clause in enumerate(self._corpus.clauses)}

    def flaw(self, hit: SeenHit) -> str | None:
        """Why the hit is not contiguous text under one parent (Chinese), or None where it is."""
        unknown = [c for c in hit.clause_ids if c not in self._place]
        if unknown or not hit.clause_ids:
            return f"条款不存在：{'、'.join(unknown) or '（空）'}"
        if len(hit.text) > HIT_LIMIT:
            return f"长度 {len(hit.text)} 超过 {HIT_LIMIT} 字"
        places = [self._place[c] for c in hit.clause_ids]
        if places != list(range(places[0], places[0] + len(places))):
            return "条款在阅读顺序中不连续"
        clauses = [self._corpus.clause(c) for c in hit.clause_ids]
        if any(clause.file != hit.file for clause in clauses):
            return "条款不在所示文件中"
        members = set(hit.clause_ids)
        # A clause whose parent is a member hangs inside the passage; the others are its top level.
        tops = {(c.document, c.parent) for c in clauses if c.parent not in members}
        if len(tops) != 1:
            return "条款不在同一上级之下"
        if comparison_form(hit.text) not in comparison_form("\n".join(c.text for c in clauses)):
            return "文字与条款原文不一致"
        return None
