"""Generations of the index on disk: written beside the old one, then switched to in one step.

built/gen-3f2a…/   files of one generation, manifest last
built/CURRENT      name of the generation in use, replaced by os.replace
built/PREVIOUS     name of the one before, which is kept so that one can go back to it
built/.lock        held by whoever builds
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.generation import Stored, flush, read_generation, write_generation
from index.manifest import FORMAT, MANIFEST_FILE, REBUILD, Manifest, file_hash, read_manifest
from index.problems import IndexBusy, IndexDamaged, IndexMissing, IndexReadOnly

POINTER = "CURRENT"
PREVIOUS = "PREVIOUS"
_GENERATION = "gen-"
_WORK = ".work-"


class Store:
    """One folder of generations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the build lock. Raises IndexBusy or IndexReadOnly."""
        from filelock import FileLock, Timeout

        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / ".lock", timeout=0)
        with self._writing():
            try:
                lock.acquire()
            except Timeout as error:  # an OSError too, so it must be told apart first
                raise IndexBusy("另一个进程正在建立索引。请等它结束后再试。") from error
        try:
            yield
        finally:
            lock.release()

    def current(self) -> Path:
        """Folder of the generation in use. Raises IndexMissing or IndexDamaged."""
        try:
            name = (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise IndexMissing("还没有建立索引。请运行 make index（或 python -m index）。") from error
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(f"索引的指针文件无法读取。{REBUILD}") from error
        path = self.folder / name
        if not name.startswith(_GENERATION) or os.sep in name or not path.is_dir():
            raise IndexDamaged(f"索引指向的文件夹不存在。{REBUILD}")
        return path

    def made_of(self, corpus_hash: str, passages_hash: str, sentences_hash: str, model: str) -> str | None:
        """Name of a generation that was made of just this, the one in use first; None where there is none.

        Which documents are held is decided elsewhere, in one step; the index follows by being found. So
        no moment exists at which the two could part, whatever is killed.
        """
        wanted = (corpus_hash, passages_hash, sentences_hash, model, FORMAT)
        names = sorted(p.name for p in self.folder.glob(f"{_GENERATION}*"))
        pointed = self._read_pointer(POINTER)
        for name in sorted(names, key=lambda n: n != pointed):
            try:
                held = read_manifest(self.folder / name)
            except IndexDamaged:
                continue
            made = (held.corpus_hash, held.passages_hash, held.sentences_hash, held.model, held.format)
            if made == wanted:
                return name
        return None

    def load_made_of(self, corpus_hash: str, passages_hash: str, sentences_hash: str, model: str) -> Stored:
        """The generation that was made of just this, else the one in use, which then is told apart by its manifest.

        A pointer that leads nowhere is damage, whatever else lies there; none at all may stand there
        while the first index has just been built. Raises as `load` does.
        """
        name = self.made_of(corpus_hash, passages_hash, sentences_hash, model)
        if name is None or (self.folder / POINTER).exists():
            self.current()
        return self.load(name)

    def load(self, name: str | None = None) -> Stored:
        """Read and verify the generation in use, or the one of this `name`.

        Raises IndexMissing, IndexForeign or IndexDamaged.
        """
        return read_generation(self.current() if name is None else self.folder / name)

    def save(self, stored: Stored, *, use: bool = True) -> Manifest:
        """Write a new generation and switch to it, unless it is not yet to be used.

        The build lock must be held. Returns the manifest with the checksums of what was written.
        Raises IndexReadOnly.
        """
        with self._writing():
            work = Path(tempfile.mkdtemp(prefix=_WORK, dir=self.folder))
            try:
                manifest = write_generation(stored, work)
                name = _GENERATION + file_hash(work / MANIFEST_FILE)[:16]
                os.rename(work, self.folder / name)
            finally:
                shutil.rmtree(work, ignore_errors=True)
            if use:
                self._use(name)
        return manifest

    def use(self, name: str) -> None:
        """Switch to a generation that is there; the build lock must be held. Raises IndexReadOnly."""
        with self._writing():
            self._use(name)

    def _use(self, name: str) -> None:
        """Switch, and remove what is neither in use then nor was before."""
        pointed = self._read_pointer(POINTER)
        if pointed != name:
            if (self.folder / pointed).is_dir() and pointed:
                self._point(pointed, PREVIOUS)
            self._point(name, POINTER)
        self._prune({name, self._read_pointer(PREVIOUS)})

    def clear(self) -> None:
        """Remove what was built and never used; the build lock must be held."""
        self._prune({self._read_pointer(POINTER), self._read_pointer(PREVIOUS)})

    def _read_pointer(self, pointer: str) -> str:
        try:
            return (self.folder / pointer).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def _point(self, name: str, pointer: str) -> None:
        fresh = self.folder / f"{pointer}.new"
        fresh.write_text(name, encoding="utf-8")
        flush(fresh)
        os.replace(fresh, self.folder / pointer)

    def _prune(self, kept: set[str]) -> None:
        """Remove generations that are neither in use nor the one before, and what killed builds left."""
        for path in self.folder.iterdir():
            if path.name.startswith((_GENERATION, _WORK)) and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise IndexReadOnly(
                f"索引文件夹无法写入（{error.strerror or error}）。原有索引未受影响。"
                "请检查权限与磁盘空间，或用设置 index.built_dir 另指一处。"
            ) from error
