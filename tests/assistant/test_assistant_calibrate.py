"""Fitting answerability: whose questions weigh what, who is held out together, where the threshold falls."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant import calibrate
from assistant.calibrate import (
    ANSWERABILITY,
    WRONG_REFUSALS,
    Judgements,
    _figures,
    fit,
    read_answerability,
    read_cases,
)

PLANTED = ("a", "b")


def judged(
    rows: Sequence[Sequence[float]],
    answerable: Sequence[bool],
    question: Sequence[int] | None = None,
    pair: Sequence[int] | None = None,
    alike: Sequence[bool] | None = None,
) -> Judgements:
    n = len(rows)
    return Judgements(
        tuple(dict(zip(PLANTED, row, strict=True)) for row in rows),
        np.array(answerable, np.bool_),
        np.array(range(n) if question is None else question, np.int64),
        np.array(range(n) if pair is None else pair, np.int64),
        np.array([True] * n if alike is None else alike, np.bool_),
    )


def planted(seed: int = 0, each: int = 120, apart: float = 8.0) -> Judgements:
    """Answerable and unanswerable questions whose feature `a` differs; `b` is noise. Pairs of one of each."""
    rng = np.random.default_rng(seed)
    answerable = np.arange(2 * each) % 2 == 0
    rows = np.column_stack(
        [rng.standard_normal(2 * each) + apart * answerable, rng.standard_normal(2 * each)]
    )
    return judged(rows.tolist(), answerable.tolist(), pair=[n // 2 for n in range(2 * each)])


def shares(made: Judgements) -> tuple[float, float]:
    weights = made.weights()
    return float(weights[made.answerable].sum()), float(weights[~made.answerable].sum())


def test_the_unanswerable_weigh_as_often_as_they_are_asked() -> None:
    """Arithmetic: of the measured 4 answerable and 1 unanswerable; with 6 written ones of each kind, 10 to 2.5."""
    made = judged(
        [[0.0, 0.0]] * 17,
        [True] * 4 + [False] + [True] * 6 + [False] * 6,
        alike=[True] * 5 + [False] * 12,
    )
    assert shares(made) == (pytest.approx(10.0), pytest.approx(2.5))


def test_a_question_of_several_parts_counts_once() -> None:
    made = judged([[0.0, 0.0]] * 5, [True, True, True, False, True], question=[0, 0, 0, 1, 2])
    assert made.weights().tolist() == pytest.approx([1 / 3] * 3 + [1.0, 1.0])


@pytest.mark.parametrize("answerable", [[True, True], [False, False]])
def test_without_both_kinds_there_is_no_share_to_keep(answerable: list[bool]) -> None:
    assert judged([[0.0, 0.0]] * 2, answerable).weights().tolist() == [1.0, 1.0]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=40))
def test_the_weighed_share_is_that_of_the_measured_questions(kinds: list[tuple[bool, bool]]) -> None:
    answerable, alike = [a for a, _ in kinds], [m for _, m in kinds]
    asked = [a for a, m in kinds if m]
    made = judged([[0.0, 0.0]] * len(kinds), answerable, alike=alike)
    if 0 < sum(asked) < len(asked):
        held, lacked = shares(made)
        assert lacked / (held + lacked) == pytest.approx(1 - sum(asked) / len(asked))
    else:
        assert made.weights().tolist() == [1.0] * len(kinds)


def test_a_planted_set_is_separated_by_the_feature_that_tells_it() -> None:
    made = planted()
    fitted = fit(made, PLANTED)
    on_a, on_b = fitted.coefficients
    assert on_a > 5 * abs(on_b)
    probability = np.array([fitted.probability(values) for values in made.values])
    assert probability[made.answerable].min() > probability[~made.answerable].max()
    figures = _figures(fitted, made)
    assert figures["refusal_recall"] == 1.0
    assert figures["wrong_refusals"] <= WRONG_REFUSALS + 0.01
    assert (figures["answerable"], figures["unanswerable"]) == (120, 120)


def test_noise_is_not_separated() -> None:
    figures = _figures(fit(planted(apart=0.0), PLANTED), planted(apart=0.0))
    assert figures["refusal_recall"] < 0.2  # so few may be refused wrongly that hardly any is refused


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**16), st.sampled_from([0.0, 1.0, 2.0]))
def test_the_threshold_lets_the_stated_share_of_the_answerable_fall_below(seed: int, apart: float) -> None:
    """Out of fold, against scikit-learn's own cross-validated probabilities."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    made = planted(seed, each=200, apart=apart)
    rows = made.rows(PLANTED)
    scaled = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    out = cross_val_predict(
        LogisticRegression(C=calibrate.REGULARISATION, max_iter=3000),
        scaled,
        made.answerable,
        groups=made.pair,
        cv=GroupKFold(calibrate.FOLDS),
        method="predict_proba",
    )[made.answerable, 1]
    threshold = fit(made, PLANTED).threshold
    assert threshold == pytest.approx(np.quantile(out, WRONG_REFUSALS), abs=1e-4)
    assert (
        (out < threshold - 1e-4).mean() <= WRONG_REFUSALS <= (out <= threshold + 1e-4).mean() + 1 / len(out)
    )


