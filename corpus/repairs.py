"""What no rule can place: REPAIRS.toml says where a displaced block belongs, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.fold import comparison_form
from corpus.lines import Line, Placed, Role

Operation = Literal[
    "move", "join", "name", "heading", "region", "paragraph", "own", "back", "metadata", "furniture", "text"
]
REPAIRS_FILE = "REPAIRS.toml"


class RepairError(ValueError):
    """REPAIRS.toml does not fit the file that it speaks of; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Anchor:
    """A line, by its number and by the words that must stand at its start."""

    line: int
    quote: str


@dataclass(frozen=True)
class Repair:
    """One placement: what is done to the lines from `first` to `last`, and the reason."""

    file: str
    op: Operation
    first: Anchor
    last: Anchor
    reason: str
    target: Anchor | None = None  # of a move: the line before or after which the block belongs
    before: bool = False
    number: str | None = None  # of a heading: its printed number
    heading: str | None = None  # of a name: the heading that no mark sets off from the words after it


def _anchor(value: object, where: str) -> Anchor:
    match value:
        case [int(line), str(quote)]:
            return Anchor(line, quote)
    raise RepairError(f'{REPAIRS_FILE}：{where} 应写作 [行号, "该行开头的文字"]，而不是 {value!r}。')


def read_repairs(folder: Path) -> tuple[Repair, ...]:
    """All repairs for the files of a documents folder, in the order in which they are applied."""
    path = folder / REPAIRS_FILE
    if not path.exists():
        return ()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("repair", [])
        return tuple(_repair(entry) for entry in entries)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RepairError(f"{REPAIRS_FILE} 无法读取：{error}。请检查其格式。") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise RepairError(
            f"{REPAIRS_FILE} 有一条修复缺少必需的项：{error}。每条须有 file、op、from、reason。"
        ) from error


def _repair(entry: dict[str, Any]) -> Repair:
    first = _anchor(entry["from"], "from")
    target = entry.get("after", entry.get("before"))
    if entry["op"] not in get_args(Operation):
        raise RepairError(f"{REPAIRS_FILE}：不认识的操作 {entry['op']}（第 {first.line} 行）。")
    if entry["op"] == "move" and target is None:
        raise RepairError(f"{REPAIRS_FILE}：第 {first.line} 行的 move 没有写明 after 或 before。")
    return Repair(
        file=entry["file"],
        op=entry["op"],
        first=first,
        last=_anchor(entry["to"], "to") if "to" in entry else first,
        reason=entry["reason"],
        target=_anchor(target, "after") if target is not None else None,
        before="before" in entry,
        number=entry.get("number"),
        heading=entry.get("heading"),
    )


def check_anchors(lines: Sequence[Line], repairs: Sequence[Repair]) -> None:
    """Raises RepairError where an anchor's words do not stand at its line."""
    texts = {line.number: comparison_form(line.raw) for line in lines}
    for repair in repairs:
        for anchor in (repair.first, repair.last, repair.target):
            if anchor and not texts.get(anchor.line, "").startswith(comparison_form(anchor.quote)):
                raise RepairError(
                    f"{REPAIRS_FILE} 与文件《{repair.file}》不符：第 {anchor.line} 行"
                    f"开头不是“{anchor.quote}”。"
                    "该文件的修复均未应用，请核对文件是否被改动。"
                )


def apply_repairs(placed: list[Placed], repairs: Sequence[Repair]) -> list[Placed]:
    """Lines in reading order with their roles, after all repairs of one file."""
    for repair in repairs:
        inside = [p for p in placed if _within(p, repair)]
        if repair.op == "move":
            placed = _move(placed, inside, repair)
            continue
        if repair.op == "text":
            placed = _restored(placed, repair)
            continue
        changed = {p.line.number: _mark(p, repair) for p in inside}
        placed = [changed.get(p.line.number, p) for p in placed]
    return placed


def _within(placed: Placed, repair: Repair) -> bool:
    return repair.first.line <= placed.line.number <= repair.last.line


def _move(placed: list[Placed], block: list[Placed], repair: Repair) -> list[Placed]:
    if repair.target is None or repair.first.line <= repair.target.line <= repair.last.line:
        raise RepairError(f"{REPAIRS_FILE}：第 {repair.first.line} 行的 move 不能移到它自己里面。")
    note = f"原文此处排版错位，已移至所属位置（{repair.reason}）"
    moved = [p if p.role is Role.FURNITURE else replace(p, notes=(*p.notes, note)) for p in block]
    if moved:
        moved[0] = replace(moved[0], breaks_page=True)
    rest = [p for p in placed if not _within(p, repair)]
    at = next(i for i, p in enumerate(rest) if p.line.number == repair.target.line)  # check_anchors saw it
    at += not repair.before
    follower = [replace(rest[at], breaks_page=True)] if at < len(rest) else []
    return [*rest[:at], *moved, *follower, *rest[at + 1 :]]


def _restored(placed: list[Placed], repair: Repair) -> list[Placed]:
    """Lines that were taken for furniture, or would be for metadata, as text.

    Whether the line after them goes on with a sentence was told without them, and is told anew.
    """
    note = f"原按页眉页脚处理，已改作正文（{repair.reason}）"
    out: list[Placed] = []
    for i, at in enumerate(placed):
        now = at
        after_furniture = bool(out) and out[-1].role is Role.FURNITURE
        if _within(at, repair):
            notes = (*at.notes, note) if at.role is Role.FURNITURE else at.notes
            breaks_page = at.breaks_page or after_furniture
            now = replace(at, role=Role.BODY, is_text=True, breaks_page=breaks_page, notes=notes)
        elif i and placed[i - 1].role is Role.FURNITURE and not after_furniture:
            cut = at.joins is True
            now = replace(at, joins=None if cut else at.joins, breaks_page=cut)
        out.append(now)
    return out


def _mark(placed: Placed, repair: Repair) -> Placed:
    match repair.op:
        case "metadata":
            # A page header inside the range stays what it is.
            return placed if placed.role is Role.FURNITURE else replace(placed, role=Role.METADATA)
        case "furniture":
            return replace(placed, role=Role.FURNITURE)
        case "join":
            return replace(placed, joins=True, notes=(*placed.notes, f"此处与上文接续（{repair.reason}）"))
        case "name":
            note = f"标题与正文之间原文没有标点（{repair.reason}）"
            return replace(placed, heading=repair.heading, notes=(*placed.notes, note))
        case _:
            return replace(placed, rung=repair.op, number=repair.number)
