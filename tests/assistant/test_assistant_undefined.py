"""Who asks what a word means is not shown what is demanded of the thing."""

from __future__ import annotations

import pytest
from assistant_fakes import shipped_assistant, shipped_corpus

from assistant.model import Answer, Refusal
from assistant.undefined import Undefined, definition_asked


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("", None),
        ("什么是专精特新企业？", "专精特新企业"),
        ("何谓“重要数据”?", "重要数据"),
        ("草案如何界定“重要数据”?", "重要数据"),
        ("术语标准里“管理驾驶舱”是怎么定义的?", "管理驾驶舱"),
        ("标准对“Ｖ字模型”下的定义是什么?", "V字模型"),
        ("附件里EFLOPS怎么解释的?", "EFLOPS"),
        # what a name stands for, or what stands under it, is told by more than a definition
        ("“数纽”体系指的是什么?", None),
        ("苏州的重点任务是什么?", None),
        ("什么是重点任务?", None),
        ("三年行动计划如何解释物联网这个概念?", None),
        ("“数据安全”在法律草案里的定义是什么?", None),
    ],
)
def test_a_definition_is_asked_for(question: str, term: str | None) -> None:
    assert definition_asked(question) == term


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("什么是数字经济?", None),  # 数字经济是指以数据资源…, 002
        ("什么是数据?", None),  # 本法所称数据,是指, 002 a3
        ("什么是新型数据中心?", None),  # 新型数据中心是以…为导向
        ("什么是关键信息基础设施?", None),  # 关键信息基础设施是…神经中枢
        ("什么是重要数据?", "重要数据"),  # the draft only says what is done with them
        ("什么是灯塔工厂?", "灯塔工厂"),  # no text knows the word
    ],
)
def test_whether_a_text_defines_it(question: str, lacking: str | None) -> None:
    assert Undefined(shipped_corpus()).lacking(question) == lacking


def test_conditions_are_no_definition() -> None:
    shipped = shipped_assistant()
    refused = shipped.ask("什么是专精特新小巨人?")
    assert isinstance(refused, Refusal)
    assert "“专精特新小巨人”的定义" in refused.reason
    assert isinstance(shipped.ask("专精特新小巨人要什么条件?"), Answer)
