"""Training pairs: a question in staff language and the clause that answers it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.problems import IndexProblem
from index.trail import SEPARATOR

PAIRS_DIR = Path(__file__).parent / "pairs"
HELD_OUT = 10  # one clause in so many is kept from training, by a hash of its id


class PairsError(IndexProblem):
    """Training data that is missing or malformed."""


@dataclass(frozen=True)
class Source:
    """One clause as the encoder sees it."""

    id: str
    text: str  # trail, newline, text: as a passage is embedded
    group: str  # title of its document


@dataclass(frozen=True)
class Pair:
    """A question and one clause that answers it."""

    question: str
    source: Source
    answers: frozenset[str]  # ids of all clauses that answer it: none of them may serve as a negative


@dataclass(frozen=True)
class Statutes:
    """The public retrieval set STARD (MIT): articles, and the questions of one split."""

    articles: Mapping[str, Source]
    train: tuple[Pair, ...]


def read_statutes(folder: Path) -> Statutes:
    """Articles and training pairs of `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv`.

    Raises PairsError where a file is missing.
    """
    try:
        with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
            articles = {a["id"]: _article(a) for a in map(json.loads, stream)}
        queries = [
            json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        rows = [line.split() for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise PairsError(f"无法读取 STARD 数据（{error.strerror}）。请用 --stard 指定它的文件夹。") from error
    relevant: dict[str, list[str]] = defaultdict(list)
    for query_id, article_id, _ in rows:
        relevant[query_id].append(article_id)
    train = [
        Pair(q["text"], articles[a], frozenset(relevant[q["id"]]))
        for q in queries
        if q["split"] == "train"
        for a in relevant[q["id"]]
    ]
    return Statutes(articles, tuple(train))


def read_written(folder: Path, statutes: Statutes) -> tuple[Pair, ...]:
    """The pairs written for this project: for composed clauses, and for articles named by their id.

    Raises PairsError where a line is malformed.
    """
    pairs: list[Pair] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                item = json.loads(line)
                source = _composed(item) if "text" in item else statutes.articles[item["id"]]
                pairs += [Pair(q["q"], source, frozenset({source.id})) for q in item["questions"]]
            except (ValueError, KeyError, TypeError) as error:
                raise PairsError(f"{path.name} 第 {number} 行不合格式（{error}）。") from error
    return tuple(pairs)


def held_out(pair: Pair) -> bool:
    """Whether the pair's clause, with all its questions, is kept from training."""
    return int(hashlib.sha256(pair.source.id.encode()).hexdigest(), 16) % HELD_OUT == 0


def split_held_out(pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Pairs to train on, and pairs of other clauses to judge on."""
    return tuple(p for p in pairs if not held_out(p)), tuple(p for p in pairs if held_out(p))


def _article(row: Mapping[str, Any]) -> Source:
    trail = SEPARATOR.join([row["law"], *filter(None, row["chapter"].split("/")), row["article"]])
    return Source(row["id"], f"{trail}\n{row['text']}", row["law"])


def _composed(item: Mapping[str, Any]) -> Source:
    return Source(item["id"], f"{item['trail']}\n{item['text']}", item["title"])
