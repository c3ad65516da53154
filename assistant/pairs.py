"""Things of one text or place that a question sets side by side: 制造业智能化和农业数字化,分别由谁牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.sharing import Name
from index.words import segmenter

# Says that each of several things has its own answer.
EACH = re.compile(
    r"分别|各自|各(?![类项个种地市省级部区方行界大领国自门州县]|单位|产业|多少|几)|区别|差别|差异|不同|不一样|一样吗|对比|比较|异同|相比|差多少"
)
MOST = 4  # things: more are a list of examples
LENGTHS = (3, 14)  # characters of one thing
_JOIN = frozenset({"和", "与", "跟", "及", "以及", "、", "同"})
_STOP = frozenset(
    {"的", "对", "对于", "关于", "在", "里", "里面", "中", "上", "把", "将", "由", "从", "向", "于", "要", "是", "有", "给", "按", "各", "分别", "各自", "什么", "哪些", "怎么", "如何", ",", "。", ";", "?", "!", ":", "都", "会", "能", "请问", "比较", "对比"}
)  # fmt: skip
# What is asked of a thing is no thing itself: 目标和牵头单位.
_ASPECT = re.compile(
    r"(总体|主要|具体|发展|重点)?(目标|指标|任务|措施|举措|做法|要求|原则|条件|门槛|内容|时间|期限|年份|数量|规模|金额|增速|占比|比例|定位|思路)|"
    r"(牵头|责任|配合|主管|负责|参与|协同)(单位|部门|机构|人)?|单位|部门|"
    r".*(什么|啥|哪|多少|几|谁|怎|如何).*"
)
# One matter by its own name.
_ONE = re.compile(r"软件和信息|网络和信息|数据和网络|研究和开发")


def things(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
    """The things that stand side by side before the words that ask about each; none where fewer than two do.

    `taken` are half-open ranges of the text that name places and documents.

    >>> [n.key for n in things("镇江的农业数字化和制造业智能化,分别由谁牵头", ((0, 2),))]
    ['农业数字化', '制造业智能化']
    """
    marks = [m for m in EACH.finditer(text) if not any(s <= m.start() < e for s, e in taken)]
    if not marks:
        return ()
    for run in reversed(_runs(text[: marks[-1].start()], taken)):
        found = _sides(run)
        if 2 <= len(found) <= MOST:
            return found
    return ()


def _runs(text: str, taken: Sequence[tuple[int, int]]) -> list[list[Name]]:
    """The words of a text in runs between words that end a name, each with its place."""
    protected = {i for m in _ONE.finditer(text) for i in range(m.start(), m.end())}
    runs: list[list[Name]] = [[]]
    bounds = [(0, 0), *sorted(taken), (len(text), len(text))]
    for (_, start), (end, _) in pairwise(bounds):
        for word in segmenter().lcut(text[start:end]):
            if word in _STOP or word.isspace():
                runs.append([])
            else:
                joins = word in _JOIN and start not in protected
                runs[-1].append(Name(start, start + len(word), "" if joins else word))
            start += len(word)
        runs.append([])
    return [run for run in runs if any(not n.key for n in run)]


def _sides(run: Sequence[Name]) -> tuple[Name, ...]:
    """A run cut where it is joined; what the last side says behind the word that all end in is of all."""
    sides: list[list[Name]] = [[]]
    for word in run:
        if word.key:
            sides[-1].append(word)
        else:
            sides.append([])
    if not all(sides):
        return ()
    ending = sides[0][-1].key
    alike = [i for i, word in enumerate(sides[-1]) if word.key == ending]
    alike = alike or [i for i, word in enumerate(sides[-1]) if word.key[-1] == ending[-1]]
    if alike:
        sides[-1] = sides[-1][: alike[0] + 1]
    names = tuple(Name(s[0].start, s[-1].end, "".join(w.key for w in s)) for s in sides)
    fits = all(LENGTHS[0] <= len(n.key) <= LENGTHS[1] and not _ASPECT.fullmatch(n.key) for n in names)
    return names if fits and len({n.key for n in names}) == len(names) else ()
