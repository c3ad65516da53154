"""Where references without an article number point: 前款, 以上3、4项, 与深圳精细化要求相同."""

from __future__ import annotations

import re

from corpus.model import Clause, ClauseKind, Corpus
from corpus.numerals import parse_number

_PLACE_END = re.compile(r"(?:省|市|自治区|级|维吾尔|壮族|回族)+$")


def clause_before(corpus: Corpus, clause: Clause, near: str) -> tuple[str | None, str | None]:
    siblings = corpus.children(clause.parent) if clause.parent else corpus.roots(clause.document)
    if near == "前条":
        articles = [c for c in corpus.clauses_of(clause.document) if c.kind is ClauseKind.ARTICLE]
        own = next((c for c in (clause, *corpus.ancestors(clause.id)) if c.kind is ClauseKind.ARTICLE), None)
        siblings, clause = tuple(articles), own or clause
    places = [c.id for c in siblings if c.kind is clause.kind]
    at = places.index(clause.id) if clause.id in places else 0
    if at:
        return places[at - 1], None
    if near in ("前款", "前项") and clause.parent:
        return clause.parent, None
    return None, f"“{near}”之前没有可指的条款"


def item_above(corpus: Corpus, clause: Clause, number: int) -> tuple[str | None, str | None]:
    """The item of that number beside the clause, or beside the nearest clause around it that has one."""
    for place in (clause, *reversed(corpus.ancestors(clause.id))):
        beside = corpus.children(place.parent) if place.parent else corpus.roots(clause.document)
        for other in beside:
            if other.number and parse_number(other.number.strip("()、.")) == number and other.id != place.id:
                return other.id, None
    return None, f"本文件此处没有第{number}项"


def same_requirements(corpus: Corpus, clause: Clause, what: str) -> tuple[str | None, str | None]:
    """The clause of the named place that bears this clause's own heading: 浙江's 经营管理 is 国家's 经营管理."""
    above = {c.id for c in (clause, *corpus.ancestors(clause.id))}
    places = [
        root
        for root in corpus.roots(clause.document)
        if root.heading and root.id not in above and root.number
    ]
    named = [p for p in places if what.startswith(_PLACE_END.sub("", p.heading or ""))]
    assumed = None
    if not named:
        stem = what[:1]
        named = [p for p in places if (p.heading or "").startswith(stem) and what[2:3] in "省市"][:1]
        if named:
            assumed = f"原文作“{what[:3]}”，按所在文件的章节理解为“{named[0].heading}”"
    if not named:
        return None, f"本文件没有与“{what}”对应的一节"
    under = [c for c in corpus.subtree(named[0].id) if c.heading]
    special = [c for c in under if "专项" in (c.heading or "")] if "专项" in what else []
    within = list(corpus.subtree(special[0].id)) if special else under
    heading = clause.heading or ""
    found = [c for c in within if c.heading and c.heading.startswith(heading)]
    if heading and found:
        return found[0].id, assumed
    return named[0].id, assumed or f"“{named[0].heading}”下没有同名条款，指向整节"
