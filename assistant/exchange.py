"""The earlier question with its place, year, document or article exchanged for those of the newer one."""

from __future__ import annotations

import re

from assistant.asks import Ask, asks
from assistant.naming import DocumentNames, flat
from assistant.normalise import NUMERAL, number, years
from assistant.places import Mention, mentions
from assistant.topics import topic, without_lead

ARTICLE = re.compile(rf"第{NUMERAL}条(之{NUMERAL})?(第{NUMERAL}款)?(第\(?{NUMERAL}\)?项)?")
_ARTICLE_ONLY = re.compile(rf"第{NUMERAL}条(之{NUMERAL})?")
_BELOW = re.compile(rf"第{NUMERAL}款|第\(?{NUMERAL}\)?项")
_NEIGHBOUR = re.compile(r"^(下|后|上|前)面?(的)?一?条")
_YEAR = re.compile(r"(20)?\d{2}年|二[零〇]..年")
_NEARLY_ALL = 2  # characters of topic under which a follow-up names nothing but what is exchanged
_TOPIC_LENGTH = 4


def exchanged(text: str, before: str, names: DocumentNames) -> str | None:
    """What the newer question means where it only names another place, year, document or article; else None."""
    own = without_lead(text)
    rest = topic(own, names)
    if (numbered := _article(own, before, rest, names)) is not None:
        return numbered
    if len(rest) >= _NEARLY_ALL:
        return None
    if own_named := names.named(own).spans:
        start, end, _ = own_named[0]
        return _with_asks(_with_years(with_name(before, flat(own)[start:end], names), own), own)
    if new := mentions(own):
        return _with_asks(_with_years(with_places(before, own, new, names), own), own)
    if years(own):
        return _with_asks(_with_years(before, own), own)
    return None


def with_places(before: str, text: str, new: tuple[Mention, ...], names: DocumentNames) -> str:
    """`before` with its place, or the document named by it, replaced by the places that `text` names."""
    said = text[new[0].start : new[-1].end]
    old = mentions(before)
    spans = names.named(before).spans
    plain = flat(before)
    # 镇江意见 is the document of a place; 河北专精特新 names a place and a document that is none's
    if spans and (not old or mentions(plain[slice(*spans[0][:2])])):
        start, end, _ = spans[0]
        return plain[:start] + said + ("" if plain[end : end + 1] in "的里中" else "的") + plain[end:]
    if not old:
        return f"{said}{before}"
    first = old[0]
    last = old[-1] if old[-1].start - first.end <= 2 * len(old) else first
    return before[: first.start] + said + before[last.end :]


def with_name(before: str, name: str, names: DocumentNames) -> str:
    """`before` with the document or place that it names replaced by a document's name."""
    plain = flat(before)
    if spans := names.named(before).spans:
        start, end, _ = spans[0]
        return plain[:start] + name + plain[end:]
    if old := mentions(plain):
        return plain[: old[0].start] + name + plain[old[0].end :]
    return f"{name}{plain}"


def _with_years(before: str, text: str) -> str:
    """`before` with its year replaced by that of `text`, which is put in front where it has none."""
    new = years(text)
    if not new:
        return before
    replaced, count = _YEAR.subn(f"{new[0]}年", before, count=1)
    return replaced if count else f"{before} {new[0]}年"


def _article(own: str, before: str, rest: str, names: DocumentNames) -> str | None:
    """Another article of the same document, a part of the same article, or the article next to it."""
    plain, earlier = flat(own), flat(before)
    asked_before = _ARTICLE_ONLY.search(earlier)
    spans = names.named(before).spans
    title = earlier[slice(*spans[0][:2])] if spans else ""
    if asked_before and not title and (places := mentions(before)):
        title = places[0].place
    if names.named(own).documents:
        return None
    wanted = ARTICLE.search(plain)
    if asked_before and (step := _NEIGHBOUR.match(plain)):
        found = number(asked_before.group().strip("第条").split("条")[0])
        return f"{title}第{_printed(found + (1 if step.group(1) in '下后' else -1))}条" if found else None
    below = _BELOW.search(plain)
    if below and asked_before and not wanted:
        return f"{title}{asked_before.group()}{below.group()}"
    if wanted and title and len(rest.replace(wanted.group(), "")) < _TOPIC_LENGTH:
        return f"{title}{wanted.group()}"
    return None


def _printed(n: int) -> str:
    """A number below 1,000 as articles print it.

    >>> [_printed(n) for n in (8, 10, 17, 120, 305)]
    ['八', '十', '十七', '一百二十', '三百零五']
    """
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
    ten = ("" if n < 20 else digits[tens]) + "十" if tens else "零" if hundreds and ones else ""
    return (f"{digits[hundreds]}百" if hundreds else "") + ten + (digits[ones] if ones else "")


def without_article(before: str) -> str:
    """`before` without the number of an article: what is asked now stands, most likely, in another one."""
    return re.sub(r"(是|讲|说|规定)了?$", "", ARTICLE.sub("", before).rstrip("?。 "))


def _with_asks(replaced: str, text: str) -> str:
    """The exchanged question, with the newer one behind it where that asks for something else."""
    new = asks(text)
    if new == (Ask.GENERAL,) or new[0] in asks(replaced):
        return replaced
    return f"{replaced} {without_lead(text)}"
