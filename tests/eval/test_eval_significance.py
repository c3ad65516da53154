"""Paired tests, corrections and permutations against numbers counted by hand and by enumeration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Corpus
from eval.case import Case
from eval.differences import differences
from eval.metrics import CaseScore, Metric, score_cases
from eval.outcome import Outcome, SeenHit, Status
from eval.significance import EXACT_UP_TO, FLIPS, holm, sign_flip_p
from eval.splits import PERMUTATIONS, expected_gap, permutation_p, split_gaps
from eval.yardsticks import Yardsticks

NO_CORPUS = Corpus((), (), {}, {}, {})


@pytest.mark.parametrize(
    ("values", "p"),
    [
        ([], 1.0),
        ([0, 0, 0], 1.0),
        ([1], 1.0),  # + and - are both as far
        ([1, 1, 1], 2 / 8),  # +++ and ---
        ([1, 1, 1, 1, 1, -1], 14 / 64),  # |sum| >= 4: no or one sign turned on either side, 2 * (1 + 6)
        ([-1, -1, -1, -1, -1], 2 / 32),
        # 2, 1, 1 sum to 4; only all + and all - get there. 2, -1, 0.5 sum to 1.5: 6 of the 8 patterns are
        # as far (3.5, 2.5, 1.5 and their negatives), only 0.5 and -0.5 are not.
        ([2, 1, 1], 2 / 8),
        ([2, -1, 0.5], 6 / 8),
    ],
)
def test_sign_flips_by_hand(values: list[float], p: float) -> None:
    assert sign_flip_p(values) == p


@pytest.mark.parametrize(("up", "down"), [(13, 1), (20, 12), (25, 5), (15, 15)])
def test_many_sign_flips_are_near_the_exact_binomial(up: int, down: int) -> None:
    """With differences of 1 the flips are fair coins, so p is the two-sided sign test's (McNemar's)."""
    n = up + down
    exact = min(1.0, 2 * sum(comb(n, k) for k in range(up, n + 1)) / 2**n)
    # Four standard errors of a share of 10,000 draws.
    allowed = 4 * (exact * (1 - exact) / FLIPS) ** 0.5 + 1 / FLIPS
    assert n > EXACT_UP_TO
    assert abs(sign_flip_p([1.0] * up + [-1.0] * down + [0.0] * 50) - exact) <= allowed


DIFFERENCES = st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.5, 1.0]), max_size=20)


@settings(deadline=None)
@given(DIFFERENCES)
def test_sign_flips_do_not_ask_who_is_first_or_which_case_comes_first(values: list[float]) -> None:
    p = sign_flip_p(values)
    assert 0 < p <= 1
    assert sign_flip_p([-v for v in values]) == pytest.approx(p, abs=0.04)  # other flips are drawn
    assert sign_flip_p(list(reversed(values))) == p
    assert sign_flip_p([*values, 0.0]) == p  # a case on which both agree says nothing


@pytest.mark.parametrize(
    ("given_p", "corrected"),
    [
        ([], ()),
        ([0.04], (0.04,)),
        ([0.01, 0.04, 0.03], (0.03, 0.06, 0.06)),  # 3 * .01; 2 * .03; 1 * .04 may not fall below .06
        ([0.5, 0.4], (0.8, 0.8)),
        ([0.9, 0.8, 0.7], (1.0, 1.0, 1.0)),
    ],
)
def test_holm_by_hand(given_p: list[float], corrected: tuple[float, ...]) -> None:
    assert holm(given_p) == pytest.approx(corrected)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_only_raises_and_keeps_the_order(values: list[float]) -> None:
    corrected = holm(values)
    assert all(p <= c <= 1 for p, c in zip(values, corrected, strict=True))
    assert all(c <= min(1.0, len(values) * p) for p, c in zip(values, corrected, strict=True))  # Bonferroni
    for a, b in product(range(len(values)), repeat=2):
        if values[a] <= values[b]:
            assert corrected[a] <= corrected[b]


def arrays(rows: Sequence[tuple[str, bool, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    kinds, tuned, values = zip(*rows, strict=True)
    return np.array(values, np.float64), np.array(tuned), np.array(kinds)


def enumerated_p(rows: Sequence[tuple[str, bool, float]]) -> float:
    """Every way to give the labels out within the types."""
    values, tuned, kinds = arrays(rows)
    ways = []
    for kind in sorted(set(kinds)):
        own = [i for i in range(len(rows)) if kinds[i] == kind]
        ways.append(list(combinations(own, int(tuned[kinds == kind].sum()))))
    gaps = []
    for chosen in product(*ways):
        label = np.zeros(len(rows), bool)
        label[[i for part in chosen for i in part]] = True
        gaps.append(values[label].mean() - values[~label].mean())
    centre = np.mean(gaps)
    seen = abs(values[tuned].mean() - values[~tuned].mean() - centre)
    assert centre == pytest.approx(expected_gap(values, tuned, kinds))
    return float(np.mean([abs(g - centre) >= seen - 1e-9 for g in gaps]))


def test_permutations_by_hand() -> None:
    """Four of one type, two of them tune and right: of the 6 ways to choose two, 1, 1 and 0, 0 are as far."""
    rows = [("a", True, 1.0), ("a", True, 1.0), ("a", False, 0.0), ("a", False, 0.0)]
    assert enumerated_p(rows) == 2 / 6
    assert permutation_p(*arrays(rows)) == pytest.approx(2 / 6, abs=0.02)


def test_a_gap_that_the_types_alone_bring_about_says_nothing() -> None:
    """All of the easy type is right wherever it stands, all of the hard one wrong; tune has more easy ones."""
    rows = (
        [("easy", True, 1.0)] * 3
        + [("easy", False, 1.0)]
        + [("hard", True, 0.0)]
        + [("hard", False, 0.0)] * 3
    )
    values, tuned, kinds = arrays(rows)
    assert values[tuned].mean() - values[~tuned].mean() == 0.5
    assert expected_gap(values, tuned, kinds) == 0.5
    assert permutation_p(values, tuned, kinds) == 1.0


ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.booleans(), st.sampled_from([0.0, 0.5, 1.0])), min_size=2, max_size=9
).filter(lambda rows: len({tuned for _, tuned, _ in rows}) == 2)


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_permutations_are_near_enumeration_and_do_not_ask_which_split_is_which(
    rows: list[tuple[str, bool, float]],
) -> None:
    exact = enumerated_p(rows)
    values, tuned, kinds = arrays(rows)
    allowed = 4.5 * (exact * (1 - exact) / PERMUTATIONS) ** 0.5 + 1 / PERMUTATIONS
    assert permutation_p(values, tuned, kinds) == pytest.approx(exact, abs=allowed)
    assert permutation_p(values, ~tuned, kinds) == pytest.approx(exact, abs=allowed)


def scored(cases: Sequence[Case], found: str) -> tuple[CaseScore, ...]:
    """One hit a case that holds the evidence (1) or not (0)."""
    hits = [(SeenHit("甲" if f == "1" else "丙", "900_demo.txt"),) for f in found]
    outcomes = [Outcome(Status.RANKED, hits=h) for h in hits]
    return score_cases(cases, outcomes, Yardsticks.of(NO_CORPUS))


def test_differences_by_hand(build_case: Callable[..., Case]) -> None:
    """Ten cases of two types, and one without an answer, which no rank metric counts."""
    types = ["list"] * 6 + ["noisy"] * 4
    cases = [build_case(("甲",), id=str(i), type=t) for i, t in enumerate(types)]
    cases.append(build_case(id="u", type="unanswerable"))
    found = differences(
        {
            "ours": scored(cases, "11111111110"),
            "worse": scored(cases, "00000011110"),
            "same": scored(cases, "11111111111"),
        }
    )
    assert found is not None
    assert found.reference == "ours"
    worse, same = found.rows
    at_5 = worse.overall[Metric.EVIDENCE_5]
    # Six of ten lost, all one way: 2 of 64 patterns. Holm over two configurations: 2 * 2/64 and 1.
    assert (at_5.estimate.value, at_5.estimate.n) == (-0.6, 10)
    assert (at_5.p, at_5.p_holm) == (2 / 64, 4 / 64)
    assert same.overall[Metric.EVIDENCE_5].p_holm == 1.0
    assert worse.by_type["list"].p_holm == 4 / 64
    assert worse.by_type["list"].estimate.value == -1.0
    assert worse.by_type["noisy"].p == 1.0
    assert worse.by_type["unanswerable"].p is None
    assert worse.overall[Metric.ANSWER].p is None  # neither answers
    assert differences({"ours": scored(cases, "11111111110")}) is None


def test_split_gaps_by_hand(build_case: Callable[..., Case]) -> None:
    cases = [build_case(("甲",), id=str(i), split="tune" if i < 8 else "check") for i in range(16)]
    by_metric = {g.metric: g for g in split_gaps(scored(cases, "1111111100000000"))}
    gap = by_metric[Metric.EVIDENCE_5]
    assert (gap.tune.value, gap.check.value, gap.gap, gap.expected) == (1.0, 0.0, 1.0, 0.0)
    # Two of the 12,870 ways to choose eight of sixteen: about 1.6 of 10,000, and the one seen.
    assert gap.p < 0.001
    assert Metric.ANSWER not in by_metric  # nothing answered, nothing to compare
    assert Metric.REFUSAL_RECALL not in by_metric
    assert split_gaps(scored(cases[:8], "11111111")) == ()


def test_an_even_split_shows_no_gap(build_case: Callable[..., Case]) -> None:
    cases = [build_case(("甲",), id=str(i), split="tune" if i % 2 else "check") for i in range(16)]
    gaps = split_gaps(scored(cases, "1111000011110000"))
    assert {g.p for g in gaps} == {1.0}
    assert {g.gap for g in gaps} == {0.0}
