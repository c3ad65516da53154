"""Bytes to text, or a Chinese sentence that says why not."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from corpus import decode as decode_module
from corpus.decode import UnreadableFile, decode, read_text

TEXT = "第一条　为了规范数据处理活动，制定本法。\r\n第二条 ５Ｇ A1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_reads_every_encoding_and_leaves_newlines(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


REFUSED = [
    (b"", "没有文字"),
    (b" \r\n\t\n", "没有文字"),
    ("\ufeff\u3000".encode(), "没有文字"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "不是文本文件"),
    (b"PK\x03\x04\x14\x00\x06\x00", "不是文本文件"),
    (b"abc\xff\xff\xff", "编码无法识别"),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_refuses_in_chinese(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        decode(data, "坏文件.txt")
    assert "《坏文件.txt》" in str(caught.value)
    assert "未读取" in str(caught.value)


def test_refuses_what_is_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(decode_module, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "大.txt"
    path.write_bytes(b"a" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableFile, match="超过 1 MB"):
        read_text(path)
    with pytest.raises(UnreadableFile, match="超过 1 MB"):
        decode(path.read_bytes(), path.name)
    path.write_bytes(b"a" * (1024 * 1024))
    assert len(read_text(path)) == 1024 * 1024


def test_a_missing_file_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"《无\.txt》无法打开") as caught:
        read_text(tmp_path / "无.txt")
    assert str(tmp_path) not in str(caught.value)


def test_shipped_files_are_the_clients_bytes(shipped_folder: Path) -> None:
    files = tomllib.loads((shipped_folder / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    assert len(files) == 5
    for entry in files:
        data = (shipped_folder / entry["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["name"]
