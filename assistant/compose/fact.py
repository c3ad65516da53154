"""A fact: the sentence that holds it, and its neighbours without which it would mislead."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.pieces import Piece, in_order
from assistant.pick import Scored

FACT_CHARS = 220  # further sentences stop here
NEAR = 0.9  # share of the best score that a further sentence needs; .8 shows more of what was not asked


def compose_fact(scored: Sequence[Scored], most: int = FACT_CHARS) -> tuple[Piece, ...]:
    """The best sentence, and others of its clause that answer nearly as well."""
    best = scored[0]
    chosen = [best]
    length = len(best.sentence.text)
    for other in scored[1:]:
        clause, first = other.sentence.clause, best.sentence.clause
        # (三)分类条件 1. 2. 3. each set their own figure: one of them alone would mislead
        sibling = clause.parent is not None and (clause.parent, clause.kind) == (first.parent, first.kind)
        near = other.score >= NEAR * best.score and (clause.id == first.id or sibling)
        if near and length + len(other.sentence.text) <= most:
            chosen.append(other)
            length += len(other.sentence.text)
    return in_order([s.sentence for s in chosen])
