"""Quantities as Chinese policy texts print them: 1.6万亿元, 3~5家, 5万以上, 不高于70%, 近两倍."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.numerals import parse_number


class Comparator(StrEnum):
    """How a figure bounds what it measures."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True)
class Quantity:
    """A figure at `[start, end)` of a text, comparing words included; scale is folded into the values."""

    start: int
    end: int
    comparator: Comparator
    low: Decimal  # the value, or the lower end of a range; in `unit`, 亿 and 万 multiplied out
    high: Decimal | None  # the upper end of a range
    unit: str | None  # 元, %, 家, …; None where the text prints none

    @property
    def canonical(self) -> str:
        """The quantity in digits, without scale: reads back as the same values.

        >>> parse_quantity("力争突破1.6万亿元"[2:]).canonical
        '>1600000000000元'
        """
        sign = {"=": "", "about": "约", "range": ""}.get(self.comparator, self.comparator.value)
        upper = f"~{self.high:f}" if self.high is not None else ""
        return f"{sign}{self.low:f}{upper}{self.unit or ''}"


_SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
_SCALES |= {"亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
_UNITS = (
    "个百分点 百分点 亿美元 美元 元/人 元 % ‰ 平方公里 公里 标准机架 机架 EFLOPS PFLOPS Tbps Gbps Mbps TB PB EB GB G "
    "毫秒 分钟 小时 秒 家 个 座 架 件 项 台 套 条 人次 人 名 户 次 份 场 款 种 类 块 辆 倍 吨 亩 位 部 门 所 处 支 例 幅 "
    "年 月 日 天"
).split()
_COMPARING = {
    Comparator.AT_LEAST: "不少于 不低于 不小于 不得少于 不得低于 至少 ≥",
    Comparator.AT_MOST: "不超过 不高于 不大于 不多于 不得超过 不得高于 至多 最多 ≤",
    Comparator.MORE: "超过 超出 超 突破 高于 大于 多于 逾 >",
    Comparator.LESS: "低于 小于 少于 不足 不到 <",
    Comparator.ABOUT: "大约 约为 约 将近 接近 近 ≈",
}
_BEFORE = {word: comparator for comparator, words in _COMPARING.items() for word in words.split()}
_AFTER = {"以上": Comparator.AT_LEAST, "以下": Comparator.AT_MOST, "以内": Comparator.AT_MOST}
_AFTER |= {"之内": Comparator.AT_MOST, "左右": Comparator.ABOUT, "上下": Comparator.ABOUT}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_HAN = "(?:(?:[一二两三四五六七八九]?[十百千]零?)+[一二三四五六七八九]?|[一二两三四五六七八九])(?![零一二两三四五六七八九])"
_SCALE = _any(_SCALES)


def _amount(name: str) -> str:
    return (
        rf"(?P<{name}cent>百分之)?(?:(?P<{name}digits>(?:{_DIGITS})(?:\.\d+)?)|(?P<{name}han>{_HAN}))"
        rf"(?P<{name}scale>{_SCALE})?(?P<{name}more>[余多])?\s?(?P<{name}unit>{_any(_UNITS)})?"
    )


_AGAIN = r"(?:\([个家项]\))?(?:\((?:不?含)\))?"  # 1000家(个), 8000万元(含)以上
_QUANTITY = re.compile(
    rf"(?P<before>{_any(_BEFORE)})?\s?{_amount('a')}{_AGAIN}"
    rf"(?:(?:[~～\-—–]{{1,2}}|至|到|(?P<legal>以上)(?=[^,。;]{{1,9}}以下)){_amount('b')}{_AGAIN})?"
    rf"(?:[及或]?(?P<after>{_any(_AFTER)}))?"
)


def narrow(text: str) -> str:
    """Full-width ASCII in its narrow form, character by character: offsets stay as they are."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c == "　" else c for c in text)


def _value(match: re.Match[str], name: str, scale: str | None) -> Decimal | None:
    digits, han = match[f"{name}digits"], match[f"{name}han"]
    number = Decimal(digits.replace(",", "")) if digits else parse_number(han)
    if number is None:
        return None
    value = number * Decimal(_SCALES.get(scale or "", 1))
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _read(match: re.Match[str]) -> Quantity | None:
    """The quantity of a match, or None where the digits only name something (IPv6, 5G, 531产业链, 一个)."""
    ranged = match["bdigits"] is not None or match["bhan"] is not None
    unit = match["bunit"] or match["aunit"] if ranged else match["aunit"]
    if match["acent"]:
        unit = "%"
    scale = match["ascale"] or (match["bscale"] if not match["aunit"] else None)
    low = _value(match, "a", scale)
    high = _value(match, "b", match["bscale"]) if ranged else None
    if low is None or (ranged and high is None):
        return None
    comparator = _comparator(match, ranged)
    if unit is None:
        bare = comparator is Comparator.EQUAL and not match["ascale"]
        if ranged or match["ahan"] or bare or re.match(r"[A-Za-z\d]", match.string[match.end() :]):
            return None
    if unit == "G" and low < 10:  # 4G, 5G and 6G are names of networks; 80G is a bandwidth
        return None
    if match["ahan"] == "一" and not match["ascale"] and comparator is Comparator.EQUAL and unit != "倍":
        return None  # 一个, 一项 are articles rather than figures
    return Quantity(match.start(), match.end(), comparator, low, high, unit)


def _comparator(match: re.Match[str], ranged: bool) -> Comparator:
    if ranged:
        return Comparator.RANGE
    if match["before"] and not (_BEFORE[match["before"]] is Comparator.ABOUT and match["after"]):
        return _BEFORE[match["before"]]
    if match["after"]:
        return _AFTER[match["after"]]
    return Comparator.MORE if match["amore"] else Comparator.EQUAL


def find_quantities(text: str) -> Iterator[Quantity]:
    """All quantities of a text from left to right; offsets are those of `text`.

    >>> [(q.comparator.value, str(q.low), q.unit) for q in find_quantities("5G用户超过10%,培育3家以上。")]
    [('>', '10', '%'), ('≥', '3', '家')]
    """
    narrowed = narrow(text)
    at = 0
    while match := _QUANTITY.search(narrowed, at):
        quantity = None
        if not re.search(r"[A-Za-z\d.第]-?$|[A-Za-z]\s$", narrowed[: match.start()]) or match["before"]:
            quantity = _read(match)
        if quantity is not None:
            yield quantity
        at = match.end() if quantity is not None else max(match.end("adigits"), match.end("ahan"))


def parse_quantity(text: str) -> Quantity | None:
    """The quantity that the whole of `text` prints, or None.

    >>> parse_quantity("5~10家").high
    Decimal('10')
    """
    found = list(find_quantities(text))
    return found[0] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None
