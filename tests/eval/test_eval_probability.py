"""Figures of the answerability probability: by hand, and AUROC against every pair."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.bootstrap import NOTHING, RESAMPLES, resample_counts
from eval.probability import Judgement, auroc, brier, calibration_error

JUDGED = st.lists(
    st.builds(Judgement, st.sampled_from([0.0, 0.1, 0.35, 0.5, 0.9, 1.0]), st.booleans()), max_size=25
)


def test_by_hand() -> None:
    """Answerable at .9, .6, .4; not at .6, .2: pairs won 1+1, .5+1, 0+1 of 6."""
    judged = [Judgement(p, True) for p in (0.9, 0.6, 0.4)] + [Judgement(p, False) for p in (0.6, 0.2)]
    assert auroc(judged).value == pytest.approx(4.5 / 6)
    # (.01 + .16 + .36 + .36 + .04) / 5
    assert brier(judged).value == pytest.approx(0.186)
    # Bins: .9 -> .1 off; .6 twice, one answerable: .1 off, twice; .4 -> .6; .2 -> .2: (.1 + .2 + .6 + .2) / 5
    assert calibration_error(judged).value == pytest.approx(0.22)
    assert {auroc(judged).n, brier(judged).n, calibration_error(judged).n} == {5}


@pytest.mark.parametrize("judged", [[], [Judgement(0.5, True)], [Judgement(0.1, False)] * 3])
def test_one_kind_alone_has_no_auroc(judged: list[Judgement]) -> None:
    assert auroc(judged) == NOTHING
    assert (brier(judged) == NOTHING) is not bool(judged)
    assert (calibration_error(judged) == NOTHING) is not bool(judged)


@settings(deadline=None)
@given(JUDGED)
def test_auroc_counts_every_pair(judged: list[Judgement]) -> None:
    right = [j.probability for j in judged if j.answerable]
    wrong = [j.probability for j in judged if not j.answerable]
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in right for b in wrong]
    found = auroc(judged)
    if not pairs:
        assert found == NOTHING
        return
    assert found.value == pytest.approx(sum(pairs) / len(pairs))
    assert found.lo is not None
    assert found.hi is not None
    assert 0 <= found.lo <= found.hi <= 1 + 1e-9
    assert auroc(judged[::-1]) == found  # the order of cases changes nothing


@settings(deadline=None)
@given(JUDGED.filter(len))
def test_errors_are_bounded_and_ordered(judged: list[Judgement]) -> None:
    for found in (brier(judged), calibration_error(judged)):
        assert found.value is not None
        assert found.lo is not None
        assert found.hi is not None
        assert -1e-9 <= found.lo <= found.hi <= 1 + 1e-9
        assert 0 <= found.value <= 1
    assert calibration_error(judged[::-1]) == calibration_error(judged)


def test_a_resample_holds_as_many_as_there_are() -> None:
    counts = resample_counts(7)
    assert counts.shape == (RESAMPLES, 7)
    assert set(counts.sum(axis=1)) == {7.0}
    assert abs(counts.mean() - 1) < 1e-12
