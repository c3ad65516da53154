"""Every tenth dev question over the shipped documents: whatever passages come up, answers are verbatim and cited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from assistant_fakes import shipped_assistant
from test_assistant_answers import assert_sound

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerKind

QUESTIONS = Path(__file__).resolve().parents[2] / "eval" / "questions"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return shipped_assistant()


def dev_questions() -> list[tuple[str, list[str]]]:
    lines = [
        line
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    items = [json.loads(line) for line in lines if line.strip()]
    return [(item["question"], item["history"]) for item in items[::10]]


def test_answers_are_sound(assistant: Assistant) -> None:
    policy = 0
    for question, history in dev_questions():
        reply = assistant.ask(question, history)
        if isinstance(reply, Answer) and reply.kind is AnswerKind.POLICY:
            assert_sound(assistant, reply)
            policy += 1
        assert len(reply.hits) == 10
    assert policy >= 50


def test_each_article_of_the_laws_is_looked_up_first(assistant: Assistant) -> None:
    """Arithmetic: articles 1-31 and 36-53 of the draft, 1-16 of the rules, 65 in all."""
    wanted = [("漏洞规定", "vuln-rules", n) for n in range(1, 17)]
    wanted += [("数据安全法", "dsl-draft2", n) for n in (*range(1, 32), *range(36, 54))]
    assert len(wanted) == 65
    for title, document, n in wanted:
        reply = assistant.ask(f"{title}第{n}条")
        assert isinstance(reply, Answer)
        assert reply.citations[0].clause_id == f"{document}#a{n}"
        assert f"{document}#a{n}" in reply.hits[0].passage.clause_ids


@pytest.mark.parametrize("n", [32, 33, 34, 35])
def test_missing_articles_of_the_draft_are_refused(assistant: Assistant, n: int) -> None:
    reply = assistant.ask(f"数据安全法第{n}条是什么")
    assert reply.status == "refused"
    assert "第三十二条至第三十五条原文缺失" in reply.reason


def test_a_document_that_is_only_news_lends_no_article(assistant: Assistant) -> None:
    # 上海27条 is held as a news item: another law's article 3 is no answer
    reply = assistant.ask("上海27条第三条是什么")
    assert reply.status == "refused"
    assert "上海出台促进数字化转型" in reply.reason


def test_no_signature_or_addressee_is_quoted(assistant: Assistant) -> None:
    reply = assistant.ask("比较江苏和浙江的数字经济发展目标")
    assert reply.status == "answered"
    quotes = {c.quote for c in reply.citations}
    assert not quotes & {"江苏省人民政府办公厅", "2021年8月10日"}


def test_a_preamble_yields_to_the_goals_that_it_announces(assistant: Assistant) -> None:
    # 000 L25 names 数字经济 and 发展 as often as L83 does, and sets no goal
    reply = assistant.ask("比较江苏和苏州的数字经济发展目标")
    assert not any("front" in c.clause_id for c in reply.citations if c.document == "jiangsu-plan")
