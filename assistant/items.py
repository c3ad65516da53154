"""Printed numbers of a plan in a question: 第三部分第(二)条, 十二、, 任务12, 专栏3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.normalise import NUMERAL, number
from assistant.places import mentions


class Unit(StrEnum):
    """Where in a plan a numbered thing stands."""

    PART = "部分"  # 一、 also called 章
    SECTION = "节"  # (一) below a 章
    ITEM = "条"  # 条, 点, 项, 任务: whatever the plan counts
    BOX = "专栏"


class Style(StrEnum):
    """How a number is printed."""

    TOP = "一、"
    BRACKETED = "(一)"
    ARABIC = "1."


@dataclass(frozen=True)
class Step:
    """One number on the way down a plan's tree."""

    unit: Unit
    number: int
    style: Style | None = None  # where the question prints it like the plan does


@dataclass(frozen=True)
class ItemRef:
    """The numbers that lead to a clause, from the top down."""

    steps: tuple[Step, ...]
    label: str  # as the question says it
    place: str = ""  # named right before it, where no document is


_NUM = f"{NUMERAL}+"  # possessive: 任务16项 must not be read as 任务1
_ITEMS = r"(?:[个项条大](?:重点|主要)?任务|条(?![件例线龙])|大?小?点|项(?!目)|款)"
_UNITS = rf"(?P<part>大?部分(?![省地城企领行县区])|章(?!程))|(?P<section>节(?![能点约]))|(?P<item>{_ITEMS})|(?P<box>个?专栏)"
_STEP = re.compile(
    rf"第\(?(?P<ordinal>{_NUM})\)?(?:{_UNITS})(?!之)"
    rf"|第?(?P<first>{_NUM})条?(?:到|至|—|-|~)第?(?P<last>{_NUM})[条点项]"
    rf"|(?P<word>任务|专栏)第?\(?(?P<worded>{_NUM})\)?"
    rf"|\((?P<bracketed>{_NUM})\)(?:条|点|项(?!目))?"
    rf"|(?P<bare>{_NUM})(?:(?P<bare_part>部分|章(?!程))|条(?![件例线龙]))"
    rf"|(?P<top>{_NUM})、(?!{NUMERAL})"
    rf"|(?P<arabic>{_NUM})\.(?!\d)"
)
_JOINED = re.compile(r"[的里中之下,]*")
_LISTED = re.compile(r"[和与及跟、,]|以及")
# Between a name and the number behind it: 镇江市的意见里第12条.
_FILLER = re.compile(r"[的里中那之]*(?:文件|政策|实施意见|意见|规划|行动计划|计划|通知)?[》\"”的里中那之,]*$")
# What may follow a number that is meant: 任务12是什么, but not 任务12项, 第一条智能产线.
_MEANT = re.compile(r"$|[?。.,;:!的是讲说写提由规内呢吗怎何具谁牵责和与跟及、什啥包里中(第]|要(?!点)")
_MEANT_LOOSELY = re.compile(rf"{_MEANT.pattern}|[有都]")
_LARGEST = 99  # 统计分类(2021) prints a year in brackets
_LONGEST_RANGE = 10
_FURTHEST = 12  # characters of filler between a name and its number


@dataclass(frozen=True)
class _Path:
    """Steps as they were read, with where they stand in the text."""

    steps: tuple[Step, ...]
    start: int
    end: int
    ordinal: bool  # begins with 第
    near: bool  # a document's name or a place stands right before it
    place: str
    above: str = ""  # label of the steps that it shares with the path before
    upto: int = 0  # last number of a range


def item_refs(text: str, name_ends: Sequence[int]) -> tuple[ItemRef, ...]:
    """Numbers in flat text that a plan may print; `name_ends` are offsets at which documents' names end.

    Without a document's name, only those right behind a place: the place may have one plan only.

    >>> [r.label for r in item_refs("镇江意见第三部分第(二)条", [4])], item_refs("第12届大会", [])
    (['第三部分第(二)条'], ())
    """
    found = list(_STEP.finditer(text))
    if not found:
        return ()
    names = [(end, "") for end in name_ends] or [(m.end, m.place) for m in mentions(text)]
    paths: list[_Path] = []
    for match in found:
        step = _step(match)
        if not 0 < step.number <= _LARGEST:
            continue
        last = paths[-1] if paths else None
        between = text[last.end : match.start()] if last else ""
        if last and not last.upto and _JOINED.fullmatch(between):
            paths[-1] = replace(last, steps=(*last.steps, step), end=match.end())
        elif last and _LISTED.fullmatch(between) and match.group("ordinal"):
            shared = last.steps[:-1] if step.unit is last.steps[-1].unit else ()
            above = text[last.start : last.end].rpartition("第")[0] if shared else ""
            paths.append(_opened(match, (*shared, step), last.near, last.place, above))
        elif not match.group("arabic"):
            near, place = _before(text, match.start(), names)
            if place and (match.group("top") or match.group("bracketed")):
                continue  # 镇江(二) is too little to be an address
            if near or (name_ends and (match.group("ordinal") or match.group("word"))):
                paths.append(_opened(match, (step,), near, place))
    refs = [ref for path in paths if _meant(text, path) for ref in _refs(text, path)]
    return tuple(dict.fromkeys(refs))


def _step(match: re.Match[str]) -> Step:
    groups = match.groupdict()
    kinds = ("ordinal", "first", "worded", "bracketed", "bare", "top", "arabic")
    kind = next(k for k in kinds if groups[k])
    value = number(groups[kind]) or 0
    if groups["part"] or groups["bare_part"]:
        return Step(Unit.PART, value)
    if groups["section"]:
        return Step(Unit.SECTION, value)
    if groups["box"] or groups["word"] == "专栏":
        return Step(Unit.BOX, value)
    styles = {"top": Style.TOP, "arabic": Style.ARABIC, "bracketed": Style.BRACKETED}
    in_brackets = kind == "ordinal" and match.group().startswith("第(")
    return Step(Unit.ITEM, value, Style.BRACKETED if in_brackets else styles.get(kind))


def _opened(match: re.Match[str], steps: tuple[Step, ...], near: bool, place: str, above: str = "") -> _Path:
    upto = number(match.group("last")) or 0 if match.group("last") else 0
    return _Path(steps, match.start(), match.end(), match.group().startswith("第"), near, place, above, upto)


def _before(text: str, start: int, names: Sequence[tuple[int, str]]) -> tuple[bool, str]:
    """Whether one of the names, each with its end and the place that it is, stands right before `start`."""
    near = (
        n for n in reversed(names) if 0 <= start - n[0] <= _FURTHEST and _FILLER.match(text[n[0] : start])
    )
    found = next(near, None)
    return found is not None, found[1] if found else ""


def _meant(text: str, path: _Path) -> bool:
    """Whether what follows a number lets it be one: 第12条 right behind a title always is."""
    rest = text[path.end :]
    if not path.ordinal:
        styled = path.steps[-1].style in {Style.TOP, Style.ARABIC, Style.BRACKETED}
        return styled or _MEANT.match(rest) is not None
    return (path.near and not path.place) or _MEANT_LOOSELY.match(rest) is not None


def _refs(text: str, path: _Path) -> list[ItemRef]:
    label = path.above + text[path.start : path.end].rstrip("、.")
    last = path.steps[-1]
    if not path.upto:
        return [ItemRef(path.steps, label, path.place)]
    if not last.number < path.upto < last.number + _LONGEST_RANGE:
        return []
    numbers = range(last.number, path.upto + 1)
    return [ItemRef((replace(last, number=n),), f"第{n}条", path.place) for n in numbers]
