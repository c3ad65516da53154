"""Files that were handed in and are not held yet: each waits in a folder of its own until a person decides."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from corpus.formats.reader import check_suffix
from corpus.placements import Placement
from corpus.record import Record
from corpus.registry import Supplied, write_atomically
from corpus.transcripts import Transcript

MAX_DRAFTS = 30  # a forgotten one costs disk; a person who has that many first decides on some
_FOLDER = "drafts"
_SHEET = "draft.json"
_TOKEN = re.compile(r"[0-9a-f]{24}")
_MAX_NAME_CHARS = 120
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


class DraftError(ValueError):
    """A draft cannot be kept or found; the message is a Chinese sentence."""


class Draft(Record):
    """One file with what a person has said of it and put right in it so far."""

    token: str  # the name of its folder, and of nothing that a user chose
    original: str  # the file's own name, for people alone
    suffix: str  # .pdf
    received: datetime
    replaces: str | None = None  # id of the added document that it is a new version of
    supplied: Supplied = Supplied()
    placements: tuple[Placement, ...] = ()
    transcripts: tuple[Transcript, ...] = ()


def shown_name(name: str) -> str:
    """A file's own name for people: without folders and invisible marks.

    >>> shown_name("../../etc/C:\\\\x\\\\通知.txt"), shown_name("..")
    ('通知.txt', '未命名')
    """
    last = re.split(r"[/\\\\]", _UNFIT.sub("", name))[-1].strip()
    stem, suffix = os.path.splitext(last)
    return f"{stem[:_MAX_NAME_CHARS]}{suffix[:12]}" if stem.strip(". ") else "未命名"


class Drafts:
    """The folder of drafts below one data_dir. Each method leaves it whole at whatever moment it is killed."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / _FOLDER

    def take(self, name: str, content: bytes, replaces: str | None = None) -> Draft:
        """Keep a file that was handed in. Raises DraftError, or UnreadableFile for a format that nobody reads."""
        original = shown_name(name)
        suffix = os.path.splitext(original)[1].lower()
        check_suffix(suffix, original)
        if len(self.all()) >= MAX_DRAFTS:
            raise DraftError(f"已有 {MAX_DRAFTS} 份文件等待处理。请先收录或放弃其中一些，再上传。")
        draft = Draft(
            token=secrets.token_hex(12),
            original=original,
            suffix=suffix,
            received=datetime.now(UTC),
            replaces=replaces,
        )
        work = self._folder / f".new-{draft.token}"
        work.mkdir(parents=True)
        write_atomically(work / f"file{suffix}", content)
        write_atomically(work / _SHEET, draft.model_dump_json(indent=1).encode())
        os.rename(work, self._folder / draft.token)
        return draft

    def all(self) -> tuple[Draft, ...]:
        """All drafts, oldest first; what cannot be read is left out."""
        found = []
        for path in self._folder.glob("*"):
            if _TOKEN.fullmatch(path.name) and (draft := self._read(path.name)):
                found.append(draft)
        return tuple(sorted(found, key=lambda d: (d.received, d.token)))

    def get(self, token: str) -> Draft:
        """The draft of this token. Raises DraftError."""
        draft = self._read(token) if _TOKEN.fullmatch(token) else None
        if draft is None:
            raise DraftError("没有这份待收录的文件：可能已经收录，或者已经放弃。")
        return draft

    def path(self, draft: Draft) -> Path:
        """Where the file of a draft lies."""
        return self._folder / draft.token / f"file{draft.suffix}"

    def save(self, draft: Draft) -> None:
        """Keep what was said of a draft or put right in it. Raises DraftError where it is gone."""
        self.get(draft.token)
        write_atomically(self._folder / draft.token / _SHEET, draft.model_dump_json(indent=1).encode())

    def discard(self, token: str) -> None:
        """Delete a draft. Raises DraftError."""
        draft = self.get(token)
        gone = self._folder / f".gone-{draft.token}"
        os.rename(self._folder / draft.token, gone)
        shutil.rmtree(gone, ignore_errors=True)

    def tidy(self) -> None:
        """Delete what a killed process had begun to take in or to delete."""
        for path in (*self._folder.glob(".new-*"), *self._folder.glob(".gone-*")):
            shutil.rmtree(path, ignore_errors=True)

    def _read(self, token: str) -> Draft | None:
        try:
            draft = Draft.model_validate_json((self._folder / token / _SHEET).read_bytes())
        except (OSError, ValidationError):
            return None
        return draft if draft.token == token else None