def test_the_best_part_of_a_question_counts_for_the_threshold() -> None:
    """Each answerable question brings a hopeless part: the threshold must not fall to theirs."""
    made = planted()
    rows = [[v["a"], v["b"]] for v in made.values] + [[-4.0, 0.0]] * 120
    parted = judged(
        rows,
        [*made.answerable.tolist(), *[True] * 120],
        question=[*made.question.tolist(), *made.question[made.answerable].tolist()],
        pair=[*made.pair.tolist(), *made.pair[made.answerable].tolist()],
    )
    fitted = fit(parted, PLANTED)
    assert fitted.threshold > fitted.probability({"a": -4.0, "b": 0.0})
    assert _figures(fitted, parted)["wrong_refusals"] <= WRONG_REFUSALS + 0.02


def test_it_is_reproducible_and_deaf_to_the_scale_of_a_feature() -> None:
    made = planted(3, apart=1.0)
    once, again = fit(made, PLANTED), fit(made, PLANTED)
    assert once == again
    scaled = judged(
        [[v["a"] * 1000 + 7, v["b"]] for v in made.values], made.answerable.tolist(), pair=made.pair.tolist()
    )
    other = fit(scaled, PLANTED)
    assert other.coefficients == pytest.approx(once.coefficients, abs=1e-3)
    assert other.threshold == pytest.approx(once.threshold, abs=1e-3)


def test_a_feature_that_never_changes_does_no_harm() -> None:
    made = judged([[v["a"], 1.0] for v in planted().values], planted().answerable.tolist())
    fitted = fit(made, PLANTED)
    assert fitted.coefficients[1] == pytest.approx(0.0, abs=1e-6)
    assert np.isfinite([*fitted.coefficients, fitted.intercept, fitted.threshold]).all()


def test_no_fold_learns_one_question_of_a_pair_from_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folds of the real splitter are watched: what is held out shares no pair with what is learned."""
    from sklearn import model_selection

    made = planted(each=30)
    seen: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []

    class Watched(model_selection.GroupKFold):
        def split(self, *args: object) -> object:
            for learned, asked in super().split(*args):
                seen.append((learned, asked))
                yield learned, asked

    monkeypatch.setattr(model_selection, "GroupKFold", Watched)
    fit(made, PLANTED)
    assert len(seen) == calibrate.FOLDS
    assert sorted(int(i) for _, asked in seen for i in asked) == list(range(60))
    for learned, asked in seen:
        assert not set(made.pair[learned]) & set(made.pair[asked])


def lines(*items: dict[str, object]) -> str:
    return "\n".join(json.dumps(i, ensure_ascii=False) for i in items) + "\n\n"


def test_only_the_tune_split_is_read(tmp_path: Path) -> None:
    kept = {
        "id": "q1",
        "split": "tune",
        "question": "苏州５Ｇ目标?",
        "history": ["镇江呢"],
        "evidence": ["a#s1"],
    }
    empty = {"id": "q2", "split": "tune", "question": "", "history": [], "evidence": []}
    file = tmp_path / "q.jsonl"
    file.write_text(lines(kept, {"id": "q3", "split": "check"}, empty), encoding="utf-8")
    first, second = read_cases([file])
    assert (first.question, first.history, first.answerable) == ("苏州５Ｇ目标?", ("镇江呢",), True)
    assert (second.answerable, second.measured_alike) == (False, True)
    assert first.pair != second.pair


def test_the_two_of_a_minimal_pair_share_their_name(tmp_path: Path) -> None:
    file = tmp_path / "w.jsonl"
    items = [
        {"id": name, "question": "目标?", "history": [], "answerable": name.endswith("a")}
        for name in ("an-0001a", "an-0001b", "an-0002a")
    ]
    file.write_text(lines(*items), encoding="utf-8")
    cases = read_answerability([file])
    assert [c.pair for c in cases] == ["an-0001", "an-0001", "an-0002"]
    assert [c.answerable for c in cases] == [True, False, True]
    assert not any(c.measured_alike for c in cases)


def test_the_files_that_ship_hold_both_kinds_in_pairs() -> None:
    cases = read_answerability(sorted(ANSWERABILITY.glob("*.jsonl")))
    held = sum(c.answerable for c in cases)
    assert len(cases) > 1000
    assert 0.4 < held / len(cases) < 0.6
