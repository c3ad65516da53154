"""Build the concrete things of the index stage from their settings."""

from __future__ import annotations

from functools import partial

from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # no stubs

from corpus.model import Corpus
from corpus.wiring import corpus_hash
from index.build import Built, Count, Model, Say, build, uncounted
from index.builtin import TUNED, UNTUNED, Builtin, find_builtin
from index.convert import converted_name, onnx_folder, torch_folder
from index.index import Index
from index.manifest import REBUILD, passages_hash
from index.model import Embedder
from index.passages import build_passages
from index.problems import IndexForeign, ModelMissing
from index.sentence_vectors import placed, sentence_texts, sentences_hash
from index.settings import IndexSettings, model_cache
from index.store import Store


def quiet(_: str) -> None:
    """Say nothing."""


def make_embedder(settings: IndexSettings, *, threads: int | None = None, say: Say = quiet) -> Embedder:
    """The configured embedder, loaded; `threads` defaults to those for questions. Raises ModelMissing."""
    return _model(settings, threads or settings.query_threads, say).load()


def build_index(
    corpus: Corpus,
    settings: IndexSettings,
    *,
    say: Say = quiet,
    force: bool = False,
    use: bool = True,
    count: Count = uncounted,
) -> Built:
    """Bring the index of this corpus up to date, or only lay it beside the one in `use`. Raises IndexProblem."""
    passages = build_passages(corpus, settings)
    model = _model(settings, settings.threads, say)
    sentences = sentence_texts(corpus)
    store = Store(settings.built_dir)
    return build(
        passages, sentences, corpus_hash(corpus), model, store, say, force=force, use=use, count=count
    )


def use_index(index: Index, settings: IndexSettings) -> None:
    """Point the store at the generation that an open index came from. Raises IndexBusy or IndexReadOnly."""
    store, held = Store(settings.built_dir), index.manifest
    name = store.made_of(held.corpus_hash, held.passages_hash, held.sentences_hash, held.model)
    with store.building():
        if name is not None:
            store.use(name)


def open_index(settings: IndexSettings, corpus: Corpus, embedder: Embedder | None = None) -> Index:
    """The index of this corpus, verified, with its embedder loaded unless one is given.

    Holds the whole process to `query_threads` threads in NumPy's products: they are small, and
    threads that wait for each other made one of 30 ms take 400 ms on a busy machine.

    Raises IndexMissing, IndexForeign, IndexDamaged or ModelMissing.
    """
    store = Store(settings.built_dir)
    passages = build_passages(corpus, settings)
    texts = sentence_texts(corpus)
    model = _model(settings, settings.query_threads, quiet) if embedder is None else _given(embedder)
    made_of = (corpus_hash(corpus), passages_hash(passages), sentences_hash(texts))
    stored = store.load_made_of(*made_of, model.name)
    held = stored.manifest
    if held.corpus_hash != made_of[0]:
        raise IndexForeign(f"政策文件有变化，索引不是由现有文件建立的。{REBUILD}")
    if held.passages_hash != made_of[1]:
        raise IndexForeign(f"分段的设置或程序有变化，索引已不适用。{REBUILD}")
    if held.sentences_hash != made_of[2]:
        raise IndexForeign(f"分句的程序有变化，索引已不适用。{REBUILD}")
    if held.model != model.name:
        raise IndexForeign(f"索引由另一个向量模型（{held.model}）建立，现在的模型是 {model.name}。{REBUILD}")
    threadpool_limits(settings.query_threads, user_api="blas")
    sentences = placed(texts, stored.sentence_keys, stored.sentence_vectors)
    return Index(passages, stored.vectors, stored.tokens, stored.lexicon, model.load(), held, sentences)


def _given(embedder: Embedder) -> Model:
    return Model(embedder.name, lambda: embedder)


def _model(settings: IndexSettings, threads: int, say: Say) -> Model:
    if settings.model not in {TUNED, UNTUNED}:
        return _given(_sentence_transformer(settings, settings.model, threads, None))
    if settings.query_prefix is not None or settings.passage_prefix is not None:
        raise ModelMissing("内置模型的前缀是固定的。请去掉设置 index.query_prefix 与 index.passage_prefix。")
    builtin = find_builtin(settings.model)
    name = f"{converted_name(builtin)}-{settings.engine}"
    if settings.engine == "torch":
        folder = torch_folder(builtin, model_cache(settings), say)
        return _given(_sentence_transformer(settings, str(folder), threads, name))
    return Model(name, partial(_onnx, builtin, name, settings, threads, say))


def _onnx(builtin: Builtin, name: str, settings: IndexSettings, threads: int, say: Say) -> Embedder:
    from index.onnx_embedder import OnnxEmbedder

    return OnnxEmbedder(onnx_folder(builtin, model_cache(settings), say), name, threads)


def _sentence_transformer(settings: IndexSettings, model: str, threads: int, name: str | None) -> Embedder:
    from index.embedder import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(
        model,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
        threads=threads,
        batch=settings.torch_batch,
        precision=settings.torch_precision,
        name=name,
    )
