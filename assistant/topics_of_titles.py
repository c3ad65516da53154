"""What titles are about: more than 行动计划 or 管理办法."""

from __future__ import annotations

import re

from assistant.normalise import normalise
from assistant.places import mentions
from corpus.model import Document
from corpus.titles import title_core
from corpus.twins import letters

SHARED = 4  # letters in a row
_KINDS = re.compile(
    r"(?:三年|五年|专项)?行动(?:计划|方案)|发展规划|管理办法|实施(?:办法|细则|意见|方案)|指导意见|若干(?:政策|措施|意见|规定)"
    r"|政策措施|工作(?:方案|要点|通知)|关于|加快|推进|推动|促进|支持|加强|进一步|深入|高质量|发展|印发|发布|公布|建设|认定|申报|标准"
)
_NOTHING = "\n"  # joins no letters across what was taken out
_BEFORE_MATTER = re.compile(
    r"^(?:.*关于)?(?:加快|推进|推动|促进|支持|加强|规范|进一步|深入|开展|做好|深化|全面|大力|新型|印发)*"
)


def is_about(document: Document, matter: str) -> bool:
    """Whether a title, after who wrote it and what is to be done, or a short name begins with a matter.

    >>> doc = Document("a", "工业和信息化部关于加快推动区块链技术应用和产业发展的指导意见", "a.txt", 1, 2)
    >>> is_about(doc, "区块链"), is_about(doc, "产业")
    (True, False)
    """
    names = (_BEFORE_MATTER.sub("", letters(normalise(n))) for n in (document.title, *document.short_names))
    return any(name.startswith(letters(matter)) for name in names)


def share_a_topic(one: Document, other: Document) -> bool:
    """Whether their titles or short names have `SHARED` letters in a row that name a matter."""
    return bool(_topics(one) & _topics(other))


def _topics(document: Document) -> frozenset[str]:
    """
    >>> doc = Document("a", "江苏省专精特新企业认定管理办法", "a.txt", 1, 2)
    >>> "专精特新" in _topics(doc), "管理办法" in _topics(doc)
    (True, False)
    """
    found: set[str] = set()
    for name in (title_core(document.title), document.title, *document.short_names):
        plain = normalise(name)
        for mention in reversed(mentions(plain)):
            plain = plain[: mention.start] + _NOTHING + plain[mention.end :]
        for run in re.split(r"\s", _KINDS.sub(_NOTHING, plain)):
            words = letters(run)
            found |= {words[i : i + SHARED] for i in range(len(words) - SHARED + 1)}
    return frozenset(found)
