"""Whether a text holds a figure in the unit that a question asks for."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS
from hypothesis import given
from hypothesis import strategies as st

from assistant.naming import DocumentNames
from assistant.question import Question, Reader
from assistant.units import unit_given


def read(text: str) -> Question:
    return Reader(DocumentNames(DOCUMENTS), frozenset({"苏州"})).read(text)


# 003 L26, L58; 002 L995 in short
VALUE = "到 2023 年,全市数字经济核心产业增加值达到 6000 亿元,年均增长率达 16%以上。"
SALES = "到 2023 年,全市网络零售额达 5000 亿元,培育电子商务平台和龙头企业 20 家。"
CLASSES = "第一层为大类,共有5个大类;第二层为中类,共有32个中类。"  # 002 L264
PATENTS = "拥有在有效期内的发明专利1项以上(含1项)或实用新型专利或软件著作权3项以上。"


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("核心产业增加值要多少亿元？", VALUE, True),
        ("要做到多少钱", PATENTS, False),
        ("年均增长率百分之几", VALUE, True),
        ("增速是多少", SALES, False),
        ("培育多少家龙头企业", SALES, True),
        ("培育多少家龙头企业", VALUE, False),
        # what is counted is printed behind its number
        ("发明专利要有几项？", PATENTS, True),
        ("发明专利要有多少项？", SALES, False),
        ("分成几个大类", CLASSES, True),
        ("分成几个大类", "数字经济分为五大类。", True),
        ("有几个小类", CLASSES, False),
        ("提出了几方面的任务", "从七个方面部署任务。", True),
        ("提出了几方面的任务", "从多个方面部署任务。", False),
        ("开展几大专项行动", "实施１０个专项行动。", False),  # 大 stands between: no unit is read
        ("开展几个专项行动", "实施１０个专项行动。", True),
        ("增长几倍", "规模翻两番,增长2倍。", True),
        ("由几个部门负责", "由8个部门负责。", True),
        ("目标是什么", SALES, False),  # no unit is asked for
        ("", SALES, False),
        ("培育多少家龙头企业", "", False),
        ("", "", False),
    ],
)
def test_the_unit_asked_for(question: str, text: str, given: bool) -> None:
    assert unit_given(read(question), text) is given


COUNTERS = ("方面", "大类", "中类", "小类", "项", "条", "种", "类", "批", "次", "所", "部门", "行动")


@given(st.sampled_from(COUNTERS), st.sampled_from(COUNTERS), st.integers(1, 999), st.booleans())
def test_a_count_is_given_where_its_own_counter_follows_the_number(
    asked: str, held: str, number: int, measured: bool
) -> None:
    """Arithmetic: 12个大类 gives 几个大类, and 几个中类 not."""
    text = f"共{number}{'个' if measured else ''}{held}。"
    assert unit_given(read(f"共有几个{asked}"), text) is held.startswith(asked)
