"""Printed numbers as footnotes write them: 三、 (六) 1, and 款 and 项 of an article."""

from __future__ import annotations

import re

from corpus.model import Clause, ClauseKind, Corpus
from corpus.numerals import HAN_NUMERALS, parse_number

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width forms of ASCII
_HAN_STOP = re.compile(rf"([{HAN_NUMERALS}]+)[、.:,，]?")
_BRACKETED = re.compile(rf"\(([{HAN_NUMERALS}]+|\d+|[A-Za-z])\)[、.:]?")
_FIGURE = re.compile(r"([\d.]*\d|[A-Za-z]|[①-⑳])[、.:)]?")
_PARAGRAPH = re.compile(r"\.k(\d+)(~\d+)?$")
_HEADING_CHARS = 40  # of a heading that stands in for a number


def bare(number: str) -> str | None:
    """A number of an outline as it stands in an address, half-width; None where it is of another kind.

    >>> [bare(n) for n in ("三、", "（六）", "1.", "4、", "(1)", "A.", "1.2", "②", "第三章", "——")]
    ['三、', '(六)', '1', '4', '(1)', 'A', '1.2', '②', None, None]
    """
    text = number.translate(_HALF).strip()
    han = _HAN_STOP.fullmatch(text)
    if han:
        return f"{han[1]}、"
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed:
        return f"({bracketed[1]})"
    figure = _FIGURE.fullmatch(text)
    return figure[1] if figure else None


def quoted(words: str) -> str:
    """Words in quotation marks; those inside become single ones.

    >>> quoted("青海:推进“感知青海”建设")
    '“青海:推进‘感知青海’建设”'
    """
    flat = " ".join(words.split())
    cut = flat if len(flat) <= _HEADING_CHARS else flat[:_HEADING_CHARS] + "…"
    return f"“{cut.replace('“', '‘').replace('”', '’')}”"


def han(number: int) -> str:
    """A small number in Chinese numerals.

    >>> [han(n) for n in (1, 10, 12, 20, 35, 105)]
    ['一', '十', '十二', '二十', '三十五', '105']
    """
    digits = "〇一二三四五六七八九"
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")


def law_step(corpus: Corpus, node: Clause) -> str | None:
    """An article, or 第二款 and 第三项 below one; None for anything else.

    Items that stand before a second 款 belong to the first, and lawyers say so: 第七条第一款第二项.
    """
    if node.kind is ClauseKind.ARTICLE:
        return (node.number or "").replace(" ", "") or None
    above = corpus.ancestors(node.id)
    if not any(a.kind is ClauseKind.ARTICLE for a in above):
        return None
    paragraph = _PARAGRAPH.search(node.addr)
    if paragraph:
        return f"第{han(int(paragraph[1]))}款"
    value = parse_number(re.sub(r"[^\w]", "", node.number or ""))
    if value is None:
        return None
    parent = above[-1]
    if parent.kind is ClauseKind.ARTICLE:
        several = any(_PARAGRAPH.search(s.addr) for s in corpus.children(parent.id))
        return f"{'第一款' if several else ''}第{han(value)}项"
    unit = "项" if _PARAGRAPH.search(parent.addr) else "目"
    return f"第{han(value)}{unit}"
