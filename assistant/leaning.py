"""Whether a question needs the one before it, or stands on its own."""

from __future__ import annotations

from assistant.asks import Ask, asks
from assistant.exchange import ARTICLE
from assistant.followup_words import ELLIPTIC, GOING_ON, POINTING, SAID_OF
from assistant.ground import Ground, Scope
from assistant.naming import DocumentNames
from assistant.particulars import asked_of_document
from assistant.places import mentions
from assistant.topics import led, topic, topic_words, without_lead

TOPIC_LENGTH = 4  # characters: a question with a topic shorter than this cannot stand alone
NAMES_MATTER = 2  # characters of topic with which a follow-up speaks of a matter of its own
_SHORT = 28  # characters of a normalised question that may still lean on another


class Leaning:
    """Tells leaning questions. Immutable; `ground` None where no passages are at hand."""

    def __init__(self, names: DocumentNames, ground: Ground | None) -> None:
        self._names = names
        self._ground = ground

    def leans(self, text: str, before: str = "") -> bool:
        """Whether a normalised question needs the one before it."""
        names = self._names
        own = topic(text, names)
        if self.asks_of_document(text):
            return True
        named = bool(names.named(text).documents)
        placed = bool(mentions(text))
        loose = POINTING.search(text) or ELLIPTIC.match(text) or SAID_OF.match(text)
        asking = len(own) >= NAMES_MATTER or asks(text) != (Ask.GENERAL,)
        if named and not loose and (ARTICLE.search(text) or (asking and not led(text))):
            return False
        if len(own) >= TOPIC_LENGTH and (named or (placed and not ELLIPTIC.match(text))):
            return POINTING.search(text) is not None and not (named and placed)
        if loose or GOING_ON.match(text):
            return True
        if len(text) > _SHORT:
            return False
        if led(text) or len(own) < TOPIC_LENGTH:
            return True
        matter, ground = topic_words(text, names), self._ground
        # 谁来管数据安全 after a question about a city: words of every text, and the name of one
        little = ground is not None and ground.says_little(matter) and not self._names.containing(matter)
        return ground is not None and (
            little or ground.same_matter(matter, topic_words(before, names), self.scope(before))
        )

    def asks_of_document(self, text: str) -> bool:
        """Whether a question asks for a date or number of a document and does not say of which."""
        where = mentions(text) or self._names.named(text).documents
        return not where and asked_of_document(without_lead(text)) is not None

    def scope(self, text: str) -> Scope:
        """Where a question places the talk."""
        return Scope(frozenset(m.place for m in mentions(text)), frozenset(self._names.named(text).documents))
