"""What a figure measures or counts: the words around it, cut to the indicator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.quantity import Quantity, narrow
from corpus.quantity_words import Comparator

_REACH_CHARS = 200  # no statement is longer; a line of megabytes must not be searched for each figure
_LIST_LENGTH = 20  # figures of one enumeration
_ENDS = "。；;！？!?\n，,：:"
_MEASURES = {
    "%",
    "‰",
    "元",
    "美元",
    "亿美元",
    "元/人",
    "个百分点",
    "百分点",
    "公里",
    "倍",
    "毫秒",
    "秒",
    None,
}
_MEASURES |= {"EFLOPS", "PFLOPS", "Tbps", "Gbps", "Mbps", "TB", "PB", "EB", "GB", "G", "分钟", "小时", "次"}
_NOT_MEASURED = {"年", "月", "日", "天", "位"}  # dates, durations and ranks are no targets
# Longer verbs first.
_MAKING = (
    "孵化培育出|引进培育|培育形成|培育出|培育|培养|打造|建设|建成|改造|形成|实施|推进|推动|提升|落实|创新|选取|举办|开展"
    "|完成|争创|创建|引进|引育|集聚|制定输出|制定|发布|认定|遴选|扶持|支持|实现|攻克|突破|组建|设立|布局|推出|总结|征集|评选"
)
_VERB = f"{_MAKING}|新建|新增"  # these two stay in the indicator: 新建数据中心PUE is not the PUE of all
_VERB_BEFORE = re.compile(rf"(?:{_VERB})(?:累计|各|出|了|约|一批|至少)*$|(?:{_VERB}).+等$")
# 打造十个园区 sets a figure; 落实三项试点 and 围绕两个方面 speak of things that there are.
_FOUNDING = re.compile(r"(?:培育|培养|打造|建设|建成|新建|形成|新增|创建|争创|引进|集聚)[出了]?$")
_REACH = (
    r"(?:(?:力争|争取|努力|预计|确保|原则上|将|要)*(?:累计|达到|达|(?:提升|提高|降低|下降|升级|增加|扩大|降|升|增)(?:到|至)"
    r"|保持在?|稳定在|控制在|突破|超过|不少于|不低于|为|到|至|拥有|力争|争取|原则上)了?|(?:到|至|在)?20\d\d年(?:底|末)?前?)+$"
)
_LEADING = re.compile(
    r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.]|—+|[、和及与且并,]|力争|争取|努力|确保|预计|其中|每年|全市|全省|全国|高水平|高标准|在[^,、]{2,8}领域|"
    rf"(?:累计|引进和|和)*(?:{_MAKING})(?!链))+(?=.{{2}})"
)
_TAIL_VERB = re.compile(r"(?<=.)(?:成长为|加快|提供|参与|入驻|完成|开展).*$")
_LEANS = re.compile(r"^(?:年均|同比|年)?(?:增长率?|增速|增幅|占比|比重)$|^年均|^占|地区$")


@dataclass(frozen=True)
class Phrase:
    """The statement around a figure at `[start, end)` of a clause's text."""

    start: int
    end: int
    lead: str  # from the last comma or the like to the figure
    indicator: str  # the statement without the figure and the words of reaching it
    cued: bool  # a verb of making or reaching governs the figure
    leans: bool  # says nothing without the indicator before it


