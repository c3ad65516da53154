"""The files of one generation of the index: its arrays, its lexicon, and the manifest with their checksums."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.late import TokenRows
from index.lexical import Lexicon
from index.manifest import FORMAT, MANIFEST_FILE, REBUILD, Manifest, file_hash, read_manifest, write_manifest
from index.problems import IndexDamaged, IndexForeign

_ARRAYS = ("vectors", "rows", "scales", "offsets", "keys", "sentence_keys", "sentence_vectors")
_MAPPED: dict[str, Literal["r"]] = {"rows": "r"}  # the large one stays on disk until it is touched


@dataclass(frozen=True)
class Stored:
    """The parts of an index as they lie on disk."""

    manifest: Manifest
    keys: Sequence[str]  # text key of each passage
    vectors: NDArray[np.float32]  # (n, dim), unit rows
    tokens: TokenRows
    lexicon: Lexicon
    sentence_keys: Sequence[str]  # text key of each sentence vector
    sentence_vectors: NDArray[np.float32]  # (m, dim), unit rows


def read_generation(folder: Path) -> Stored:
    """Read and verify the files of a generation. Raises IndexForeign or IndexDamaged."""
    manifest = read_manifest(folder)
    if manifest.format != FORMAT:
        raise IndexForeign(f"索引的格式是第 {manifest.format} 版，本程序使用第 {FORMAT} 版。{REBUILD}")
    for name, expected in manifest.files.items():
        try:
            intact = file_hash(folder / name) == expected
        except OSError:
            intact = False
        if not intact:
            raise IndexDamaged(f"索引文件 {name} 缺失或损坏。{REBUILD}")
    try:
        arrays = {n: np.load(folder / f"{n}.npy", mmap_mode=_MAPPED.get(n)) for n in _ARRAYS}
        lexicon = Lexicon.load(folder / "bm25")
    except (OSError, ValueError, KeyError) as error:
        raise IndexDamaged(f"索引文件无法读取。{REBUILD}") from error
    tokens = TokenRows(arrays["rows"], arrays["scales"], arrays["offsets"])
    return Stored(
        manifest,
        arrays["keys"].tolist(),
        arrays["vectors"],
        tokens,
        lexicon,
        arrays["sentence_keys"].tolist(),
        arrays["sentence_vectors"],
    )


def write_generation(stored: Stored, folder: Path) -> Manifest:
    """Write the files of a generation, the manifest last, and bring them to the disk. Raises OSError."""
    arrays: dict[str, NDArray[np.generic]] = {
        "vectors": stored.vectors,
        "rows": stored.tokens.rows,
        "scales": stored.tokens.scales,
        "offsets": stored.tokens.offsets,
        "keys": np.array(list(stored.keys), dtype="U64"),
        "sentence_keys": np.array(list(stored.sentence_keys), dtype="U64"),
        "sentence_vectors": stored.sentence_vectors,
    }
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", arrays[name], allow_pickle=False)
    stored.lexicon.save(folder / "bm25")
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    sums = {p.relative_to(folder).as_posix(): file_hash(p) for p in files}
    manifest = replace(stored.manifest, files=sums)
    write_manifest(manifest, folder)
    for path in [*files, folder / MANIFEST_FILE]:
        flush(path)
    return manifest


def flush(path: Path) -> None:
    """Make sure that a power cut does not leave the file empty."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
