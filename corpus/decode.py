"""Bytes of a file to decoded text, or a named refusal."""

from __future__ import annotations

import re
from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024  # a policy text is a few hundred kB; beyond this a file is not one
# Four or more Han characters in a row as UTF-8 writes them; in GB18030 the same bytes are chance.
_UTF8_HAN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){4}")
_HAN = re.compile("[\u4e00-\u9fff]")
_MIN_HAN = 6
_MAX_BAD_PER_HAN = 10  # the shipped files as GB18030, read as UTF-8: over 100 for every chance Han character


class UnreadableFile(ValueError):  # noqa: N818  # names what the file is
    """A file in the documents folder is not text that can be read; the message is a Chinese sentence."""


def decode(data: bytes, name: str) -> str:
    """Text of `data`: UTF-8 (BOM removed) or GB18030; newlines are left as they stand.

    Raises UnreadableFile where the bytes are binary, empty, too many, or in neither encoding.
    """
    _check_bytes(len(data), name)
    if b"\0" in data[:65536]:
        raise UnreadableFile(
            f"文件《{name}》不是文本文件，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。"
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig":
                _refuse_mixture(data, name, error.start)
            continue
        if not text.strip():
            raise UnreadableFile(f"文件《{name}》没有文字，未读取。")
        return text
    raise UnreadableFile(f"文件《{name}》的编码无法识别，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。")


def _check_bytes(size_bytes: int, name: str) -> None:
    if size_bytes > MAX_BYTES:
        raise UnreadableFile(
            f"文件《{name}》超过 {MAX_BYTES // 1024 // 1024} MB，未读取。请拆分后再放入文件夹。"
        )


def _refuse_mixture(data: bytes, name: str, bad: int) -> None:
    """Refuse UTF-8 text with other bytes in it: read as GB18030 it would be nonsense without an error.

    A whole line must be UTF-8, or Han characters must be many beside the bytes that are none, so that
    a GB18030 text never counts by chance.
    """
    if not any(_UTF8_HAN.search(line) and _is_utf8(line) for line in data.split(b"\n")):
        text = data.decode("utf-8", "replace")
        han = len(_HAN.findall(text))
        if han < _MIN_HAN or han * _MAX_BAD_PER_HAN < text.count("\ufffd"):
            return
    number = data.count(b"\n", 0, bad) + 1
    raise UnreadableFile(
        f"文件《{name}》混有不同的编码：第 {number} 行附近不是 UTF-8，别处是，未读取。"
        "请用文本编辑器改正该处，另存为 UTF-8 编码后再放入文件夹。"
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def check_size(path: Path, name: str) -> None:
    """Raises UnreadableFile where a file is too large to be read, before any of it is."""
    try:
        _check_bytes(path.stat().st_size, name)
    except OSError as error:
        raise _not_opened(name) from error


def read_bytes(path: Path, name: str) -> bytes:
    """Bytes of a file, called `name` in messages. Raises UnreadableFile."""
    check_size(path, name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _not_opened(name) from error


def _not_opened(name: str) -> UnreadableFile:
    return UnreadableFile(f"文件《{name}》无法打开，未读取。请检查文件权限。")


def read_text(path: Path) -> str:
    """Decoded text of a text file. Raises UnreadableFile."""
    return decode(read_bytes(path, path.name), path.name)
