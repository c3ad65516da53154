"""`python -m assistant 问题 --export 文件`."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from assistant_fakes import NEVER, make_assistant

from assistant import __main__ as door
from assistant.export.target import ExportError, Target

QUESTION = "苏州到2023年全市网络零售额的目标是多少？"


@pytest.fixture(autouse=True)
def _assistant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "open_assistant", make_assistant)
    monkeypatch.setenv("YOUJU_ASSISTANT__AS_OF", "2026-11-22")


@pytest.mark.parametrize("name", ["answer.md", "answer.txt", "答复.MD"])
def test_a_text_file_is_written_and_the_answer_is_still_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert door.main([QUESTION, "--export", str(tmp_path / name)]) == 0
    out, err = capsys.readouterr()
    assert "5000亿元" in out
    assert "已保存到" in err
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert "《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》(苏委发〔2021〕1号)" in text
    assert "2026年11月22日" in text


def test_a_word_file_beside_json_for_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answer.docx"
    assert door.main([QUESTION, "--json", "--export", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"
    assert docx.Document(str(path)).paragraphs[0].text == QUESTION


def test_a_refusal_is_saved_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "open_assistant", lambda: make_assistant(NEVER))
    path = tmp_path / "answer.md"
    assert door.main(["苏州的网络零售额补贴是多少？", "--export", str(path)]) == 0
    assert "未找到" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([QUESTION, "--export", "answer.pdf"], "请以 .md、.docx、.txt 之一结尾"),
        ([QUESTION, "--export", "answer"], "请以 .md、.docx、.txt 之一结尾"),
        ([QUESTION, "--export", ""], "请以 .md、.docx、.txt 之一结尾"),
        ([QUESTION, "--explain", "--export", "answer.md"], "--export 只能和一个问题一起用"),
        (["--jsonl", "--export", "answer.md"], "--export 只能和一个问题一起用"),
    ],
)
def test_what_cannot_be_exported_is_told_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.setattr(door, "open_assistant", lambda: pytest.fail("loaded"))
    assert door.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


def test_a_folder_that_is_not_there_is_one_chinese_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door.main([QUESTION, "--export", str(tmp_path / "none" / "answer.md")]) == 2
    out, err = capsys.readouterr()
    assert "5000亿元" in out  # the answer is not lost
    assert "请检查文件夹是否存在" in err
    assert "Traceback" not in err


def test_a_target_knows_its_form_by_its_ending() -> None:
    assert Target.of("a.b.DOCX").form.value == "docx"
    with pytest.raises(ExportError):
        Target.of(".md.zip")
