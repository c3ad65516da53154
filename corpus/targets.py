"""Targets: the figures that a plan sets, each with its indicator, bound, unit, year and exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.fold import fold_spans
from corpus.indicators import Phrase, phrase_around
from corpus.model import Clause, ClauseKind, Corpus, Document, DocumentKind, Level, Span
from corpus.quantity import Quantity, find_quantities, narrow
from corpus.quantity_words import Comparator
from corpus.target_years import Year, YearFrom, YearReader


class FigureKind(StrEnum):
    """Whether a plan sets a figure or reports it."""

    GOAL = "目标"
    STATE = "现状"


@dataclass(frozen=True)
class Target:
    """A figure set for an indicator; every span points into the file, every text is verbatim.

    `low` is the value, `high` the upper end where `comparator` is `range`; both in `unit`, with 万 and
    亿 multiplied out. `subject` is the indicator before in the sentence where the indicator leans on
    it (年均增长约5% of what).
    """

    clause_id: str
    document: str
    kind: FigureKind
    indicator: str  # the statement without the figure and the words of reaching it
    subject: str | None
    comparator: Comparator
    low: Decimal
    high: Decimal | None
    unit: str | None
    value_text: str  # 超过10%
    year: int | None
    year_from: YearFrom | None
    region: str | None
    scope: str | None  # 全市, 新建大型及以上: words of the text that narrow what is counted
    statement: str  # 数字经济核心产业增加值占地区生产总值比重超过10%
    file: str
    value_spans: tuple[Span, ...]
    spans: tuple[Span, ...]  # of the statement


_REPORTING = re.compile(
    r"^(?:发展|现实|工作|产业|现有)?(?:基础|现状|成效|回顾)(?:$|[与和及、])|面临形势|发展环境|取得.{0,4}成效"
)
_REPORTED = re.compile(r"已(?:经|建成|有|形成|达|累计)|现有|目前|现已|位居|[同比]比")
_GRANTED = re.compile(r"奖励|奖补|补助|补贴|资助|给予|罚款|分别")  # conditions of money; two figures at once
_SCOPE = re.compile(
    r"每年|全市(?!域)|全省|全国(?!影响|性|领先|推广|知名|首)|市域|(?:新建)?大型、?(?:及以上|超大型)|规模以上|规上|重点行业|重点领域"
    r"|严寒和寒冷地区|国家枢纽节点|山区|新建(?=数据中心)"
)


def find_figures(corpus: Corpus) -> Iterator[Target]:
    """Goals and reported figures of all plans, in reading order.

    Laws set conditions rather than targets, so a text in articles has none. News and explanations
    count only where they print the year of the goal in the same sentence.
    """
    years = YearReader(corpus)
    for document in corpus.documents:
        clauses = corpus.clauses_of(document.id)
        if any(c.kind is ClauseKind.ARTICLE for c in clauses):
            continue
        for clause in clauses:
            yield from _figures(corpus, years, document, clause)


def find_targets(corpus: Corpus) -> tuple[Target, ...]:
    """The figures that plans set as goals, in reading order."""
    return tuple(f for f in find_figures(corpus) if f.kind is FigureKind.GOAL)


def _figures(corpus: Corpus, years: YearReader, document: Document, clause: Clause) -> Iterator[Target]:
    reporting = any(
        _REPORTING.search(c.heading or "") for c in (*corpus.ancestors(clause.id), clause) if c.heading
    )
    quantities = list(find_quantities(clause.text))
    flat = narrow(clause.text)
    folded = fold_spans(corpus.texts[clause.file], clause.spans) if quantities else None
    before: Target | None = None
    for i, quantity in enumerate(quantities):
        year = years.at(clause, quantity.start)
        named = years.marks_end(clause, quantity.start)
        phrase = phrase_around(clause.text, flat, quantities, i, named)
        if (
            folded is None
            or phrase is None
            or year is None
            or not _is_stated(document, phrase, quantity, year)
        ):
            continue
        kind = (
            FigureKind.STATE if reporting or year.past or _REPORTED.search(phrase.lead) else FigureKind.GOAL
        )
        before = Target(
            clause_id=clause.id,
            document=document.id,
            kind=kind,
            indicator=phrase.indicator,
            subject=before.indicator if phrase.leans and before else None,
            comparator=quantity.comparator,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            value_text=clause.text[quantity.start : quantity.end],
            year=year.year if kind is FigureKind.GOAL or year.past else None,
            year_from=year.origin if kind is FigureKind.GOAL or year.past else None,
            region=document.region or ("全国" if document.level is Level.NATIONAL else None),
            scope=_scope(clause.text[named : quantity.start], phrase),
            statement=clause.text[phrase.start : phrase.end],
            file=clause.file,
            value_spans=folded.spans_of(quantity.start, quantity.end),
            spans=folded.spans_of(phrase.start, phrase.end),
        )
        yield before


def _is_stated(document: Document, phrase: Phrase, quantity: Quantity, year: Year) -> bool:
    """Whether the text sets or reports the figure, rather than merely mentions a number."""
    if document.kind is not DocumentKind.POLICY and (year.past or not year.near):
        return False
    if _GRANTED.search(phrase.lead):
        return False
    if year.origin in (YearFrom.TEXT, YearFrom.ABOVE):
        return True
    return phrase.cued or quantity.comparator is not Comparator.EQUAL


def _scope(since_year: str, phrase: Phrase) -> str | None:
    yearly = ["每年"] if re.match("[,，]?每年", since_year) and "。" not in since_year else []
    found = [m[0] for m in _SCOPE.finditer(phrase.lead + phrase.indicator)]
    return "、".join(dict.fromkeys([*yearly, *found])) or None
