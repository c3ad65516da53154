"""Units of figures: the one that a question asks for, and whether a text holds a figure in it."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.normalise import normalise
from assistant.question import Question
from corpus.sentences import Sentence

# A figure is asked for in a unit; the text may print it in any unit of the same kind.
_UNITS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"多少钱|多少(亿|万|千)?元|几(亿|万|千|百|块|十万)|金额|额度|奖励多少|补(贴|助)多少|罚多少|罚款多少|单价|价格"), re.compile(r"\d\s*[亿万千百]*\s*(元|美元|人民币)|[一二三四五六七八九十百千万]+元|倍")),
    (re.compile(r"百分之几|几个百分点|百分点|占比|比例|比重|百分比|利率|税率|增速|增长率|普及率|覆盖率|利用率|渗透率|几成"), re.compile(r"\d\s*[%％]|百分之|倍|翻番|成以上")),
    (re.compile(r"(多少|(?<![那这哪好])几)座"), re.compile(r"\d\s*万?\s*[座个]")),
    (re.compile(r"(多少|(?<![那这哪好])几)家"), re.compile(r"\d\s*万?\s*[家户个]|[一二三四五六七八九十]+家")),
    (re.compile(r"(多少|几)(个)?(小时|分钟)|几点"), re.compile(r"\d\s*(小时|分钟|时|点)")),
    (re.compile(r"(多少|几)(个)?(工作日|天|日)|多久|多长时间"), re.compile(r"\d\s*个?(工作日|天|周|个月|小时|分钟)|(?<![月\d])\d{1,3}\s*日|(?<!\d)\d{1,2}\s*年(?!\d)|[一二三四五六七八九十]+(日|天|年|个月)")),
    (re.compile(r"多少(平方米|亩|公顷|平米)"), re.compile(r"\d\s*万?\s*(平方米|亩|公顷|平方)")),
    (re.compile(r"(多少|几)(万)?(人|名|位)"), re.compile(r"\d\s*[万亿]*\s*(余)?[人名位]|\d亿")),
    (re.compile(r"多少分(?!钟)|几分(?!钟)"), re.compile(r"\d\s*分(?!钟)")),
)  # fmt: skip


# 几方面, 多少项: what is counted is printed behind its number.
_COUNTED = re.compile(r"(?:多少|几)个?(方面|大类|中类|小类|专项|项|条|种|类|批|次|所|倍|部门|行动)")


def unit_absent(question: Question, best: list[Sentence]) -> float:
    """1 where a figure is asked for in a unit that none of the sentences holds."""
    if question.wants(Ask.BODY):  # 几家部门 asks for names
        return 0.0
    for asked, given in _UNITS:
        if asked.search(question.text):
            return 0.0 if any(given.search(normalise(s.text)) for s in best) else 1.0
    if question.ask is Ask.FIGURE and not any(re.search(r"[\d一二三四五六七八九十]", s.text) for s in best):
        return 1.0
    return 0.0


def unit_given(question: Question, text: str) -> bool:
    """Whether a text holds a figure in the unit that is asked for."""
    if any(asked.search(question.text) and given.search(text) for asked, given in _UNITS):
        return True
    plain = normalise(text)
    return any(
        re.search(rf"[\d一二三四五六七八九十百千万]\s*个?{c}", plain) for c in _COUNTED.findall(question.text)
    )
