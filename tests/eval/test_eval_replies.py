"""Replies in the form of the machine contract, as they are read back and judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.jsonl import to_dict
from assistant.model import Answer, AnswerKind, Citation, Failure, Hit, Refusal
from corpus.model import Span
from eval.case import Case
from eval.contract import ReplyError, outcome_of_reply
from eval.outcome import Outcome, SeenCitation, SeenHit, Status
from eval.recorded import read_replies
from eval.runner import run_system
from index.model import Passage

PASSAGE = Passage("p", "demo", "demo#s1", ("demo#s1", "demo#s2"), "标题", "文字", "900.txt", (Span(0, 2),))
TWIN = Passage("t", "copy", "copy#s1", ("copy#s1",), "标题", "文字", "901.txt", (Span(5, 7),))
HIT = Hit(PASSAGE, 1, 0.5, (), (TWIN,))
CITATION = Citation(1, "demo#s1", "demo", "标题", None, "一", "文字", "文字", "900.txt", (Span(0, 2),), None)
SEEN = SeenHit("文字", "900.txt", ("901.txt",), ("demo#s1", "demo#s2"))


def test_every_kind_of_reply_is_read_from_what_the_door_hands_out() -> None:
    answer = Answer(AnswerKind.POLICY, "文字[1]", (), (CITATION,), (HIT,), (), 12.5)
    assert outcome_of_reply(to_dict(answer)) == Outcome(
        Status.ANSWERED,
        "文字[1]",
        (SEEN,),
        (SeenCitation("demo#s1", "文字", "900.txt", (Span(0, 2),)),),
        12.5,
    )
    refusal = Refusal("没有", "未找到", (), (HIT,), (), 3.0)
    assert outcome_of_reply(to_dict(refusal)) == Outcome(Status.REFUSED, "未找到", (SEEN,), (), 3.0)
    assert outcome_of_reply(to_dict(Failure("坏了", 1.0))) == Outcome(Status.FAILED, elapsed_ms=1.0)


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"status": "done", "answer": "", "hits": [], "citations": []},
        {"status": "answered", "answer": "", "citations": []},
        {"status": "answered", "answer": "", "hits": [{}], "citations": []},
    ],
)
def test_other_forms_are_refused(reply: dict[str, object]) -> None:
    with pytest.raises(ReplyError, match="不符合接口格式"):
        outcome_of_reply(reply)


def test_recorded_replies_are_found_by_id_and_the_rest_is_missing(
    tmp_path: Path, build_case: Callable[..., Case]
) -> None:
    path = tmp_path / "night.jsonl"
    lines = [
        {"id": "a", **to_dict(Refusal("没有", "未找到", (), (HIT,), (), 3.0))},
        {"id": None, **to_dict(Failure("坏行", 0.0))},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    system = read_replies(path)
    run = run_system(system, [build_case(("文字",), id="b"), build_case(("文字",), id="a")], lambda _: None)
    assert run.name == "replies:night"
    assert run.outcomes[0] == Outcome(Status.MISSING)
    assert run.outcomes[1] == Outcome(Status.REFUSED, "未找到", (SEEN,), (), 3.0)


def test_a_broken_file_of_replies_is_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("[]\n", encoding="utf-8")
    with pytest.raises(ReplyError, match=r"r\.jsonl 第 1 行：应当是一个 JSON 对象"):
        read_replies(path)
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ReplyError, match="第 1 行：回答 'a' 不符合接口格式"):
        read_replies(path)
    with pytest.raises(ReplyError, match=r"none\.jsonl 无法读取"):
        read_replies(tmp_path / "none.jsonl")
