"""What is asked of a document itself rather than of its matter: its date, its number, from when it holds."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.naming import DocumentNames, flat
from assistant.places import mentions


class Particular(StrEnum):
    """Something that a document says of itself; the value is its name for people."""

    DATE = "印发日期"
    IN_FORCE = "施行日期"
    NUMBER = "文号"

    @property
    def label(self) -> str:
        """As a refusal names it."""
        return self.value


_WHEN = r"(?:在|于|是|从|自|打)*(?:什么时候|啥时候|什么时间|何时|哪一?[年天日]|哪年哪月(?:哪[天日])?|几月几[号日]|几号|多会儿)"
_WHAT = r"(?:是|为|:)?(?:什么|啥|多少|哪个|几号)?"
_ISSUED = r"(?:印发|发布|公布|出台|下发|发文|成文|落款|签发|颁布|制发)"
_HOLDS = r"(?:施行|实施|生效|执行)"
_DAY = r"(?:的)?(?:日期|时间|日子)"
_BEGUN = r"(?:起|开始|正式|才|就|始)*"
_PATTERNS = (
    (Particular.NUMBER, rf"(?:发文|文件)?的?(?:文号|发文字号|文件号|文件编号|发文编号|字号){_WHAT}"),
    (Particular.NUMBER, r"(?:是|发的?是?)(?:几|多少)号文件?"),
    (Particular.DATE, rf"{_WHEN}(?:正式|对外)?{_ISSUED}(?:出来|实施)?"),
    (Particular.DATE, rf"(?:正式)?{_ISSUED}(?:的)?{_WHEN}"),
    (Particular.DATE, rf"{_ISSUED}{_DAY}{_WHAT}(?:{_WHEN})?|落款{_WHAT}"),
    (Particular.IN_FORCE, rf"{_WHEN}{_BEGUN}{_HOLDS}"),
    (Particular.IN_FORCE, rf"{_BEGUN}{_HOLDS}(?:的)?{_WHEN}{_BEGUN}"),
    (Particular.IN_FORCE, rf"{_BEGUN}{_HOLDS}{_DAY}{_WHAT}(?:{_WHEN})?"),
)
_FILLING = r"(?:请问|请|查一下|告诉我|它|这份|这个|该|此|本|文件|规划|行动计划|计划|意见|方案|办法|通知|条例|规定|政策|的|了|呢|吗|啊|是|到底|具体|,|\?|。|:|\s)*"
_COMPILED = tuple((p, re.compile(rf"{_FILLING}(?:{pattern}){_FILLING}")) for p, pattern in _PATTERNS)


def asked_of_document(text: str, names: DocumentNames | None = None) -> Particular | None:
    """Which of its particulars a normalised question asks of a document; None where it asks for anything else.

    The document itself may be named, be meant by its place, or be left out as follow-ups do.

    >>> [asked_of_document(t) for t in ("自哪天起施行?", "它的文号是什么?", "何时发布数据目录?")]
    [<Particular.IN_FORCE: '施行日期'>, <Particular.NUMBER: '文号'>, None]
    """
    left = _without_names(text, names)
    return next((p for p, pattern in _COMPILED if pattern.fullmatch(left)), None)


def _without_names(text: str, names: DocumentNames | None) -> str:
    """The question without places, and without the name of the document and whose it is."""
    plain = flat(text)
    spans = names.named(text).spans if names is not None else ()
    if len(spans) == 1:
        start, end, _ = spans[0]
        # 工信部、网信办区块链指导意见: the issuers before a name are part of how it is called
        before = "" if re.fullmatch(r"[\u4e00-\u9fffA-Z\d、]{0,30}", plain[:start]) else plain[:start]
        if any(pattern.fullmatch(plain[:start]) for _, pattern in _COMPILED):
            before = plain[:start]
        plain = before + re.sub(r"^[\(（][^()（）]{0,20}[\)）]", "", plain[end:])
    for mention in reversed(mentions(plain)):
        plain = plain[: mention.start] + plain[mention.end :]
    return plain
