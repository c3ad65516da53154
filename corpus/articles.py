"""Laws: 编, 章, 节 and 条, and which lines of a document stand in a text that counts articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from corpus.marker import Marker, Rank, printed_value
from corpus.model import ClauseKind
from corpus.named import opens_attachment
from corpus.numerals import HAN_NUMERALS, parse_number

_LAW = re.compile(rf"第([{HAN_NUMERALS}\d]+)(编|章|节|条|部分)(?:之([{HAN_NUMERALS}\d]+))?(?=[\s　]|$)")
# An article may run straight into its words; a reference goes on with 规定, 至, 、 and the like.
_ARTICLE_TIGHT = re.compile(
    rf"第([{HAN_NUMERALS}\d]+)条(?:之([{HAN_NUMERALS}\d]+))?(?![规至、,，和或及与的第款项中所之])"
)
# A chapter that runs into its title: a short line without a stop, so that no sentence is taken for one.
_CHAPTER_TIGHT = re.compile(
    rf"第([{HAN_NUMERALS}\d]+)(编|章|节|部分)()(?![规至、,，和或及与的第款项中所之])(?=[^。，,；;:：]{{2,20}}$)"
)
_LAW_KINDS = {
    "编": (Rank.PART, ClauseKind.CHAPTER, "b"),
    "章": (Rank.CHAPTER, ClauseKind.CHAPTER, "c"),
    "节": (Rank.LAW_SECTION, ClauseKind.CHAPTER, "j"),
    "条": (Rank.ARTICLE, ClauseKind.ARTICLE, "a"),
    "部分": (Rank.PART, ClauseKind.SECTION, ""),
}


def law_marker(text: str, *, in_law: bool) -> Marker | None:
    """The marker of 第一章 or 第十八条; only a law's article may run straight into its words."""
    law = _LAW.match(text) or (_ARTICLE_TIGHT.match(text) if in_law else None) or _CHAPTER_TIGHT.match(text)
    if law is None:
        return None
    unit, suffix = ("条", law[2]) if law.re is _ARTICLE_TIGHT else (law[2], law[3])
    rank, kind, prefix = _LAW_KINDS[unit]
    value = printed_value(law[1], suffix)
    return Marker(rank, kind, prefix, value, law[0].strip(), text[law.end() :].strip())


def law_lines(lines: Sequence[str]) -> list[bool]:
    """For each line whether it counts articles; a notice may carry a law as its attachment.

    An attachment is judged by itself, and what stands before the first chapter or article is no law.
    """
    texts = [unicodedata.normalize("NFKC", line) for line in lines]
    flags: list[bool] = []
    starts = [0, *(i for i, text in enumerate(texts) if i and opens_attachment(text)), len(texts)]
    for start, end in pairwise(starts):
        part = texts[start:end]
        law = counts_articles(part)
        opened = next((i for i, text in enumerate(part) if law and _opens_law(text)), len(part))
        flags += [i >= opened for i in range(len(part))]
    return flags


def _opens_law(text: str) -> bool:
    return law_marker(text, in_law=True) is not None


def counts_articles(lines: Sequence[str]) -> bool:
    """Whether a document is a law: it has at least two lines that open an article.

    Where no gap follows the number (第一条为了…), 第一条 must be among them: 第三条高速公路 opens none.
    """
    texts = [unicodedata.normalize("NFKC", t) for t in lines]
    spaced = sum(bool((m := _LAW.match(t)) and m[2] == "条") for t in texts)
    tight = [parse_number(m[1]) for t in texts if (m := _ARTICLE_TIGHT.match(t))]
    return spaced >= 2 or (len(tight) >= 2 and 1 in tight)
