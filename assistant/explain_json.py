"""An explanation as an object for programs."""

from __future__ import annotations

from dataclasses import asdict

from assistant.explain import Explained, Explanation
from assistant.jsonl import Json


def explanation_to_dict(explained: Explanation) -> Json:
    """Understanding, candidates and parts; scores with four decimals."""
    return {
        "question": asdict(explained.question),
        "candidates": [_candidate(c) for c in explained.candidates],
        "parts": [explanation_to_dict(part) for part in explained.parts],
    }


def _candidate(candidate: Explained) -> Json:
    passage = candidate.passage
    return {
        "passage": passage.id,
        "rank": candidate.rank,
        "score": round(candidate.score, 4),
        "signals": {name: round(value, 4) for name, value in candidate.signals},
        "late": round(candidate.late, 4),
        "dense": round(candidate.dense, 4),
        "lexical": round(candidate.lexical, 4),
        "coverage": round(candidate.coverage, 4),
        "folded_into": candidate.folded_into,
        "document": passage.document,
        "title": candidate.document,
        "clause_id": passage.clause_id,
        "clause_ids": list(passage.clause_ids),
        "address": candidate.address,
        "file": passage.file,
        "spans": [list(span) for span in passage.spans],
        "text": passage.text,
    }
