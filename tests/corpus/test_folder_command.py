"""`python -m corpus add | replace | remove | check --json`, called in process: sentences and exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from living_samples import CHANGED, FIRST, NEWER, file_of, settings_in

from corpus.__main__ import main
from corpus.settings import SETTINGS_FILE_VARIABLE

ID = "su-zhou-shi-suan-li-quan-guan-li-ban-fa-1710dc37"
NEWER_ID = "su-zhou-shi-suan-li-quan-guan-li-ban-fa-2024-nian-xiu-ding"
NEXT = "运行 python -m index 更新索引，然后重启服务，问答即可用到。"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _small_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_in(tmp_path, small=True)
    path = tmp_path / "youju.toml"
    path.write_text(
        f'[corpus]\ndocuments_dir = "{settings.documents_dir}"\ndata_dir = "{settings.data_dir}"\n', "utf-8"
    )
    monkeypatch.setenv(SETTINGS_FILE_VARIABLE, str(path))


def run(capsys: Capture, *arguments: str | Path) -> tuple[int, list[str], str]:
    """Exit code, lines of output, errors."""
    code = main([str(a) for a in arguments])
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err


def test_add_says_what_was_done(tmp_path: Path, capsys: Capture) -> None:
    path = file_of(tmp_path, "算力券.txt", FIRST)
    said = ("--region", "苏州", "--level", "市", "--written", "2022-01-01")
    assert run(capsys, "add", path, *said) == (
        0,
        [
            f"已收录：《苏州市算力券管理办法（试行）》 {ID}，5 条条款。",
            "原文已写明成文日期，以原文为准，补充的内容未采用。",
            NEXT,
        ],
        "",
    )
    assert run(capsys, "add", path, "--region", "苏州") == (
        0,
        [
            f"这份文件已经收录，没有改动：《苏州市算力券管理办法（试行）》 {ID}。",
            "补充的信息未采用；如需改动，请用 replace。",
            NEXT,
        ],
        "",
    )
    code, lines, _ = run(capsys, "--documents", "--jsonl", "--document", ID)
    document = json.loads(lines[0])
    assert code == 0
    assert (document["region"], document["level"], document["written"]) == ("苏州", "市", "2023-05-01")
    assert document["supplied"] == ["level", "region"]
    assert {"supersedes", "superseded_by"}.isdisjoint(document)


def test_several_files_at_once_and_one_that_fails(tmp_path: Path, capsys: Capture) -> None:
    files = [file_of(tmp_path, "旧.txt", FIRST), tmp_path / "无.txt", file_of(tmp_path, "新.txt", NEWER)]
    code, lines, errors = run(capsys, "add", *files)
    assert code == 2
    assert errors == "找不到文件《无.txt》。请检查路径。\n"
    assert [line.split("：")[0] for line in lines[:2]] == ["已收录", "已收录"]
    assert (
        lines[2]
        == f"注意：{ID} 已有更新版本：《苏州市算力券管理办法（2024年修订）》（2024-05-01）。两份都保留。"
    )
    assert lines[3].startswith(NEWER_ID[:40])
    assert lines[3].endswith(f"是《苏州市算力券管理办法（试行）》（{ID}）的更新版本，两份都保留。")
    code, lines, errors = run(capsys, "add", *files, "--number", "1号")
    assert (code, lines) == (2, [])
    assert "不能用 --number" in errors
    code, lines, _ = run(capsys, "check", "--json")
    documents = {d["id"]: d for d in json.loads(lines[0])["documents"]}
    assert code == 0
    assert documents[ID]["superseded_by"] in documents


def test_replace_lists_what_changed(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "add", file_of(tmp_path, "旧.txt", FIRST))
    assert run(capsys, "replace", ID, file_of(tmp_path, "新.txt", CHANGED)) == (
        0,
        [
            f"已替换：《苏州市算力券管理办法（试行）》 {ID}，5 条条款。",
            "条款：新增 1，消失 1，文字有改动 1，未变 3。",
            f"  + {ID}#a1.k2",
            f"  - {ID}#a2",
            f"  ~ {ID}#a3",
            NEXT,
        ],
        "",
    )


def test_remove_says_where_the_file_is(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "add", file_of(tmp_path, "旧.txt", FIRST))
    code, lines, _ = run(capsys, "remove", ID)
    assert code == 0
    assert lines[0] == f"已移除 {ID}（旧.txt）。"
    assert lines[1] == f"文件已移入回收站 var/trash/{ID}，没有删除；可用 add 重新收录。"
    assert (tmp_path / "var" / "trash" / ID / "1-旧.txt").exists()


REFUSALS = [
    (
        ["remove", "无此文件"],
        "没有收录过 ID 为“无此文件”的文件。运行 python -m corpus --documents 查看全部 ID。\n",
    ),
    (["add", "无.txt"], "找不到文件《无.txt》。请检查路径。\n"),
    (
        ["check", "--document", "无"],
        "没有 id 为“无”的文件。运行 python -m corpus --documents 查看全部 id。\n",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSALS)
def test_refusals_are_a_sentence_and_exit_2(capsys: Capture, arguments: list[str], message: str) -> None:
    assert run(capsys, *arguments) == (2, [], message)


def test_a_date_must_be_a_date(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["add", str(file_of(tmp_path, "a.txt", FIRST)), "--written", "2024.5.1"])
    assert caught.value.code == 2
    assert "“2024.5.1”不是日期，应写作 2024-05-01" in capsys.readouterr().err


def test_check_fails_on_errors_and_not_on_warnings(tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "add", file_of(tmp_path, "旧.txt", FIRST.replace("第三条", "第五条")))
    code, lines, _ = run(capsys, "check")
    assert code == 0
    assert any("警告（序号）a5：“第五条”之前缺 3—4" in line for line in lines)
    assert lines[-1].startswith("合计：2 份文件，")
    (tmp_path / "shipped" / "图.txt").write_bytes(b"\x89PNG\0")
    code, lines, _ = run(capsys, "check")
    assert code == 1
    assert any(line.startswith("  ✘ 错误（读取）文件《图.txt》不是文本文件") for line in lines)
    code, lines, _ = run(capsys, "check", "--json")
    assert code == 1
    report = json.loads(lines[0])
    assert (report["errors"], len(report["documents"])) == (1, 2)
    assert report["findings"][0]["topic"] == "reading"


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("YOUJU_CORPUS__DATA_DIR", str(blocked))
    code, _, errors = run(capsys, "add", file_of(tmp_path, "a.txt", FIRST))
    assert code == 2
    assert errors == "数据文件夹不可写。请检查设置 corpus.data_dir 及其权限。\n"
