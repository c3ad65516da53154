"""Judge one outcome: which hits meet which groups of evidence, and whether the answer holds the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.fold import comparison_form
from eval.case import Case, EvidenceGroup, QuestionType
from eval.outcome import Outcome, SeenHit, Status

HIT_LIMIT = 600  # characters of a hit that count
ANSWER_LIMIT = 600  # characters of an answer in which keys count
LONG_ANSWER_LIMIT = 2_000
LONG_ANSWER_TYPES = frozenset(
    {
        QuestionType.LIST,
        QuestionType.COMPARISON,
        QuestionType.ARTICLE_LOOKUP,
        QuestionType.PROCEDURE_CONDITION,
    }
)
_MARKER_OR_BLANK = re.compile(r"\[\d+\]|[\s\u200b\u200c\u200d\u2060\ufeff]+")


def meets(hit: SeenHit, group: EvidenceGroup) -> bool:
    """Whether the hit's first 600 characters hold one of the group's quotes, in the right file."""
    text = comparison_form(hit.text[:HIT_LIMIT])
    files = (hit.file, *hit.also)
    return any(
        any(file.startswith(quote.doc) for file in files) and comparison_form(quote.quote) in text
        for quote in group.any
    )


def groups_met(hits: Sequence[SeenHit], evidence: Sequence[EvidenceGroup]) -> tuple[frozenset[int], ...]:
    """For each hit, the positions of the groups that it meets."""
    return tuple(frozenset(i for i, group in enumerate(evidence) if meets(hit, group)) for hit in hits)


def all_met_within(met: Sequence[frozenset[int]], groups: int, k: int) -> bool:
    """Whether the first k hits together meet all groups."""
    return len(frozenset[int]().union(*met[:k])) == groups


def plain(text: str) -> str:
    """`text` without [n] and whitespace: the form in which answer keys are looked for.

    >>> plain("超过 10%[1]，其中\\n[12]")
    '超过10%，其中'
    """
    return _MARKER_OR_BLANK.sub("", text)


def answer_correct(case: Case, outcome: Outcome) -> bool:
    """Whether the case was answered and all keys stand in the part of the answer that counts."""
    if outcome.status is not Status.ANSWERED:
        return False
    limit = LONG_ANSWER_LIMIT if case.type in LONG_ANSWER_TYPES else ANSWER_LIMIT
    answer = plain(outcome.answer)[:limit]
    return all(plain(key) in answer for key in case.answer_keys)
