"""Vectors of STARD's articles are kept: those of the model, also after a kill or a damage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from eval_fakes import CharacterEmbedder
from stard_samples import silent, texts

from eval.stard import cache as cache_module
from eval.stard.cache import VectorCache
from eval.stard.dataset import StardError
from index.late import gather_rows, quantize


def test_cached_vectors_are_those_of_the_model(
    stard_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "CHUNK", 7)
    embedder, wanted = CharacterEmbedder(), texts(stard_data)
    made = VectorCache(tmp_path / "v", embedder, silent).vectors(wanted)
    direct = CharacterEmbedder().embed(wanted, "passage")
    np.testing.assert_array_equal(made.pooled, direct.pooled)
    rows = gather_rows([quantize(t) for t in direct.tokens], embedder.dim)
    query = CharacterEmbedder().embed(["租赁合同的期限"], "query").tokens[0]
    positions = np.array([40, 3, 0, 17, 3], np.int64)
    np.testing.assert_allclose(
        made.tokens.max_sim(query, positions), rows.max_sim(query, positions), rtol=1e-6
    )
    # In another order, with one text more: nothing but that one is embedded.
    before = len(embedder.embedded)
    again = VectorCache(tmp_path / "v", embedder, silent).vectors([*reversed(wanted), "新的一条"])
    assert embedder.embedded[before:] == ["新的一条"]
    np.testing.assert_array_equal(again.pooled[:-1], direct.pooled[::-1])
    # Another model has vectors of its own.
    other = CharacterEmbedder("other")
    VectorCache(tmp_path / "v", other, silent).vectors(wanted[:2])
    assert len(other.embedded) == 2


class Mortal(CharacterEmbedder):
    """Dies when it is given its `last`-th text."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last

    def embed(self, texts, kind):  # type: ignore[no-untyped-def]  # as its parent
        if len(self.embedded) + len(texts) > self.last:
            raise KeyboardInterrupt
        return super().embed(texts, kind)


def test_a_run_that_was_killed_goes_on_where_it_was(
    stard_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "CHUNK", 10)
    wanted, mortal = texts(stard_data), Mortal(25)
    with pytest.raises(KeyboardInterrupt):
        VectorCache(tmp_path / "v", mortal, silent).vectors(wanted)
    assert len(mortal.embedded) == 20  # two chunks are on disk, the third is not
    heir = CharacterEmbedder()
    made = VectorCache(tmp_path / "v", heir, silent).vectors(wanted)
    assert len(heir.embedded) == len(wanted) - 20
    assert not set(heir.embedded) & set(mortal.embedded)
    np.testing.assert_array_equal(made.pooled, CharacterEmbedder().embed(wanted, "passage").pooled)


@pytest.mark.parametrize("broken", ["keys.npy", "pooled.npy", "rows.npy", "offsets.npy"])
def test_a_damaged_chunk_is_computed_anew(tmp_path: Path, broken: str) -> None:
    said: list[str] = []
    wanted = ["甲法第一条", "乙法第二条"]
    first = VectorCache(tmp_path, CharacterEmbedder(), silent).vectors(wanted)
    [path] = tmp_path.glob(f"*/chunk-*/{broken}")
    path.write_bytes(path.read_bytes()[:70])
    again = VectorCache(tmp_path, CharacterEmbedder(), said.append).vectors(wanted)
    np.testing.assert_array_equal(again.pooled, first.pooled)
    assert "已损坏，重新计算" in said[0]


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    with pytest.raises(StardError, match="向量缓存无法读写"):
        VectorCache(tmp_path / "file", CharacterEmbedder(), silent).vectors(["甲"])
