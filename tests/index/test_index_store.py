"""Building, swapping, reusing and refusing: what lies on disk and what is said about it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest
from character_embedder import CharacterEmbedder
from clause_trees import Tree, make_corpus

from corpus.model import Corpus
from index.build import Built, Model, build
from index.index import Index
from index.manifest import MANIFEST_FILE
from index.passages import build_passages
from index.problems import IndexBusy, IndexDamaged, IndexForeign, IndexMissing, IndexProblem, IndexReadOnly
from index.sentence_vectors import sentence_texts
from index.settings import IndexSettings
from index.store import POINTER, Store
from index.wiring import corpus_hash, open_index

LONG = "建设先进泛在的通信网络基础设施。" * 30  # 480 characters: a passage of its own
CORPUS = make_corpus([Tree("一、" + LONG), Tree("二、网络零售额达到5000亿元。" + LONG), Tree("三、" + LONG)])
CHANGED = make_corpus([Tree("一、" + LONG), Tree("二、网络零售额达到6000亿元。" + LONG), Tree("三、" + LONG)])


def silent(_: str) -> None:
    """Progress that nobody reads."""


def bring_up(
    corpus: Corpus, folder: Path, embedder: CharacterEmbedder | None = None, *, force: bool = False
) -> Built:
    own = embedder or CharacterEmbedder()
    passages = build_passages(corpus, IndexSettings())
    model = Model(own.name, lambda: own)
    sentences = sentence_texts(corpus)
    return build(passages, sentences, corpus_hash(corpus), model, Store(folder), silent, force=force)


def opened(folder: Path, corpus: Corpus = CORPUS) -> Index:
    return open_index(IndexSettings(built_dir=folder), corpus, CharacterEmbedder())


def test_what_is_loaded_is_what_was_built(tmp_path: Path) -> None:
    built = bring_up(CORPUS, tmp_path)
    assert (built.changed, built.embedded, built.reused, built.manifest.passages) == (True, 3, 0, 3)
    stored = Store(tmp_path).load()
    assert stored.manifest == built.manifest
    embedder = CharacterEmbedder()
    for i, passage in enumerate(build_passages(CORPUS, IndexSettings())):
        made = embedder.embed([f"{passage.trail}\n{passage.text}"], "passage")
        np.testing.assert_array_equal(stored.vectors[i], made.pooled[0])
        rows, scales = stored.tokens.slice(i)
        np.testing.assert_allclose(rows * scales[:, None], made.tokens[0], atol=0.01)


def test_only_new_text_is_embedded_again(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    embedder = CharacterEmbedder()
    assert not bring_up(CORPUS, tmp_path, embedder).changed
    assert embedder.seen == []
    built = bring_up(CHANGED, tmp_path, embedder)
    assert (built.embedded, built.reused) == (1, 2)
    assert ["6000亿元" in text for text in embedder.seen] == [True, True]  # the passage, then its sentence
    fresh = bring_up(CHANGED, tmp_path / "fresh")
    assert fresh.embedded == 3
    reused, anew = Store(tmp_path).load(), Store(tmp_path / "fresh").load()
    np.testing.assert_array_equal(reused.vectors, anew.vectors)
    np.testing.assert_array_equal(reused.tokens.rows, anew.tokens.rows)
    assert reused.sentence_keys == anew.sentence_keys
    np.testing.assert_array_equal(reused.sentence_vectors, anew.sentence_vectors)


def test_another_model_and_force_embed_everything(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    other = CharacterEmbedder()
    other.name = "another"
    assert bring_up(CORPUS, tmp_path, other).embedded == 3
    assert bring_up(CORPUS, tmp_path, other, force=True).embedded == 3


def test_the_generation_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    for corpus in (CORPUS, CHANGED, CORPUS):
        bring_up(corpus, tmp_path)
    generations = {p.name for p in tmp_path.iterdir() if p.name.startswith("gen-")}
    assert len(generations) == 2
    assert (tmp_path / POINTER).read_text() in generations
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".work-")]


def test_an_open_index_survives_its_replacement(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    index = opened(tmp_path)
    before = index.search("网络零售额")
    bring_up(CHANGED, tmp_path)
    bring_up(make_corpus([Tree("四、" + LONG)]), tmp_path)  # the generation that is open is gone now
    index._asked.clear()
    np.testing.assert_array_equal(index.search("网络零售额").late, before.late)


def test_each_problem_has_its_name_and_its_command(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="make index"):
        opened(tmp_path / "nowhere")
    bring_up(CORPUS, tmp_path)
    with pytest.raises(IndexForeign, match=r"文件有变化.*make index"):
        opened(tmp_path, CHANGED)
    with pytest.raises(IndexForeign, match=r"分段.*make index"):
        open_index(IndexSettings(built_dir=tmp_path, limit_chars=300), CORPUS, CharacterEmbedder())
    other = CharacterEmbedder()
    other.name = "another"
    with pytest.raises(IndexForeign, match="another"):
        open_index(IndexSettings(built_dir=tmp_path), CORPUS, other)


@pytest.mark.parametrize(
    "name", ["vectors.npy", "rows.npy", "keys.npy", "bm25/vocab.index.json", MANIFEST_FILE]
)
@pytest.mark.parametrize("harm", ["cut", "flip", "delete"])
def test_damage_is_noticed_and_mended_by_building(tmp_path: Path, name: str, harm: str) -> None:
    bring_up(CORPUS, tmp_path)
    path = Store(tmp_path).current() / name
    content = path.read_bytes()
    if harm == "delete":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.write_bytes(bytes([content[0] ^ 255]) + content[1:])
    with pytest.raises(IndexDamaged, match="make index"):
        opened(tmp_path)
    assert bring_up(CORPUS, tmp_path).embedded == 3
    assert len(opened(tmp_path).passages) == 3


@pytest.mark.parametrize("pointer", ["gen-gone", "../elsewhere", "", "\udcff"])
def test_a_broken_pointer_is_damage(tmp_path: Path, pointer: str) -> None:
    bring_up(CORPUS, tmp_path)
    (tmp_path / POINTER).write_bytes(pointer.encode("utf-8", "surrogateescape"))
    with pytest.raises(IndexDamaged, match="make index"):
        opened(tmp_path)


def test_two_builders_do_not_collide(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.building(), pytest.raises(IndexBusy, match="正在建立"):
        bring_up(CORPUS, tmp_path)
    assert bring_up(CORPUS, tmp_path).changed


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(IndexReadOnly, match=r"无法写入.*index\.built_dir"):
        bring_up(CORPUS, blocked / "built")
    assert blocked.read_text() == "not a folder"


def test_an_index_that_is_up_to_date_needs_no_writing(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    (tmp_path / ".lock").unlink(missing_ok=True)
    (tmp_path / ".lock").mkdir()  # stands in for a folder that takes no files, which root would not notice
    assert not bring_up(CORPUS, tmp_path).changed
    with pytest.raises(IndexReadOnly, match="原有索引未受影响"):
        bring_up(CHANGED, tmp_path)
    assert len(opened(tmp_path).passages) == 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_read_only_folder_keeps_its_index(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(IndexReadOnly):
            bring_up(CHANGED, tmp_path)
        assert len(opened(tmp_path).passages) == 3
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_while_writing_leaves_the_old_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up(CORPUS, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store.os.rename", full)
    with pytest.raises(IndexReadOnly, match="原有索引未受影响"):
        bring_up(CHANGED, tmp_path)
    assert len(opened(tmp_path).passages) == 3
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".work-")]


def test_a_killed_build_leaves_the_old_index_and_the_next_one_clears_up(tmp_path: Path) -> None:
    bring_up(CORPUS, tmp_path)
    program = textwrap.dedent(
        f"""
        import sys, time
        sys.path[:0] = ["tests/index", "tests", "."]
        import numpy
        from test_index_store import CHANGED, bring_up, Path
        import index.generation
        saved = numpy.save
        def slow(path, *rest, **kw):
            saved(path, *rest, **kw)
            print("writing", flush=True)
            time.sleep(60)
        index.generation.np.save = slow
        bring_up(CHANGED, Path({str(tmp_path)!r}))
        """
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "writing"
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.communicate()
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".work-")]
    assert len(opened(tmp_path).passages) == 3
    deadline = time.monotonic() + 5
    while True:
        try:
            assert bring_up(CHANGED, tmp_path).reused == 2
            break
        except IndexBusy:  # the kernel frees a dead process's lock in its own time
            assert time.monotonic() < deadline
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".work-")]


def test_every_problem_is_one_family() -> None:
    assert all(issubclass(p, IndexProblem) for p in (IndexMissing, IndexForeign, IndexDamaged, IndexReadOnly))
