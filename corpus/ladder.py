"""Which rung of the ladder a line stands on by itself: 章, 条, 一、, (一), 1., (1), ①, ——, 专栏, a question."""

from __future__ import annotations

import re
import unicodedata

from corpus.articles import law_marker
from corpus.marker import Marker, Rank, printed_value
from corpus.model import ClauseKind
from corpus.named import named_marker
from corpus.numerals import HAN_NUMERALS

_FORMAL = re.compile(r"([壹贰叁肆伍陆柒捌玖拾]+)、")
_SECTION = re.compile(
    rf"([{HAN_NUMERALS}]+)(?:、(?![{HAN_NUMERALS}]+(?:、|级|类|线|期))|\.(?![\d{HAN_NUMERALS}]))"  # not 一、二、三产业融合, 一、二级医院
)
_SUBSECTION = re.compile(rf"[(（]([{HAN_NUMERALS}]+)[)）]")
# 1.5G基站 and 3.2025年 go on with a word, 1.5 with a measure; 3、4项 names two points.
_POINT = re.compile(
    r"(\d{1,2})(?:\.(?!\d)|\.(?=[3-6]G(?![A-Za-z])|(?:19|20)\d\d年)|、(?!\d{1,2}[、号期级类和至项]))"
)
_SUBPOINT = re.compile(r"[(（](\d{1,2})[)）]")
_CIRCLED = re.compile(r"([①-⑳])")
_HALF_BRACKET = re.compile(r"(\d{1,2})\)")
_LETTER = re.compile(r"([A-Z])[.．、](?!\d)|([a-z])\)")
_DASH = re.compile(r"(?:——+|--+)")
_MARKDOWN = re.compile(r"#{1,6}\s+|\*\*")


def read_marker(raw: str, *, in_law: bool) -> Marker | None:
    """The marker at the start of a line, or None for a plain paragraph.

    `in_law` tells that the document counts articles, so that (一) is an item of its article.
    """
    if markdown := _MARKDOWN.match(raw):
        raw = raw[markdown.end() :].rstrip("*").strip()
    text = unicodedata.normalize("NFKC", raw)
    if law := law_marker(text, in_law=in_law):
        return law
    if named := named_marker(text):
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
        value = match[1] or match[2] if pattern is _LETTER else printed_value(match[1])
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
