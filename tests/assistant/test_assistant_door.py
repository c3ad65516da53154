"""The command line: help in Chinese, a clear sentence and exit code 2 where the installation is broken."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from assistant_fakes import make_assistant

from assistant.__main__ import main
from assistant.console import render
from assistant.features import FEATURES, OF_THE_EMBEDDER
from assistant.refusal import ANY_MODEL, CALIBRATION, CalibrationError, features_for, load_calibration
from index.builtin import TUNED, UNTUNED, find_builtin
from index.convert import converted_name


def test_a_missing_documents_folder_is_one_chinese_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_CORPUS__DOCUMENTS_DIR", str(tmp_path / "none"))
    assert main(["苏州的目标"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "找不到文件夹" in err
    assert "Traceback" not in err


def test_a_missing_index_names_its_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_INDEX__BUILT_DIR", str(tmp_path / "none"))
    assert main(["苏州的目标"]) == 2
    assert "make index" in capsys.readouterr().err


def test_a_stream_over_a_broken_installation_fails_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YOUJU_INDEX__BUILT_DIR", str(tmp_path / "none"))
    stdin, stdout = io.BytesIO(b'{"id": 1, "question": "\xe5\xa5\xbd"}\n\xff\xfe\n'), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stdin))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(stdout))
    assert main(["--jsonl"]) == 0
    replies = [json.loads(line) for line in stdout.getvalue().splitlines()]
    assert [(r["id"], r["status"]) for r in replies] == [(1, "failed"), (None, "failed")]


def test_no_question_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "用已收录政策文件的原文回答问题" in capsys.readouterr().err


def test_people_get_footnotes() -> None:
    shown = render(make_assistant().ask("苏州到2023年全市网络零售额的目标是多少？"))
    assert (
        "[1] 《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号) 4“数字贸易”"
        in shown
    )


def test_the_committed_calibration_fits_this_version() -> None:
    fits = json.loads(CALIBRATION.read_text(encoding="utf-8"))["fits"]
    origins = {fit["provenance"]["split"] for fit in fits.values()}
    assert origins == {"tune, and the questions written for fitting"}
    for key in fits:
        fit = load_calibration("" if key == ANY_MODEL else f"{key}-onnx")
        assert fit.features == features_for(key)
        assert 0 < fit.threshold < 1


def test_every_builtin_model_has_its_own_fit_and_any_other_reads_no_raw_similarity() -> None:
    for setting in (TUNED, UNTUNED):
        assert load_calibration(f"{converted_name(find_builtin(setting))}-onnx").features == FEATURES
    other = load_calibration("bge-m3@0123456789ab")
    assert not set(OF_THE_EMBEDDER) & set(other.features)
    assert other.features == load_calibration("").features


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"fits": {}}', '{"fits": {"*": {"features": []}}}'])
def test_a_damaged_calibration_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CalibrationError, match=r"assistant\.calibrate"):
        load_calibration("any", path)
