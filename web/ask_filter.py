"""Which documents a question is put to: chosen by place, level, status, or one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictStr, ValidationError

from corpus.model import Corpus, Document
from web.badges import badges
from web.question import CannotAskError
from web.templating import plain

NATION = "全国"  # of a text that speaks for the whole nation
OTHER_LEVEL = "其他"
NO_STATUS = "状态未载"
NOTHING_LEFT = "按所选的地区、层级、状态和文件筛选后，没有剩下文件。请放宽筛选再问。"
_ENTRIES = 500
_VALUE_CHARS = 200

Values = Annotated[list[Annotated[StrictStr, Field(max_length=_VALUE_CHARS)]], Field(max_length=_ENTRIES)]


class AskFilter(BaseModel):
    """What may be chosen; several values of one kind widen the choice, several kinds narrow it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    places: Values = Field(default_factory=list)
    levels: Values = Field(default_factory=list)
    statuses: Values = Field(default_factory=list)
    documents: Values = Field(default_factory=list)  # ids

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return bool(self.places or self.levels or self.statuses or self.documents)


@dataclass(frozen=True)
class Facets:
    """What a document can be chosen by."""

    place: str
    level: str
    statuses: tuple[str, ...]


class EmptyChoiceError(CannotAskError):
    """A filter leaves no document."""


def facets(document: Document, as_of: date) -> Facets:
    """A document's place, level and badges on a day."""
    said = tuple(badge.text for badge in badges(document, as_of))
    place = plain(document.region or "")[:_VALUE_CHARS]  # a longer one could not be chosen
    return Facets(place or NATION, document.level or OTHER_LEVEL, said or (NO_STATUS,))


def chosen(wanted: AskFilter | None, corpus: Corpus, as_of: date) -> frozenset[str] | None:
    """Ids of the documents that a filter leaves; None where it is off. Raises EmptyChoiceError."""
    if wanted is None or not wanted.is_on:
        return None
    found = frozenset(d.id for d in corpus.documents if _fits(d, wanted, as_of))
    if not found:
        raise EmptyChoiceError(NOTHING_LEFT)
    return found


def _fits(document: Document, wanted: AskFilter, as_of: date) -> bool:
    own = facets(document, as_of)
    return (
        (not wanted.places or own.place in wanted.places)
        and (not wanted.levels or own.level in wanted.levels)
        and (not wanted.statuses or not set(own.statuses).isdisjoint(wanted.statuses))
        and (not wanted.documents or document.id in wanted.documents)
    )


def read_filter(value: object) -> AskFilter | None:
    """The filter that a page sent along; None where it is none."""
    try:
        return AskFilter.model_validate(value)
    except ValidationError:
        return None
