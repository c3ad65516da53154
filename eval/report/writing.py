"""Write a report to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class ReportError(OSError):
    """A report file cannot be written."""


def write_report(path: Path, text: str, say: Callable[[str], None]) -> None:
    """Write it, with its folder. Raises ReportError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"报告 {path.name} 无法写入。请检查文件夹是否可写。") from error
    say(f"已写入 {path}")
