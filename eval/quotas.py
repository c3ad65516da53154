"""What the dev set as a whole must hold: how many questions, of which types, and how they are divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.case import SPLITS, Case, QuestionType
from eval.checker import Finding

LEAST_IN_ALL = 400
LEAST_BY_TYPE = {
    QuestionType.ARTICLE_LOOKUP: 24,
    QuestionType.COLLOQUIAL: 100,
    QuestionType.COMPARISON: 24,
    QuestionType.UNANSWERABLE: 80,
}
MAGAZINE = "002"
LEAST_ON_MAGAZINE = 140
SMALLEST_SHARE = 0.3  # of each type, in either split: tune and check must be alike
PLACE = "题集"


def quota_findings(cases: Sequence[Case]) -> tuple[Finding, ...]:
    """Every quota that the set misses."""
    by_type = Counter(case.type for case in cases)
    magazine = sum(any(q.doc == MAGAZINE for g in c.evidence for q in g.any) for c in cases)
    wanted = [
        ("全部问题", len(cases), LEAST_IN_ALL),
        ("关于杂志（002）的问题", magazine, LEAST_ON_MAGAZINE),
        *((f"{t.value} 题", by_type[t], LEAST_BY_TYPE.get(t, 1)) for t in QuestionType),
    ]
    missed = [Finding(PLACE, f"{what}共 {n} 道，少于 {least} 道。") for what, n, least in wanted if n < least]
    return (*missed, *_uneven(cases, by_type))


def _uneven(cases: Sequence[Case], by_type: Counter[str]) -> list[Finding]:
    by_split = Counter((case.type, case.split) for case in cases)
    return [
        Finding(PLACE, f"{name} 题只有 {by_split[name, split]}/{total} 道属于 {split}，划分不均。")
        for name, total in sorted(by_type.items())
        for split in SPLITS
        if by_split[name, split] < SMALLEST_SHARE * total
    ]
