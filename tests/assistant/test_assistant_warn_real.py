"""Every tenth dev question over the shipped documents: each warning names a document and a fact about it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from assistant_fakes import SURE, FakeIndex, shipped_corpus
from status_texts import AS_OF
from test_assistant_real_corpus import dev_questions

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerKind, Refusal
from assistant.settings import AssistantSettings
from corpus.model import Copy, Document, DocumentKind
from index.passages import build_passages
from index.settings import IndexSettings

DRAFT = "二审草案，非现行文本；第三十二至三十五条原文缺失"


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    corpus = shipped_corpus()
    index = FakeIndex(corpus, build_passages(corpus, IndexSettings()))
    return Assistant(corpus, index, AssistantSettings(as_of=AS_OF), SURE)


@pytest.fixture(scope="module")
def replies(assistant: Assistant) -> list[Answer | Refusal]:
    return [assistant.ask(question, history) for question, history in dev_questions()]


def cited(assistant: Assistant, reply: Answer) -> list[Document]:
    return [assistant.corpus.document(d) for d in dict.fromkeys(c.document for c in reply.citations)]


def answers(replies: list[Answer | Refusal]) -> Iterator[Answer]:
    yield from (r for r in replies if isinstance(r, Answer) and r.kind is AnswerKind.POLICY)


def test_no_warning_without_its_document_and_its_fact(
    assistant: Assistant, replies: list[Answer | Refusal]
) -> None:
    gaps = [(d, g) for d in assistant.corpus.documents for g in d.gaps]
    count = 0
    for reply in answers(replies):
        held = cited(assistant, reply)
        assert len(set(reply.warnings)) == len(reply.warnings)
        for warning in reply.warnings:
            count += 1
            facts = (
                warning == DRAFT and held == [assistant.corpus.document("dsl-draft2")],
                any(f"《{d.title}》" in warning for d in held),
                any(d.title in warning and g.what.rstrip("。") in warning for d, g in gaps),
                warning.startswith("在已收录文件中未找到相关规定"),
            )
            assert any(facts), warning
    assert count >= 15


def test_each_kind_of_text_that_is_cited_carries_its_warning(
    assistant: Assistant, replies: list[Answer | Refusal]
) -> None:
    told = 0
    for reply in answers(replies):
        for document in cited(assistant, reply):
            if document.id == "dsl-draft2":
                assert any(DRAFT in w for w in reply.warnings)
                told += 1
            if document.copy is Copy.REPRINT:
                assert any("转载" in w for w in reply.warnings)
    assert told >= 3


def test_warnings_that_are_not_due_are_not_given(
    assistant: Assistant, replies: list[Answer | Refusal]
) -> None:
    for reply in answers(replies):
        kinds = {d.kind for d in cited(assistant, reply)}
        if kinds == {DocumentKind.POLICY}:
            assert not any("出自报道" in w or "出自解读" in w or "出自图解" in w for w in reply.warnings)
        if all(d.period is None for d in cited(assistant, reply)):
            assert not any("规划期" in w for w in reply.warnings)


def test_a_refusal_warns_of_nothing_but_the_standing_of_what_it_was_asked_about(
    replies: list[Answer | Refusal],
) -> None:
    warned = {w for r in replies if isinstance(r, Refusal) for w in r.warnings}
    assert warned <= {f"《中华人民共和国数据安全法(二审草案)》：{DRAFT}。"}
