"""Definitions: the term that is asked for, and sentences that say what exactly it is."""

from __future__ import annotations

import pytest

from assistant.definitions import asked_term, defines, states

# 002 L259, L260; L1288–1289; L2854
CLASSES = "数字经济是指以数据资源作为关键生产要素、以现代信息网络作为重要载体"
CORE = "数字经济核心产业是指为产业数字化发展提供数字技术、产品、服务"
DATA = "第三条 本法所称数据,是指任何以电子或者非电子形式对信息的记录。\n数据处理,包括数据的收集、存储"


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("什么是数字经济?", "数字经济"),
        ("什么是数字经济核心产业", "数字经济核心产业"),
        ("数据处理是什么意思", "数据处理"),
        ("数据处理是指什么", "数据处理"),
        ("什么叫“数据中台”", "数据中台"),
        ("数字经济的定义是什么", "数字经济"),
        ("三年行动计划如何解释物联网这个概念?", "物联网"),
        ("江苏规划提到的CDO制度指的是什么?", "CDO制度"),
        ("数据安全法里,政务数据怎么理解", "政务数据"),
        ("数据安全法所称数据是指什么?", "数据"),
        ("本规定所称的网络产品提供者是什么意思", "网络产品提供者"),
        ("什么是ＣＤＯ制度？", "CDO制度"),
        ("“固移融合、宽窄结合”是个什么意思?", "固移融合、宽窄结合"),
        ("中小企业是指什么", "中小企业"),  # 中 is not the 中 of 文件中
        ("浙江怎么定义数字化改革", "数字化改革"),
        ("给算法安全下定义", "算法安全"),
        ("谁牵头?", None),
        ("牵头单位是什么", None),
        ("镇江的目标是什么", None),
        ("", None),
    ],
)
def test_the_term_is_read_from_the_question(question: str, term: str | None) -> None:
    assert asked_term(question) == term


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        ("数字经济", CLASSES, 1.0),
        ("数字经济", CORE, 0.0),  # a neighbour's definition is none
        ("数字经济核心产业", CORE, 1.0),
        ("数据", DATA, 1.0),
        ("数字经济", "数字经济是一个内涵比较宽泛的概念", 0.2),
        ("数字经济", "", 0.0),
    ],
)
def test_only_the_exact_term_counts(term: str, text: str, expected: float) -> None:
    assert defines(term, text) == expected


@pytest.mark.parametrize(
    ("term", "text", "stated"),
    [
        ("数字经济", CLASSES, True),
        ("数字经济核心产业", CORE, True),
        ("数字经济", CORE, True),  # loosely: a neighbour's definition counts here, `defines` tells them apart
        ("数据", DATA, True),
        ("数据处理", DATA, True),
        ("数据中台", "建设“数据中台”,即统一的数据枢纽", True),
        (
            "数据中台",
            "构建适应企业业务特点和发展需求的“数据中台”“业务中台”等新型IT架构模式",
            False,
        ),  # 002 L1777
        ("CDO制度", "建立ＣＤＯ制度，是指设首席数据官", True),
        ("数据中台", "建设数据中台。平台是指其他", False),  # a full stop ends the matter
        ("数据中台", "", False),
    ],
)
def test_what_a_text_states_of_a_term_anywhere(term: str, text: str, stated: bool) -> None:
    assert states(term, text) is stated
