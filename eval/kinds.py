"""Refusals by the kind of question that cannot be answered: near misses beside what is far off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.bootstrap import Estimate, ratio
from eval.case import SPLITS, Case
from eval.metrics import CaseScore, Metric
from eval.outcome import Status


class Kind(StrEnum):
    """Why a question cannot be answered, as its note says."""

    NEAR = "near"  # right topic, missing detail; right detail, wrong place or year; an absent article
    FAR = "far"  # of another field
    UNNAMED = "unnamed"  # no note tells


_NOTES = {
    Kind.NEAR: re.compile(r"near.miss|近似", re.I),
    Kind.FAR: re.compile(r"off.corpus|语料外", re.I),
}


@dataclass(frozen=True)
class KindRefusals:
    """Share refused of one kind; by split where the cases belong to one."""

    kind: Kind
    overall: Estimate
    by_split: Mapping[str, Estimate]


def kind_of(case: Case) -> Kind:
    """The kind that a case's note begins with."""
    return next((kind for kind, note in _NOTES.items() if note.match(case.note)), Kind.UNNAMED)


def refusals_by_kind(scores: Sequence[CaseScore]) -> tuple[KindRefusals, ...]:
    """Every kind that has a case which a system that can refuse was asked."""
    asked = [s for s in scores if not s.case.answerable and s.outcome.status is not Status.RANKED]
    return tuple(
        KindRefusals(
            kind,
            _refused(own),
            {split: _refused([s for s in own if s.case.split == split]) for split in SPLITS},
        )
        for kind in Kind
        if (own := [s for s in asked if kind_of(s.case) is kind])
    )


def _refused(scores: Sequence[CaseScore]) -> Estimate:
    return ratio([s.tallies[Metric.REFUSAL_RECALL] for s in scores])
