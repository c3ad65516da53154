"""Which reading of a question was chosen, said in one short phrase; nothing where the question says it all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import phrases
from assistant.naming import DocumentNames, flat
from assistant.places import mentions, province_of
from assistant.question import Question
from assistant.retrieve import Found
from corpus.model import Corpus, Document, Force

MOST_TOLD = 40  # characters of a question that is told whole
MOST = 2  # choices that one phrase tells
_OURS = re.compile(r"我们?[省市]|咱们?[省市]|本[省市]|全[省市]|[省市]里(?!程)|省内|省上|市级|省级")
_SAYS_DRAFT = re.compile(r"草案|审议?稿|征求意见|送审")


@dataclass(frozen=True)
class Heard:
    """The newest question as it was typed, before anything was added to it."""

    text: str  # normalised, slips mended
    slips: tuple[tuple[str, str], ...] = ()  # what was typed, what it was mended to


def reading_of(
    corpus: Corpus, names: DocumentNames, heard: Heard, found: Found, documents: Sequence[str]
) -> str | None:
    """How a question with more than one reading was understood: 按“镇江”理解; None where it has but one.

    `documents` are the ids that the reply speaks from, in its order; empty where it found nothing.
    """
    held = [corpus.document(d) for d in dict.fromkeys(documents)]
    choices = [
        *_from_history(corpus, names, heard, found.question, held),
        *(phrases.READ_AS.format(said=slip, meant=mended) for slip, mended in heard.slips),
        *_widened(found.question),
        *_our_place(heard, found.question, held),
        *_names(corpus, names, heard, held),
        *_addressed(found, held),
    ]
    return phrases.READING_JOINT.join(list(dict.fromkeys(choices))[:MOST]) or None


def _from_history(
    corpus: Corpus, names: DocumentNames, heard: Heard, question: Question, held: Sequence[Document]
) -> Iterator[str]:
    """Places and documents that the question took from those before it."""
    said_documents = set(names.named(heard.text).documents)
    said = {m.place for m in mentions(heard.text)}
    places = tuple(p for p in question.named_places if p not in said)
    if question.documents and not said_documents & set(question.documents):
        meant = next((d for d in held if d.id in question.documents), corpus.document(question.documents[0]))
        if places and meant.region is None:
            yield phrases.READING_TITLE_PLACE.format(title=meant.title, place="、".join(places))
        else:
            yield phrases.READING_TITLE.format(title=meant.title)
        return
    regions = {d.region for d in held}
    if places:
        yield phrases.READING_PLACE.format(place="、".join(places))
    elif kept := tuple(p for p in question.inherited if p in regions):
        yield phrases.READING_PLACE.format(place="、".join(kept))
    elif question.focus:
        yield _read_on(question, held)


def _read_on(question: Question, held: Sequence[Document]) -> str:
    """How a question is read that took neither place nor document.

    As the question before it with another place or year; else from the one document that answers.
    """
    if " " not in question.text and len(question.text) <= MOST_TOLD:
        return phrases.READING_WHOLE.format(question=question.text.strip("?。"))
    if len({d.id for d in held}) == 1:
        return phrases.READING_ON_TITLE.format(title=held[0].title)
    return phrases.READING_ON


def _widened(question: Question) -> Iterator[str]:
    """Cities that are answered from the texts of their province."""
    for place in question.named_places:
        province = province_of(place)
        if place not in question.places and province in question.places:
            yield phrases.READING_WIDENED.format(place=place, province=province)


def _our_place(heard: Heard, question: Question, held: Sequence[Document]) -> Iterator[str]:
    """我省, 全市 without a name, read as the place of the document that answers."""
    ours = _OURS.search(heard.text)
    if ours and held and held[0].region and not question.named_places and not question.documents:
        yield phrases.READ_AS.format(said=ours.group(), meant=held[0].region)


def _names(corpus: Corpus, names: DocumentNames, heard: Heard, held: Sequence[Document]) -> Iterator[str]:
    """Names that several documents share, that leave out that a text is a draft, or that are nearly a title."""
    named, plain = names.named(heard.text), flat(heard.text)
    spoken: set[str] = set()
    for start, end, ids in named.spans:
        spoken |= set(ids)
        meant = next((d for d in held if d.id in ids), None)
        draft = meant is not None and meant.force is Force.DRAFT and not _SAYS_DRAFT.search(heard.text)
        if meant and (draft or len(_apart(corpus, ids)) > 1):
            yield phrases.READ_AS_TITLE.format(said=plain[start:end], title=meant.title)
    for quoted in _QUOTED.findall(heard.text):
        meant = next((d for d in held if d.id in named.documents and d.id not in spoken), None)
        if meant and flat(quoted) != flat(meant.title):
            yield phrases.READ_AS_TITLE.format(said=quoted, title=meant.title)


_QUOTED = re.compile(r"《([^《》]{2,60})》")


def _apart(corpus: Corpus, ids: Sequence[str]) -> set[str]:
    """Documents without the reprints and summaries of others among them."""
    found = (corpus.document(i) for i in ids)
    return {d.id for d in found if d.reprint_of not in ids and d.summarises not in ids}


def _addressed(found: Found, held: Sequence[Document]) -> Iterator[str]:
    """An article or a section without a document or a place, read as one document's."""
    question = found.question
    loose = not (question.documents or question.named_places or question.unheld)
    if loose and found.looked_up.clauses and len(held) == 1:
        yield phrases.READING_TITLE.format(title=held[0].title)
