"""The committed limits: eval/gate.toml, read strictly and written whole."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from corpus.settings import Section
from eval.case import QuestionType
from eval.guards import GUARDS, Bound
from eval.metrics import Metric

GATE_FILE = Path(__file__).with_name("gate.toml")
_HEAD = """\
# What `python -m eval gate` holds the dev set to; rewritten by `python -m eval gate --write`.
# limit: a floor (of wrong_refusal_rate a ceiling), the figure measured less max(0.02, 3 cases).
"""


class GateError(ValueError):
    """The committed limits cannot be read or written."""


class _Entry(Section):
    metric: Metric
    type: QuestionType | None = None
    limit: float = Field(ge=0, le=1)
    measured: float = Field(ge=0, le=1)
    n: int = Field(ge=1)


class _Content(Section):
    guard: tuple[_Entry, ...]


def read_gate(path: Path = GATE_FILE) -> tuple[Bound, ...]:
    """A bound for each of GUARDS, in their order. Raises GateError, also where one of them is missing."""
    try:
        content = _Content.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise GateError(
            f"门槛文件 {path.name} 缺失或有误。请用 python -m eval gate --write 重新生成。"
        ) from error
    known = {(entry.metric, entry.type): entry for entry in content.guard}
    wanted = {(guard.metric, guard.type): guard for guard in GUARDS}
    if set(known) != set(wanted) or len(known) != len(content.guard):
        raise GateError(f"门槛文件 {path.name} 的项目与程序不符。请用 python -m eval gate --write 重新生成。")
    return tuple(
        Bound(guard, known[key].limit, known[key].measured, known[key].n) for key, guard in wanted.items()
    )


def write_gate(bounds: Sequence[Bound], path: Path = GATE_FILE) -> None:
    """Write the bounds. Raises GateError."""
    entries = []
    for b in bounds:
        lines = ["[[guard]]", f'metric = "{b.guard.metric}"']
        lines += [f'type = "{b.guard.type}"'] if b.guard.type is not None else []
        lines += [f"limit = {b.limit:.4f}", f"measured = {b.measured:.4f}", f"n = {b.n}"]
        entries.append("\n".join(lines))
    try:
        path.write_text("\n\n".join((_HEAD.rstrip("\n"), *entries)) + "\n", encoding="utf-8")
    except OSError as error:
        raise GateError(f"门槛文件 {path.name} 无法写入。请检查权限。") from error
