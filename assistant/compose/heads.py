"""What is shown above the members of a list: the sentence that introduces them, or the heading as a label."""

from __future__ import annotations

import re

from assistant.compose.pieces import Piece, lead, part, whole
from corpus.model import Clause
from corpus.sentences import Sentence, sentences

_INTRODUCES = re.compile(
    r"[:：]$|(如下|下列|以下)[^,，。]{0,8}[。]?$|[一二三四五六七八九十两\d]+(个|大)?(项|类|条|方面|部分|点)[^,，。]{0,8}[。:：]?$"
    r"|包括[^,，、;；]{2,8}((和|与|、)[^,，、;；]{2,8})+。$"
)
_ORDINAL = re.compile(r"[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[,，]")
_TITLED = re.compile(rf"(?:{_ORDINAL.pattern}).{{2,20}}。$")
TITLE = 20  # characters: a first sentence as short is the name of a member that the head holds itself
AFTER = 300  # characters of what follows a colon inside one clause
_NUMBERED = re.compile(r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?\s*(?=\D)")


def introduces(sentence: Sentence) -> bool:
    """Whether a sentence says that its members follow: 应符合以下条件:, 提出了5方面的保障措施。"""
    return _INTRODUCES.search(sentence.text.strip()) is not None


def opens(clause: Clause) -> bool:
    """Whether a clause ends with the sentence that introduces its members."""
    return any(introduces(s) for s in sentences(clause)[-1:])


def said_after(sentence: Sentence) -> tuple[Sentence, ...]:
    """What follows in its clause a sentence that only introduces or names it: 四是明确运营者责任义务。《条例》对…。"""
    if not (sentence.text.endswith((":", "：")) or _TITLED.match(sentence.text)):
        return ()
    every = sentences(sentence.clause)
    following: list[Sentence] = []
    for other in every[every.index(sentence) + 1 :]:
        length = sum(len(s.text) for s in following) + len(other.text)
        if introduces(other) or _ORDINAL.match(other.text) or (following and length > AFTER):
            break
        following.append(other)
    return tuple(following)


def compose_head(clause: Clause) -> tuple[Piece, ...]:
    """The sentences that introduce a list; where there are none its heading, which says nothing, as a label."""
    said = [s for s in sentences(clause) if not s.is_heading]
    introducing = [s for s in said if introduces(s)][-1:]
    if introducing:
        return tuple(part(s) for s in introducing)
    if said and len(said[0].text) <= TITLE:
        return (
            whole(clause),
        )  # (二)基本原则统筹协调,均衡有序。: the first of its members is set in its own line
    return label(clause)


def label(clause: Clause) -> tuple[Piece, ...]:
    """The heading of a clause without its number, as the line above its members."""
    heading = _NUMBERED.sub("", (clause.heading or "").strip()).rstrip("。:：")
    return (lead(heading),) if heading else (whole(clause),)
