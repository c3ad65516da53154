"""The register of added documents: one JSON file that is replaced in one step and never half written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from corpus.model import Copy, DocumentKind, Force, Level
from corpus.placements import Placement
from corpus.record import Record
from corpus.transcripts import Transcript

REGISTRY_FILE = "registry.json"
_FOLDER = "documents"
_LOCK_FILE = ".registry.lock"
_LOCK_SECONDS = 30.0  # adding a long compilation takes a few


class RegistryError(ValueError):
    """The register cannot be used or changed; the message is a Chinese sentence."""


class Supplied(Record):
    """What the operator said of a document; None where nothing was said.

    What the text states wins, but for the fields of `overruling`: there a person has read the text and
    corrects what was read from it, to nothing where the field is None.
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    level: Level | None = None
    region: str | None = None
    written: date | None = None
    published: date | None = None
    force: Force | None = None
    kind: DocumentKind | None = None
    copied: Copy | None = None  # Document.copy; a field of that name would hide a method
    supersedes: tuple[str, ...] = ()
    overruling: tuple[str, ...] = ()  # names of fields of this class


class Entry(Record):
    """One added document: its id is fixed at the first import, its file and words may be replaced."""

    id: str
    file: str  # below data_dir/documents; the version in force
    original: str  # the file's own name, as the operator gave it
    words: str  # sha256 of all its words: tells the same text in another encoding or under another name
    imports: int  # how many versions of the file have been taken in
    draft: str | None = None  # token of the draft that it came from: one that was accepted is not shown again
    supplied: Supplied = Supplied()
    placements: tuple[Placement, ...] = ()  # lines that a person has put into another place or role
    transcripts: tuple[Transcript, ...] = ()  # words of pictures, typed in by a person


class _Registry(Record):
    version: Literal[1] = 1
    documents: tuple[Entry, ...] = ()
    previous: tuple[Entry, ...] | None = None  # what was held before the last release, kept for going back


def added_folder(data_dir: Path) -> Path:
    """The folder of added documents: <id>/<n>-<name> for registered ones, <name> for what lies loose."""
    return data_dir / _FOLDER


@dataclass(frozen=True)
class Register:
    """What is held, and what was held before the last release; None where nobody can go back to it."""

    documents: tuple[Entry, ...] = ()
    previous: tuple[Entry, ...] | None = None

    @property
    def files(self) -> frozenset[str]:
        """Files below data_dir/documents that must stay where they are."""
        return frozenset(e.file for e in (*self.documents, *(self.previous or ())))


def read_registry(data_dir: Path) -> tuple[Entry, ...]:
    """All added documents in the order of their import; none where nothing was added. Raises RegistryError."""
    return read_register(data_dir).documents


def read_register(data_dir: Path) -> Register:
    """The whole register. Raises RegistryError."""
    path = data_dir / REGISTRY_FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        if any(added_folder(data_dir).glob("*/*")):  # or the next change would take all files for leftovers
            raise RegistryError(
                f"已收录文件的登记表 {REGISTRY_FILE} 不见了，而文件还在。请从备份恢复；随附文件不受影响。"
            ) from None
        return Register()
    except OSError as error:
        raise RegistryError(f"已收录文件的登记表 {REGISTRY_FILE} 无法打开。请检查文件权限。") from error
    try:
        found = _Registry.model_validate_json(content)
    except ValidationError as error:
        raise RegistryError(
            f"已收录文件的登记表 {REGISTRY_FILE} 已损坏（{error.error_count()} 处有误）。请从备份恢复；随附文件不受影响。"
        ) from error
    for entries in (found.documents, found.previous or ()):
        if len({e.id for e in entries}) < len(entries):
            raise RegistryError(
                f"已收录文件的登记表 {REGISTRY_FILE} 中有重复的 ID。请从备份恢复；随附文件不受影响。"
            )
    return Register(found.documents, found.previous)


def write_registry(
    data_dir: Path, entries: tuple[Entry, ...], previous: tuple[Entry, ...] | None = None
) -> None:
    """Replace the register in one step: after a crash either the old or the new one stands there.

    Without `previous` nobody can go back; what was kept for that goes to the trash with the next sweep.
    """
    register = _Registry(documents=entries, previous=previous)
    write_atomically(data_dir / REGISTRY_FILE, register.model_dump_json(indent=1).encode() + b"\n")


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that no reader and no crash ever sees a part of it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp keeps others out; the service may run as another user
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return  # Windows cannot sync a folder, and its rename does not need it
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def changing(data_dir: Path, wait_seconds: float = _LOCK_SECONDS) -> Iterator[None]:
    """Hold the lock under which the register is changed; the system frees it when its holder dies.

    Raises RegistryError where another command holds it too long or the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # readers do not need it

    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / _LOCK_FILE, timeout=wait_seconds)
        lock.acquire()
    except Timeout as error:
        raise RegistryError("另一个命令正在修改已收录的文件。请等它结束后重试。") from error
    except OSError as error:
        raise RegistryError("数据文件夹不可写。请检查设置 corpus.data_dir 及其权限。") from error
    try:
        if not (data_dir / REGISTRY_FILE).exists() and not read_registry(data_dir):
            write_registry(data_dir, ())  # from now on its absence is a loss
        yield
    finally:
        lock.release()
