"""How texts refer to other clauses: 本法第三十二条, 第七条第二款, 与深圳精细化要求相同."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import parse_number
from corpus.quantity import narrow

_NUMBER = "[一二三四五六七八九十百零〇\\d]+"
_PLACE = (
    rf"第(?P<article>{_NUMBER})条(?:之(?P<again>[一二三四五六七八九十]+))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第(?P<item>{_NUMBER})项)?"
)
_ARTICLE = re.compile(
    rf"(?:《(?P<title>[^《》]{{1,80}})》|(?P<own>[本该](?:法|条例|规定|办法|细则|决定|规则)))?(?:\([^()]*\))?{_PLACE}"
)
_AND_ARTICLE = re.compile(rf"[、和及与或]{_PLACE}")
_SAME = re.compile(
    r"与(?P<what>[^,。;()与]{2,30}?)(?:(?:要求|规定|条件|标准|指标)相同|(?<=条件)同(?=[),。;\s]|$))"
)
_NEAR = re.compile("(?P<near>前款|前条|前项)")
_ABOVE = re.compile(rf"以上第?(?P<items>{_NUMBER}(?:、{_NUMBER})*)项")


@dataclass(frozen=True)
class Mention:
    """Words at `[start, end)` of a clause's text that point at another clause."""

    start: int
    end: int
    title: str | None = None  # 《…》 that the article belongs to; None where it is this document
    article: str | None = None  # a32, a120-1
    paragraph: int | None = None
    item: int | None = None
    same_as: str | None = None  # 深圳精细化: whose requirements are the same
    near: str | None = None  # 前款
    above: int | None = None  # 4 of 以上3、4项: an item beside the clause or around it


def find_mentions(text: str) -> Iterator[Mention]:
    """All references in a clause's text, its own number excluded.

    >>> [(m.article, m.paragraph) for m in find_mentions("第九条违反本法第七条第二款、第八条规定")]
    [('a7', 2), ('a8', None)]
    """
    flat = narrow(text)
    at = 0
    while match := _ARTICLE.search(flat, at):
        at = match.end()
        if match.start() == 0 and not match["title"] and not match["own"]:
            continue  # the number that the clause itself bears
        yield _article(match, match["title"])
        while further := _AND_ARTICLE.match(flat, at):
            yield _article(further, match["title"], skip=1)
            at = further.end()
    for same in _SAME.finditer(flat):
        yield Mention(same.start(), same.end(), same_as=same["what"])
    for near in _NEAR.finditer(flat):
        yield Mention(near.start(), near.end(), near=near["near"])
    for above in _ABOVE.finditer(flat):
        for item in re.finditer(_NUMBER, above["items"]):
            at = above.start("items")
            yield Mention(at + item.start(), at + item.end(), above=parse_number(item[0]))


def _article(match: re.Match[str], title: str | None, skip: int = 0) -> Mention:
    again = parse_number(match["again"]) if match["again"] else None
    return Mention(
        start=match.start() + skip,
        end=match.end(),
        title=title,
        article=f"a{parse_number(match['article'])}" + (f"-{again}" if again else ""),
        paragraph=parse_number(match["paragraph"]) if match["paragraph"] else None,
        item=parse_number(match["item"]) if match["item"] else None,
    )
