"""Printed numbers of plans: what a question says, and the clause of the shipped documents that it addresses."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS, shipped_assistant
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.look_up import LookUp
from assistant.model import Answer
from assistant.naming import DocumentNames
from assistant.question import Reader

# As `python -m corpus --jsonl` prints them: in seeds/003, 镇江's tasks are numbered 1-16 across sections,
# 苏州's anew in each; of the indeed continuous lists 算法意见 runs (一)-(十五) behind a (一)-(三) of its own.
ADDRESSED = [
    ("镇江第12条", "zhenjiang-opinion", "s2.4.12"),
    ("镇江市的第12条是什么", "zhenjiang-opinion", "s2.4.12"),
    ("镇江意见第十二条讲了什么", "zhenjiang-opinion", "s2.4.12"),
    ("镇江意见12条是什么", "zhenjiang-opinion", "s2.4.12"),
    ("镇江意见十二、", "zhenjiang-opinion", "s2.4.12"),
    ("鎮江意見第１２條", "zhenjiang-opinion", "s2.4.12"),
    ("镇江意见第 12 条", "zhenjiang-opinion", "s2.4.12"),
    ("《镇江意见》第12点", "zhenjiang-opinion", "s2.4.12"),
    ("镇江意见任务12", "zhenjiang-opinion", "s2.4.12"),
    ("镇江任务十二是什么", "zhenjiang-opinion", "s2.4.12"),
    ("镇江的第16项任务是什么", "zhenjiang-opinion", "s2.6.16"),
    ("镇江意见第3条", "zhenjiang-opinion", "s2.2.3"),  # 3. runs on, (三) starts anew in each part
    ("镇江意见第二部分第3条", "zhenjiang-opinion", "s2.2.3"),
    ("镇江意见第二部分第(三)条", "zhenjiang-opinion", "s2.3"),
    ("镇江意见第三部分第(二)条", "zhenjiang-opinion", "s3.2"),
    ("镇江意见第三部分第（二）条由谁负责", "zhenjiang-opinion", "s3.2"),
    ("镇江意见第三部分（二）", "zhenjiang-opinion", "s3.2"),
    ("镇江意见三、（二）", "zhenjiang-opinion", "s3.2"),
    ("镇江意见第三部分第二条", "zhenjiang-opinion", "s3.2"),
    ("镇江第三部分讲什么", "zhenjiang-opinion", "s3"),
    ("镇江第10到12条", "zhenjiang-opinion", "s2.4.10 s2.4.11 s2.4.12"),
    ("镇江第12条和第13条", "zhenjiang-opinion", "s2.4.12 s2.5.13"),
    ("镇江意见（二）", "zhenjiang-opinion", "s1.2 s2.2 s3.2"),  # no run: all that print it
    ("苏州行动计划第二部分第3点", "suzhou-plan", "s2.3"),
    ("苏州行动计划第二部分第三点第4条", "suzhou-plan", "s2.3.4"),
    ("苏州行动计划二、（三）4.", "suzhou-plan", "s2.3.4"),
    ("苏州计划第三部分第四条", "suzhou-plan", "s3.4"),
    ("苏州行动计划任务七", "suzhou-plan", "s2.7"),
    ("苏州第三条", "suzhou-plan", "s2.3"),  # its tasks
    ("苏州行动计划第二部分第3点和第4点", "suzhou-plan", "s2.3 s2.4"),
    ("省规划第四章第二节", "jiangsu-plan", "s4.2"),
    ("省规划第4章第2节讲了什么", "jiangsu-plan", "s4.2"),
    ("省规划第四部分第（五）条", "jiangsu-plan", "s4.5"),
    ("江苏规划第三章第六节第2点", "jiangsu-plan", "s3.6.2"),
    ("省意见第二部分第（五）点第3条", "jiangsu-opinion", "s2.5.3"),
    ("浙江规划第三章第二节", "zhejiang-plan", "s3.2"),
    ("物联网行动计划专栏3", "iot-plan", "s2.3.x3"),
    ("物联网行动计划里的专栏三", "iot-plan", "s2.3.x3"),
    ("物联网计划第10条", "iot-plan", "s2.4.10"),
    ("物联网计划第一部分第三条", "iot-plan", "s1.3"),  # the run is in another part
    ("新型数据中心行动计划第六个专栏", "dc-plan", "s2.6.x6"),
    ("算法意见第十二条", "algorithms", "s4.12"),
    ("算法意见第（三）条", "algorithms", "s2.3"),
    ("国企通知第三条", "soe", "s3"),  # has no tasks: its own first level
    ("国企通知第三部分第二条", "soe", "s3.2"),
    ("区块链意见第二部分第五条第一点", "blockchain", "s2.5.1"),
    # laws as ever
    ("漏洞规定第九条第（六）项", "vuln-rules", "a9.i6"),
    ("数据安全法18条", "dsl-draft2", "a18"),
    ("数据安全法第六章", "dsl-draft2", "c6"),
]
MISSING = [
    ("镇江第20条", "zhenjiang-opinion", "第20条"),
    ("镇江意见第五部分讲什么", "zhenjiang-opinion", "第五部分"),
    ("镇江意见第三部分第（九）条", "zhenjiang-opinion", "第三部分第(九)条"),
    ("镇江意见任务17", "zhenjiang-opinion", "任务17"),
    ("苏州行动计划第二部分第9点", "suzhou-plan", "第二部分第9点"),
    ("省规划专栏3", "jiangsu-plan", "专栏3"),
    ("物联网行动计划专栏7", "iot-plan", "专栏7"),
    ("数据安全法第99条", "dsl-draft2", "第99条"),
]
NOTHING = [
    "第12届镇江人才大会",
    "镇江意见前三条",
    "镇江的5G第一个基站",
    "5G第一",
    "镇江“十四五”末的目标",
    "镇江有12条措施吗",
    "镇江意见16条有哪些",  # all of them
    "镇江意见重点任务16项都有哪些",
    "苏州第一批试点",
    "苏州第三产业占比",
    "苏州行动计划提到的第一条智能产线在哪",
    "苏州行动计划里第三方机构做什么",
    "省规划的第一项目标",
    "统计分类（2021）",
    "物联网行动计划2023年连接数目标",
    "镇江、苏州一、二季度的数据",
    "镇江（二）期工程",
    "苏州20条产线的目标",
    "镇江两条线路",
    "苏州行动计划三大任务",
    "省规划有几个专栏",
    "江苏第3节",  # two texts are held of it
    "专栏3",
    "",
]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return shipped_assistant()


def looked_up(assistant: Assistant, question: str) -> LookUp:
    return assistant.find(question).looked_up


@pytest.mark.parametrize(("question", "document", "addresses"), ADDRESSED)
def test_addressed(assistant: Assistant, question: str, document: str, addresses: str) -> None:
    found = looked_up(assistant, question)
    assert [c.id for c in found.clauses] == [f"{document}#{addr}" for addr in addresses.split()]
    assert found.missing == ()


@pytest.mark.parametrize(("question", "document", "label"), MISSING)
def test_missing(assistant: Assistant, question: str, document: str, label: str) -> None:
    found = looked_up(assistant, question)
    assert found.clauses == ()
    assert [(m.document, m.ref.label) for m in found.missing] == [(document, label)]
    reply = assistant.ask(question)
    assert reply.status == "refused"
    assert f"中未找到{label}" in reply.reason


@pytest.mark.parametrize("question", NOTHING)
def test_nothing_is_looked_up(assistant: Assistant, question: str) -> None:
    assert looked_up(assistant, question) == LookUp()


def test_every_number_of_a_continuous_list_is_found(assistant: Assistant) -> None:
    """Arithmetic: 16 tasks of 镇江, 12 of the internet of things, 15 on algorithms: 43."""
    lists = [
        ("镇江意见", "zhenjiang-opinion", 16),
        ("物联网计划", "iot-plan", 12),
        ("算法意见", "algorithms", 15),
    ]
    for name, document, last in lists:
        for n in range(1, last + 1):
            (clause,) = looked_up(assistant, f"{name}第{n}条").clauses
            assert clause.document == document
            assert clause.addr.endswith(f".{n}")
    assert sum(last for _, _, last in lists) == 43


def test_an_item_is_answered_with_its_text(assistant: Assistant) -> None:
    reply = assistant.ask("镇江第12条讲了什么")
    assert isinstance(reply, Answer)
    assert reply.citations[0].clause_id == "zhenjiang-opinion#s2.4.12"
    assert "完善智慧民生服务体验" in reply.text
    assert "zhenjiang-opinion#s2.4.12" in reply.hits[0].passage.clause_ids


def test_what_is_missing_beside_what_is_there_is_warned_of(assistant: Assistant) -> None:
    reply = assistant.ask("镇江第16条和第17条")
    assert isinstance(reply, Answer)
    assert any("中未找到第17条" in warning for warning in reply.warnings)


def test_a_follow_up_takes_the_document_along(assistant: Assistant) -> None:
    for before in ("镇江意见第12条讲什么", "镇江第12条讲什么"):
        (clause,) = assistant.find("那第13条呢?", [before]).looked_up.clauses
        assert clause.id == "zhenjiang-opinion#s2.5.13"


@given(st.text(alphabet="镇江意见第(十二)条、0127任务专栏部分和", max_size=24))
def test_no_text_breaks_the_reader(text: str) -> None:
    read = Reader(DocumentNames(DOCUMENTS), frozenset({"镇江"})).read(text)
    assert all(step.number > 0 for item in read.items for step in item.steps)
