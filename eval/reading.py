"""Read question files strictly: every error is a Chinese sentence that names file and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.case import SPLITS, Case, EvidenceGroup, Quote, Split

FIELDS = ("id", "type", "question", "history", "evidence", "answer_keys", "split", "note")


class CaseError(ValueError):
    """A question file cannot be read or breaks the contract."""


def read_cases(paths: Iterable[Path]) -> tuple[Case, ...]:
    """All cases of the files, in order; ids are unique across files.

    Raises CaseError with every error found, one a line.
    """
    cases: list[Case] = []
    errors: list[str] = []
    seen: dict[str, str] = {}
    for place, line in numbered_lines(paths):
        try:
            case = parse_case(line)
        except CaseError as error:
            errors.append(f"{place}：{error}")
            continue
        if case.id in seen:
            errors.append(f"{place}：编号 {case.id} 与 {seen[case.id]} 重复。")
        seen.setdefault(case.id, place)
        cases.append(case)
    if errors:
        raise CaseError("\n".join(errors))
    return tuple(cases)


def numbered_lines(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Every line that is not blank, with its place in Chinese. Raises CaseError where a file cannot be read."""
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                yield f"{path.name} 第 {number} 行", line


def _lines(path: Path) -> Sequence[str]:
    """The lines of a question file. Raises CaseError where it cannot be read."""
    try:
        # Split at \n only: str.splitlines would also cut at U+2028, which JSON allows inside a string.
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise CaseError(f"问题文件 {path.name} 无法打开。请检查文件名和读取权限。") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"问题文件 {path.name} 不是 UTF-8 编码。请转换为 UTF-8 后再试。") from error


def parse_case(line: str) -> Case:
    """The case on one line of JSONL; `history`, `answer_keys`, `split` and `note` may be absent.

    Fields beyond the contract are passed over. Raises CaseError.
    """
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise CaseError(f"不是合法的 JSON（第 {error.colno} 个字符处）。") from error
    if not isinstance(data, dict):
        raise CaseError("应当是一个 JSON 对象。")
    if "evidence" not in data:
        # An absent list must not pass for an empty one: that would turn the case into "refuse this".
        raise CaseError("缺少字段 evidence；不可回答的问题请写空列表 []。")
    return Case(
        id=_identifier(data.get("id")),
        type=_text(data.get("type"), "type"),
        question=_text(data.get("question"), "question"),
        history=_texts(data.get("history", []), "history"),
        evidence=tuple(_group(g) for g in _list(data["evidence"], "evidence")),
        answer_keys=_texts(data.get("answer_keys", []), "answer_keys"),
        split=_split(data.get("split")),
        note=_note(data.get("note")),
    )


def _identifier(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, "id")


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"字段 {field} 应当是非空字符串。")
    return value


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise CaseError(f"字段 {field} 应当是列表。")
    return value


def _texts(value: object, field: str) -> tuple[str, ...]:
    return tuple(_text(item, f"{field} 的每一项") for item in _list(value, field))


def _group(value: object) -> EvidenceGroup:
    if not isinstance(value, dict) or not _list(value.get("any"), "evidence[].any"):
        raise CaseError('evidence 的每一项应当形如 {"any": [{"doc": …, "quote": …}]}，且 any 不为空。')
    return EvidenceGroup(tuple(_quote(q) for q in _list(value["any"], "evidence[].any")))


def _quote(value: object) -> Quote:
    if not isinstance(value, dict):
        raise CaseError('any 的每一项应当形如 {"doc": …, "quote": …}。')
    return Quote(_text(value.get("doc"), "doc"), _text(value.get("quote"), "quote"))


def _split(value: object) -> Split | None:
    if value is None or value == "":
        return None
    for split in SPLITS:
        if value == split:
            return split
    raise CaseError(f"字段 split 只能是 {' 或 '.join(SPLITS)}。")


def _note(value: object) -> str:
    if value is not None and not isinstance(value, str):
        raise CaseError("字段 note 应当是字符串。")
    return value or ""
