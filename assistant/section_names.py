"""Sections that a question asks for by what plans call them: 主要目标, 重点任务, 保障措施."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from assistant.counted import asked_count
from assistant.item_tree import is_plan, plans_of
from assistant.needs import bare
from assistant.normalise import normalise, years
from assistant.question import Question
from assistant.topics_of_titles import is_about
from corpus.model import Clause, Corpus, Document, DocumentKind

# Each line is one kind of section; the names that plans print, the most usual first.
_KINDS = tuple(
    tuple(line.split())
    for line in (
        "主要目标 发展目标 工作目标 总体目标 行动目标 建设目标 规划目标 目标任务 目标",
        "重点任务 主要任务 工作任务 重点工作 主要工作 主要举措 重点举措 任务",
        "保障措施 保障机制 组织保障 实施保障 组织实施 保障",
        "基本原则 发展原则 工作原则 规划原则 原则",
        "总体要求 总体思路 发展思路",
        "指导思想",
        "发展定位 战略定位 定位",
        "发展基础 发展现状 现实基础 现状",
        "面临形势 发展形势 形势",
    )
)
_NAMES = "|".join(sorted((name for kind in _KINDS for name in kind), key=len, reverse=True))
# What may stand beside the name without narrowing it; anything else asks for a part of the section.
_FILLING = (
    r"(?:请问|请|列(?:一下|(?:出|举)(?:一下)?)|说说|介绍|文件|规划|意见|计划|方案|通知|办法|提出|确定|明确|坚持|遵循|制定|设定|规定|"
    r"主要|具体|分别|一共|总共|各|这份|这个|该|里面|全市|全省|我市|我省|有|是|包括|定|的|了|都|里|中|在|要|对|从|"
    r"哪些|什么|啥|怎么(?:说|写|定|规定)?|如何|多少|哪?几(?:项|条|个|大|方面|类)|内容|方面|数字经济|数字化|发展|今年|目前|现在|当前|最新|“?十[一二三四五六]五”?|三年行动|行动|省|市|呢|吗|[,。?、:\s])*"
)
# What a place or its plan is to become, in everyday words, is what plans head with their goals.
_BECOMING = re.compile(
    r"(?:发展|建设|建|做|搞|变)(?:成|到)(?:什么|啥|怎)样子?|(?:发展|建设)?(?:要|能|会)?(?:达|做|发展|建设)到(?:什么|啥)(?:水平|程度)"
)
_DOING = re.compile(r"(?:具体|主要|都|要|该)*(?:干|做|抓|搞)(?:哪些|什么|啥)(?:事情?|工作|活)?")
_BY_YEAR = re.compile(r"[到至在]?20\d{2}年(?:底|末|前|时|的时候)?")
_COUNTED = re.compile(r"哪?[一二两三四五六七八九十\d]+(?:项|条|个|大|方面|类)")
LONGEST = 60  # characters of a question that asks for nothing but a section; the pattern is cubic in them
_SORTS = ("规划", "行动计划", "意见", "方案", "办法", "条例", "规定")
# A matter may stand before the name, for which a text of the whole nation is looked: 区块链的重点任务.
_ASKED = re.compile(
    rf"{_FILLING}(?P<matter>[^,。?]{{2,12}}?)??(?:产业|行业|技术|治理|领域|工作)?{_FILLING}(?P<name>{_NAMES}){_FILLING}"
)


def section_asked_for(corpus: Corpus, question: Question) -> Clause | None:
    """The section of the one plan that a question names or whose place it names, where it asks for nothing more.

    Of several plans of a place, the only one that has such a section.
    """
    text = _BY_YEAR.sub("", _COUNTED.sub("", bare(question)))
    if len(text) > LONGEST:
        return None
    match = _ASKED.fullmatch(_DOING.sub("主要任务", _BECOMING.sub("目标", text)))
    if match is None:
        return None
    names = next(kind for kind in _KINDS if match["name"] in kind)
    matter = match["matter"]
    plans = _plans_about(corpus, question, matter) if matter else _plans_meant(corpus, question)
    held = [s for plan in plans if (s := _section(corpus, plan, names)) is not None]
    if len(held) != 1:
        return None
    # 三大任务 of a plan that has seven are others
    counted = asked_count(question) in {None, len(corpus.children(held[0].id))}
    return held[0] if counted and _of_years(corpus, question, held[0]) else None


def _section(corpus: Corpus, document: str, names: Sequence[str]) -> Clause | None:
    """The first section of a document that is headed so; the most usual name before the others."""
    headed = [c for c in corpus.clauses_of(document) if c.heading]
    # in reading order: the plan's own goals stand before those of its parts
    alone = (c for name in names for c in headed if re.fullmatch(rf"\W*{name}\W*", c.heading or ""))
    # 定位与目标, where no section is about the goals alone
    joined = (
        c
        for name in names
        for c in headed
        if re.fullmatch(rf"\w{{2,4}}[与和]{name}|{name}[与和]\w{{2,4}}", c.heading or "")
    )
    return next(chain(alone, joined), None)


def _of_years(corpus: Corpus, question: Question, section: Clause) -> bool:
    """Whether a section speaks of the years that a question names: goals for 2023 are none for 2030."""
    said = "".join(c.text for c in (section, *corpus.children(section.id)))
    return set(question.years) <= set(years(normalise(said)))


def document_meant(corpus: Corpus, question: Question) -> Document | None:
    """The one document that a question asks something of: named, or the one plan of its place.

    A text before what is written about it; of its versions the newest.
    """
    held = [corpus.document(i) for i in question.documents]
    first = [d for d in held if d.reprint_of is None and d.superseded_by not in question.documents]
    texts = [d for d in first if d.kind is DocumentKind.POLICY] or first
    if texts:
        return texts[0] if len(texts) == 1 else None
    plans = () if question.unheld else _plans_meant(corpus, question)
    return corpus.document(plans[0]) if len(plans) == 1 else None


def _plans_about(corpus: Corpus, question: Question, matter: str) -> tuple[str, ...]:
    """The texts of the whole nation about a matter; none where a question names a text or a place."""
    if question.documents or question.named_places or question.unheld:
        return ()
    return tuple(d.id for d in corpus.documents if d.region is None and is_plan(d) and is_about(d, matter))


def _plans_meant(corpus: Corpus, question: Question) -> tuple[str, ...]:
    """The one text that a question names, or the texts of the one place that it names."""
    held = [corpus.document(i) for i in question.documents]
    texts = [d.id for d in held if d.kind is DocumentKind.POLICY and d.reprint_of not in question.documents]
    if held:
        return tuple(texts) if len(texts) == 1 else ()
    if len(question.places) != 1 or question.named_places != question.places:
        return ()  # what a province plans is no plan of its city
    place = question.places[0]
    sort = next((s for s in _SORTS if s in question.text), "")  # 江苏的规划, not 江苏的意见
    return tuple(p.id for p in plans_of(corpus, place, sort) or plans_of(corpus, place))
