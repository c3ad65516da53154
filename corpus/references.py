"""Cross-references resolved to clauses, or to the reason why there is no such clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fold import comparison_form, fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Span
from corpus.numerals import parse_number
from corpus.reference_words import Mention, find_mentions

_GAP = re.compile(r"第([一二三四五六七八九十百\d]+)条(?:[至到—~-]+第?([一二三四五六七八九十百\d]+)条)?")
_PLACE_END = re.compile(r"(?:省|市|自治区|级|维吾尔|壮族|回族)+$")


@dataclass(frozen=True)
class Reference:
    """A reference in a clause; exactly one of `target` and `reason` is None, unless the reading is a guess.

    `reason` says in Chinese why there is no target, or what was assumed to find it (原文作“广州省”).
    """

    clause_id: str
    document: str
    text: str  # verbatim: 本法第三十二条
    target: str | None  # clause id
    reason: str | None
    file: str
    spans: tuple[Span, ...]


def find_references(corpus: Corpus) -> tuple[Reference, ...]:
    """All cross-references of the corpus, in reading order."""
    return tuple(reference for clause in corpus.clauses for reference in _references(corpus, clause))


def _references(corpus: Corpus, clause: Clause) -> Iterator[Reference]:
    mentions = sorted(find_mentions(clause.text), key=lambda m: m.start)
    if not mentions:
        return
    folded = fold_spans(corpus.texts[clause.file], clause.spans)
    for mention in mentions:
        target, reason = _resolve(corpus, clause, mention)
        yield Reference(
            clause_id=clause.id,
            document=clause.document,
            text=clause.text[mention.start : mention.end],
            target=target,
            reason=reason,
            file=clause.file,
            spans=folded.spans_of(mention.start, mention.end),
        )


def _resolve(corpus: Corpus, clause: Clause, mention: Mention) -> tuple[str | None, str | None]:
    if mention.same_as is not None:
        return _same_requirements(corpus, clause, mention.same_as)
    if mention.near is not None:
        return _near(corpus, clause, mention.near)
    if mention.above is not None:
        return _item_above(corpus, clause, mention.above)
    document: Document | None = corpus.document(clause.document)
    if mention.title is not None:
        document = _titled(corpus, mention.title)
    if document is None:
        return None, f"《{mention.title}》未收录"
    words = re.sub("^.*第", "第", clause.text[mention.start : mention.end].split("条")[0]) + "条"
    return _article(corpus, document, mention, words)


def _titled(corpus: Corpus, title: str) -> Document | None:
    wanted = comparison_form(title).removeprefix("中华人民共和国")
    for document in corpus.documents:
        held = comparison_form(document.title).removeprefix("中华人民共和国")
        if held == wanted and any(c.kind is ClauseKind.ARTICLE for c in corpus.clauses_of(document.id)):
            return document
    return None


def _article(
    corpus: Corpus, document: Document, mention: Mention, printed: str
) -> tuple[str | None, str | None]:
    article = f"{document.id}#{mention.article}"
    number = int(re.sub(r"\D.*", "", (mention.article or "a0")[1:]))
    if article not in corpus.by_clause_id:
        for gap in document.gaps:
            for first, last in _GAP.findall(gap.what):
                low = parse_number(first) or 0
                if low <= number <= (parse_number(last) or low if last else low):
                    return None, f"{printed}在所收文本中缺失（{gap.what}）"
        return None, f"《{document.title}》没有{printed}"
    addr = article
    if mention.paragraph is not None and mention.paragraph > 1:
        addr += f".k{mention.paragraph}"  # the first 款 is the article's own text
    if mention.item is not None:
        addr = f"{addr}.i{mention.item}"
    if addr in corpus.by_clause_id:
        return addr, None
    return article, "款、项未单独编址，指向所在的条"


def _near(corpus: Corpus, clause: Clause, near: str) -> tuple[str | None, str | None]:
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


def _item_above(corpus: Corpus, clause: Clause, number: int) -> tuple[str | None, str | None]:
    """The item of that number beside the clause, or beside the nearest clause around it that has one."""
    for place in (clause, *reversed(corpus.ancestors(clause.id))):
        beside = corpus.children(place.parent) if place.parent else corpus.roots(clause.document)
        for other in beside:
            if other.number and parse_number(other.number.strip("()、.")) == number and other.id != place.id:
                return other.id, None
    return None, f"本文件此处没有第{number}项"


def _same_requirements(corpus: Corpus, clause: Clause, what: str) -> tuple[str | None, str | None]:
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
