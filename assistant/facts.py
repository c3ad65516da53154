"""What a passage is about, read once from its own words, headings and document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asks import REASON, Ask
from assistant.normalise import normalise, years
from assistant.places import NATION, places
from assistant.standing import instead_of
from assistant.terms import pieces
from corpus.model import Copy, Corpus, Document, DocumentKind
from index.model import Passage

_FIGURE = re.compile(
    r"\d+(\.\d+)?\s*(%|％|万|亿|个|家|项|年|天|日|座|倍|名|人|条|EFLOPS|Gbps|元|户|以上|左右)|百分之"
)
_BODY = re.compile(r"牵头|负责|主管部门|由.{2,20}(组织|承担|统筹)|责任单位|统筹协调|会同")
_DEFINITION = re.compile(r"是指|所称|指的是|是以.{4,80}的|定义为|界定|即.{2,20}[,，。]")
_CONDITION = re.compile(r"条件|不低于|不少于|不高于|以上|应当|符合|须|资格|独立法人")
_PENALTY = re.compile(r"罚款|责令|处分|吊销|警告|处罚|依法处理|追究|没收|停业")
_LIST = re.compile(r"[一二三四五六]是|第[一二三四五六],|包括|分为|——|\n|;|；")
_PROCEDURE = re.compile(r"报送|备案|应当|申请|通报|审查|批准|流程|程序|日内")
_DATE = re.compile(r"\d+年\d*月?|施行|\d+日内|期限")
_REASON = re.compile(REASON)
_FITS: dict[Ask, re.Pattern[str]] = {
    Ask.FIGURE: _FIGURE,
    Ask.BODY: _BODY,
    Ask.DEFINITION: _DEFINITION,
    Ask.CONDITION: _CONDITION,
    Ask.PENALTY: _PENALTY,
    Ask.LIST: _LIST,
    Ask.PROCEDURE: _PROCEDURE,
    Ask.DATE: _DATE,
    Ask.REASON: _REASON,
}


@dataclass(frozen=True)
class Facts:
    """Signals of one passage that do not depend on a question."""

    document: Document
    places: frozenset[str]  # places that it speaks for; 全国 where it names none
    mentioned: frozenset[str]
    years: frozenset[int]
    body: frozenset[str]  # pieces of trail and text
    text: str  # the passage's own words
    fits: frozenset[Ask]  # what its text could answer
    is_talk: bool  # an explanation, a news item or a picture about a text
    is_summary: bool  # about a text that is also held
    is_reprint: bool
    newest: Document | None = None  # the text that stands instead of the document


def facts_of(passage: Passage, corpus: Corpus) -> Facts:
    """Read a passage once."""
    document = corpus.document(passage.document)
    clause = corpus.clause(passage.clause_id)
    chain = (*corpus.ancestors(clause.id), clause)
    headings = [c.heading for c in chain if c.heading]
    text = normalise(passage.text)
    own = _own_places(document, headings, text)
    return Facts(
        document=document,
        places=own,
        mentioned=frozenset(places(text)) | frozenset(places(normalise(passage.trail))),
        years=frozenset(years(text)),
        body=pieces(passage.trail) | pieces(passage.text),
        text=passage.text,
        fits=frozenset(ask for ask, pattern in _FITS.items() if pattern.search(text)),
        is_talk=document.kind is not DocumentKind.POLICY,
        is_summary=document.summarises is not None,
        is_reprint=document.copy is Copy.REPRINT and document.reprint_of is not None,
        newest=instead_of(corpus, document),
    )


def _own_places(document: Document, headings: list[str], text: str) -> frozenset[str]:
    """The document's region; in a national collection by province, the place in the nearest heading."""
    if document.region:
        return frozenset(places(normalise(document.region))) or frozenset({document.region})
    for heading in reversed(headings):
        named = places(normalise(heading))
        if named:
            return frozenset(named)
    first = re.match(r"[^。,,:;]{0,30}(条件|认定|申报|企业)", text)
    named = places(first.group()) if first else ()
    return frozenset(named) or frozenset({NATION})
