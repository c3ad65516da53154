"""The term whose definition is asked for, and whether a text defines exactly that term."""

from __future__ import annotations

import re

from corpus.fold import comparison_form

_ASKED = re.compile(
    r"(?:什么是|何谓|啥是|(?:什么|啥)(?:叫|叫做)|(?:怎么|如何)(?:界定|定义|理解))[“\"《]?([^“”\"《》?,。]{2,20})"
    r"|[“\"《]([^“”\"《》]{2,20})[”\"》](?:是|指|的定义|的含义|怎么|如何|具体)"
    r"|(?:^|[,里中])([^的,。里中“”\"]{2,14}?)(?:的(?:定义|含义|概念)是?|(?:具体)?(?:是指|指的是|是|指|叫)(?:一个)?)(?:什么|啥)"
)
_DEFINING = "[,，]?(?:是指|指的是|是以|指)"
_STATING = "[,，]?(?:是|即)"  # says something of the term, perhaps what it is


def asked_term(question: str) -> str | None:
    """The term of a question that asks what something is, in comparison form; None where none shows.

    >>> asked_term("什么是数字经济?"), asked_term("数据处理是指什么"), asked_term("谁牵头?")
    ('数字经济', '数据处理', None)
    """
    match = _ASKED.search(comparison_form(question))
    if match is None:
        return None
    return next(group for group in match.groups() if group).removesuffix("呢").removesuffix("啊")


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
