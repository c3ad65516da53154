"""The words that print quantities, and the pattern that they make together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Comparator(StrEnum):
    """How a figure bounds what it measures."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="
    ABOUT = "about"
    RANGE = "range"


SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
SCALES |= {"亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
# Longer names first: 美元 before 元, GB before G.
_UNIT = (
    "个百分点|百分点|亿美元|美元|元/人|元|%|‰|平方公里|公里|标准机架|机架|EFLOPS|PFLOPS|Tbps|Gbps|Mbps|TB|PB|EB|GB|G"
    "|毫秒|分钟|小时|秒|家|个|座|架|件|项|台|套|条|人次|人|名|户|次|份|场|款|种|类|块|辆|倍|吨|亩|位|部|门|所|处|支|例|幅"
    "|年|月|日|天|大(?!数据|型|规模|[力幅量学])"
)
_COMPARING = {
    Comparator.AT_LEAST: "不少于 不低于 不小于 不得少于 不得低于 至少 ≥",
    Comparator.AT_MOST: "不超过 不高于 不大于 不多于 不得超过 不得高于 至多 最多 ≤",
    Comparator.MORE: "超过 超出 超 突破 高于 大于 多于 逾 >",
    Comparator.LESS: "低于 小于 少于 不足 不到 <",
    Comparator.ABOUT: "大约 约为 约 将近 接近 近 ≈",
}
BEFORE = {word: comparator for comparator, words in _COMPARING.items() for word in words.split()}
AFTER = {"以上": Comparator.AT_LEAST, "以下": Comparator.AT_MOST, "以内": Comparator.AT_MOST}
AFTER |= {"之内": Comparator.AT_MOST, "左右": Comparator.ABOUT, "上下": Comparator.ABOUT}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_HAN = "(?:(?:[一二两三四五六七八九]?[十百千]零?)+[一二三四五六七八九]?|[一二两三四五六七八九])(?![零一二两三四五六七八九])"
_SCALE = _any(SCALES)


def _amount(name: str) -> str:
    return (
        rf"(?P<{name}cent>百分之)?(?:(?P<{name}digits>(?:{_DIGITS})(?:\.\d+)?)|(?P<{name}han>{_HAN}))"
        rf"(?P<{name}scale>{_SCALE})?(?P<{name}more>[余多])?(?:\s?(?P<{name}unit>{_UNIT}))?"
    )


_AGAIN = r"(?:\([个家项]\))?(?:\((?:不?含)\))?"  # 1000家(个), 8000万元(含)以上
QUANTITY = re.compile(
    rf"(?:(?P<before>{_any(BEFORE)})\s?)?{_amount('a')}{_AGAIN}"
    rf"(?:(?:[~～\-—–]{{1,2}}|至|到|(?P<legal>以上)(?=[^,。;]{{1,9}}以下)){_amount('b')}{_AGAIN})?"
    rf"(?:[及或]?(?P<after>{_any(AFTER)}))?"
)
