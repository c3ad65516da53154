"""Whether a text is in force: who asks that, and which sentences tell it."""

from __future__ import annotations

import pytest

from assistant.normalise import normalise
from assistant.validity import asks_validity, tells_validity


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("江苏规划现在还有效吗？", True),
        ("苏州三年行动计划过期了没有", True),
        ("这个文件作废了吗?", True),
        ("漏洞规定还管用不", True),
        ("数据安全法生效了没", True),
        ("镇江意见还算数么。", True),
        ("ＣＩＩ条例施行了吗？", True),
        ("条例什么时候施行?", False),  # asks for the day
        ("有效期内的发明专利要几项", False),  # 002 L995: a condition on patents
        ("怎么有效推进数字化转型", False),
        ("失效的漏洞信息怎么处理", False),
        ("", False),
    ],
)
def test_questions_about_validity(question: str, asks: bool) -> None:
    assert asks_validity(normalise(question)) is asks


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("第十六条 本规定自2021年9月1日起施行。", True),  # 002 L1468
        ("本规划期为2021—2025年。", True),
        ("《条例》自2021年9月1日起施行。", True),  # 002 L1393
        ("本办法试行期两年。", True),
        ("到 2023 年,全市网络零售额达 5000 亿元。", False),  # 003 L58
        ("强化人才支撑。", False),
        ("", False),
    ],
)
def test_sentences_that_tell_it(sentence: str, tells: bool) -> None:
    assert tells_validity(sentence) is tells
