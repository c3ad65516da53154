"""What a question counts, 四个高地, and the one sentence that names as many: 打造A高地、B高地、C高地和D高地."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.normalise import NUMERAL, normalise, number
from assistant.question import Question

_UNIT = r"(?:个(?!月|百分点|工作日)|项|条|种|类|大|方面|点|家|位|高|区|步)"
_COUNT = re.compile(rf"(?:哪|的|有|是|这)?({NUMERAL}){_UNIT}")
# 四个“高地”是, 四大重点方向具体是指: the name ends where the question goes on
_NAMED = re.compile(
    rf"({NUMERAL})(?:大类|个大|[个项条种类大家])(?!月|百分点|工作日|方面)[“\"]?([\u4e00-\u9fff]{{2,14}}?)"
    r"(?=[”\"]|和|与|及|具体|分别|各|是|指|包括|包含|有|为|由|对|叫|的|呢|吗|里|中|[,，。?？、]|$)"
)
_GENERIC = frozenset({"内容", "部分", "具体"})  # whatever is counted so has no name
_MARKS = re.compile(r"、|和|与|及|;|；|“[^”]{1,20}”")
_PART = re.compile(r"[,，。;；]")
_NAMES = re.compile(r"(?:包括|包含|即|分别|具体|分为|有|是)")
_MOST = 20


def asked_count(question: Question) -> int | None:
    """How many members the question says that the list has.

    >>> from assistant.question import Reader
    >>> from assistant.naming import DocumentNames
    >>> asked_count(Reader(DocumentNames(()), frozenset()).read("基本原则有哪四项?"))
    4
    """
    return next((n for n in map(number, _COUNT.findall(question.text)) if n and 2 <= n <= _MOST), None)


def counted_names(question: Question) -> tuple[tuple[int, str], ...]:
    """What the newest words of a question count: how many, and the last two characters of what it is called.

    >>> from assistant.question import Reader
    >>> from assistant.naming import DocumentNames
    >>> read = Reader(DocumentNames(()), frozenset()).read
    >>> counted_names(read("四大重点方向具体指什么?"))
    ((4, '方向'),)
    >>> counted_names(read("基本原则有哪四项?"))
    ()
    """
    found = ((number(m.group(1)), m.group(2)[-2:]) for m in _NAMED.finditer(question.focus or question.text))
    return tuple((n, name) for n, name in found if n and 2 <= n <= _MOST and name not in _GENERIC)


def enumerates(text: str, count: int, name: str) -> bool:
    """Whether a sentence names in one breath so many things of a name.

    >>> enumerates("持续推进人口、法人、信用、证照、地理五大基础数据库建设。", 5, "据库")
    True
    >>> enumerates("分五步建设数据库。", 5, "据库")
    False
    """
    said = normalise(text)
    # 技术创新高地、产业发展高地、… may be counted by nobody but the reader
    if count > 2 and said.count(name) == count:
        return len(_MARKS.findall(said)) >= count - 1
    printed = re.compile(rf"({NUMERAL}){_UNIT}[“\"]?[^,。;、]{{0,10}}?{name}")
    parts = [*_PART.split(said), ""]
    return any(
        number(m.group(1)) == count
        # the names stand before their count, or behind it: 四大工程,包括…; elsewhere they are of something else
        and any(len(_MARKS.findall(p)) >= count - 1 for p in (part, behind if _NAMES.match(behind) else ""))
        for part, behind in pairwise(parts)
        for m in printed.finditer(part)
    )
