"""Whether a text is in force: a question that only a sentence about that answers."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:有效|失效|过期|作废|废止|生效|施行|管用|作数|算数)(?:了|期)?(?:吗|么|没有?|不|没)[?。]?$"
)
_TOLD = re.compile(r"施行|生效|失效|有效期|废止|同时停止|执行至|规划期|试行期")


def asks_validity(question: str) -> bool:
    """Whether a normalised question asks if a text is in force.

    >>> asks_validity("江苏规划现在还有效吗"), asks_validity("条例什么时候施行?")
    (True, False)
    """
    return _ASKED.search(question) is not None


def tells_validity(sentence: str) -> bool:
    """Whether a sentence says from when or until when a text holds."""
    return _TOLD.search(sentence) is not None
