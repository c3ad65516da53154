"""What a question counts, and which sentences name as many: real sentences with the place they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.counted import counted_names, enumerates
from assistant.naming import DocumentNames
from assistant.question import Reader

READER = Reader(DocumentNames(()), frozenset())

# 苏州 plan, 信息技术应用创新产业
CHAINS = (
    "着力打造“主板—整机”基础硬件产业链条、“应用软件—应用平台”软件系统产业链条、“测试—运维集成”信息服务产业链条"
    "和“外设—行业终端”终端设备产业链条四大重点方向,培育本土企业做大做强,发挥引领作用。"
)
# 江苏 plan, 政务数据
BASES = "持续推进人口、法人、社会信用、电子证照、自然资源和空间地理五大基础数据库建设。"


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("江苏五大基础数据库包括哪五个？", ((5, "据库"),)),
        ("四大重点方向具体是指哪四个？", ((4, "方向"),)),
        ("打造哪“四个高地”？", ((4, "高地"),)),
        ("四大国家战略性新兴产业集群和四大基地分别有哪些?", ((4, "集群"), (4, "基地"))),
        ("６个地区是哪些", ((6, "地区"),)),  # full width
        ("基本原则有哪四项?", ()),  # the count names nothing
        ("从哪四个方面部署", ()),
        ("二一年头五个月卖了多少", ()),  # months are no members
        ("", ()),
    ],
)
def test_what_is_counted(question: str, counted: tuple[tuple[int, str], ...]) -> None:
    assert counted_names(READER.read(question)) == counted


@pytest.mark.parametrize(
    ("text", "count", "name", "named"),
    [
        (CHAINS, 4, "方向", True),  # the count is printed
        (CHAINS, 4, "链条", True),  # printed four times, counted by the reader
        (CHAINS, 3, "链条", False),
        (BASES, 5, "据库", True),
        (BASES, 4, "据库", False),
        ("建设五大基础数据库。", 5, "据库", False),  # says how many, names none
        (
            "聚焦数字产业化、产业数字化、数字化治理、开放,全力打造“四个高地”,为争当表率、争做示范、走在前列、开放提供支撑。",
            4,
            "高地",
            False,
        ),
        ("设置了4大重点工程,包括标准、网络、平台和安全工程。", 4, "工程", True),  # named behind the count
        ("", 5, "据库", False),
    ],
)
def test_one_sentence_names_as_many(text: str, count: int, name: str, named: bool) -> None:
    assert enumerates(text, count, name) is named


@given(st.integers(2, 20))
def test_as_many_names_as_are_counted(count: int) -> None:
    text = "、".join(f"第{n}库" for n in range(count)) + f"等{count}个数据库。"
    assert enumerates(text, count, "据库")
    assert not enumerates(text, count + 1, "据库")
