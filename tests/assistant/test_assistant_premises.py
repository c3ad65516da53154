"""What a question takes for granted: that a goal was met, that a rule was undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.normalise import normalise
from assistant.premises import progress_asked, undoing_presumed

# 003 L26, 002 L2650, 003 L130; 002 L1340, a rule without a goal; as folded
GOAL = "到2023年,全市数字经济核心产业增加值达到6000亿元,年均增长率达16%以上。"
REPORT = "产业数字化指数位居全国第一。累计培育智能工厂263家。"
DIAGNOSIS = "鼓励各市(县)、区在细分行业、细分领域实施更多免费诊断。"
RULE = "任何组织、个人收集数据,应当采取合法、正当的方式。"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("目前实际建成几个了？", GOAL, 1.0),
        ("核心产业增加值完成得怎么样", GOAL, 1.0),
        ("６０００亿的目标达标了吗", GOAL, 1.0),
        ("到现在都投了多少了", GOAL, 1.0),
        ("智能工厂建成了多少家，进度如何", REPORT, 0.0),  # the sentence reports
        ("目前实际做到了没有", RULE, 0.5),  # neither a goal nor a report
        ("核心产业增加值的目标是多少", GOAL, 0.0),
        ("ＰＵＥ要降到多少", GOAL, 0.0),
        ("现在有哪些目标", GOAL, 0.0),  # now alone asks for no progress
        ("", GOAL, 0.0),
        ("目前实际建成几个了", "", 0.5),
    ],
)
def test_progress_is_not_told_by_a_goal(question: str, sentence: str, expected: float) -> None:
    assert progress_asked(normalise(question), normalise(sentence)) == expected


@pytest.mark.parametrize(
    ("question", "near", "expected"),
    [
        ("为什么取消了免费诊断？", DIAGNOSIS, 1.0),
        ("为啥要推迟５Ｇ基站建设", DIAGNOSIS, 1.0),
        ("出于什么考虑把期限延长到2030年", GOAL, 1.0),
        ("为什么禁止发布漏洞信息", "不得擅自发布;禁止买卖漏洞信息", 0.0),  # the text says the verb
        ("为什么要实施免费诊断", DIAGNOSIS, 0.0),  # nothing undone is presumed
        ("取消了哪些证明", DIAGNOSIS, 0.0),  # asks what, not why
        ("取消和放宽分别为什么", "放宽准入", 0.0),  # one of two is spoken of
        ("", DIAGNOSIS, 0.0),
        ("", "", 0.0),
    ],
)
def test_a_reason_for_what_no_text_undoes(question: str, near: str, expected: float) -> None:
    assert undoing_presumed(normalise(question), normalise(near)) == expected


@given(st.text(alphabet="目前建成几个了为什么取消AB12，？ ", max_size=30), st.text(max_size=60))
def test_both_are_shares(question: str, text: str) -> None:
    assert progress_asked(question, text) in {0.0, 0.5, 1.0}
    assert undoing_presumed(question, text) in {0.0, 1.0}


@given(st.text(alphabet="到年增值,。", max_size=40))
def test_a_text_that_says_the_verb_never_counts(near: str) -> None:
    assert undoing_presumed("为什么取消免费诊断", near + "取消") == 0.0
