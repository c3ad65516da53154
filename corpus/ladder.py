"""Which rung of the ladder a line stands on by itself: 章, 条, 一、, (一), 1., (1), ①, ——, 专栏, a question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from corpus.model import ClauseKind
from corpus.numerals import parse_number


class Rank(IntEnum):
    """Depth of a rung; a smaller rank stands above a larger one."""

    ATTACHMENT = 0
    PART = 10
    CHAPTER = 20
    LAW_SECTION = 30
    FORMAL = 35
    SECTION = 40
    ARTICLE = 50
    SUBSECTION = 60
    BOX = 65
    POINT = 70
    SUBPOINT = 80
    HALF_BRACKET = 85
    CIRCLED = 90
    LETTER = 95
    RUN_IN = 100


@dataclass(frozen=True)
class Marker:
    """What the start of a line says about its place in the tree."""

    rank: int  # a Rank, or a place between two of them
    kind: ClauseKind
    prefix: str  # letter of the address component; "" for the dotted numbers of a plan
    value: str | None  # "3", "120-1"; None where the component is counted
    number: str | None  # as printed
    rest: str  # the line without its number
    heading: str | None = None  # known heading, where the words of the line alone would not tell it
    leaf: bool = False  # of a known heading: words follow it on its line


_CN = "〇零一二三四五六七八九十百千两"
_LAW = re.compile(rf"第([{_CN}\d]+)(编|章|节|条|部分)(?:之([{_CN}\d]+))?(?=[\s　]|$)")
# An article may run straight into its words; a reference goes on with 规定, 至, 、 and the like.
_ARTICLE_TIGHT = re.compile(rf"第([{_CN}\d]+)条(?:之([{_CN}\d]+))?(?![规至、,，和或及与的第款项中所之])")
# A chapter that runs into its title: a short line without a stop, so that no sentence is taken for one.
_CHAPTER_TIGHT = re.compile(
    rf"第([{_CN}\d]+)(编|章|节|部分)()(?![规至、,，和或及与的第款项中所之])(?=[^。，,；;:：]{{2,20}}$)"
)
_FORMAL = re.compile(r"([壹贰叁肆伍陆柒捌玖拾]+)、")
_SECTION = re.compile(
    rf"([{_CN}]+)(?:、(?![{_CN}]+(?:、|级|类|线|期))|\.(?![\d{_CN}]))"  # not 一、二、三产业融合, 一、二级医院
)
_SUBSECTION = re.compile(rf"[(（]([{_CN}]+)[)）]")
# 1.5G基站 and 3.2025年 go on with a word, 1.5 with a measure; 3、4项 names two points.
_POINT = re.compile(
    r"(\d{1,2})(?:\.(?!\d)|\.(?=[3-6]G(?![A-Za-z])|(?:19|20)\d\d年)|、(?!\d{1,2}[、号期级类和至项]))"
)
_SUBPOINT = re.compile(r"[(（](\d{1,2})[)）]")
_CIRCLED = re.compile(r"([①-⑳])")
_HALF_BRACKET = re.compile(r"(\d{1,2})\)")
_LETTER = re.compile(r"([A-Z])[.．、](?!\d)|([a-z])\)")
_DASH = re.compile(r"(?:——+|--+)")
_BOX = re.compile(r"专栏\s*(\d{0,2})")
_ATTACHMENT = re.compile(rf"附\s*件\s*([{_CN}\d]*)\s*(?:[:：]|$)")
_APPENDIX = re.compile(r"附\s*录\s*([A-Z])(?![A-Za-z])")
_LAW_KINDS = {
    "编": (Rank.PART, ClauseKind.CHAPTER, "b"),
    "章": (Rank.CHAPTER, ClauseKind.CHAPTER, "c"),
    "节": (Rank.LAW_SECTION, ClauseKind.CHAPTER, "j"),
    "条": (Rank.ARTICLE, ClauseKind.ARTICLE, "a"),
    "部分": (Rank.PART, ClauseKind.SECTION, ""),
}
_ASKED = re.compile(r"(?:问|Q)\s*(\d{0,2})\s*:")
_MARKDOWN = re.compile(r"#{1,6}\s+|\*\*")
_MAX_BOX_TITLE_CHARS = 40


def _value(number: str, suffix: str | None = None) -> str | None:
    value = parse_number(number)
    if value is None:
        return None
    return f"{value}-{parse_number(suffix)}" if suffix else str(value)


def _named(text: str) -> Marker | None:
    """附件, 专栏 and 问: what is called by a word and perhaps a number."""
    if match := _ATTACHMENT.match(text):
        rank, kind, prefix = Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att"
    elif match := _APPENDIX.match(text):
        rest = text[match.end() :].strip(" :、")
        return Marker(Rank.ATTACHMENT, ClauseKind.ATTACHMENT, "att", match[1], match[0].strip(), rest)
    elif (match := _BOX.match(text)) and len(text) <= _MAX_BOX_TITLE_CHARS:
        rank, kind, prefix = Rank.BOX, ClauseKind.BOX, "x"
    elif match := _ASKED.match(text):
        rank, kind, prefix = Rank.SECTION, ClauseKind.QUESTION, "q"
    else:
        return None
    number = match[0].strip()
    rest = text[match.end() :].lstrip(" :、")
    return Marker(rank, kind, prefix, _value(match[1]) if match[1] else None, number, rest)


def read_marker(raw: str, *, in_law: bool) -> Marker | None:
    """The marker at the start of a line, or None for a plain paragraph.

    `in_law` tells that the document counts articles, so that (一) is an item of its article.
    """
    if markdown := _MARKDOWN.match(raw):
        raw = raw[markdown.end() :].rstrip("*").strip()
    text = unicodedata.normalize("NFKC", raw)
    law = _LAW.match(text) or (_ARTICLE_TIGHT.match(text) if in_law else None) or _CHAPTER_TIGHT.match(text)
    if law:
        unit, suffix = ("条", law[2]) if law.re is _ARTICLE_TIGHT else (law[2], law[3])
        rank, kind, prefix = _LAW_KINDS[unit]
        return Marker(rank, kind, prefix, _value(law[1], suffix), law[0].strip(), text[law.end() :].strip())
    if named := _named(text):
        return named
    question = text.endswith("?")
    for pattern, rank in (
        (_FORMAL, Rank.FORMAL),
        (_SECTION, Rank.SECTION),
        (_SUBSECTION, Rank.SUBSECTION),
        (_POINT, Rank.POINT),
        (_SUBPOINT, Rank.SUBPOINT),
        (_HALF_BRACKET, Rank.HALF_BRACKET),
        (_CIRCLED, Rank.CIRCLED),
        (_LETTER, Rank.LETTER),
    ):
        # NFKC turns a circled digit into a plain one: look for it in the raw line.
        subject = raw if pattern is _CIRCLED else text
        match = pattern.match(subject)
        if not match:
            continue
        value = match[1] or match[2] if pattern is _LETTER else _value(match[1])
        if value is None:
            return None
        rest = subject[match.end() :].strip()
        if rank is Rank.SUBSECTION:
            rest = rest.removeprefix("、")  # (一)、
        if question and rank in (Rank.SECTION, Rank.POINT):
            return Marker(Rank.SECTION, ClauseKind.QUESTION, "q", value, match[0], rest)
        kind = (
            ClauseKind.ITEM if (in_law and rank > Rank.SECTION) or rank > Rank.POINT else ClauseKind.SECTION
        )
        return Marker(rank, kind, "i" if in_law and rank is Rank.SUBSECTION else "", value, match[0], rest)
    if match := _DASH.match(text):
        return Marker(Rank.RUN_IN, ClauseKind.DASH, "d", None, match[0], text[match.end() :].strip())
    return None


def law_lines(lines: Sequence[str]) -> list[bool]:
    """For each line whether it counts articles; a notice may carry a law as its attachment.

    An attachment is judged by itself, and what stands before the first chapter or article is no law.
    """
    texts = [unicodedata.normalize("NFKC", line) for line in lines]
    flags: list[bool] = []
    starts = [0, *(i for i, text in enumerate(texts) if i and _ATTACHMENT.match(text)), len(texts)]
    for start, end in pairwise(starts):
        part = texts[start:end]
        law = counts_articles(part)
        opened = next((i for i, text in enumerate(part) if law and _opens_law(text)), len(part))
        flags += [i >= opened for i in range(len(part))]
    return flags


def _opens_law(text: str) -> bool:
    return bool(_LAW.match(text) or _ARTICLE_TIGHT.match(text) or _CHAPTER_TIGHT.match(text))


def counts_articles(lines: Sequence[str]) -> bool:
    """Whether a document is a law: it has at least two lines that open an article.

    Where no gap follows the number (第一条为了…), 第一条 must be among them: 第三条高速公路 opens none.
    """
    texts = [unicodedata.normalize("NFKC", t) for t in lines]
    spaced = sum(bool((m := _LAW.match(t)) and m[2] == "条") for t in texts)
    tight = [parse_number(m[1]) for t in texts if (m := _ARTICLE_TIGHT.match(t))]
    return spaced >= 2 or (len(tight) >= 2 and 1 in tight)
