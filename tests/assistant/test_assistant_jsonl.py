"""The machine contract: one object a line, in order, whatever comes in."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from assistant_fakes import NEVER, make_assistant

from assistant.jsonl import serve, to_dict
from assistant.model import Failure

ASSISTANT = make_assistant()
KEYS = [
    "id", "status", "kind", "reason", "answer", "segments", "citations", "hits", "warnings", "elapsed_ms",
    "reading", "timings_ms",
]  # fmt: skip


def run(*lines: str, broken: str = "") -> list[dict[str, object]]:
    out = io.StringIO()
    serve(None if broken else ASSISTANT, [line + "\n" for line in lines], out, broken)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_an_answer_has_exactly_the_contract_s_fields() -> None:
    (reply,) = run('{"id": "7", "question": "漏洞规定第九条第六项", "history": []}')
    assert list(reply) == KEYS
    assert (reply["id"], reply["status"], reply["kind"], reply["reason"]) == ("7", "answered", "policy", None)
    (citation,) = reply["citations"]
    assert list(citation) == [
        "n",
        "clause_id",
        "document",
        "title",
        "number",
        "address",
        "text",
        "quote",
        "file",
        "spans",
        "status_note",
        "footnote",
    ]
    assert citation["footnote"] == "《网络产品安全漏洞管理规定》 第九条第六项"
    assert list(reply["hits"][0]) == ["clause_id", "clause_ids", "file", "spans", "text", "score", "also"]


def test_order_ids_and_blank_lines() -> None:
    replies = run(
        '{"id": 1, "question": "你好"}',
        "",
        "   ",
        '{"id": {"a": 2}, "question": "谢谢"}',
        '{"question": "再见"}',
    )
    assert [r["id"] for r in replies] == [1, {"a": 2}, None]
    assert {r["status"] for r in replies} == {"answered"}


@pytest.mark.parametrize(
    ("line", "identity"),
    [
        ("不是JSON", None),
        ("[1, 2]", None),
        ('{"id": "x"}', "x"),
        ('{"id": "x", "question": 5}', "x"),
        ('{"id": "x", "question": null}', "x"),
        ('{"id": "x", "question": "好", "history": "不是数组"}', "x"),
        ('{"id": "x", "question": "好", "history": [1]}', "x"),
        ('{"id": NaN, "question": "好"}', None),
    ],
)
def test_a_bad_line_fails_alone(line: str, identity: object) -> None:
    bad, good = run(line, '{"id": "ok", "question": "你好"}')
    assert (bad["id"], bad["status"], bad["hits"], bad["answer"]) == (identity, "failed", [], "")
    assert bad["reason"]
    assert good["status"] == "answered"


def test_null_history_is_none() -> None:
    assert run('{"id": 1, "question": "你好", "history": null}')[0]["status"] == "answered"


def test_a_broken_installation_fails_each_line_and_never_looks_empty() -> None:
    replies = run('{"id": 1, "question": "你好"}', "x", broken="索引还没有建立，请运行 make index。")
    assert [(r["id"], r["status"]) for r in replies] == [(1, "failed"), (None, "failed")]
    assert replies[0]["reason"] == "索引还没有建立，请运行 make index。"


def test_a_failure_as_an_object() -> None:
    assert to_dict(Failure("坏了，请重试。", 1.0))["status"] == "failed"


def test_every_kind_of_reply_has_the_same_keys() -> None:
    refused = make_assistant(NEVER).ask("月球基地的补贴是多少？")
    shapes = [to_dict(r) for r in (ASSISTANT.ask("你好"), refused, Failure("坏了，请重试。", 1.0))]
    assert [r["status"] for r in shapes] == ["answered", "refused", "failed"]
    assert [list(r) for r in shapes] == [KEYS[1:]] * 3


def test_how_a_question_was_understood_and_where_the_time_went() -> None:
    reply = replace(
        ASSISTANT.ask("你好"), reading="按“镇江”理解", timings_ms=(("search", 3.2), ("rank", 1.0))
    )
    made = to_dict(reply)
    assert (made["reading"], made["timings_ms"]) == ("按“镇江”理解", {"search": 3.2, "rank": 1.0})
