"""Things that a question counts: 多少座5G基站 is no question about 50 projects that a text names beside base stations."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTED = re.compile(
    r"(?:多少|(?<![那这哪好])几)[十百千万]*[个家座台项条款场种类名位所批处件套份辆架户]?(?:以上|左右)?的?([一-鿿A-Za-z0-9+“”\"]{2,14})"
)
_REST = re.compile(
    r"(才|算|能|可以|可|要|会|应|需|在|和|与|、|来|去|参与|负责|组成|的(?=.{0,2}$)|呢|吗|啊|了|以上|以下|左右).*$"
)
# 5G and IPv6 are no figures
_FIGURE = re.compile(r"(?<![A-Za-z\d])\d(?!\d*[A-Za-z])|[一二三四五六七八九十百千两]+")
_PARTS = re.compile(r"[,，。;；]")
_NO_THING = frozenset({"以上", "以下", "左右", "多少", "东西", "企业"})


def counted_noun(question: str) -> str | None:
    """The last two characters of what a normalised question counts; None where it names nothing.

    >>> counted_noun("镇江要建多少座5G基站?"), counted_noun("要建多少?")
    ('基站', None)
    """
    found = _COUNTED.search(question)
    noun = _REST.sub("", found.group(1)).strip('“”"') if found else ""
    return None if len(noun) < 2 or noun[-2:] in _NO_THING else noun[-2:]


def uncounted(noun: str, texts: Sequence[str]) -> bool:
    """Whether texts name a thing, and no figure of theirs stands with it.

    >>> uncounted("专班", ["下设6个推进组,并建立若干专班"]), uncounted("专班", ["建立3个专班"])
    (True, False)
    """
    parts = [part for text in texts for part in _PARTS.split(text) if noun in part]
    return bool(parts) and not any(_FIGURE.search(part) for part in parts)
