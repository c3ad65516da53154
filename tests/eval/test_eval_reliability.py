"""Reliability of the refusal: bins and figures by hand, properties, and the plot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.bootstrap import Estimate
from eval.ours import confidence
from eval.probability import Judgement
from eval.reliability import Bin, Reliability, reliability
from eval.report.reliability_view import reliability_html


def test_bins_by_hand() -> None:
    """Two bins: .05 and .09 with no answer and one; .95 and 1.0, both answerable."""
    pairs = [(0.05, False), (0.09, True), (0.95, True), (1.0, True)]
    found = reliability([Judgement(*pair) for pair in pairs])
    low, high = found.bins
    assert (low.predicted, low.observed.value, low.observed.n) == (pytest.approx(0.07), 0.5, 2)
    assert (high.predicted, high.observed.value, high.observed.n) == (0.975, 1.0, 2)
    assert found.brier.value == pytest.approx((0.0025 + 0.8281 + 0.0025 + 0) / 4)
    assert found.calibration_error.value == pytest.approx((2 * 0.43 + 2 * 0.025) / 4)
    assert found.auroc.value == 1.0  # .05, which has no answer, is below all that have one


PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


@settings(deadline=None)
@given(PAIRS)
def test_every_case_is_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    found = reliability([Judgement(*pair) for pair in pairs])
    assert sum(b.observed.n for b in found.bins) == len(pairs)
    predicted = [b.predicted for b in found.bins]
    assert predicted == sorted(predicted)


def test_the_plot_puts_predicted_across_and_observed_up() -> None:
    figures = [Estimate(value, 0.0, 0.9, 8) for value in (0.8, 0.1, 0.2)]
    page = reliability_html("ours", Reliability((Bin(0.5, Estimate(0.75, 0.5, 1.0, 8)),), *figures))
    # 300 pixels stand for 1: x = 48 + 150, y = 12 + 300 * 0.25; the interval from y = 162 to y = 12.
    assert re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', page) == [("198.0", "87.0")]
    assert 'y1="162.0" y2="12.0"' in page
    assert "拒答的可靠性：有据" in page
    assert "共 8 题：AUROC 0.800 [0.000, 0.900]，n=8；Brier 分数 0.100" in page
    assert "平均校准误差 0.200 [0.000, 0.900]，n=8" in page


class Judges:
    """Found what it is made of, and two parts in it."""

    def __init__(self, clauses: Sequence[str] = (), missing: Sequence[str] = (), hits: int = 1) -> None:
        self.last: object = SimpleNamespace(
            looked_up=SimpleNamespace(clauses=clauses, missing=missing), hits=[object()] * hits
        )
        self.found = self.last

    def judge(self, found: object) -> tuple[dict[str, float], ...]:
        assert found is self.found
        return {"p": 0.2}, {"p": 0.7}


class Silent(Judges):
    """Was asked something that it did not search for."""

    def __init__(self) -> None:
        self.last = None


@pytest.mark.parametrize(
    ("judges", "expected"),
    [
        (Judges(), 0.7),  # of a comparison the best part counts
        (Judges(clauses=["c"]), None),  # an article that is there needs no probability
        (Judges(missing=["第九十条"]), None),  # nor does one that is absent
        (Judges(hits=0), None),
        (Silent(), None),
    ],
)
def test_only_what_a_probability_decides_is_judged_by_one(judges: Judges, expected: float | None) -> None:
    calibration = SimpleNamespace(probability=lambda values: values["p"])
    assert confidence(judges, calibration) == expected  # type: ignore[arg-type]  # fakes
    assert judges.last is None  # so that it cannot pass for what the next question found
