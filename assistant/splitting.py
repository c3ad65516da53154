"""A comparison to its parts: what is set side by side, and the question that each of them is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.asks import Ask
from assistant.naming import DocumentNames, flat
from assistant.normalise import NUMERAL, years
from assistant.pairs import EACH, things
from assistant.places import NATION, mentions
from assistant.sharing import JOINT, Apart, Name, Share, joined, share_out

_YEAR = re.compile(r"(?:到|至)?(20)?\d{2}年(底|末|初)?|20\d{2}(?=(和|与|跟|、|,)(20)?\d{2}年)")
_ARTICLE = rf"第{NUMERAL}条(之{NUMERAL})?(第{NUMERAL}款)?(第\(?{NUMERAL}\)?项)?"
_NUMBER = re.compile(
    rf"{_ARTICLE}|第\(?{NUMERAL}\)?(?:[个项条大](?:重点|主要)?任务|章(?!程)|大?部分|[点项款](?!目))|任务{NUMERAL}"
)
_BEHIND = re.compile(rf"的?(?:{_NUMBER.pattern})")
# 区块链指导意见, of which the documents' own short name holds only the beginning
_KIND = re.compile(r"(三年)?(指导|实施)?(行动计划|计划|意见|规定|办法|通知|方案|规划|条例)")
_AGAIN = re.compile(r"[市省]?(的|那边)?(呢|也(有|是|要|一样)吗)[?。]?$")
_OWN = re.compile(r"的[^,。;?!]{1,14}(和|与|跟|以及|、)$")
_ASKED = re.compile(r"什么|啥|哪|多少|几|谁|怎|如何")


@dataclass(frozen=True)
class Said:
    """What splitting looks at: a normalised question, what it asks for, the names of the documents held."""

    text: str
    asks: tuple[Ask, ...]
    names: DocumentNames

    @property
    def compares(self) -> bool:
        """Whether it says that it compares."""
        return Ask.COMPARISON in self.asks


def split(said: Said) -> tuple[Share, ...]:
    """The parts of a comparison, or nothing where it is none.

    Two documents, two places, two years, two numbered clauses, two things: the first of these that stand
    against each other. Each part keeps one of them, and what is said of that one alone.
    """
    for found in (_documents(said), _places(said), _years(said), _numbers(said), _words(said)):
        if len(found) > 1:
            return found
    return ()


def _documents(said: Said) -> tuple[Share, ...]:
    plain = flat(said.text)
    found: list[Name] = []
    for start, name_end, ids in said.names.named(said.text).spans:
        kind = _KIND.match(plain, name_end)
        end = kind.end() if kind else name_end
        number = _BEHIND.match(plain, end)
        found.append(Name(start, number.end() if number else end, ",".join(ids)))
    return share_out(plain, found, Apart.DOCUMENT) if len({n.key for n in found}) > 1 else ()


def _places(said: Said) -> tuple[Share, ...]:
    text = said.text
    every = mentions(text)
    pair = len({m.place for m in every}) == 2
    kept = [m for m in every if m.place != NATION or pair]
    plain = flat(text)
    titles = [plain[s:e] for s, e, _ in said.names.named(text).spans]
    # 苏州行动计划和镇江: the title is what is set beside the place
    ends = [max([m.end, *(m.start + len(t) for t in titles if text.startswith(t, m.start))]) for m in kept]
    found = [Name(m.start, end, m.place) for m, end in zip(kept, ends, strict=True)]
    if len({n.key for n in found}) < 2:
        return ()
    if not (said.compares or joined(text, found) or _each_asked(text, found)):
        return ()
    return share_out(text, found, Apart.PLACE)


def _each_asked(text: str, found: Sequence[Name]) -> bool:
    """Whether something is asked of every one: 苏州形成什么报告、镇江发布什么报告, or the same again: 镇江呢."""
    ends = [*(n.start for n in found[1:]), len(text)]
    said = [text[n.end : end] for n, end in zip(found, ends, strict=True)]
    # 苏州的一网通办和镇江的一窗通办
    each = all(_OWN.match(gap) for gap in said[:-1]) and said[-1].startswith("的")
    against = each or any(gap.endswith("比") for gap in said[:-1])
    again = _AGAIN.match(said[-1]) is not None
    if again and "也" in said[-1]:
        return True
    return against or all(_ASKED.search(words) for words in (said[:-1] if again else said))


def _years(said: Said) -> tuple[Share, ...]:
    found = [
        Name(
            m.start(),
            m.end(),
            str(years(f"{m.group()}年")[0]),
            f"{m.group()}年" if m.group()[-1].isdigit() else "",
        )
        for m in _YEAR.finditer(said.text)
        if years(f"{m.group()}年")
    ]
    if len({n.key for n in found}) < 2:
        return ()
    beside = any(JOINT.match(said.text[a.end : b.start]) for a, b in pairwise(found))
    figures = Ask.FIGURE in said.asks or "目标" in said.text
    return share_out(said.text, found, Apart.YEAR) if said.compares or (beside and figures) else ()


def _numbers(said: Said) -> tuple[Share, ...]:
    plain = flat(said.text)
    found = [Name(m.start(), m.end(), m.group()) for m in _NUMBER.finditer(plain)]
    if len({n.key for n in found}) < 2 or not EACH.search(said.text):
        return ()
    return share_out(plain, found, Apart.NUMBER)


def _words(said: Said) -> tuple[Share, ...]:
    """Several things of one text: 产品提供者和网络运营者违规,各按第几条处罚."""
    plain = flat(said.text)
    titles = [(start, end) for start, end, _ in said.names.named(said.text).spans]
    places = [(m.start, m.end) for m in mentions(plain)]
    # 物联网和新型数据中心: a title may be called by the very thing that it is about
    found = things(plain, (*titles, *places)) or things(plain, places)
    shares = share_out(plain, found, Apart.WORDS) if found else ()
    # nothing is asked but how they differ: what each of them is
    return tuple(replace(s, text=f"{s.name}是什么?") if s.text.strip("?。,") == s.name else s for s in shares)
