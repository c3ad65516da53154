"""Follow-ups take what they lack from the history; a change of topic takes nothing."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS
from hypothesis import given
from hypothesis import strategies as st

from assistant.followup import complete
from assistant.naming import DocumentNames

NAMES = DocumentNames(DOCUMENTS)


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["江苏到2025年数字经济核心产业占比多少"], "那浙江呢?", "浙江到2025年数字经济核心产业占比多少"),
        (["江苏到2025年占比多少", "那浙江呢"], "苏州呢?2023年的", "苏州到2023年占比多少"),
        (["苏州2023年集成电路产业规模目标"], "那到2025年呢", "苏州2025年集成电路产业规模目标"),
        (["数据安全法第十八条讲什么?"], "第二十条呢", "数据安全法第二十条"),
        (["漏洞规定第九条第五项是什么?"], "第七项呢?", "漏洞规定第九条第七项"),
        (["苏州建设工业互联网的目标是什么?"], "牵头的是谁?", "苏州建设工业互联网的目标 牵头的是谁?"),
        # newest first: the place of the last question counts
        (["镇江的5G目标是多少", "苏州的5G目标是多少"], "牵头的是谁?", "苏州的5G目标 牵头的是谁?"),
    ],
)
def test_completed(history: list[str], question: str, expected: str) -> None:
    assert complete(question, history, NAMES) == expected


@pytest.mark.parametrize(
    "question",
    [
        "区块链产业到2030年要达到什么水平?",
        "上海专精特新要什么条件",
        "漏洞规定要求几日内报送漏洞信息?",
        "国企数字化转型怎么保障资源?",
    ],
)
def test_a_change_of_topic_takes_nothing_along(question: str) -> None:
    assert complete(question, ["苏州建设工业互联网的目标是什么?", "牵头的是谁?"], NAMES) == question


def test_no_history_changes_nothing() -> None:
    assert complete("那浙江呢?", [], NAMES) == "那浙江呢?"


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["漏洞规定第九条第五项是什么?"], "那罚款呢?", "漏洞规定 罚款呢?"),  # stands in another article
        (["漏洞规定第九条第五项是什么?"], "下一条呢", "漏洞规定第十条"),
        (
            ["漏洞规定是谁发布的?"],
            "自哪天起施行?",
            "漏洞规定 自哪天起施行?",
        ),  # of the document, not of its matter
        (["苏州数字经济增加值2023年要到多少?"], "占GDP多少?", "苏州数字经济增加值2023年要到 占GDP多少?"),
        (["河北专精特新要什么条件?"], "营收要求呢?", "河北专精特新 营收要求呢?"),  # one of the conditions
        (["苏州的人才怎么培养?"], "谁牵头?", "苏州的人才培养 谁牵头?"),
        (["数据安全法第十八条讲什么"], "上一条讲什么?", "数据安全法第十七条"),
        (["数据安全法第十八条讲什么"], "漏洞规定呢?", "漏洞规定第十八条讲什么"),
        (["镇江意见的保障措施有哪些?"], "换成苏州", "苏州的保障措施有哪些?"),
        (["镇江5G基站要建多少?"], "不是镇江,是苏州", "苏州5G基站要建多少?"),
        (["苏州5G产值2023年目标是多少?"], "我问的是2025年", "苏州5G产值2025年目标是多少?"),
        (
            ["苏州5G产值2023年目标是多少?", "浙江呢"],
            "回到第一个问题,2025年的呢",
            "苏州5G产值2025年目标是多少?",
        ),
        (["苏州5G产值2023年目标是多少?", "浙江呢"], "回到第一个问题", "苏州5G产值2023年目标是多少?"),
        (["镇江意见的保障措施有哪些?"], "还有吗?", "镇江意见的保障措施有哪些?"),
        (["镇江意见的保障措施有哪些?"], "谢谢", "谢谢"),
        (["镇江意见的保障措施有哪些?", "好的"], "谁牵头", "镇江意见的保障措施 谁牵头"),
        (["", "  "], "谁牵头", "谁牵头"),
        (["鎮江意見的保障措施有哪些？"], "換成蘇州", "苏州的保障措施有哪些?"),
        (["那年的目标是多少"], "那些企业有多少家?", "那年的目标 那些企业有多少家?"),  # 那些 is no 那
    ],
)
def test_chains(history: list[str], question: str, expected: str) -> None:
    assert complete(question, history, NAMES) == expected


@given(st.lists(st.text(max_size=40), max_size=6), st.text(max_size=40))
def test_no_conversation_breaks_it(history: list[str], question: str) -> None:
    assert isinstance(complete(question, history, NAMES), str)


@given(
    st.lists(
        st.sampled_from(["镇江意见的保障措施有哪些?", "谁牵头", "换成苏州", "谢谢", "2025年呢", "下一条呢"]),
        max_size=6,
    )
)
def test_a_question_of_its_own_is_the_same_after_anything(history: list[str]) -> None:
    for own in ("《网络产品安全漏洞管理规定》第十条说了什么?", "苏州行动计划里数字贸易的目标是多少?"):
        assert complete(own, history, NAMES) == own
