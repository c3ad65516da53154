"""Numbers of articles in a question, and the clauses that they address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.normalise import NUMERAL, number
from corpus.model import Clause, Corpus

_ONE = rf"(?P<article>{NUMERAL})\s*(?P<unit>条|章)(?:之(?P<sub>{NUMERAL}))?"
_TAIL = rf"(?:\s*第?(?P<para>{NUMERAL})款)?(?:\s*第?\(?(?P<item>{NUMERAL})\)?\s*项)?"
_REFERENCE = re.compile(rf"第\s*{_ONE}{_TAIL}")
_RANGE = re.compile(rf"第?\s*(?P<first>{NUMERAL})条?\s*(?:到|至|—|-|~)\s*第?\s*(?P<last>{NUMERAL})条")
# 漏洞规定18条: without 第 only directly behind a document's name, or every 上海27条 would be an article.
_BARE = re.compile(rf"^[》\"”\s的里中]*{_ONE}{_TAIL}")
_LONGEST_RANGE = 10  # articles; a longer range is not a look-up


@dataclass(frozen=True)
class ArticleRef:
    """第九条第六项 as numbers."""

    article: int
    chapter: bool = False
    sub: int | None = None  # 之一
    paragraph: int | None = None  # 款
    item: int | None = None  # 项

    @property
    def label(self) -> str:
        """For people: 第9条第6项."""
        sub = f"之{self.sub}" if self.sub else ""
        paragraph = f"第{self.paragraph}款" if self.paragraph else ""
        item = f"第{self.item}项" if self.item else ""
        return f"第{self.article}{'章' if self.chapter else '条'}{sub}{paragraph}{item}"


def references(text: str, bare_after: tuple[int, ...] = ()) -> tuple[ArticleRef, ...]:
    """Articles that a normalised question names; `bare_after` are offsets at which a document's name ends.

    >>> references("漏洞规定第九条第(六)项和第120条之一")
    (ArticleRef(article=9, chapter=False, sub=None, paragraph=None, item=6), ArticleRef(article=120, chapter=False, sub=1, paragraph=None, item=None))
    """
    for match in _RANGE.finditer(text):
        first, last = number(match.group("first")), number(match.group("last"))
        if first and last and first < last < first + _LONGEST_RANGE:
            return tuple(ArticleRef(n) for n in range(first, last + 1))
    found = [_reference(match) for match in _REFERENCE.finditer(text)]
    for offset in bare_after:
        bare = _BARE.match(text[offset:])
        if bare is not None:
            found.append(_reference(bare))
    return tuple(dict.fromkeys(ref for ref in found if ref is not None))


def _reference(match: re.Match[str]) -> ArticleRef | None:
    article = number(match.group("article"))
    if article is None:
        return None

    def optional(name: str) -> int | None:
        value = match.group(name)
        return number(value) if value else None

    return ArticleRef(
        article, match.group("unit") == "章", optional("sub"), optional("para"), optional("item")
    )


def resolve(corpus: Corpus, document_id: str, ref: ArticleRef) -> Clause | None:
    """The clause that a reference addresses in one document; None where the document has none such."""
    stem = f"{'c' if ref.chapter else 'a'}{ref.article}" + (f"-{ref.sub}" if ref.sub else "")
    clauses = corpus.clauses_of(document_id)
    article = next((c for c in clauses if c.addr == stem or c.addr.endswith(f".{stem}")), None)
    if article is None:
        return None
    return _below(corpus, _below(corpus, article, "k", ref.paragraph), "i", ref.item)


def has_articles(corpus: Corpus, document_id: str) -> bool:
    """Whether a document is divided into 第X条."""
    return any(re.search(r"(^|\.)a\d+$", c.addr) for c in corpus.clauses_of(document_id))


def _below(corpus: Corpus, clause: Clause, letter: str, wanted: int | None) -> Clause:
    if wanted is None:
        return clause
    for candidate in corpus.subtree(clause.id):
        if re.search(rf"\.{letter}{wanted}$", candidate.addr):
            return candidate
    return clause
