"""What numerals of a sentence belong to names and dates: titles, 文号, articles, years, days."""

from __future__ import annotations

import re
from dataclasses import dataclass

MASK = "□"  # stands for each character of what was found, so that offsets stay
_TITLE = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Z]{1,12}[〔\[(【]\d{2,4}[〕\])】](?:第)?\d+号")
_ARTICLE = re.compile(r"第(\d+)([条款项章节])(?:之([一二三四五六七八九]))?")
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?\d{1,2}月(?:\d{1,2}日)?(?:[-—~至到](?:\d{1,2}月)?\d{1,2}[日月])?")
_YEARS = re.compile(
    r"(?<![\d.])((?:19|20)\d{2})年?(?:[-—–~至到]+((?:19|20)\d{2})(?=年|\))|(?=年|初|末|底|\)))(?:年?[初末底]?)"
)


@dataclass(frozen=True)
class Years:
    """A mention of a year or of a range of years at `[start, end)` of a plain sentence."""

    years: tuple[int, ...]
    start: int
    end: int
    edge: str  # 底, 末, 初, 前, 以来, …; "" without one


@dataclass(frozen=True)
class Marks:
    """The names and dates of one plain sentence, and the sentence without them."""

    rest: str  # as long as the sentence
    titles: tuple[str, ...]  # without 《》
    numbers: tuple[str, ...]  # 文号
    articles: tuple[tuple[str, int], ...]  # ("条", 18)
    days: tuple[str, ...]
    years: tuple[Years, ...]


_EDGE = re.compile(r"(?:[初末底])?(?:之?前|之?后|以前|以后|以来|起)?")


def find_marks(text: str) -> Marks:
    """The names and dates of a plain sentence, from left to right.

    >>> marks = find_marks("《办法》(苏政办发〔2021〕44号)第18条:自2023年9月1日起,到2025年底")
    >>> marks.titles, marks.numbers, marks.articles, marks.days, marks.years[-1].years
    (('办法',), ('苏政办发〔2021〕44号',), (('条', 18),), ('2023年9月1日',), (2025,))
    """
    rest, titles = _taken(text, _TITLE)
    rest, numbers = _taken(rest, _NUMBER)
    rest, articles = _taken(rest, _ARTICLE)
    days = tuple(_DAY.finditer(rest))
    years = [Years((int(m["year"]),), m.start(), m.end(), _edge(rest, m.end())) for m in days if m["year"]]
    rest, _ = _taken(rest, _DAY)
    rest, spans = _taken(rest, _YEARS)
    for match in spans:
        both = tuple(int(y) for y in match.groups() if y)
        years.append(Years(both, match.start(), match.end(), _edge(rest, match.end(), match[0])))
    return Marks(
        rest,
        tuple(m[1] for m in titles),
        tuple(m[0] for m in numbers),
        tuple((m[2], int(m[1])) for m in articles),
        tuple(m[0] for m in days),
        tuple(sorted(years, key=lambda y: y.start)),
    )


def _edge(text: str, end: int, mention: str = "") -> str:
    match = _EDGE.match(text, end)
    return (mention[-1] if mention[-1:] in {"初", "末", "底"} else "") + (match[0] if match else "")


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, tuple[re.Match[str], ...]]:
    """The text with all matches masked, and the matches."""
    found = tuple(pattern.finditer(text))
    for match in found:
        text = text[: match.start()] + MASK * (match.end() - match.start()) + text[match.end() :]
    return text, found
