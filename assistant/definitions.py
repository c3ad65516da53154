"""The term whose definition is asked for, and whether a text defines exactly that term."""

from __future__ import annotations

import re

from corpus.fold import comparison_form

_TERM = r"([^“”\"《》?,。]{2,24}?)"
_SAY = r"(?:界定|定义|解释|理解|说明|描述|表述|阐释|下定义)"
_HOW = r"(?:怎么|如何|怎样)"
_WHAT = r"(?:什么|啥|何)"
_SUFFIX = r"(?:这个|这一|这种|的)?(?:名?词|概念|说法|提法|术语|一词|含义|内涵|意思|定义)?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[“\"]([^“”\"]{{2,20}})[”\"][^,。?]{{0,4}}?{_SUFFIX}(?:具体|到底|究竟)?(?:是|指|的|被|作|{_HOW})",
        rf"(?:{_WHAT}(?:是|叫做|叫作|叫)|何谓|啥是)[“\"《]?{_TERM}[”\"》]?(?:呢|啊|呀)?[?。]?$",
        rf"{_HOW}(?:来)?{_SAY}[“\"]?{_TERM}[”\"]?{_SUFFIX}(?:的|呢)?[?。]?$",
        rf"[对给把]{_TERM}{_SUFFIX}(?:是|作|做|的)*(?:{_HOW}|{_WHAT}|下).{{0,4}}{_SAY}",
        rf"{_TERM}(?:这个|这一)?(?:名?词|概念|说法|提法|术语)?的?(?:定义|含义|概念|内涵|意思)(?:具体)?(?:是|为)?(?:{_WHAT}|{_HOW})",
        rf"{_TERM}{_SUFFIX}(?:具体|到底|究竟)?(?:指的?是|是指|指的?|是|叫)(?:一个|一种)?(?:{_WHAT})(?:意思|东西|概念|含义)?[?。]?$",
        rf"{_TERM}{_SUFFIX}(?:是|被)?{_HOW}{_SAY}",
        rf"{_TERM}(?:这个|这一)?(?:名?词|概念|说法|提法)?是?(?:什么|啥)(?:意思|概念|含义)",
    )
)
# What stands before the term in a question: where it is said, and by whom.
_BEFORE = re.compile(
    r"^.*(?:里面?|(?<=[法案定划见办知例告文书纲])中|提到|所称|所说|说到?|讲到?|写到?|规定|规划|意见|文件|政策|标准|要求|打造|提出|建设)的(?=.{2})"
    r"|^.*(?:里面?|(?<=[法案定划见办知例告文书纲])中|所称)(?=.{2})|^(?:请问|那么?|所谓)"
)
# 牵头单位是什么, 目标是什么 ask for what stands under that name, not for what the name means.
NO_TERM = re.compile(
    r"(?:单位|部门|机构|目标|原则|任务|措施|条件|要求|内容|目的?|期限|时间|方向|重点|定位|情况|标准|依据|指标|数字|比例|规模|结果|原因|区别|不同|关系|作用|意义|名称|名字|职责|日期|文号)$"
)
_BEHIND = re.compile(r"(?:这个|这一|这种|一)?(?:名?词|概念|说法|提法|术语)?(?:具体|到底|究竟|的|呢|啊|是)*$")
_DEFINING = "[,，]?(?:是指|指的是|是以|指)"
_STATING = "[,，]?(?:是|即)"  # says something of the term, perhaps what it is


def asked_term(question: str) -> str | None:
    """The term of a question that asks what something is, in comparison form; None where none shows.

    >>> asked_term("什么是数字经济?"), asked_term("数据处理是指什么"), asked_term("谁牵头?")
    ('数字经济', '数据处理', None)
    """
    plain = comparison_form(question)
    found = next((m for pattern in _ASKED if (m := pattern.search(plain))), None)
    if found is None:
        return None
    term = _BEHIND.sub("", _BEFORE.sub("", found.group(1)))
    return term if len(term) > 1 and not NO_TERM.search(term) else None


def defines(term: str, text: str) -> float:
    """How surely a sentence of the text starts by saying what exactly this term is: 1, 0.2 or 0.

    >>> defines("数字经济", "数字经济核心产业是指为产业数字化发展提供"), defines("数据", "本法所称数据,是指任何")
    (0.0, 1.0)
    """
    plain = "\n".join(comparison_form(line) for line in text.split("\n"))
    start = rf"(?:^|[。;；!?\n]|所称|所称的)[“\"]?{re.escape(term)}[”\"]?"
    if re.search(start + _DEFINING, plain):
        return 1.0
    return 0.2 if re.search(start + _STATING, plain) else 0.0


def states(term: str, text: str) -> bool:
    """Whether a text says somewhere what a term is, not only at the head of a sentence.

    >>> states("数据中台", "建设“数据中台”,即统一的数据枢纽"), states("数据中台", "建设数据中台")
    (True, False)
    """
    plain = comparison_form(text)
    return bool(re.search(rf"{re.escape(term)}[”\"]?[^。]{{0,8}}?[,]?(?:是指|是以|指|即|是|,是|包括)", plain))
