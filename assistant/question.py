"""What a question says, understood without a model: places, documents, articles, years, and what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.articles import ArticleRef, references
from assistant.asks import Ask, asks
from assistant.items import ItemRef, item_refs
from assistant.lexicon import policy_terms
from assistant.naming import DocumentNames, flat
from assistant.normalise import normalise, years
from assistant.particulars import Particular, asked_of_document
from assistant.places import mentions, province_of
from assistant.settings import ALL_PARTS, Parts
from assistant.sharing import Apart
from assistant.splitting import Said, split
from corpus.model import Level

_LEVELS = (
    (Level.PROVINCE, re.compile(r"我省|省里|省级|全省|省内|省上|咱们省|省规划|省意见|省的")),
    (Level.CITY, re.compile(r"我市|市里|全市|咱们市|本市|市级")),
    (Level.NATIONAL, re.compile(r"国家(?!大数据|电网)|全国|部委|工信部|网信办|国务院|国资委|发改委|公安部")),
)
_WANTS_TALK = re.compile(
    r"解读|报道|新闻|消息|评论|作者|记者|笔者|编者|专家|发言人|会议上|图解|背景|采访|文章"
)
_NOW = re.compile(
    r"现在|目前|今年|明年|当前|今后|以后|将来|未来|还有效|还能|有效吗|过期|失效|到期|最新|20(2[6-9]|[3-9]\d)年"
)


@dataclass(frozen=True)
class Question:
    """A question with everything that its words give away."""

    raw: str
    text: str  # normalised and completed from the history
    places: tuple[str, ...]  # each one that texts are held of, or the province of a city without one
    named_places: tuple[str, ...]  # as the question says them
    level: Level | None
    documents: tuple[str, ...]  # ids of documents that it names
    unheld: tuple[str, ...]  # titles that it names and that are not held
    titles: tuple[str, ...]  # by which names it calls documents held, without quotation marks
    articles: tuple[ArticleRef, ...]
    items: tuple[ItemRef, ...]  # numbers that a plan may print
    years: tuple[int, ...]
    asks: tuple[Ask, ...]  # never empty
    wants_talk: bool  # asks for an explanation or a news item rather than the text itself
    about_now: bool  # asks about now or later
    terms: tuple[str, ...] = ()  # policy words for its everyday words
    focus: str = ""  # of a completed follow-up, the words of the newest question
    inherited: tuple[str, ...] = ()  # places of the question before, where this one names none
    particular: Particular | None = None  # what it asks of a document itself
    parts: tuple[Question, ...] = ()  # of a comparison, one question each
    apart: Apart | None = None  # of a part, what sets it apart from the others
    name: str = ""  # and what the question calls that
    rewritten: tuple[str, ...] = ()  # words of a language model; searched for, and nothing else

    @property
    def searched(self) -> str:
        """The text with the policy words for its everyday words behind it."""
        return " ".join((self.text, *self.terms))

    @property
    def widened(self) -> str:
        """What the index is asked for: the searched text with a language model's words behind it."""
        return " ".join((self.searched, *self.rewritten))

    @property
    def ask(self) -> Ask:
        """The most specific thing that it asks for."""
        return self.asks[0]

    def wants(self, *kinds: Ask) -> bool:
        """Whether it asks for any of these."""
        return any(kind in self.asks for kind in kinds)


class Reader:
    """Reads questions against the names of the documents held."""

    def __init__(self, names: DocumentNames, held_places: frozenset[str], parts: Parts = ALL_PARTS) -> None:
        self._names = names
        self._parts = parts
        self._held = held_places

    def read(self, raw: str, completed: str | None = None, before: str = "") -> Question:
        """Understand a question; `completed` is its text with what the history adds, `before` the last question."""
        own = normalise(raw)
        text = completed if completed is not None else own
        question = self._read_one(raw, text)
        shares = split(Said(text, question.asks, self._names)) if self._parts.splitting else ()
        parts = tuple(
            replace(self._read_one(raw, share.text), apart=share.apart, name=share.name) for share in shares
        )
        inherited: tuple[str, ...] = ()
        if before and not question.places and not question.documents:
            inherited = self._read_one(before, normalise(before)).places
        return replace(question, parts=parts, focus=own if text != own else "", inherited=inherited)

    def _held_place(self, place: str) -> str:
        """The place, or its province where only that has a text: 西宁 is answered from 青海."""
        province = province_of(place)
        return province if place not in self._held and province in self._held and province else place

    def _read_one(self, raw: str, text: str) -> Question:
        named = self._names.named(text)
        found_asks = asks(text)
        plain = flat(text)
        articles = references(plain, named.ends)
        if articles:
            found_asks = tuple(dict.fromkeys((Ask.ARTICLE, *found_asks)))
        said = tuple(dict.fromkeys(m.place for m in mentions(text)))
        level = next((level for level, pattern in _LEVELS if pattern.search(text)), None)
        return Question(
            raw=raw,
            text=text,
            places=tuple(dict.fromkeys(self._held_place(place) for place in said)),
            named_places=said,
            level=level,
            documents=named.documents,
            unheld=named.unheld,
            titles=tuple(dict.fromkeys(plain[start:end] for start, end, _ in named.spans)),
            articles=articles,
            items=item_refs(plain, named.ends),
            years=years(text),
            asks=found_asks,
            wants_talk=_WANTS_TALK.search(text) is not None,
            about_now=_NOW.search(text) is not None,
            particular=asked_of_document(text, self._names),
            terms=policy_terms(text) if self._parts.policy_words else (),
        )
