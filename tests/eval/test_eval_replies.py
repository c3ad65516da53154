"""Replies in the form of the machine contract, as they are read back and judged."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.jsonl import to_dict
from assistant.model import (
    Answer,
    AnswerKind,
    Bar,
    Cell,
    Chart,
    Citation,
    Failure,
    Hit,
    Refusal,
    Segment,
    SegmentKind,
)
from corpus.model import Span
from corpus.quantity_words import Comparator
from eval.case import Case
from eval.contract import ReplyError, outcome_of_reply
from eval.outcome import Outcome, SeenBar, SeenCell, SeenCitation, SeenHit, SeenSegment, Status
from eval.recorded import read_replies
from eval.runner import run_system
from index.model import Passage

PASSAGE = Passage("p", "demo", "demo#s1", ("demo#s1", "demo#s2"), "标题", "文字", "900.txt", (Span(0, 2),))
TWIN = Passage("t", "copy", "copy#s1", ("copy#s1",), "标题", "文字", "901.txt", (Span(5, 7),))
HIT = Hit(PASSAGE, 1, 0.5, (), (TWIN,))
CITATION = Citation(1, "demo#s1", "demo", "标题", None, "一", "文字", "文字", "900.txt", (Span(0, 2),), None)
SEEN_CITATION = SeenCitation("demo#s1", "文字", "900.txt", (Span(0, 2),), 1, "demo", "标题", None, "一")
SEEN = SeenHit("文字", "900.txt", ("901.txt",), ("demo#s1", "demo#s2"))


def test_every_kind_of_reply_is_read_from_what_the_door_hands_out() -> None:
    answer = Answer(AnswerKind.POLICY, "文字[1]", (), (CITATION,), (HIT,), (), 12.5)
    assert outcome_of_reply(to_dict(answer)) == Outcome(
        Status.ANSWERED,
        "文字[1]",
        (SEEN,),
        (SEEN_CITATION,),
        12.5,
    )
    refusal = Refusal("没有", "未找到", (), (HIT,), (), 3.0)
    assert outcome_of_reply(to_dict(refusal)) == Outcome(Status.REFUSED, "未找到", (SEEN,), (), 3.0)
    assert outcome_of_reply(to_dict(Failure("坏了", 1.0))) == Outcome(Status.FAILED, elapsed_ms=1.0)


def test_segments_tables_and_charts_are_read_whole() -> None:
    label = Cell((Segment(SegmentKind.LEAD, "苏州"),))
    quote = Cell((Segment(SegmentKind.QUOTE, "文字", (1,)),))
    chart = Chart("家", (Bar("苏州", 80, None, Comparator.EQUAL, "80家", 1),))
    table = Segment(SegmentKind.TABLE, "表", rows=((label, label), (label, quote)), chart=chart)
    lead = Segment(SegmentKind.LEAD, "苏州：")
    answer = Answer(
        AnswerKind.POLICY, "表[1]", (lead, table), (CITATION,), (), ("提醒",), 1.0, reading="按“苏州”理解"
    )
    seen = outcome_of_reply(to_dict(answer))
    name, words = SeenCell((SeenSegment("lead", "苏州"),)), SeenCell((SeenSegment("quote", "文字", (1,)),))
    rows = ((name, name), (name, words))
    assert seen.segments == (
        SeenSegment("lead", "苏州："),
        SeenSegment("table", "表", rows=rows, bars=(SeenBar("苏州", "80家", 1),)),
    )
    assert (rows[1][1].text, seen.notes) == ("文字", ("按“苏州”理解", "提醒"))


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
