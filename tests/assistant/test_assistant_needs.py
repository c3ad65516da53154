"""What an answer must hold: the figure's own indicator, the details, the period, the text that is named."""

from __future__ import annotations

import pytest
from assistant_fakes import DOCUMENTS, make_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.naming import DocumentNames
from assistant.needs import (
    asked_detail_unsaid,
    bare,
    detail_unsaid,
    figure_astray,
    other_period,
    other_title,
)
from assistant.question import Question, Reader
from assistant.terms import TermWeights
from corpus.sentences import sentences

CORPUS = make_corpus()
TERMS = TermWeights(c.text for c in CORPUS.clauses)
# 003 L58: 到2023年,全市网络零售额达5000亿元,培育电子商务平台和龙头企业20家。
SALES = sentences(CORPUS.clause("suzhou#s2.3.4.r1"))[1]
READER = Reader(DocumentNames(DOCUMENTS), frozenset({"苏州", "镇江"}))


def read(text: str) -> Question:
    return READER.read(text)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("苏州网络零售额目标是多少?", "网络零售额目标是多少?"),
        ("《苏州行动计划》里的数字贸易", "里的数字贸易"),
        ("镇江和苏州市怎么引进“金山英才”", "和怎么引进金山英才"),
        ("数安法第十八条", "第十八条"),
        ("苏州　５Ｇ 基站要建多少个？", "5G基站要建多少个?"),
        ("全国的要求", "的要求"),
        ("网络零售额", "网络零售额"),
        ("苏州", ""),
        ("", ""),
    ],
)
def test_bare_leaves_what_is_asked_of_places_and_texts(question: str, left: str) -> None:
    assert bare(read(question)) == left


@pytest.mark.parametrize(
    ("question", "astray"),
    [
        ("苏州网络零售额多少?", False),
        ("苏州到2023年网络零售额要达到多少亿元", False),
        ("培育龙头企业多少家", False),
        ("苏州引进人才多少名", True),  # no figure of the sentence counts people
        ("区块链专利多少件", True),
        ("数字贸易有哪些任务", False),  # no figure is asked for
        ("苏州到2023年多少", False),  # nothing is named that could be missed
        ("", False),
    ],
)
def test_a_figure_must_stand_with_its_own_indicator(question: str, astray: bool) -> None:
    assert (figure_astray(read(question), SALES, TERMS) > 0.5) is astray


def test_the_figure_of_another_indicator_does_not_count() -> None:
    """网络零售额 and 龙头企业 stand in one sentence, each with its own figure; both at once with none."""
    sales = figure_astray(read("网络零售额多少"), SALES, TERMS)
    both = figure_astray(read("网络零售额和龙头企业各多少"), SALES, TERMS)
    assert sales < both < 1.0


def test_a_sentence_without_a_figure_misses_all_of_it() -> None:
    talents = sentences(CORPUS.clause("suzhou#s3.2"))[-1]  # 003, (二)人才
    assert figure_astray(read("网络零售额多少"), talents, TERMS) == 1.0


@pytest.mark.parametrize(
    ("question", "near", "unsaid", "asked"),
    [
        ("免费诊断的补贴标准按规定执行", "实施更多免费诊断", 1.0, 0.0),
        ("免费诊断的补贴是多少", "实施更多免费诊断", 1.0, 1.0),
        ("免费诊断的补贴是多少", "给予补贴", 0.0, 0.0),
        ("贴息的额度是多少,期限几年", "贴息额度不超过", 0.5, 0.5),
        ("天天接骗子的电话,怎么举报", "反诈", 1.0, 0.0),  # what asks stands behind a comma
        ("申报窗口？", "申报", 1.0, 1.0),  # last in the question
        ("什么材料要交", "", 1.0, 1.0),
        ("ＰＵＥ的上限是多少", "PUE上限1.3", 0.0, 0.0),
        ("网络零售额目标", "", 0.0, 0.0),
        ("", "", 0.0, 0.0),
    ],
)
def test_details_that_are_named_and_asked_for(question: str, near: str, unsaid: float, asked: float) -> None:
    assert detail_unsaid(read(question), near) == unsaid
    assert asked_detail_unsaid(read(question), near) == asked


DETAILS = ("金额", "贷款", "窗口", "电话", "权重", "流程")


@given(st.sets(st.sampled_from(DETAILS)), st.sets(st.sampled_from(DETAILS)))
def test_the_share_of_details_is_that_of_the_sets(named: set[str], held: set[str]) -> None:
    expected = len(named - held) / len(named) if named else 0.0
    assert detail_unsaid(read("、".join(sorted(named))), "、".join(sorted(held))) == expected


@pytest.mark.parametrize(
    ("question", "around", "other"),
    [
        ("“十三五”时期的目标", "江苏省“十四五”数字经济发展规划", 1.0),
        ("“十四五”时期的目标", "江苏省“十四五”数字经济发展规划", 0.0),
        ("十三五和十四五相比", "“十四五”规划", 0.0),  # one of the two is there
        ("十五五怎么部署", "三年行动计划(2021—2023年)", 1.0),
        ("目标是什么", "“十四五”规划", 0.0),
        ("十五个项目", "“十四五”规划", 0.0),  # no plan
        ("", "", 0.0),
    ],
)
def test_another_five_year_plan(question: str, around: str, other: float) -> None:
    assert other_period(read(question), around) == other


@pytest.mark.parametrize(
    ("question", "near", "other"),
    [
        ("《数据出境管理办法》怎么规定", "数据交易", 1.0),
        ("《数据出境管理办法》怎么规定", "依照数据出境管理办法", 0.0),
        ("个人信息保护法第五条", "", 1.0),
        ("促进大数据发展行动纲要里的目标", "数字贸易", 0.0),  # 纲要 alone is none of the kinds
        ("数据安全法怎么规定,按反垄断法呢", "数据", 1.0),  # held and unheld: the unheld one counts
        ("关基保护暂行办法要求多少天", "等级保护", 1.0),
        ("有哪些实施细则", "", 0.0),  # asks which, names none
        ("用什么办法", "", 0.0),
        ("怎么立法", "", 0.0),
        ("", "", 0.0),
    ],
)
def test_titles_that_no_text_near_by_holds(question: str, near: str, other: float) -> None:
    assert other_title(read(question), near) == other
