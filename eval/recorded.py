"""Replies recorded by `python -m assistant --jsonl`, as a system under evaluation."""

from __future__ import annotations

import json
from pathlib import Path

from eval.contract import ReplyError, outcome_of_reply
from eval.outcome import Outcome
from eval.runner import FixedOutcomes

PREFIX = "replies:"  # of a configuration's name, so that no file can pass for ours or a baseline


def read_replies(path: Path) -> FixedOutcomes:
    """The replies in a JSONL file, named `replies:<stem of the file>`; lines without an id are passed over.

    Raises ReplyError with file and line.
    """
    outcomes: dict[str, Outcome] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ReplyError(f"回答文件 {path.name} 无法读取。请检查文件名、权限和编码（UTF-8）。") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            reply = json.loads(line)
            if not isinstance(reply, dict):
                raise ReplyError("应当是一个 JSON 对象。")
            if reply.get("id") is not None:
                outcomes[str(reply["id"])] = outcome_of_reply(reply)
        except (json.JSONDecodeError, ReplyError) as error:
            raise ReplyError(f"{path.name} 第 {number} 行：{error}") from error
    return FixedOutcomes(f"{PREFIX}{path.stem}", outcomes)
