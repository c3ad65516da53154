"""Build a generation: only passages whose embedded text is new are embedded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from index.generation import Stored
from index.late import gather_rows, quantize
from index.lexical import Lexicon
from index.manifest import FORMAT, Manifest, embedded_text, passages_hash, text_key
from index.model import Embedder, Passage
from index.problems import IndexMissing, IndexProblem
from index.sentence_vectors import Place, sentences_hash
from index.store import Store

_CHUNK = 16  # texts between two steps of the progress bar

Say = Callable[[str], None]
Count = Callable[[str, int, int], None]  # what is being done, how many are done, of how many
Part = tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.float32]]  # pooled row, token rows, scales


@dataclass(frozen=True)
class Model:
    """An embedder that need not be loaded when nothing is to be embedded."""

    name: str
    load: Callable[[], Embedder]


@dataclass(frozen=True)
class Built:
    """What a build did."""

    manifest: Manifest
    embedded: int  # passages that went through the model
    reused: int  # passages whose vectors were taken over
    changed: bool  # False where the index in use was up to date


def uncounted(_doing: str, _done: int, _of: int) -> None:
    """Nobody looks at the progress."""


def build(
    passages: Sequence[Passage],
    sentences: Mapping[Place, str],
    corpus_hash: str,
    model: Model,
    store: Store,
    say: Say,
    *,
    force: bool = False,
    use: bool = True,
    count: Count = uncounted,
) -> Built:
    """Bring the store up to date; `force` embeds everything again. `sentences` are texts to embed.

    Without `use` the generation is only laid beside the one in use.

    Raises IndexBusy, IndexReadOnly, or ModelMissing.
    """
    wanted = (model.name, corpus_hash, passages_hash(passages), sentences_hash(sentences))
    if not force and (held := _up_to_date(store, wanted)):
        # needs no lock, so that an installation whose folder is read-only starts too
        return Built(held, 0, len(passages), changed=False)
    with store.building():
        if not force and (ready := _ready(store, wanted)):
            name, held = ready
            if use:
                store.use(name)
            return Built(held, 0, len(passages), changed=use)
        store.clear()
        old = None if force else _usable(store, model.name, say)
        texts = [embedded_text(p) for p in passages]
        keys = [text_key(t) for t in texts]
        parts = _parts_of(old) if old is not None else {}
        pooled = _pooled_of(old) if old is not None else {}
        of_sentences = {text_key(t): t for t in sentences.values()}
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in parts}
        unread = {k: t for k, t in of_sentences.items() if k not in pooled}
        if missing or unread:
            embedder = model.load()
            parts.update(_embed(missing, embedder, "计算段落向量", count))
            pooled.update(
                {k: row for k, (row, *_) in _embed(unread, embedder, "计算句子向量", count).items()}
            )
        say("正在建立词汇索引……")
        lexicon = Lexicon.build(texts)
        made = _stored(wanted, keys, parts, lexicon, {k: pooled[k] for k in of_sentences})
        manifest = store.save(made, use=use)
    return Built(manifest, len(missing), len(set(keys)) - len(missing), changed=True)


def _stored(
    wanted: tuple[str, str, str, str],
    keys: Sequence[str],
    parts: Mapping[str, Part],
    lexicon: Lexicon,
    pooled: Mapping[str, NDArray[np.float32]],
) -> Stored:
    """The generation, its manifest still without checksums; `pooled` are the sentences' rows."""
    vectors = np.stack([parts[k][0] for k in keys])
    # a model may project its pooled vector to another width than its tokens have
    tokens = gather_rows([parts[k][1:] for k in keys], parts[keys[0]][1].shape[1])
    model, corpus_hash, passages_hash, sentences_hash = wanted
    manifest = Manifest(
        format=FORMAT,
        model=model,
        dim=vectors.shape[1],
        corpus_hash=corpus_hash,
        passages_hash=passages_hash,
        passages=len(keys),
        tokens=len(tokens.scales),
        created=datetime.now(UTC).isoformat(timespec="microseconds"),
        files={},
        sentences_hash=sentences_hash,
        sentences=len(pooled),
    )
    rows = np.array(list(pooled.values()), np.float32).reshape(-1, vectors.shape[1])
    return Stored(manifest, keys, vectors, tokens, lexicon, list(pooled), rows)


def _up_to_date(store: Store, wanted: tuple[str, str, str, str]) -> Manifest | None:
    """The manifest in use, where it is intact and was made of just this."""
    try:
        held = store.load().manifest
    except IndexProblem:
        return None
    made_of = (held.model, held.corpus_hash, held.passages_hash, held.sentences_hash)
    return held if made_of == wanted else None


def _ready(store: Store, wanted: tuple[str, str, str, str]) -> tuple[str, Manifest] | None:
    """An intact generation that was made of just this and is not in use: going back costs nothing then."""
    model, corpus_hash, passages_hash, sentences_hash = wanted
    name = store.made_of(corpus_hash, passages_hash, sentences_hash, model)
    if name is None:
        return None
    try:
        return name, store.load(name).manifest
    except IndexProblem:
        return None


def _usable(store: Store, name: str, say: Say) -> Stored | None:
    """The generation in use, if its vectors come from the same model; a broken one is built anew."""
    try:
        stored = store.load()
    except IndexMissing:
        return None
    except IndexProblem as problem:
        say(f"将重新建立全部索引（{str(problem).partition('。')[0]}）。")
        return None
    if stored.manifest.model != name:
        say("向量模型已更换，将重新计算全部向量。")
        return None
    return stored


def _parts_of(old: Stored) -> dict[str, Part]:
    return {key: (old.vectors[i], *old.tokens.slice(i)) for i, key in enumerate(old.keys)}


def _pooled_of(old: Stored) -> dict[str, NDArray[np.float32]]:
    return dict(zip(old.sentence_keys, old.sentence_vectors, strict=True))


def _embed(texts: dict[str, str], embedder: Embedder, doing: str, count: Count) -> dict[str, Part]:
    from tqdm import tqdm

    parts: dict[str, Part] = {}
    keys = list(texts)
    with tqdm(total=len(keys), desc=doing, unit="段") as bar:
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            made = embedder.embed([texts[k] for k in chunk], "passage")
            for i, key in enumerate(chunk):
                parts[key] = (made.pooled[i], *quantize(made.tokens[i]))
            bar.update(len(chunk))
            count(doing, len(parts), len(keys))
    return parts
