"""What a person puts right in the tree of an added document, line by line; the repairs of shipped files in small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from pydantic import Field

from corpus.record import Record
from corpus.repairs import Anchor, Operation, Repair

Role = Literal[
    "section", "heading", "paragraph", "own", "join", "back", "metadata", "furniture", "text", "move"
]
ROLE_NAMES: dict[Role, str] = {
    "section": "大标题（与“一、二、”同级）",
    "heading": "小标题（在当前条款之下）",
    "paragraph": "单独成段",
    "own": "并入上一条",
    "join": "接续上一行（原文断行）",
    "back": "落款",
    "metadata": "文件信息（标题、文号、日期等）",
    "furniture": "页眉页脚（不收录）",
    "text": "正文（被当作页眉页脚或文件信息的）",
    "move": "移到另一行之后",
}
REASON = "收录时更正"
_OPERATIONS: dict[Role, Operation] = {"section": "region"}  # the others are called alike


class Placement(Record):
    """Lines `line` to `last` of the extracted text, 1-based and both included, and what they are."""

    role: Role
    line: int = Field(ge=1)
    last: int = Field(ge=1)
    quote: str = Field(max_length=80)  # how line `line` starts: the placement falls silent for another text
    after: int | None = Field(default=None, ge=1)  # of a move: the line that the block then follows


def repairs_of(
    placements: Sequence[Placement], name: str, renumber: Callable[[int], int]
) -> tuple[Repair, ...]:
    """The placements as repairs of the file `name`; `renumber` tells where a line stands once pictures are typed in."""
    repairs: list[Repair] = []
    for p in placements:
        first = Anchor(renumber(p.line), p.quote)
        repair = Repair(
            file=name,
            op=_OPERATIONS.get(p.role) or p.role,  # type: ignore[arg-type]  # section is the only other name
            first=first,
            last=Anchor(renumber(p.last), ""),
            reason=REASON,
            target=None if p.after is None else Anchor(renumber(p.after), ""),
            number="top" if p.role == "section" else None,
        )
        # Who names one line means that line. A run of lines may have a page header inside, which stays one.
        if p.line == p.last and p.role not in ("furniture", "text", "move"):
            repairs.append(replace(repair, op="text", number=None))
        repairs.append(repair)
    return tuple(repairs)
