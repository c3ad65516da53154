"""Kept questions as the admin page prints them, and the ways to look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corpus.model import Corpus
from web.admin.overview import seconds
from web.feedback.model import REASON_NAMES, Door, Rated
from web.marks import source_link

_DOORS = {Door.PAGE: "网页", Door.EMBED: "嵌入页", Door.API: "接口"}
_STATUSES = {"answered": "已回答", "refused": "未找到", "failed": "出错"}


@dataclass(frozen=True)
class Choice:
    """One way to look at the questions; `where` is a condition of the store."""

    key: str
    name: str
    where: str


CHOICES = (
    Choice("down", "没用", "r.value = 'down'"),
    Choice("refused", "未找到", "e.status = 'refused'"),
    Choice("failed", "出错", "e.status = 'failed'"),
    Choice("up", "有用", "r.value = 'up'"),
    Choice("all", "全部", "1"),
)


@dataclass(frozen=True)
class Link:
    """A clause that was cited."""

    name: str
    href: str


@dataclass(frozen=True)
class Row:
    """One question as it is printed."""

    id: str
    when: str
    door: str
    question: str
    history: tuple[str, ...]
    status: str
    status_name: str
    answer: str
    links: tuple[Link, ...]
    value: str  # up, down or empty
    reason: str
    comment: str
    took: str
    narrowed: bool


def row(rated: Rated, corpus: Corpus | None) -> Row:
    """A kept exchange in the form in which it is printed; clauses are named as `corpus` knows them."""
    exchange, rating = rated.exchange, rated.rating
    clauses = dict.fromkeys(c.clause_id for c in exchange.cited)
    return Row(
        id=exchange.id,
        when=f"{datetime.fromtimestamp(exchange.asked_at):%Y-%m-%d %H:%M}",
        door=_DOORS[exchange.door],
        question=exchange.question,
        history=exchange.history,
        status=exchange.status,
        status_name=_STATUSES.get(exchange.status, exchange.status),
        answer=exchange.answer,
        links=tuple(_link(clause, corpus) for clause in clauses),
        value=rating.value.value if rating else "",
        reason=REASON_NAMES[rating.reason] if rating and rating.reason else "",
        comment=rating.comment if rating else "",
        took=seconds(exchange.waited_ms),
        narrowed=exchange.narrowed,
    )


def _link(clause_id: str, corpus: Corpus | None) -> Link:
    document, _, addr = clause_id.partition("#")
    clause = corpus.by_clause_id.get(clause_id) if corpus else None
    if clause is None or corpus is None:  # removed since, or nothing is loaded
        return Link(clause_id, source_link(document, addr))
    return Link(f"《{corpus.document(document).title}》{clause.address}", source_link(document, addr))


def chosen(key: str) -> Choice:
    """The way to look that was asked for; the first where there is none of that name."""
    return next((c for c in CHOICES if c.key == key), CHOICES[0])
