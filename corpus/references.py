"""Cross-references resolved to clauses, or to the reason why there is no such clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fold import comparison_form, fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Span
from corpus.numerals import parse_number
from corpus.reference_places import clause_before, item_above, same_requirements
from corpus.reference_words import Mention, find_mentions

_GAP = re.compile(r"第([一二三四五六七八九十百\d]+)条(?:[至到—~-]+第?([一二三四五六七八九十百\d]+)条)?")


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
        return same_requirements(corpus, clause, mention.same_as)
    if mention.near is not None:
        return clause_before(corpus, clause, mention.near)
    if mention.above is not None:
        return item_above(corpus, clause, mention.above)
    document: Document | None = corpus.document(clause.document)
    if mention.title is not None:
        document = _titled(corpus, mention.title)
    if document is None:
        return None, f"《{mention.title}》未收录"
    words = re.findall(
        r"第[^第条]+条(?:之[一二三四五六七八九十]+)?", clause.text[mention.start : mention.end]
    )[0]
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
