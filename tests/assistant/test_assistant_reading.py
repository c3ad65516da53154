"""A reading is told where there was a choice, in one phrase, and nothing where the question says it all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistant_fakes import (
    DOCUMENTS,
    NEVER,
    SURE,
    FakeIndex,
    make_assistant,
    make_corpus,
    shipped_assistant,
)

from assistant.assistant import Assistant
from assistant.naming import DocumentNames
from assistant.reading import Heard, reading_of
from assistant.settings import AssistantSettings

ASSISTANT = make_assistant()
DRAFT = "《中华人民共和国数据安全法(二审草案)》"
VULN = "《网络产品安全漏洞管理规定》"


@pytest.mark.parametrize(
    ("history", "question", "reading"),
    [
        # nothing was chosen
        ([], "苏州到2023年全市网络零售额的目标是多少?", None),
        ([], "漏洞规定第九条第六项", None),
        ([], "数据安全法草案第十八条", None),
        ([], "苏州和镇江的人才政策有什么区别", None),
        (["苏州的人才政策是什么?"], "漏洞规定第九条第六项", None),
        ([], "你好", None),
        (["苏州的人才政策是什么?"], "谢谢", None),
        # from the questions before
        (["镇江的人才政策是什么?"], "谁牵头?", "按“镇江”理解"),
        (["镇江的人才政策是什么?", "谢谢"], "谁牵头?", "按“镇江”理解"),
        (["漏洞规定第九条第五项是什么?"], "第六项呢?", f"按{VULN}理解"),
        # where no place and no document was kept: the one document that answers, or the whole question
        (["漏洞能不能对外发布?"], "违反的怎么处理?", f"接着上一个问题，按{VULN}理解"),
        (["镇江的人才政策是什么?"], "那苏州呢?", "按“苏州的人才政策是什么”理解"),
        # read otherwise than it was said
        ([], "全市网络零售额的目标是多少?", "“全市”按“苏州”理解"),
        ([], "数据安全法第十八条", f"“数据安全法”按{DRAFT}理解"),
        ([], "第三十一条是怎么规定的", f"按{DRAFT}理解"),
    ],
)
def test_readings(history: list[str], question: str, reading: str | None) -> None:
    reply = ASSISTANT.ask(question, history)
    assert reply.reading == reading
    assert reading is None or reading not in reply.text


def test_a_city_without_a_text_is_read_as_its_province() -> None:
    shipped = shipped_assistant()
    reading = shipped.ask("宁波数字经济核心产业增加值占比目标是多少").reading
    assert reading == "“宁波”没有单独收录的文件，按“浙江”理解"
    assert shipped.ask("数字经挤核心产业江苏的目标").reading == "“经挤”按“经济”理解"
    assert shipped.ask("浙江数字经济核心产业增加值占比目标是多少").reading is None


def test_a_refusal_says_it_too() -> None:
    refused = make_assistant(NEVER).ask("谁牵头?", ["镇江的人才政策是什么?"])
    assert (refused.status, refused.reading) == ("refused", "按“镇江”理解")


def test_a_name_that_several_documents_share_is_told() -> None:
    corpus = make_corpus()
    twice = replace(DOCUMENTS[1], short_names=("行动方案",)), replace(DOCUMENTS[0], short_names=("行动方案",))
    corpus = replace(corpus, documents=(*twice, *DOCUMENTS[2:]))
    names = DocumentNames(corpus.documents)
    held = Assistant(corpus, FakeIndex(corpus), AssistantSettings(), SURE)
    found = held.find("行动方案里人才怎么支持")
    said = reading_of(corpus, names, Heard("行动方案里人才怎么支持"), found, ["suzhou"])
    assert said == f"“行动方案”按《{DOCUMENTS[0].title}》理解"


def test_at_most_two_choices_are_told() -> None:
    found = ASSISTANT.find("谁牵头?", ["镇江的人才政策是什么?"])
    heard = Heard("谁牵头?", (("签头", "牵头"), ("前投", "牵头")))
    said = reading_of(ASSISTANT.corpus, DocumentNames(DOCUMENTS), heard, found, ["zhenjiang"])
    assert said == "按“镇江”理解；“签头”按“牵头”理解"
