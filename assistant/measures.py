"""What kind of quantity a question asks for, and whether a sentence states one of that kind."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.fold import comparison_form


class Measure(StrEnum):
    """Kinds of quantity that are never interchangeable: an amount of money does not answer a share."""

    MONEY = "money"
    SHARE = "share"
    DURATION = "duration"
    AREA = "area"
    LENGTH = "length"
    COUNT = "count"


_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百千两半数]+)"
_SCALE = r"[余多]?(?:万亿|千亿|百亿|十亿|亿|千万|百万|万|千|百)?[余多]?"
_COUNTED = "个座家项件条所种类名人户辆台款只批次倍处位支艘趟笔门套张份颗"
_LATIN_UNITS = r"EFLOPS|PFLOPS|Gbps|Mbps|GW|MW|TB|PB"

# In order: 奖励多少钱 is money before it is a count, 多少平方米 is an area before it is a length.
_ASKED: tuple[tuple[Measure, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(pattern))
    for measure, pattern in (
        (
            Measure.MONEY,
            r"(?:多少|几|多大)(?:个)?(?:万亿|千亿|百亿|亿|千万|百万|万|千|百|块)*(?:元|块钱?|钱)|(?:奖励?|补贴?|补助|资助|罚款?|贷款?|授信|报销|津贴|补偿)(?:[^,。?]{0,6})(?:多少|几)(?![个家项年天月次])|(?:金额|额度)[^,。?]{0,4}(?:多少|几|多大)",
        ),
        (
            Measure.SHARE,
            r"百分之(?:几|多少)|(?:多少|几)个?百分点|几成|(?:比例|占比|比重|利率|税率|率)(?:[^,。?]{0,8})(?:多少|几|多高)",
        ),
        (Measure.AREA, r"(?:多少|几)(?:万)?(?:平方米|平方公里|平米|亩|公顷)"),
        (Measure.LENGTH, r"(?:多少|几)(?:万)?(?:公里|千米|米)"),
        (Measure.DURATION, r"多久|多长时间|(?:多少|几)(?:个)?(?:天|日|年|月|小时|分钟|周|工作日|毫秒)"),
        (Measure.COUNT, rf"(?:多少|几)(?:十|百|千|万|亿)*(?:[{_COUNTED}])"),
    )
)
_STATED: dict[Measure, re.Pattern[str]] = {
    Measure.MONEY: re.compile(rf"{_NUMBER}{_SCALE}(?:元|美元|人民币)"),
    Measure.SHARE: re.compile(
        rf"\d[\d.]*%|百分之{_NUMBER}|{_NUMBER}个百分点|{_NUMBER}成(?!为|立|长|果|员|本|熟|效|交)"
    ),
    Measure.AREA: re.compile(rf"{_NUMBER}{_SCALE}(?:平方米|平方公里|平米|亩|公顷)"),
    Measure.LENGTH: re.compile(rf"{_NUMBER}{_SCALE}(?:公里|千米|米)"),
    Measure.DURATION: re.compile(rf"{_NUMBER}(?:个)?(?:天|日|年|月|小时|分钟|周|工作日|毫秒)"),
    Measure.COUNT: re.compile(rf"{_NUMBER}{_SCALE}(?:[{_COUNTED}]|{_LATIN_UNITS})"),
}


def asked_measure(question: str) -> Measure | None:
    """The kind of quantity that a question asks for, or None where it names none.

    >>> asked_measure("苏州智能化改造贴息奖励单个企业最高能拿多少万元?")
    <Measure.MONEY: 'money'>
    >>> asked_measure("到2023年平均利用率提升到百分之几?")
    <Measure.SHARE: 'share'>
    >>> asked_measure("网络零售额的目标是多少?") is None
    True
    """
    plain = comparison_form(question)
    return next((measure for measure, pattern in _ASKED if pattern.search(plain)), None)


def states(text: str, measure: Measure) -> bool:
    """Whether a text states a quantity of this kind.

    >>> states("处五万元以上五十万元以下罚款", Measure.MONEY)
    True
    >>> states("设立工业企业智能化改造贴息奖励资金", Measure.MONEY)
    False
    """
    return _STATED[measure].search(comparison_form(text)) is not None
