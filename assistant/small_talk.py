"""Greetings and questions about the assistant: a scripted reply, without citations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from assistant import phrases
from assistant.talk_words import PATTERNS, Script
from corpus.model import Document, DocumentKind

_COMPILED = tuple((script, re.compile(f"(?:{pattern})", re.I)) for script, pattern in PATTERNS)
_MARKS = re.compile(r"[\s,。.!~?、;:…\-—_'\"“”()]+")
# Polite words in front and particles behind change nothing about what a message is.
_FRONT = re.compile(
    r"^(?:请问(?:一下|下)?|那么?|嗯|哎|唉|诶|喂|哦|对了|顺便问(?:一下|下)?|我想(?:问|知道)(?:一下|下)?|想问(?:一下|下)?){1,5}(?=.)"
)
_GREETED = re.compile(
    r"^(?:你好|您好|hi|hello|嗨|哈喽|谢谢|好的?){1,3}(?:请问(?:一下|下)?|那)?(?=.{2})", re.I
)
_BEHIND = re.compile(r"(?<=.)(?:[吗呢啊呀哦哈啦吧嘛么噢哟嘞喽滴]|了[吗吧呢])+$")
_PICTURES = frozenset({"So", "Sk", "Mn", "Cf", "Me"})  # categories of emoji, their skin tones and joiners
_LONGEST = 40  # characters; nobody chats at more length without saying something
_SHOWN = 6  # titles


def script_of(text: str) -> Script | None:
    """The script for normalised small talk; None where the message is about something else, or says nothing.

    >>> script_of("你好!"), script_of("你好,镇江5G基站要建多少?"), script_of("谢谢你哈")
    (<Script.GREETING: 'greeting'>, None, <Script.THANKS: 'thanks'>)
    """
    if len(text) > _LONGEST:
        return None
    if _is_pictures(text):
        return Script.PRAISE
    whole = _MARKS.sub(" ", "".join(c for c in text if not _is_picture(c))).strip()
    joined = whole if whole.isascii() else whole.replace(" ", "")
    forms = dict.fromkeys((joined, _FRONT.sub("", joined), _GREETED.sub("", joined)))
    spoken = dict.fromkeys(form for f in forms for form in (f, _BEHIND.sub("", f)) if form)
    for script, pattern in _COMPILED:
        if any(pattern.fullmatch(form) for form in spoken):
            return script
    return None


def small_talk(text: str, documents: Sequence[Document]) -> str | None:
    """The scripted reply to normalised small talk; None where the question is about something else."""
    script = script_of(text)
    if script is None:
        return None
    if script is Script.HOLDINGS:
        return _holdings(documents)
    if script is Script.UPDATED:
        return _updated(documents)
    return _REPLIES[script]


_REPLIES = {
    Script.GREETING: phrases.GREETING,
    Script.THANKS: phrases.THANKS,
    Script.FAREWELL: phrases.FAREWELL,
    Script.WHO: phrases.WHO,
    Script.CAPABILITIES: phrases.CAPABILITIES,
    Script.ACCURACY: phrases.ACCURACY,
    Script.NETWORK: phrases.NETWORK,
    Script.PRIVACY: phrases.PRIVACY,
    Script.UNHAPPY: phrases.UNHAPPY,
    Script.PRAISE: phrases.PRAISE,
    Script.TEST: phrases.TEST,
    Script.OFF_TOPIC: phrases.OFF_TOPIC,
}


def _holdings(documents: Sequence[Document]) -> str:
    """How many documents of each kind are held, and the titles of a few texts."""
    if not documents:
        return phrases.HOLDINGS_NONE
    kinds = Counter(d.kind for d in documents)
    counts = "、".join(
        phrases.HOLDINGS_KIND.format(kind=k.value, count=kinds[k]) for k in DocumentKind if kinds[k]
    )
    texts = [d for d in documents if d.kind is DocumentKind.POLICY] or list(documents)
    titles = tuple(dict.fromkeys(f"《{d.title}》" for d in texts))
    listed = (
        phrases.HOLDINGS_MORE if len(titles) > _SHOWN or len(texts) < len(documents) else phrases.HOLDINGS_ALL
    )
    shown = listed.format(titles="、".join(titles[:_SHOWN]))
    return phrases.HOLDINGS.format(count=len(documents), counts=counts, titles=shown)


def _updated(documents: Sequence[Document]) -> str:
    """The newest date that a document states; none is guessed where none does."""
    dated = [(day, d.title) for d in documents if (day := d.published or d.written) is not None]
    if not dated:
        return phrases.UPDATED_UNDATED
    day, title = max(dated)
    return phrases.UPDATED.format(title=title, day=f"{day.year}年{day.month}月{day.day}日")


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in _PICTURES


def _is_pictures(text: str) -> bool:
    """Whether a message is made of emoji alone."""
    plain = [c for c in text if not c.isspace()]
    return any(unicodedata.category(c) == "So" for c in plain) and all(_is_picture(c) for c in plain)
