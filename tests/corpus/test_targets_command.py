"""`python -m corpus --targets | --bodies | --references`, for programs and for people."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from corpus.__main__ import main
from corpus.fold import fold_spans
from corpus.model import Corpus


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(list(arguments)) == 0
    return capsys.readouterr().out.splitlines()


def _objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _run(capsys, *arguments, "--jsonl")]


@pytest.fixture(scope="module")
def targets() -> list[dict[str, Any]]:
    """All targets as the command prints them for programs, run once."""
    with redirect_stdout(StringIO()) as printed:
        assert main(["--targets", "--jsonl"]) == 0
    return [json.loads(line) for line in printed.getvalue().splitlines()]


def test_targets(targets: list[dict[str, Any]], shipped: Corpus) -> None:
    assert len(targets) >= 120
    sale = next(t for t in targets if t["value_text"] == "5000亿元")
    # 003 二(三)4: 到2023年,…全市网络零售额达5000亿元
    assert sale | {"spans": None, "value_spans": None} == {
        "clause_id": "suzhou-plan#s2.3.4.r1",
        "document": "suzhou-plan",
        "indicator": "网络零售额",
        "subject": None,
        "comparator": "=",
        "value": 500_000_000_000,
        "low": None,
        "high": None,
        "unit": "元",
        "value_text": "5000亿元",
        "value_spans": None,
        "year": 2023,
        "year_from": "text",
        "region": "苏州",
        "scope": "全市",
        "text": "网络零售额达5000亿元",
        "file": "003_6ce8c0fec3734814.txt",
        "spans": None,
    }
    for target in targets:
        assert fold_spans(shipped.texts[target["file"]], target["value_spans"]).text == target["value_text"]
        assert (target["value"] is None) == (target["comparator"] == "range")


def test_a_range_has_two_ends(targets: list[dict[str, Any]]) -> None:
    leading = next(t for t in targets if t["value_text"] == "5~10家")
    assert (leading["value"], leading["low"], leading["high"], leading["unit"]) == (None, 5, 10, "家")


def test_bodies(capsys: pytest.CaptureFixture[str], shipped: Corpus) -> None:
    bodies = _objects(capsys, "--bodies")
    assert len(bodies) >= 150
    assert {b["role"] for b in bodies} == {"牵头", "负责"}
    for body in bodies:
        assert fold_spans(shipped.texts[body["file"]], body["spans"]).text == body["body"]


def test_references(capsys: pytest.CaptureFixture[str]) -> None:
    found = {(r["clause_id"], r["text"]): r for r in _objects(capsys, "--references")}
    assert found["zjtx#s19.2.2", "与深圳精细化要求相同"]["target"] == "zjtx#s6.2.2"
    missing = found["dsl-draft2#a45", "本法第三十二条"]
    assert (missing["target"], "缺失" in missing["reason"]) == (None, True)


def test_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    targets = _objects(capsys, "--targets", "--document", "zhenjiang-opinion")
    assert [t["value_text"] for t in targets] == [
        "超过10%",
        "50个",
        "1.3以下",
        "64.5以上",
        "200家",
        "5个",
        "5个",
    ]


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _run(capsys, "--targets", "--document", "zhenjiang-opinion")
    assert lines[0] == "zhenjiang-opinion#s1.3\t2025\t数字经济核心产业增加值占地区生产总值比重\t超过10%"
    assert (
        _run(capsys, "--bodies", "--document", "jiangsu-opinion")[0]
        == "jiangsu-opinion#s2.1.1\t负责\t省工业和信息化厅"
    )
    assert "dsl-draft2#a45\t本法第三十二条\t—\t" in "\n".join(_run(capsys, "--references"))


def test_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--targets", "--bodies"])
    assert stopped.value.code == 2
    assert "--bodies" in capsys.readouterr().err
