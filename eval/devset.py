"""Where the dev set is."""

from __future__ import annotations

from pathlib import Path

from eval.reading import CaseError
from eval.settings import EvalSettings


def dev_files(settings: EvalSettings) -> list[Path]:
    """The files of the dev set, by name. Raises CaseError where there are none."""
    files = sorted(settings.questions_dir.glob("*.jsonl"))
    if not files:
        raise CaseError("问题文件夹中没有 .jsonl 文件。请给出问题文件，或检查设置 [eval] questions_dir。")
    return files
