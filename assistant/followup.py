"""Complete a follow-up question from the questions before it: place and document stay until the topic changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asks import Ask, asks
from assistant.exchange import ARTICLE, exchanged, with_places, without_article
from assistant.followup_words import (
    ASKING,
    AT_ARTICLE,
    BACK,
    CONDITIONS,
    CORRECTION,
    ELLIPTIC,
    GOING_ON,
    MORE,
    POINTING,
    YEARS,
)
from assistant.ground import Ground
from assistant.leaning import NAMES_MATTER, TOPIC_LENGTH, Leaning
from assistant.naming import DocumentNames, flat
from assistant.normalise import normalise, years
from assistant.places import mentions
from assistant.small_talk import script_of
from assistant.topics import led, topic, topic_words, without_lead


@dataclass(frozen=True)
class Completed:
    """A question as it is understood after those before it."""

    text: str  # normalised, with what the questions before it add
    before: str  # the completed question before it; empty where there was none


class FollowUps:
    """Completes questions. Immutable; `ground` None where no passages are at hand."""

    def __init__(self, names: DocumentNames, ground: Ground | None = None) -> None:
        self._names = names
        self._ground = ground
        self._leaning = Leaning(names, ground)

    def completed(self, question: str, history: Sequence[str]) -> Completed:
        """The question with what it leaves out taken from the questions before it, oldest first.

        Each is completed in its turn, so that place and document are handed on from one to the next, and
        a question that stands on its own takes nothing along. Small talk in between counts for nothing.
        """
        said: list[str] = []
        for earlier in (normalise(h) for h in history):
            if earlier and script_of(earlier) is None:
                said.append(self._after(earlier, said))
        text = normalise(question)
        if script_of(text) is not None:
            return Completed(text, "")
        return Completed(self._after(text, said), said[-1] if said else "")

    def leans(self, text: str, before: str = "") -> bool:
        """Whether a normalised question needs the one before it."""
        return self._leaning.leans(text, before)

    def _after(self, text: str, said: Sequence[str]) -> str:
        """A normalised question, completed from the completed ones before it."""
        if not said or not text:
            return text
        base = said[-1]
        if back := BACK.match(text):
            base, text = said[0], text[back.end() :]
            if not topic(text) and not mentions(text) and not years(text) and asks(text) == (Ask.GENERAL,):
                return base
        elif not CORRECTION.match(text) and not self.leans(text, base):
            return self._placed(text, base)
        if correction := CORRECTION.match(text):
            text = text[correction.end() :]
            if self._stands(text):
                return text
        if MORE.match(text):
            return base
        return exchanged(text, base, self._names) or self._joined(text, base)

    def _placed(self, text: str, before: str) -> str:
        """A question of its own; where it says no place, in the document that the talk is about, if that says it.

        A document, and the place of which something was asked in it: 上海 of a document about all provinces.
        Of a place alone the search is told as `Question.inherited`, as a preference.
        """
        documents = self._names.named(before).spans
        if not documents or mentions(text) or self._names.named(text).documents or self._ground is None:
            return text
        matter = topic_words(text, self._names)
        if not self._ground.at_home(matter, self._leaning.scope(before)):
            return text
        return f"{self._kept(before)} {text}"

    def _kept(self, before: str) -> str:
        """The first document of the earlier question, behind the places that stand outside its name."""
        plain = flat(before)
        start, end, _ = self._names.named(before).spans[0]
        outside = dict.fromkeys(m.place for m in mentions(f"{plain[:start]} {plain[end:]}"))
        return "".join((*outside, plain[start:end]))

    def _stands(self, text: str) -> bool:
        """Whether a question names both a matter and where."""
        where = mentions(text) or self._names.named(text).documents
        return bool(where) and len(topic(text, self._names)) >= TOPIC_LENGTH

    def _leaves(self, text: str, matter: str, before: str) -> bool:
        """Whether a question only stays where the talk is and asks about another matter: 那人才政策有什么."""
        if self._ground is None or len(matter) < TOPIC_LENGTH or asks(text) == (Ask.GENERAL,):
            return False
        if not led(text) or ELLIPTIC.match(text) or POINTING.search(text):
            return False
        words = topic_words(text, self._names)
        return not self._ground.same_matter(
            words, topic_words(before, self._names), self._leaning.scope(before)
        )

    def _fixed(self, before: str) -> str:
        """The documents or else the places of the earlier question, and nothing of its matter."""
        plain = flat(before)
        names = [plain[start:end] for start, end, _ in self._names.named(before).spans]
        return "".join(dict.fromkeys(names or [m.place for m in mentions(before)]))

    def _shed(self, before: str, matter: str, ground: Ground) -> str:
        """`before` without what the newer matter leaves behind; names and places stay."""
        plain, scope = flat(before), self._leaning.scope(before)
        fixed = [(start, end) for start, end, _ in self._names.named(before).spans]
        fixed += [(m.start, m.end) for m in mentions(plain)]
        out, cursor = "", 0
        for start, end in sorted(fixed, key=lambda span: (span[0], -span[1])):
            if start >= cursor:
                out += ground.shed(plain[cursor:start], matter, scope) + plain[start:end]
            cursor = max(cursor, end)
        return out + ground.shed(plain[cursor:], matter, scope)

    def _joined(self, text: str, before: str) -> str:
        """Both questions: of the earlier one place, year and matter, of the newer one what is asked for."""
        own = GOING_ON.sub("", without_lead(text))
        if self._leaning.asks_of_document(own) and self._names.named(before).documents:
            return f"{self._kept(before)} {own}"
        matter = topic(own, self._names)
        elsewhere = bool(matter) or bool({Ask.PENALTY, Ask.DATE} & set(asks(own)))
        if elsewhere and ARTICLE.search(before) and not AT_ARTICLE.search(own):
            before = without_article(before)
        if self._leaves(text, matter, before):
            before = self._fixed(before)
        elif asks(own) != (Ask.GENERAL,):
            before = ASKING.sub("", before).rstrip("?。., ")
        elif matter and ELLIPTIC.match(own):
            before = CONDITIONS.sub("", before)
        if new := mentions(own):
            # two places side by side would read as a comparison
            before = with_places(before, own, new, self._names)
            own = own[: new[0].start] + own[new[-1].end :]
        if years(own):
            before = YEARS.sub("", before)
        words, ground = topic_words(own, self._names), self._ground
        says = len(matter) >= NAMES_MATTER and not self._leaning.asks_of_document(own)
        if says and ground and not POINTING.search(own):
            # of words that stand everywhere no clause can be told that the newer question is about;
            # 那农业方面呢 puts its word in the place of the matter before
            another = led(text) or ELLIPTIC.match(text) or not ground.says_little(words)
            before = self._shed(before, words, ground) if another else before
        return f"{before} {own}".strip()


def complete(question: str, history: Sequence[str], names: DocumentNames) -> str:
    """As `FollowUps.completed`, from the questions alone."""
    return FollowUps(names).completed(question, history).text
