"""The metrics: what each case adds to each of them. No case is dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.bootstrap import Tally
from eval.case import Case, QuestionType
from eval.cells import cells_right
from eval.citations import citation_valid
from eval.completeness import list_complete
from eval.judge import all_met_within, answer_correct, groups_met
from eval.outcome import Outcome, Status
from eval.ranking import RankScore, rank_scores
from eval.yardsticks import Yardsticks


class Metric(StrEnum):
    """Names of the metrics, as they stand in the JSON report."""

    EVIDENCE_1 = "evidence@1"
    EVIDENCE_3 = "evidence@3"
    EVIDENCE_5 = "evidence@5"
    EVIDENCE_10 = "evidence@10"
    MRR_10 = "MRR@10"
    NDCG_10 = "nDCG@10"
    ANSWER = "answer_correctness"
    CITATION = "citation_validity"
    VERBATIM = "verbatim_rate"
    CELLS = "cells_right"
    LISTS = "lists_complete"
    ANSWER_CHARS = "answer_chars"
    REFUSAL_PRECISION = "refusal_precision"
    REFUSAL_RECALL = "refusal_recall"
    WRONG_REFUSAL = "wrong_refusal_rate"
    AUROC = "answerability_auroc"
    BRIER = "answerability_brier"
    CALIBRATION = "answerability_calibration_error"
    NONCONTIGUOUS = "noncontiguous_hits"
    FAILURE = "failure_rate"
    LATENCY_P50 = "latency_p50_ms"
    LATENCY_P95 = "latency_p95_ms"


EVIDENCE_DEPTHS = {
    Metric.EVIDENCE_1: 1,
    Metric.EVIDENCE_3: 3,
    Metric.EVIDENCE_5: 5,
    Metric.EVIDENCE_10: 10,
}
RANK_METRICS = (*EVIDENCE_DEPTHS, Metric.MRR_10, Metric.NDCG_10)
LATENCY_PERCENTILES = {Metric.LATENCY_P50: 50.0, Metric.LATENCY_P95: 95.0}
# Of these no case holds a part: they are taken of all cases together.
OF_ALL_CASES = frozenset(
    {*LATENCY_PERCENTILES, Metric.ANSWER_CHARS, Metric.AUROC, Metric.BRIER, Metric.CALIBRATION}
)
NOT_APPLICABLE = Tally(0, 0)


@dataclass(frozen=True)
class CaseScore:
    """One judged case: the groups that each hit meets, and its part in every metric but OF_ALL_CASES."""

    case: Case
    outcome: Outcome
    met: tuple[frozenset[int], ...]
    tallies: Mapping[Metric, Tally]


def score_cases(
    cases: Sequence[Case], outcomes: Sequence[Outcome], yardsticks: Yardsticks
) -> tuple[CaseScore, ...]:
    """Judge every case; `outcomes[i]` belongs to `cases[i]`."""
    met = [groups_met(o.hits, c.evidence) for c, o in zip(cases, outcomes, strict=True)]
    answerable = [i for i, case in enumerate(cases) if case.answerable]
    ranks = rank_scores([met[i] for i in answerable], [len(cases[i].evidence) for i in answerable])
    rank_of = dict(zip(answerable, ranks, strict=True))
    return tuple(
        CaseScore(
            case,
            outcome,
            met[i],
            {
                **_rank_tallies(case, met[i], rank_of.get(i)),
                **_answer_tallies(case, outcome),
                **_text_tallies(case, outcome, yardsticks),
            },
        )
        for i, (case, outcome) in enumerate(zip(cases, outcomes, strict=True))
    )


def _rank_tallies(case: Case, met: Sequence[frozenset[int]], rank: RankScore | None) -> dict[Metric, Tally]:
    if rank is None:
        return dict.fromkeys(RANK_METRICS, NOT_APPLICABLE)
    groups = len(case.evidence)
    return {
        **{m: Tally(all_met_within(met, groups, k), 1) for m, k in EVIDENCE_DEPTHS.items()},
        Metric.MRR_10: Tally(rank.reciprocal_rank, 1),
        Metric.NDCG_10: Tally(rank.ndcg, 1),
    }


def _answer_tallies(case: Case, outcome: Outcome) -> dict[Metric, Tally]:
    refused = outcome.status is Status.REFUSED
    broken = outcome.status in (Status.FAILED, Status.MISSING)
    if outcome.status is Status.RANKED:
        judged = (Metric.ANSWER, Metric.REFUSAL_PRECISION, Metric.REFUSAL_RECALL, Metric.WRONG_REFUSAL)
        return {**dict.fromkeys(judged, NOT_APPLICABLE), Metric.FAILURE: Tally(0, 1)}
    answerable, unanswerable = int(case.answerable), int(not case.answerable)
    return {
        Metric.ANSWER: Tally(answerable and answer_correct(case, outcome), answerable),
        Metric.REFUSAL_PRECISION: Tally(unanswerable and refused, refused),
        Metric.REFUSAL_RECALL: Tally(unanswerable and refused, unanswerable),
        Metric.WRONG_REFUSAL: Tally(answerable and refused, answerable),
        Metric.FAILURE: Tally(broken, 1),
    }


def _text_tallies(case: Case, outcome: Outcome, yardsticks: Yardsticks) -> dict[Metric, Tally]:
    """What the words of hits, citations and answer are worth against the corpus."""
    citations, texts = outcome.citations, yardsticks.corpus.texts
    if outcome.status is Status.RANKED:
        judged = (Metric.CITATION, Metric.VERBATIM, Metric.CELLS, Metric.LISTS, Metric.NONCONTIGUOUS)
        return dict.fromkeys(judged, NOT_APPLICABLE)
    units = yardsticks.verbatim.units(case, outcome)
    flawed = sum(yardsticks.contiguity.flaw(hit) is not None for hit in outcome.hits)
    compared = case.answerable and case.type == QuestionType.COMPARISON
    listed = case.answerable and case.type == QuestionType.LIST
    return {
        Metric.CITATION: Tally(sum(citation_valid(c, texts) for c in citations), len(citations)),
        Metric.VERBATIM: Tally(sum(unit.proved for unit in units), len(units)),
        Metric.CELLS: Tally(compared and cells_right(case, outcome, yardsticks.quoting), compared),
        Metric.LISTS: Tally(listed and list_complete(case, outcome, yardsticks.quoting), listed),
        Metric.NONCONTIGUOUS: Tally(flawed, len(outcome.hits)),
    }
