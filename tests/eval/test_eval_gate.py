"""The gate: limits by hand, the file there and back, and what it says and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import gate as gate_module
from eval.bootstrap import NOTHING, Estimate
from eval.case import QuestionType
from eval.command import EXIT_CANNOT_RUN, EXIT_OK, EXIT_WORSE, run
from eval.gate import judge, new_bounds
from eval.gate_file import GATE_FILE, GateError, read_gate, write_gate
from eval.guards import GUARDS, Bound, Guard, bound, verdicts
from eval.metrics import Metric
from eval.summary import Summary

AT_5 = Guard(Metric.EVIDENCE_5)
WRONG = Guard(Metric.WRONG_REFUSAL, ceiling=True)
CITED = Guard(Metric.CITATION, exact=True)


@pytest.mark.parametrize(
    ("guard", "value", "n", "limit"),
    [
        (AT_5, 0.947, 507, 0.927),  # two points: three cases of 507 are 0.6
        (AT_5, 0.975, 40, 0.9),  # three cases of 40 are 7.5 points
        (AT_5, 0.05, 40, 0.0),
        (AT_5, 2 / 3, 600, 0.6466),  # .64667, to the lenient side
        (WRONG, 0.028, 507, 0.048),
        (WRONG, 1 / 3, 600, 0.3534),
        (WRONG, 0.99, 507, 1.0),
        (CITED, 1.0, 2110, 1.0),
    ],
)
def test_limits_by_hand(guard: Guard, value: float, n: int, limit: float) -> None:
    assert bound(guard, value, n).limit == limit


@given(st.integers(1, 700), st.data())
def test_a_run_passes_its_own_gate_and_one_three_cases_off(n: int, data: st.DataObject) -> None:
    right = data.draw(st.integers(0, n))
    for guard, step in ((AT_5, -1), (WRONG, 1)):
        limit = bound(guard, right / n, n)
        for flipped in range(4):
            assert limit.holds(min(n, max(0, right + step * flipped)) / n)
        # And further off than four cases or two points and a bit it does not.
        off = right + step * (max(3, int(0.02 * n)) + 2)
        if 0 <= off <= n:
            assert not limit.holds(off / n)


def summary(value: float = 0.9, **by_metric: float) -> Summary:
    """Every metric `value` overall and in the guarded types, n = 100, but for those given."""
    table = {m: Estimate(value, value, value, 100) for m in Metric}
    table[Metric.CITATION] = Estimate(1.0, 1.0, 1.0, 1000)
    table[Metric.WRONG_REFUSAL] = Estimate(0.03, 0.02, 0.04, 100)
    for name, v in by_metric.items():
        table[Metric[name]] = Estimate(v, v, v, 100)
    return Summary("ours", table, {t.value: table for t in QuestionType})


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    bounds = new_bounds(summary())
    write_gate(bounds, tmp_path / "gate.toml")
    assert read_gate(tmp_path / "gate.toml") == bounds
    assert len(bounds) == len(GUARDS)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('metric = "evidence@1"', 'metric = "evidence@2"', 1),
        lambda text: text.replace("limit = 0.87", "limit = 1.87", 1),
        lambda text: text + '\n[[guard]]\nmetric = "MRR@10"\nlimit = 0.5\nmeasured = 0.6\nn = 9\n',
        lambda text: text[: text.rindex("[[guard]]")],
        lambda text: text + text[text.index("[[guard]]") :],
        lambda text: text.replace("limit", "limits"),
        lambda text: "[[",
    ],
)
def test_another_form_of_the_file_is_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    path = tmp_path / "gate.toml"
    write_gate(new_bounds(summary()), path)
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    with pytest.raises(GateError, match=r"gate\.toml"):
        read_gate(path)


def test_the_committed_gate_can_be_read() -> None:
    bounds = read_gate(GATE_FILE)
    assert all(b.holds(b.measured) for b in bounds)
    [cited] = [b for b in bounds if b.guard.metric is Metric.CITATION]
    assert cited.limit == 1.0


def test_lines_name_metric_limit_and_measure(capsys: pytest.CaptureFixture[str]) -> None:
    bounds = new_bounds(summary())
    assert judge(summary(), bounds)
    assert capsys.readouterr().out.endswith(f"{len(GUARDS)} 项全部达标。\n")
    assert not judge(summary(EVIDENCE_5=0.86, WRONG_REFUSAL=0.2), bounds)
    out = capsys.readouterr().out
    assert "未达标｜总体证据@5｜下限 0.8700｜测得 0.8600，n=100" in out
    assert "未达标｜口语证据@5｜下限 0.8700｜测得 0.8600，n=100" in out
    assert "未达标｜总体误拒率｜上限 0.0600｜测得 0.2000，n=100" in out
    assert "达标｜总体引用有效率｜下限 1.0000｜测得 1.0000，n=1000" in out
    assert out.endswith("4 项未达标。\n")  # comparison @5 as well


def test_what_was_not_measured_does_not_pass() -> None:
    whole = summary()
    bare = replace(whole, by_type={}, overall={**whole.overall, Metric.ANSWER: NOTHING})
    failed = [v for v in verdicts(new_bounds(whole), bare) if not v.passed]
    assert [v.bound.guard.label for v in failed] == [
        "口语证据@5",
        "比较证据@5",
        "条款直查证据@1",
        "总体答案正确率",
        "数字事实答案正确率",
    ]
    assert "没有测得" in failed[0].line
    with pytest.raises(GateError, match="没有测得口语证据@5"):
        new_bounds(bare)


def test_a_set_that_has_changed_is_told() -> None:
    [verdict] = verdicts([Bound(AT_5, 0.8, 0.9, 90)], summary())
    assert verdict.line == "达标｜总体证据@5｜下限 0.8000｜测得 0.9000，n=100（设限时 90）"


@pytest.fixture
def own_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command on a file of its own, with figures that need no model."""
    path = tmp_path / "gate.toml"
    monkeypatch.setattr(gate_module, "GATE_FILE", path)
    monkeypatch.setattr(gate_module, "read_gate", lambda given=path: read_gate(given))
    monkeypatch.setattr(gate_module, "_measure", lambda progress: summary())
    return path


def test_the_command_writes_and_holds(
    own_gate: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["gate"]) == EXIT_CANNOT_RUN
    assert "gate.toml 缺失或有误" in capsys.readouterr().err
    assert run(["gate", "--write"]) == EXIT_OK
    assert run(["gate"]) == EXIT_OK
    capsys.readouterr()
    monkeypatch.setattr(gate_module, "_measure", lambda progress: summary(EVIDENCE_1=0.5))
    assert run(["gate"]) == EXIT_WORSE
    assert "未达标｜条款直查证据@1｜下限 0.8700｜测得 0.5000" in capsys.readouterr().out
    assert run(["gate", "--write"]) == EXIT_OK
    assert "总体证据@1｜门槛 0.4700（放宽：原为 0.8700）" in capsys.readouterr().out
    assert run(["gate"]) == EXIT_OK
