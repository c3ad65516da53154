"""Articles of law as passages: one each, windows where an article is longer than a passage may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.stard.dataset import Article
from index.model import Passage
from index.sentences import windows
from index.settings import IndexSettings
from index.trail import MAX_CHARS, SEPARATOR


def article_passages(articles: Sequence[Article], settings: IndexSettings) -> tuple[Passage, ...]:
    """Passages in the order of the articles; `clause_id` is the article's id, `document` the law's name."""
    return tuple(passage for article in articles for passage in _cut(article, settings))


def _cut(article: Article, settings: IndexSettings) -> Iterator[Passage]:
    text = article.text.strip()
    cuts = [(0, len(text))]
    if len(text) > settings.limit_chars:
        cuts = windows(text, settings.gather_chars, settings.gather_chars)
    for number, (start, end) in enumerate(cuts):
        yield Passage(
            id=f"{article.id}:{number}",
            document=article.law,
            clause_id=article.id,
            clause_ids=(article.id,),
            trail=trail(article),
            text=text[start:end].strip(),
            file=article.law,
            spans=(),
        )


def trail(article: Article) -> str:
    """Law, headings and number, as above a passage of ours; the headings nearest to the article stay.

    >>> trail(Article("1", "数据安全法", "第一章 总则", "第一条", "为了……"))
    '数据安全法 › 第一章 总则 › 第一条'
    """
    parts = [article.law, *(h for h in article.chapter.split("/") if h), article.article]
    parts = [part for part in parts if part]
    while len(parts) > 2 and len(SEPARATOR.join(parts)) > MAX_CHARS:
        del parts[1]
    return SEPARATOR.join(parts)[:MAX_CHARS]
