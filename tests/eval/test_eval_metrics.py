"""Metrics against numbers worked out by hand, and properties that hold for any outcomes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Corpus, Span
from eval.bootstrap import Estimate, Tally, mean_difference, percentile, ratio
from eval.case import Case, EvidenceGroup, Quote
from eval.metrics import EVIDENCE_DEPTHS, CaseScore, Metric, score_cases
from eval.outcome import Outcome, SeenCitation, SeenHit, Status
from eval.ranking import rank_scores
from eval.summary import gain, summarise
from eval.yardsticks import Yardsticks

NO_CORPUS = Corpus((), (), {}, {}, {})


def met(*hits: str) -> list[frozenset[int]]:
    """Groups met by each hit, as digits: "" none, "01" both."""
    return [frozenset(map(int, hit)) for hit in hits]


def log2(x: float) -> float:
    return math.log2(x)


@pytest.mark.parametrize(
    ("hits", "groups", "reciprocal", "ndcg"),
    [
        # One group at rank 3: RR 1/3; DCG 1/log2(4) = 0.5 by ideal 1/log2(2) = 1.
        (met("", "", "0"), 1, 1 / 3, 0.5),
        # Two groups at ranks 1 and 4: (1 + 1/log2(5)) / (1 + 1/log2(3)) = 1.43068 / 1.63093.
        (met("1", "", "", "0"), 2, 1.0, (1 + 1 / log2(5)) / (1 + 1 / log2(3))),
        # The second hit meets group 0 again: no gain. (1 + 0 + 1/log2(4)) / 1.63093.
        (met("0", "0", "01"), 2, 1.0, 1.5 / (1 + 1 / log2(3))),
        # One hit that meets both groups gains 1, as the contract says: 1 / 1.63093.
        (met("01"), 2, 1.0, 1 / (1 + 1 / log2(3))),
        # Rank 11 does not count.
        (met(*[""] * 10, "0"), 1, 0.0, 0.0),
        (met(), 1, 0.0, 0.0),
    ],
)
def test_rank_scores_by_hand(hits: list[frozenset[int]], groups: int, reciprocal: float, ndcg: float) -> None:
    # A second case beside it proves that no case spoils or drops another.
    score, other = rank_scores([hits, met("0")], [groups, 1])
    assert score.reciprocal_rank == pytest.approx(reciprocal)
    assert score.ndcg == pytest.approx(ndcg)
    assert (other.reciprocal_rank, other.ndcg) == (1.0, 1.0)


def test_rank_scores_of_no_case() -> None:
    assert rank_scores([], []) == ()


def hits(*texts: str) -> tuple[SeenHit, ...]:
    return tuple(SeenHit(text, "900_demo.txt", clause_ids=("demo#s1",)) for text in texts)


def score(
    cases: Sequence[Case], outcomes: Sequence[Outcome], corpus: Corpus = NO_CORPUS
) -> tuple[CaseScore, ...]:
    return score_cases(cases, outcomes, Yardsticks.of(corpus))


def test_a_whole_set_by_hand(build_case: Callable[..., Case]) -> None:
    """Six cases: answered right, answered wrong, wrongly refused, failed, rightly and not refused."""
    cases = [
        build_case(("甲",), id="right"),
        build_case(("甲",), ("乙",), id="wrong"),
        build_case(("甲",), id="refused"),
        build_case(("甲",), id="failed"),
        build_case(id="silent", type="unanswerable"),
        build_case(id="invented", type="unanswerable"),
    ]
    outcomes = [
        Outcome(Status.ANSWERED, "5000亿元[1]", hits("甲"), elapsed_ms=10),
        Outcome(Status.ANSWERED, "不知", hits("丙", "乙", "甲"), elapsed_ms=20),
        Outcome(Status.REFUSED, "5000亿元", hits("丙", "甲"), elapsed_ms=30),
        Outcome(Status.MISSING),
        Outcome(Status.REFUSED, "", hits("甲"), elapsed_ms=40),
        Outcome(Status.ANSWERED, "有", hits("甲"), elapsed_ms=50),
    ]
    overall = summarise("ours", score(cases, outcomes)).overall

    def value(metric: Metric) -> tuple[float | None, int]:
        return overall[metric].value, overall[metric].n

    # Four answerable cases; the refused one keeps its ranks, the missing one counts as wrong.
    assert value(Metric.EVIDENCE_1) == (pytest.approx(1 / 4), 4)  # right
    assert value(Metric.EVIDENCE_3) == (pytest.approx(3 / 4), 4)  # right, wrong, refused
    assert value(Metric.EVIDENCE_10) == (pytest.approx(3 / 4), 4)
    assert value(Metric.MRR_10) == (pytest.approx((1 + 1 / 2 + 1 / 2 + 0) / 4), 4)
    # wrong: gains at ranks 2 and 3, (1/log2(3) + 1/2) / (1 + 1/log2(3)) = 0.69343.
    two_late = (1 / log2(3) + 1 / 2) / (1 + 1 / log2(3))
    assert value(Metric.NDCG_10) == (pytest.approx((1 + two_late + 1 / log2(3) + 0) / 4), 4)
    assert value(Metric.ANSWER) == (pytest.approx(1 / 4), 4)
    # Refused: one rightly, one wrongly. Unanswerable: one of two refused.
    assert value(Metric.REFUSAL_PRECISION) == (pytest.approx(1 / 2), 2)
    assert value(Metric.REFUSAL_RECALL) == (pytest.approx(1 / 2), 2)
    assert value(Metric.WRONG_REFUSAL) == (pytest.approx(1 / 4), 4)
    assert value(Metric.FAILURE) == (pytest.approx(1 / 6), 6)
    # Five times; the missing reply has none. p95 of 10..50: 0.95 * 4 = 3.8, so 40 + 0.8 * 10.
    assert value(Metric.LATENCY_P50) == (30, 5)
    assert value(Metric.LATENCY_P95) == (pytest.approx(48), 5)
    assert overall[Metric.CITATION] == Estimate(None, None, None, 0)


def test_a_failed_unanswerable_case_is_no_refusal(build_case: Callable[..., Case]) -> None:
    case = build_case(type="unanswerable")
    overall = summarise("ours", score([case], [Outcome(Status.FAILED)])).overall
    assert overall[Metric.REFUSAL_RECALL].value == 0
    assert overall[Metric.EVIDENCE_5] == Estimate(None, None, None, 0)


def test_what_only_ranks_is_not_judged_for_answers(build_case: Callable[..., Case]) -> None:
    cases = [build_case(("甲",), id="a"), build_case(id="b", type="unanswerable")]
    outcomes = [Outcome(Status.RANKED, hits=hits("甲")), Outcome(Status.RANKED, hits=hits("甲"))]
    overall = summarise("window300", score(cases, outcomes)).overall
    assert overall[Metric.EVIDENCE_1] == Estimate(1.0, 1.0, 1.0, 1)
    for metric in (
        Metric.ANSWER,
        Metric.REFUSAL_PRECISION,
        Metric.REFUSAL_RECALL,
        Metric.WRONG_REFUSAL,
        Metric.NONCONTIGUOUS,
        Metric.CITATION,
    ):
        assert overall[metric] == Estimate(None, None, None, 0), metric


def test_citations_and_hits_are_judged_against_the_corpus(
    build_case: Callable[..., Case], demo_corpus: Corpus
) -> None:
    [text] = demo_corpus.texts.values()
    start = text.index("到２")
    quote, spans = "到２０２３年，网络零售额达到5000亿元。", (Span(start, text.index("。") + 1),)
    good = SeenCitation("demo#s1", quote, "900_demo.txt", spans)
    bad = SeenCitation("demo#s1", "网络零售额", "900_demo.txt", (Span(0, 5),))
    whole = SeenHit(demo_corpus.clause("demo#s1").text, "900_demo.txt", clause_ids=("demo#s1",))
    torn = SeenHit("市工信局", "900_demo.txt", clause_ids=("demo#s1",))
    outcome = Outcome(Status.ANSWERED, "5000亿元", (whole, torn, whole, whole), (good, bad))
    overall = summarise("ours", score([build_case(("零售额达到",))], [outcome], demo_corpus)).overall
    assert overall[Metric.CITATION].value == 0.5
    assert overall[Metric.CITATION].n == 2
    assert overall[Metric.NONCONTIGUOUS].value == 0.25
    assert overall[Metric.NONCONTIGUOUS].n == 4


def test_by_type_in_the_usual_order(build_case: Callable[..., Case]) -> None:
    cases = [
        build_case(("甲",), id="1", type="riddle"),
        build_case(("甲",), id="2", type="list"),
        build_case(("甲",), id="3", type="fact_number"),
        build_case(("甲",), id="4", type="list"),
    ]
    outcomes = [Outcome(Status.ANSWERED, "", hits(t)) for t in ("甲", "甲", "丙", "丙")]
    summary = summarise("ours", score(cases, outcomes))
    assert list(summary.by_type) == ["fact_number", "list", "riddle"]
    assert [t[Metric.EVIDENCE_1].value for t in summary.by_type.values()] == [0.0, 0.5, 1.0]


def test_gain_is_over_the_better_baseline_case_by_case(build_case: Callable[..., Case]) -> None:
    cases = [build_case(("甲",), id=str(i)) for i in range(4)] + [build_case(id="u", type="unanswerable")]

    def ranked(found: str) -> tuple[CaseScore, ...]:
        return score(cases, [Outcome(Status.RANKED, hits=hits("甲" if f == "1" else "丙")) for f in found])

    scores = {"ours": ranked("11100"), "window300": ranked("10000"), "window600": ranked("01010")}
    result = gain("ours", scores, ["window300", "window600"])
    assert result is not None
    assert result.baseline == "window600"
    # Differences 1, 0, 1, -1: mean 1/4 of four answerable cases.
    assert result.by_metric[Metric.EVIDENCE_5].value == 0.25
    assert result.by_metric[Metric.EVIDENCE_5].n == 4
    assert gain("ours", {"ours": scores["ours"]}, ["window300"]) is None


def test_bootstrap_is_deterministic_and_by_hand() -> None:
    tallies = [Tally(1, 1)] * 3 + [Tally(0, 1)] + [Tally(0, 0)]
    first = ratio(tallies)
    assert first == ratio(tallies)
    assert (first.value, first.n) == (0.75, 4)
    # Binomial(4, 3/4) / 4: P(0) = 0.4% and P(<= 1/4) = 5.1%, so the 2.5% point is 1/4; P(1) = 32%.
    assert (first.lo, first.hi) == (0.25, 1.0)
    assert ratio([Tally(1, 1)] * 9) == Estimate(1.0, 1.0, 1.0, 9)
    assert ratio([]) == ratio([Tally(0, 0)]) == Estimate(None, None, None, 0)
    # A ratio of sums: 3 of 4 citations, not the mean of 1/1 and 2/3.
    assert ratio([Tally(1, 1), Tally(2, 3)]).value == 0.75
    assert percentile([], 50).value is None
    assert mean_difference([], []).value is None


TEXTS = st.lists(st.sampled_from(["甲", "乙", "甲乙", "丙"]), max_size=10)
STATUS = st.sampled_from([Status.ANSWERED, Status.REFUSED, Status.FAILED, Status.MISSING])
EVIDENCE = st.sampled_from([(), ("甲",), ("甲", "乙"), ("甲", "丁")])
SETS = st.lists(st.tuples(EVIDENCE, STATUS, TEXTS, st.floats(0, 1e4)), min_size=1, max_size=12)


def build(drawn: list[tuple[tuple[str, ...], Status, list[str], float]]) -> tuple[list[Case], list[Outcome]]:
    cases = [
        Case(str(i), "list", "问", (), tuple(EvidenceGroup((Quote("9", q),)) for q in evidence), ("甲",))
        for i, (evidence, *_) in enumerate(drawn)
    ]
    outcomes = [
        Outcome(status, "".join(texts), hits(*texts), elapsed_ms=elapsed)
        for _, status, texts, elapsed in drawn
    ]
    return cases, outcomes


@settings(deadline=None)  # a thousand resamples of two dozen metrics: slow where the machine is busy
@given(SETS)
def test_shares_are_bounded_and_evidence_grows_with_depth(
    drawn: list[tuple[tuple[str, ...], Status, list[str], float]],
) -> None:
    table = summarise("ours", score(*build(drawn))).overall
    for metric, estimate in table.items():
        if estimate.value is None or estimate.lo is None or estimate.hi is None:
            assert estimate.n == 0
            continue
        assert estimate.lo <= estimate.hi
        if "latency" not in metric and metric is not Metric.ANSWER_CHARS:
            assert 0 <= estimate.lo <= estimate.hi <= 1
            assert 0 <= estimate.value <= 1
    depths = [table[m].value for m in EVIDENCE_DEPTHS]
    assert depths == sorted(depths, key=lambda v: -1.0 if v is None else v)
    answerable = sum(bool(evidence) for evidence, *_ in drawn)
    assert {table[m].n for m in (*EVIDENCE_DEPTHS, Metric.ANSWER)} == {answerable}
    assert table[Metric.FAILURE].n == len(drawn)


@settings(deadline=None)  # a thousand resamples of two dozen metrics: slow where the machine is busy
@given(SETS, st.randoms(use_true_random=False))
def test_the_order_of_cases_changes_nothing(
    drawn: list[tuple[tuple[str, ...], Status, list[str], float]], random: Random
) -> None:
    shuffled = list(drawn)
    random.shuffle(shuffled)
    before = summarise("ours", score(*build(drawn))).overall
    after = summarise("ours", score(*build(shuffled))).overall
    for metric in Metric:
        for field in ("value", "lo", "hi", "n"):
            assert getattr(before[metric], field) == pytest.approx(getattr(after[metric], field))
