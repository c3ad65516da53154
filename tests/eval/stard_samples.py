"""Forty articles by hand in STARD's form, and how they are opened."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from eval_fakes import CharacterEmbedder

from eval.stard.cache import VectorCache
from eval.stard.dataset import read_dataset
from eval.stard.passages import article_passages
from eval.stard.search import Laws
from index.index import Index
from index.settings import IndexSettings

# Matters of daily life, four articles each; the number makes every article's words its own.
MATTERS = (
    "房屋租赁",
    "劳动合同",
    "婚姻登记",
    "道路交通",
    "食品安全",
    "个体工商户",
    "未成年人",
    "数据安全",
    "消费者",
    "治安处罚",
)


LONG = "经营者应当按照约定提供商品或者服务，不得拖延。" * 40  # 880 characters


def articles() -> list[dict[str, str]]:
    made = []
    for i, matter in enumerate(MATTERS):
        for n, rule in enumerate(("的条件", "的期限", "的罚款", "的主管部门")):
            number = 4 * i + n
            text = f"{matter}{rule}由第{number}号细则规定，当事人应当遵守。"
            made.append(
                {
                    "id": f"L{number:05}",
                    "title": f"{matter}法",
                    "text": f"{LONG}{matter}的期限是七日。" if number == 33 else text,
                    "law": f"{matter}法",
                    "article": f"第{n + 1}条",
                    "chapter": "第一编 总则/第一章 一般规定" if i % 2 else "",
                    "path": f"{matter}法.md",
                }
            )
    return made


def texts(data: Path) -> list[str]:
    return Laws(article_passages(read_dataset(data).articles, IndexSettings())).texts


def silent(_: str) -> None:
    pass


def opened(data: Path, tmp_path: Path) -> tuple[Laws, Index]:
    laws = Laws(article_passages(read_dataset(data).articles, IndexSettings()))
    embedder = CharacterEmbedder()
    return laws, laws.index(embedder, VectorCache(tmp_path / "v", embedder, silent))


def lay_out(root: Path) -> Path:
    """A folder of the data set below `root`, three of whose questions are of the dev split."""
    folder = root / "stard"
    folder.mkdir()
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(json.dumps(a, ensure_ascii=False) for a in articles()))
    queries = [
        {"id": "S0", "text": "租房子有什么条件", "split": "train"},
        {"id": "S1", "text": "房屋租赁的罚款是多少", "split": "dev"},
        {"id": "S2", "text": "消费者的期限", "split": "dev"},
        {"id": "S3", "text": "劳动合同归谁管", "split": "dev"},
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    judged = [("S0", "L00000"), ("S1", "L00002"), ("S2", "L00033"), ("S3", "L00007"), ("S3", "L00004")]
    (folder / "qrels.tsv").write_text("".join(f"{q}\t{a}\t1\n" for q, a in judged), encoding="utf-8")
    return folder
