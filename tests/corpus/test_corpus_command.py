"""`python -m corpus`, called in process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.__main__ import main
from corpus.model import Corpus
from corpus.settings import SETTINGS_FILE_VARIABLE

CLAUSE_KEYS = [
    "clause_id",
    "parent",
    "kind",
    "document",
    "number",
    "address",
    "text",
    "file",
    "spans",
    "notes",
]  # DESIGN §6
DOCUMENT_KEYS = {
    "id", "title", "number", "issuer", "level", "region", "written", "published", "force", "kind", "copy", "period",
    "file", "first_line", "gaps", "status_note", "reprint_of", "summarises", "short_names", "supplied", "last_line",
}  # fmt: skip
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "youju.toml"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv(SETTINGS_FILE_VARIABLE, str(path))
    monkeypatch.setenv("YOUJU_CORPUS__DATA_DIR", str(tmp_path / "var"))


def test_clauses_as_jsonl(shipped: Corpus, capsys: Capture) -> None:
    assert main(["--jsonl"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    rows = [json.loads(line) for line in captured.out.splitlines()]
    assert [r["clause_id"] for r in rows] == [c.id for c in shipped.clauses]
    for row in rows:
        clause = shipped.clause(row["clause_id"])
        extra = {"repeat_of": clause.repeat_of, "twin_of": clause.twin_of}
        assert list(row) == CLAUSE_KEYS + [key for key, value in extra.items() if value]
        assert all(isinstance(n, str) for n in row["notes"])
        assert all(len(span) == 2 for span in row["spans"])
    heading_only = next(r for r in rows if r["clause_id"] == "jiangsu-plan#s2")
    assert heading_only["text"] == "二、总体要求"
    assert (heading_only["number"], heading_only["parent"], heading_only["kind"]) == ("二、", None, "section")


def test_clauses_of_one_document(capsys: Capture) -> None:
    assert main(["--jsonl", "--document", "vuln-rules"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {r["document"] for r in rows} == {"vuln-rules"}
    assert rows[0]["clause_id"] == "vuln-rules#a1"


def test_documents_as_jsonl(shipped: Corpus, capsys: Capture) -> None:
    assert main(["--documents", "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["id"] for r in rows] == [d.id for d in shipped.documents]
    assert all(set(r) == DOCUMENT_KEYS for r in rows)
    plan = rows[0]
    assert (plan["number"], plan["written"], plan["first_line"]) == ("苏政办发〔2021〕44号", "2021-08-10", 1)
    assert (plan["period"], [g["topics"] for g in plan["gaps"]]) == ([2021, 2025], [["专栏"]])
    law = next(r for r in rows if r["id"] == "dsl-draft2")
    assert law["gaps"][0]["what"] == "第三十二条至第三十五条原文缺失"
    opinion = next(r for r in rows if r["id"] == "jiangsu-opinion")
    assert (opinion["number"], opinion["written"]) == (None, None)


def test_documents_for_people(capsys: Capture) -> None:
    assert main(["--documents"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 32
    assert lines[0] == "jiangsu-plan\t江苏省“十四五”数字经济发展规划\t000_c4958285404594e1.txt:1"


def test_trees_and_coverage(capsys: Capture) -> None:
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.endswith("正文收录率 100.00%")]) == 5
    assert any(line.strip().startswith("s2.4.10  10.推进数字政务建设。") for line in lines)
    assert "  ⚠ 缺：第三十二条至第三十五条原文缺失（第 1345 行）" in lines


def test_check_shows_the_tree_with_and_without_repairs(capsys: Capture) -> None:
    assert main(["check", "--document", "soe"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["--- soe（原文次序）", "+++ soe（修复之后）"]
    assert any(line.startswith("-    s2.1  (一)建设基础数字技术平台。 国资委印发") for line in lines)
    assert any(line.startswith("+    s2.1  (一)建设基础数字技术平台。 运用5G") for line in lines)


def test_without_repairs(capsys: Capture) -> None:
    assert main(["--no-repairs", "--document", "dsl-draft2", "--jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    parents = {r["clause_id"]: r["parent"] for r in rows}
    assert parents["dsl-draft2#a13"] == "dsl-draft2#c1"  # 002 L1320 stands after it


def test_text_is_what_spans_point_into(shipped: Corpus, shipped_folder: Path, capsys: Capture) -> None:
    name = "003_6ce8c0fec3734814.txt"
    assert main(["--text", str(shipped_folder / name)]) == 0
    assert capsys.readouterr().out == shipped.texts[name]


def test_an_unknown_document(capsys: Capture) -> None:
    assert main(["--document", "nothing"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "没有 id 为“nothing”的文件。运行 python -m corpus --documents 查看全部 id。\n"


def test_help(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "python -m corpus" in out
    assert all(
        option in out
        for option in ("--jsonl", "--documents", "--document", "--no-repairs", "--text", "check")
    )


FAILURES = [
    (["--text", "无.txt"], "", "文件《无.txt》无法打开"),
    ([], '[corpus]\ndocuments_dir = "/nowhere"\n', "存放政策文件的文件夹不存在"),
    ([], "[corpus]\nfolder = 1\n", "folder：无法识别的设置项"),
    (["check"], "[corpus\n", "设置文件 youju.toml 无法读取"),
]


@pytest.mark.parametrize(("arguments", "settings", "words"), FAILURES)
def test_failures_are_a_chinese_sentence_and_exit_2(
    tmp_path: Path, capsys: Capture, arguments: list[str], settings: str, words: str
) -> None:
    (tmp_path / "youju.toml").write_text(settings, encoding="utf-8")
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert "Traceback" not in captured.err


def test_problems_go_to_stderr_and_the_rest_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "问答.txt").write_text("算力券问答\n一、谁可以申领?\n中小企业。\n", encoding="utf-8")
    (folder / "图.txt").write_bytes(b"\x89PNG\0")
    monkeypatch.setenv("YOUJU_CORPUS__DOCUMENTS_DIR", str(folder))
    assert main(["--jsonl"]) == 0
    captured = capsys.readouterr()
    assert [json.loads(line)["text"] for line in captured.out.splitlines()] == ["一、谁可以申领?\n中小企业。"]
    assert (
        captured.err
        == "注意：文件《图.txt》不是文本文件，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。\n"
    )
