"""Run the configurations on STARD: read, cut, embed, search, measure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from eval.report.provenance import git_state, now, python_version
from eval.runner import PROGRESS_EVERY, Progress
from eval.sections import Sections
from eval.stard.cache import VectorCache
from eval.stard.dataset import CORPUS, JUDGEMENTS, QUERIES, limited, read_dataset
from eval.stard.passages import article_passages
from eval.stard.report import StardReport, measured
from eval.stard.search import Laws, as_configured, by_vector, by_words
from index.builtin import UNTUNED
from index.index import Index
from index.model import Embedder
from index.settings import IndexSettings

BM25, ZERO_SHOT, DEFAULT = "bm25", "zero-shot", "default"
CONFIGS = (BM25, ZERO_SHOT, DEFAULT)

MakeEmbedder = Callable[[IndexSettings], Embedder]
Search = Callable[[str], list[str]]  # a question to ids of articles, best first


class StardBench:
    """The dev split of STARD, whole or a slice, with everything opened once and only when it is needed."""

    def __init__(
        self,
        data: Path,
        limit: int | None,
        sections: Sections,
        zero_shot: IndexSettings,
        make: MakeEmbedder,
        progress: Progress,
    ) -> None:
        """Read the folder `data`; `zero_shot` names the untuned model. Raises StardError."""
        self._started = now()
        self._data = data
        self._whole = limit is None
        self._sections = sections
        self._zero_shot = zero_shot
        self._make = make
        self._progress = progress
        progress("正在读取法条…")
        dataset = read_dataset(data)
        self._dataset = dataset if limit is None else limited(dataset, limit)
        self._laws = Laws(article_passages(self._dataset.articles, sections.index))
        self._opened: dict[str, Index] = {}  # by model: the default one may be the untuned one

    def run(self, configs: Sequence[str]) -> StardReport:
        """Measure the configurations one after another. Raises StardError or IndexProblem."""
        values = {}
        models: dict[str, str] = {}
        for name in configs:
            search, model = self._search(name)
            if model:
                models[name] = model
            values[name] = measured(self._rankings(name, search), self._dataset.queries)
        return StardReport(values, self._origin(models), self._whole)

    def _search(self, name: str) -> tuple[Search, str]:
        """How a configuration searches, and the model that it uses, if any."""
        settings = self._sections.index
        if name == BM25:
            return partial(by_words, self._laws), ""
        if name == ZERO_SHOT:
            index = self._index(self._zero_shot)
            return partial(by_vector, self._laws, index), index.embedder.name
        index = self._index(settings)
        return partial(as_configured, self._laws, index, self._sections.assistant), index.embedder.name

    def _index(self, settings: IndexSettings) -> Index:
        embedder = self._make(settings)
        if embedder.name not in self._opened:
            self._progress(f"向量模型：{embedder.name}")
            folder = self._sections.corpus.data_dir / "eval" / "stard"
            cache = VectorCache(folder, embedder, self._progress)
            self._opened[embedder.name] = self._laws.index(embedder, cache)
        return self._opened[embedder.name]

    def _rankings(self, name: str, search: Search) -> list[list[str]]:
        queries = self._dataset.queries
        found = []
        for number, query in enumerate(queries, 1):
            found.append(search(query.text))
            if number % PROGRESS_EVERY == 0 or number == len(queries):
                self._progress(f"{name}：已完成 {number}/{len(queries)} 题")
        return found

    def _origin(self, models: Mapping[str, str]) -> dict[str, str]:
        commit, changed = git_state()
        articles, passages = len(self._dataset.articles), len(self._laws.passages)
        files = (CORPUS, QUERIES, JUDGEMENTS)
        return {
            "代码提交": f"{commit or '未知'}{'，工作区有未提交的改动' if changed else ''}",
            "语料": f"{articles} 条法条，{passages} 个分段",
            "问题": f"{len(self._dataset.queries)} 个",
            "数据文件": "；".join(f"{name} {_digest(self._data / name)}" for name in files),
            "模型": "；".join(f"{name} = {model}" for name, model in models.items()) or "（未使用）",
            "开始时间": f"{self._started}；Python {python_version()}",
        }


def untuned(settings: IndexSettings) -> IndexSettings:
    """The same engine with the untuned builtin model."""
    return _changed(settings, model=UNTUNED, query_prefix=None, passage_prefix=None)


def fast(settings: IndexSettings) -> IndexSettings:
    """The same model on torch in bf16."""
    return _changed(settings, engine="torch", torch_precision="bf16")


def _changed(settings: IndexSettings, **values: object) -> IndexSettings:
    """Validated, which model_copy does not do."""
    return IndexSettings.model_validate({**settings.model_dump(), **values})


def _digest(path: Path) -> str:
    """The first 16 digits of a file's sha256."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
