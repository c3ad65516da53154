"""Share a question out among the names that it sets side by side: what is said of one, and what of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Apart(StrEnum):
    """What the parts of a comparison differ in."""

    DOCUMENT = "document"
    PLACE = "place"
    YEAR = "year"
    NUMBER = "number"  # of a clause
    WORDS = "words"


@dataclass(frozen=True)
class Name:
    """Where a question names one of the things that it compares; names with one key are the same thing."""

    start: int
    end: int
    key: str
    shown: str = ""  # in a part, where it is not as the question has it: 2023年 for 2023


@dataclass(frozen=True)
class Share:
    """One part of a comparison: its own question, and the name that sets it apart."""

    text: str
    apart: Apart
    name: str


JOINT = re.compile(
    r"^[\s,、;]*(和|与|跟|同|及|以及|还有|还是|对比|比起|相比|比|vs|VS|/|、|,|,|;)?[\s,、]*(的)?$"
)
_FURNITURE = re.compile(
    r"(有(什么|啥|何|哪些)?(区别|差别|差异|不同|不一样)(之处|点|(?=的[^,。?]))?|的?(区别|差别|差异|异同|不同)(是什么|在哪里?|有哪些)?|对比(一下)?|比较(一下)?|相比(之下)?|各自|各(?!类|项|个|种|地|市|省|级|部|区|方|行|界|大|领|国|单位|产业|自|门|州|县|级)|分别|"
    r"一样吗|一不一样|哪个(更|(?=高|低|多|少|大|小|快|慢|好|严|早|晚))|谁更|谁(?=高|低|多|少|大|小|快|慢|好|严|早|晚)|谁的(?!事|活|职责)|哪边更?|差在哪里?|[两三四2-4](份文件|个文件|座城市|个城市|个地方|个省|个市|个|地|省|市|家|者|边)(都|各|的)?)"
)
# What is left of 跟镇江比呢 when 镇江 is gone.
_DANGLING = re.compile(r"[,,]?(跟|和|与|同|比|比起)(比|相比|一比|来比)?(呢|起来)?[?。]?$")
_AGAIN = re.compile(r"[?,。]?(呢|也(有|是|要|一样)吗)[?。]?$")  # of 镇江呢
_JOINER = re.compile(r"[\s,、;]*(而|还有|以及|和|与|跟|同|及|比|或|还是)?[\s,、;]*$")
# Behind the last name: here ends what is said of it alone.
_SHARED = re.compile(
    r"[,。;?!]|分别|各自|各(?=是|有|为|要|由|按)|有(什么|啥|何|哪些)|谁更|哪个|哪边|一样|相比|差"
)
# Words that name no matter: 苏州新建数据中心PUE和镇江的要求 asks both for one thing.
_GENERIC = re.compile(
    r"要求|规定|目标|标准|情况|做法|措施|内容|指标|水平|数字|比|高|低|多|少|大|小|快|慢|严|松|早|晚|强|好|呢|吗|又|怎么(搞|做|办|弄|干|说)?|怎样|如何|是|有|会|能|要|也|都|的|又|怎么样?|什么|[\s,。?!]"
)


def joined(text: str, names: Sequence[Name]) -> bool:
    """Whether two names stand side by side: 江苏和浙江."""
    return any(JOINT.match(text[a.end : b.start]) for a, b in pairwise(names))


def share_out(text: str, names: Sequence[Name], apart: Apart) -> tuple[Share, ...]:
    """A part for each name, in order; what stands between two names belongs to the first, where the last has its own."""
    names = sorted(names, key=lambda n: n.start)
    first = {n.key: n for n in reversed(names)}
    kept = [n for n in names if first[n.key] is n]
    own = _own(text, names) if len(kept) == len(names) else None
    return tuple(
        Share(_bare(own[i] if own else _keep(text, names, name)), apart, _shown(text, name))
        for i, name in enumerate(kept)
    )


def _own(text: str, names: Sequence[Name]) -> list[str] | None:
    """For each name the question about it alone; None where all is said of all."""
    gaps = [text[a.end : b.start] for a, b in pairwise(names)]
    if all(JOINT.match(gap) for gap in gaps):
        return None
    behind = text[names[-1].end :]
    shared = _SHARED.search(behind)
    last = behind[: shared.start()] if shared else behind
    if "的" not in gaps[-1] and "的" in last[1:]:
        last = last[: last.index("的", 1)]  # 国家级小巨人和四川专精特新|的资产负债率: what both have
    of_all = last.startswith("的") and "的" not in gaps[-1]  # 湖南小巨人和湖北|的营业收入门槛
    if of_all or not _GENERIC.sub("", last):
        return None
    tail = behind[len(last) :]
    said = [None if JOINT.match(gap) else _JOINER.sub("", gap) for gap in gaps] + [last]
    for i in reversed(range(len(gaps))):
        said[i] = said[i + 1] if said[i] is None else said[i]
    head = text[: names[0].start]
    return [f"{head}{_shown(text, n)}{words}{tail}" for n, words in zip(names, said, strict=True)]


def _shown(text: str, name: Name) -> str:
    return name.shown or text[name.start : name.end]


def _keep(text: str, names: Sequence[Name], kept: Name) -> str:
    """`text` with each run of joined names replaced by the one that is kept, other names dropped."""
    out: list[str] = []
    cursor, placed, previous_end = 0, False, None
    for name in names:
        gap = text[cursor : name.start]
        beside = previous_end is not None and JOINT.match(gap) is not None
        if not beside:
            out.append(gap if previous_end is None else _JOINER.sub("", gap))
        if name.key == kept.key and not placed:
            out.append(_shown(text, kept))
            placed = True
        cursor = previous_end = name.end
    out.append(text[cursor:])
    return "".join(out)


def _bare(text: str) -> str:
    """A part without the words that only compare."""
    plain = _AGAIN.sub("", _DANGLING.sub("", _FURNITURE.sub("", text)))
    return re.sub(r"^[\s,、和与跟比]+", "", plain)
