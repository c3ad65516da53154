"""Kinds of quantity: which one a question asks for, and whether a text states one of that kind.

A number of firms is no answer to how much money, nor a share to how many days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant import phrases

_N = r"(?:\d[\d.,]*|[一二三四五六七八九十百千两]+)"
_BIG = r"[十百千万亿余多]*"
_MONEY = rf"{_N}\s*{_BIG}\s*(?:元|美元|美金|人民币|块)"
_MANY = r"(?:多少|几[十百千万亿个块]|多大)"
# 补多少人 asks for persons: a count follows instead of nothing
_OF_MONEY = r"(?![个十百千万]*(?:个?月|天|年|日|小时|分钟|人|名|位|家|座|次|项|条|件|台|款|场|种|类|成|倍|平|亩|公|度|百分|分之|点))"
_HELPS = r"(?:[到得了上下进]|下来|进去|出来|一次性|最[多高少低]|总共|一共|能|可以|会|要|大概|每年|一年|一家|每家|给|拿|是|有|为|达)*"
_GRANTS = r"补贴|补助|奖励|奖金|资助|奖补|贴息|安家费|补偿|扶持资金|专项资金|创业资金|经费"
_COSTS = r"总投资|投资额|投资|造价|费用|成本|收费|票价|车费|房价|租金|电费|学费|价格|单价|起步价|预算|工资|薪酬|年薪"
_TIMES = r"什么时候|啥时候|何时|哪一?年"


@dataclass(frozen=True)
class Quantity:
    """A kind of quantity, as it is asked for and as it is stated."""

    label: str  # what people call it
    asked: re.Pattern[str]
    stated: re.Pattern[str]
    beside: re.Pattern[str] | None = None  # what must stand in the same text: 罚款 beside a fine

    def stated_in(self, text: str) -> bool:
        """Whether a normalised text states one."""
        if self.beside is not None and not self.beside.search(text):
            return False
        return self.stated.search(text) is not None


def _kind(label: str, asked: str, stated: str, beside: str | None = None) -> Quantity:
    return Quantity(label, re.compile(asked), re.compile(stated), re.compile(beside) if beside else None)


# In order of precedence: 补百分之几 is a share, and 罚多少 a fine before it is money.
_KINDS = (
    _kind(phrases.WHAT_INTERVAL, r"(多久|几[年月周天]|几个[月季]|多长时间).{0,12}一(次|回|轮|期)|每隔?(多久|几)|多久(发布|更新|评|修订|做)", r"每隔?[一二三两\d半]?个?(年|月|季|周|天|日)|年度|逐年|按[年月季]"),
    _kind(phrases.WHAT_SHARE, r"百分之(几|多少)|几成|几个?(百分)?点(?!钟)|多少个?(百分)?点(?!钟)|占比|占(?!有率).{0,14}(多少|(?<!第)几)|比例|比重|[^效频分汇]率(?![^,。?]{0,6}(模型|体系))[^,。?家个第]{0,12}(多少|几|多高)", r"\d\s*[%‰]|百分之|分之|[一二三四五六七八九两]成|倍|翻番|一半|全部|全覆盖|\d\s*元"),
    _kind(phrases.WHAT_FINE, rf"罚(款|金|得|没)?{_HELPS}{_MANY}{_OF_MONEY}|{_MANY}[^,。?]{{0,4}}罚款", rf"{_MONEY}|倍", r"罚款|罚金|没收"),
    _kind(phrases.WHAT_LOAN, rf"贷(款|到|出)?{_HELPS}{_MANY}{_OF_MONEY}|授信.{{0,6}}{_MANY}", _MONEY, r"贷|授信"),
    _kind(phrases.WHAT_GRANT, rf"(补|贴|奖|资助|拨款?|安家费|报销)(贴|助|励|金)?{_HELPS}{_MANY}{_OF_MONEY}|({_GRANTS})[^,。?]{{0,8}}{_MANY}{_OF_MONEY}|{_MANY}[^,。?]{{0,4}}({_GRANTS})", _MONEY, r"补|奖|资助|贴息|安家|扶持|资金|经费"),
    _kind(phrases.WHAT_COST, rf"(投资?|交费|({_COSTS})){_HELPS}{_MANY}{_OF_MONEY}|{_MANY}[^,。?]{{0,4}}({_COSTS})", _MONEY, r"投|费|成本|价|资|薪|支出"),
    _kind(phrases.WHAT_MONEY, r"多少钱|几块|多少[万亿千百十个]*(元|块|美元|美金)|几[十百千万亿]+(元|块)|几个亿|多少资金|多大的?资金", _MONEY),
    _kind(phrases.WHAT_SIZE, r"多少个?亿|几[十百千万]*亿", r"亿"),
    _kind(phrases.WHAT_LATENCY, r"(多少|几)个?(毫秒|秒)", rf"{_N}\s*(毫秒|秒)"),
    _kind(phrases.WHAT_DURATION, r"(多少|几)个?(小时|钟头|分钟)", rf"{_N}\s*个?(小时|分钟|天|日)"),
    _kind(phrases.WHAT_DAY, r"几月|几号|哪一?[天日](?=[起开之前截发施印生公实通成立报送]|$|[?。])|截止", r"\d+\s*月|\d+\s*日|[上中下]旬|月底|年底|季度|之日"),
    _kind(phrases.WHAT_TIME, _TIMES, r"\d{4}|\d+月|\d+日|年底|十[一二三四五六]五|之日|同步|每年|之前|以?前|之后|后,|期间|时,|\d年"),
    _kind(phrases.WHAT_DAYS, r"(多少|几)个?(工作日|天|日|周|星期|月(?![份初底]))|多久|多长时间", rf"(?<![月\d]){_N}\s*个?(工作日|天|日|周|月|小时|年(?!\d|[底末初前的以]))|立即|当日|当天|即时"),
    # 近两年的营收 says nothing about how many years something lasts
    _kind(phrases.WHAT_YEARS, r"(多少|(?<!十)几)年(?!级|前|来)", rf"(?<![近前上往每这那]){_N}\s*年(?!\d|[底末初来])|长期|永久"),
    _kind(phrases.WHAT_PERSONS, r"(多少|几)[十百千万]*(人(?!工)|名|位)|多少个?(人才|工人|员工|编制)", rf"{_N}\s*{_BIG}\s*[人名位个]|\d亿"),
    _kind(phrases.WHAT_CONTACT, r"(电话|热线|邮箱|网址|官网)[^,。?]{0,6}(多少|什么|几|是$)|(多少|什么|哪个)(电话|热线|邮箱|网址)", r"\d{5,}|https?:|www|@"),
)  # fmt: skip

# 多少台 is told in 台 or 辆; 个 and 家 stand for too many things to be told apart.
_LIKE = {
    "台": "台辆架个", "辆": "辆台", "架": "架台", "根": "根个座", "座": "座个处", "处": "处个", "所": "所家个",
    "场": "场次", "次": "次场回", "轮": "轮批", "批": "批", "级": "级档", "款": "款个种", "份": "份项个", "件": "件项个",
    "套": "套", "户": "户家", "笔": "笔", "米": "米", "吨": "吨", "度": "度", "亩": "亩", "票": "票", "毛": "元角毛",
}  # fmt: skip
_UNIT_ASKED = re.compile(rf"(?:多少|(?<![那这哪好])几)[十百千万]*({'|'.join(_LIKE)})")
_NUMBER_ASKED = re.compile(r"多少(?![^,。?]{0,4}(事|困难))|多大|多高|多长")
# 7项量化指标 counts figures and states none of them; 5G, a year and a chapter's number are no figures either
_COUNTS_FIGURES = re.compile(r"\d+(大|项|个)(量化)?指标")
_COUNT_ASKED = re.compile(r"(几|多少)(大|项|个)?(量化)?指标")
_ANY_NUMBER = re.compile(
    r"[一二三四五六七八九十百千两]+[个家项条座年月日天倍成元万亿大种类级次方步]|百分|(?<![\dA-Za-z年])\d[\d.,]*(?!\d*[年.、)GDI])"
)
_SEVERAL = re.compile(r"多少|(?<![那这哪好十])几|哪|什么|谁|啥|何时|怎么|如何|截止|多久|是否|吗")


@lru_cache(maxsize=1_024)
def quantity_asked(question: str) -> Quantity | None:
    """The kind of quantity that a normalised question asks for; None where it may be any, or none."""
    found = next((kind for kind in _KINDS if kind.asked.search(question)), None)
    if found is None and (unit := _UNIT_ASKED.search(question)):
        return _kind(phrases.WHAT_NUMBER, unit.group(), rf"{_N}\s*{_BIG}\s*[{_LIKE[unit.group(1)]}]")
    if found is None and _NUMBER_ASKED.search(question):
        return Quantity(phrases.WHAT_FIGURE, _NUMBER_ASKED, _ANY_NUMBER)
    return found


def plain_figures(question: str, text: str) -> str:
    """A normalised text without what only counts figures, where a question does not ask for their count.

    >>> plain_figures("普及率要到多少?", "提出了普及率等7项量化指标")
    '提出了普及率等'
    """
    return text if _COUNT_ASKED.search(question) else _COUNTS_FIGURES.sub("", text)


def asks_once(question: str) -> bool:
    """Whether a question asks for one thing, so that a text without it answers nothing."""
    return len(_SEVERAL.findall(question)) <= 1
