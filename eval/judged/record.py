"""One judged citation, and the file that holds many."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from eval.report.writing import ReportError


class Verdict(StrEnum):
    """What a person found of a sentence and its citation."""

    SUPPORTS = "supports"  # serves the question; clause, document, place and year are right
    PARTIAL = "partial"
    WRONG = "wrong"
    OPEN = ""  # not judged yet


class JudgedError(ValueError):
    """A file of judgements cannot be read."""


@dataclass(frozen=True)
class Record:
    """One sentence of an answer with what it cites."""

    id: str  # of the case
    type: str
    question: str
    history: tuple[str, ...]
    under: str  # the place, title or row that it stands under in the answer; empty where under none
    sentence: str
    quote: str
    title: str
    number: str | None  # 文号
    address: str
    clause_id: str
    judgement: Verdict = Verdict.OPEN
    why: str = ""


def write_records(records: Sequence[Record], path: Path) -> None:
    """One a line. Raises ReportError."""
    lines = "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in records)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(lines, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"抽样文件 {path.name} 无法写入。请检查文件夹是否可写。") from error


def read_records(path: Path) -> tuple[Record, ...]:
    """All records of a file. Raises JudgedError with the line that is not as it was drawn."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgedError(f"判断文件 {path.name} 无法读取。请检查文件名、权限和编码（UTF-8）。") from error
    return tuple(
        _record(line, f"{path.name} 第 {number} 行") for number, line in enumerate(lines, 1) if line.strip()
    )


def _record(line: str, place: str) -> Record:
    try:
        given = json.loads(line)
        values = {f.name: given[f.name] for f in fields(Record)}
        verdict = Verdict(str(values.pop("judgement")).strip())
        history = tuple(str(h) for h in values.pop("history"))
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise JudgedError(f"{place} 不是抽样时的格式。请只改 judgement 和 why。") from error
    except ValueError as error:
        known = "、".join(v for v in Verdict if v)
        raise JudgedError(f"{place}：judgement 只能是 {known}，未判断的留空。") from error
    return Record(**values, history=history, judgement=verdict)
