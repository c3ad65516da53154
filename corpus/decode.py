"""Bytes of a file to decoded text, or a named refusal."""

from __future__ import annotations

from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024  # a policy text is a few hundred kB; beyond this a file is not one


class UnreadableFile(ValueError):  # noqa: N818  # names what the file is
    """A file in the documents folder is not text that can be read; the message is a Chinese sentence."""


def decode(data: bytes, name: str) -> str:
    """Text of `data`: UTF-8 (BOM removed) or GB18030; newlines are left as they stand.

    Raises UnreadableFile where the bytes are binary, empty, too many, or in neither encoding.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"文件《{name}》超过 {MAX_BYTES // 1024 // 1024} MB，未读取。请拆分后再放入文件夹。"
        )
    if b"\0" in data[:65536]:
        raise UnreadableFile(
            f"文件《{name}》不是文本文件，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。"
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise UnreadableFile(f"文件《{name}》没有文字，未读取。")
        return text
    raise UnreadableFile(f"文件《{name}》的编码无法识别，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。")


def read_text(path: Path) -> str:
    """Decoded text of a file. Raises UnreadableFile."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableFile(
                f"文件《{path.name}》超过 {MAX_BYTES // 1024 // 1024} MB，未读取。请拆分后再放入文件夹。"
            )
        return decode(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableFile(f"文件《{path.name}》无法打开，未读取。请检查文件权限。") from error
