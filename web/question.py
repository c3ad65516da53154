"""What a person typed, made fit to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

EMPTY = "请先输入问题，例如：苏州到2023年全市网络零售额的目标是多少？"


class CannotAskError(ValueError):
    """A question cannot be asked now, or not so; the message is Chinese and says what to do."""


@dataclass(frozen=True)
class Checked:
    """A trimmed question, and in Chinese what keeps it from being asked."""

    text: str
    problem: str | None = None


def without_nulls(raw: str) -> str:
    """Typed text, trimmed, as it can be printed and stored: lone surrogates cannot be encoded."""
    return raw.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()


def checked(raw: str, limit_chars: int) -> Checked:
    """Trim a question; an empty or overlong one has a problem.

    >>> checked("　苏州？ ", 10)
    Checked(text='苏州？', problem=None)
    """
    text = without_nulls(raw)
    if not text:
        return Checked("", EMPTY)
    if len(text) > limit_chars:
        return Checked(
            text[:40] + "……", f"问题太长（{len(text)}字），请缩短到{limit_chars}字以内，只写要查的事项。"
        )
    return Checked(text)


def earlier(history: Sequence[str], limit: int, limit_chars: int) -> tuple[str, ...]:
    """The last `limit` earlier questions that hold something, each cut to the limit."""
    asked = [c[:limit_chars] for q in history if (c := q.encode("utf-8", "replace").decode("utf-8").strip())]
    return tuple(asked[-limit:]) if limit else ()