def phrase_around(text: str, flat: str, quantities: Sequence[Quantity], i: int, floor: int) -> Phrase | None:
    """The statement that holds `quantities[i]`, or None where the figure is part of a name or an attribute.

    `flat` is `narrow(text)`; `floor` is where the last year mark before the figure ends.
    """
    quantity = quantities[i]
    opening, right = _bounds(flat, quantity)
    left = max(floor, opening)
    if quantity.unit in _NOT_MEASURED or _is_named(flat, quantity):
        return None
    before = [q for q in quantities[max(0, i - _LIST_LENGTH) : i] if q.end > left]
    # 省级实验室20家、研发机构50家 lists two things; 超百亿元企业40家 is one
    listed_from = max([left, *(q.end for q in before if flat[q.end] in "、和及与")])
    own_lead = text[before[-1].end if before else left : quantity.start]
    after = flat[quantity.end : right]
    cue = _VERB_BEFORE if any(c.isdigit() for c in flat[quantity.start : quantity.end]) else _FOUNDING
    cued = cue.search(flat[left : quantity.start]) is not None
    continues = bool(before) and re.search(r"[和及与、]$", own_lead) is not None
    if quantity.unit in _MEASURES:
        if re.match(r"[^,、()和及。%]", after) and (quantity.unit not in ("%", "‰") or after[0] in "的以"):
            return None  # 营收1亿元以上企业, 百亿元企业, 90%的芯片: the figure describes the thing
        tail = re.match("[\u4e00-\u9fff]*", re.split("[和及与]", after)[0])  # 保持10%左右增长, 数据100%汇聚
        # 交易额2025年突破50亿元: the year stands between the indicator and the figure
        starts = [listed_from, opening] if listed_from == floor else [listed_from]
        phrases = (_before_figure(text, quantity, start, tail[0] if tail else "") for start in starts)
        return next((phrase for phrase in phrases if phrase), None)
    if after and (continues or after[0] not in "、)和及"):
        if not (cued or continues or quantity.comparator is not Comparator.EQUAL):
            return None
        return _after_figure(text, quantities, i, left, right)
    return _before_figure(text, quantity, listed_from)


def _bounds(flat: str, quantity: Quantity) -> tuple[int, int]:
    """Where the part of the sentence that holds the figure begins and ends."""
    near, far = max(0, quantity.start - _REACH_CHARS), min(len(flat), quantity.end + _REACH_CHARS)
    left = max(near, *(flat.rfind(e, near, quantity.start) + 1 for e in narrow(_ENDS)))
    right = min(far, *(at for e in narrow(_ENDS) if (at := flat.find(e, quantity.end, far)) >= 0), far)
    return left, right


def _is_named(flat: str, quantity: Quantity) -> bool:
    """Whether the figure stands inside a name in quotation marks or titles (“15分钟服务圈”)."""
    near, far = max(0, quantity.start - _REACH_CHARS), quantity.end + _REACH_CHARS
    for opening, closing in ("“”", "《》", "‘’"):
        at = flat.rfind(opening, near, quantity.start)
        if at > flat.rfind(closing, near, quantity.start) and flat.find(closing, quantity.end, far) >= 0:
            return True
    return False


def _before_figure(text: str, quantity: Quantity, start: int, tail: str = "") -> Phrase | None:
    lead = text[start : quantity.start]
    flat = narrow(lead)
    if opening := _LEADING.match(flat):
        start += opening.end()
    bare = re.sub(_REACH, "", narrow(text[start : quantity.start]))
    indicator = text[start : start + len(bare)].strip(" 、")
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", indicator):
        return None
    start += text[start:].index(indicator)
    cued = len(bare) < quantity.start - start or re.search(_VERB, flat) is not None
    leans = _LEANS.search(narrow(indicator)) is not None
    return Phrase(start, quantity.end + len(tail), lead, indicator + tail, cued, leans)


def _after_figure(text: str, quantities: Sequence[Quantity], i: int, left: int, right: int) -> Phrase | None:
    quantity = quantities[i]
    end = right
    if i + 1 < len(quantities) and quantities[i + 1].start < right:
        joint = re.search(r"[和及与、]$", narrow(text[quantity.end : quantities[i + 1].start]))
        if joint:
            end = quantities[i + 1].start - 1
    noun = text[quantity.end : end]
    if not re.search("为(?:全[市省国])?$", text[left : quantity.start]):  # 为2000家企业提供服务
        noun = _TAIL_VERB.sub("", noun)
    noun = re.sub("[和及、]一批.*", "", noun)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", noun):
        return None
    stop = quantity.end + len(noun)
    lead = text[left : quantity.start]
    return Phrase(quantity.start, stop, lead, noun, cued=True, leans=False)
