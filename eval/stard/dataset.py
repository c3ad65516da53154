"""Read STARD from a folder: corpus.jsonl.gz, queries.jsonl and qrels.tsv.

STARD (Su et al. 2024, MIT licence) asks in lay people's words for articles of 55,369 Chinese statutes.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS, QUERIES, JUDGEMENTS = "corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"
SPLIT = "dev"


class StardError(ValueError):
    """The folder does not hold STARD in the form that this program reads."""


@dataclass(frozen=True)
class Article:
    """One article of a law."""

    id: str
    law: str
    chapter: str  # headings above it, outermost first, joined by /; may be empty
    article: str  # its number, as 第一条
    text: str


@dataclass(frozen=True)
class Query:
    """A question, and the ids of the articles that answer it (at least one)."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Dataset:
    """All articles, and the questions of the dev split."""

    articles: tuple[Article, ...]
    queries: tuple[Query, ...]


def read_dataset(folder: Path) -> Dataset:
    """The whole corpus with the dev split. Raises StardError."""
    articles = tuple(_article(row) for row in _rows(folder / CORPUS))
    held = {article.id for article in articles}
    if len(held) != len(articles):
        raise StardError(f"{CORPUS} 中有重复的编号。")
    relevant: dict[str, set[str]] = {}
    for number, line in _lines(folder / JUDGEMENTS):
        fields = line.split("\t")
        if len(fields) < 2 or fields[1] not in held:
            raise StardError(f"{JUDGEMENTS} 第 {number} 行应为“问题编号、条文编号、1”，且条文在语料中。")
        relevant.setdefault(fields[0], set()).add(fields[1])
    queries = tuple(
        Query(str(row["id"]), str(row["text"]), frozenset(relevant[str(row["id"])]))
        for row in _rows(folder / QUERIES, ("id", "text", "split"))
        if row["split"] == SPLIT and str(row["id"]) in relevant
    )
    if not queries:
        raise StardError(f"{QUERIES} 中没有属于 {SPLIT}、且在 {JUDGEMENTS} 中有答案的问题。")
    return Dataset(articles, queries)


def limited(dataset: Dataset, count: int) -> Dataset:
    """A slice of `count` articles, in the order of the corpus.

    Half of it, at most, are answers to the first questions; the rest are the first other articles. Only
    questions all of whose answers are in the slice remain, so its figures are those of an easier task.
    """
    chosen: set[str] = set()
    queries: list[Query] = []
    for query in dataset.queries:
        if len(chosen | query.relevant) > max(1, count // 2):
            break
        chosen |= query.relevant
        queries.append(query)
    if not queries:
        raise StardError(f"--limit-articles {count} 太小，容不下一个问题的答案。")
    for article in dataset.articles:
        if len(chosen) >= count:
            break
        chosen.add(article.id)
    return Dataset(tuple(a for a in dataset.articles if a.id in chosen), tuple(queries))


def _article(row: dict[str, object]) -> Article:
    return Article(*(str(row[field] or "") for field in ("id", "law", "chapter", "article", "text")))


def _rows(
    path: Path, fields: tuple[str, ...] = ("id", "law", "chapter", "article", "text")
) -> Iterator[dict[str, object]]:
    """The objects of a JSONL file, each with all of `fields`. Raises StardError."""
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise StardError(f"{path.name} 第 {number} 行不是合法的 JSON。") from error
        if not isinstance(row, dict) or any(field not in row for field in fields):
            raise StardError(f"{path.name} 第 {number} 行应为含有 {'、'.join(fields)} 的对象。")
        yield row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines that are not blank. Raises StardError."""
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line.rstrip("\n")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise StardError(f"STARD 数据文件 {path.name} 无法读取。请检查 --data 所指的文件夹。") from error
