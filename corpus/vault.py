"""Where the files of added documents are kept: put in whole, taken out to the trash, never deleted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from corpus.registry import added_folder, write_atomically

_TRASH = "trash"
_MAX_STEM_CHARS = 60  # three bytes each in UTF-8; a file name holds 255
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


class Vault:
    """Files below data_dir/documents; used only under the register's lock."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = added_folder(data_dir)
        self.trash = data_dir / _TRASH

    def put(self, document_id: str, imports: int, original: str, content: bytes) -> str:
        """Keep a version of a document's file; its name below the folder. The register does not know it yet."""
        stem, suffix = os.path.splitext(_UNFIT.sub("_", original))
        name = f"{document_id}/{imports}-{stem[:_MAX_STEM_CHARS]}{suffix}"
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        return name

    def note(self, document_id: str, text: str) -> None:
        """Leave in the trash what the register knew of a document that is about to go."""
        folder = self.trash / document_id
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(folder / "entry.json", text.encode())

    def drop_parts(self) -> None:
        """Delete the parts of files that a killed command had begun to write."""
        for folder in (self.folder.parent, *self.folder.glob("*/"), *self.trash.glob("*/")):
            for part in folder.glob(".*.tmp"):
                part.unlink()

    def sweep(self, held: Iterable[str], document_id: str = "*") -> None:
        """Move to the trash every kept file that is not in `held`, of one document or of all.

        That is how a file leaves, and how a file goes that a killed command had not yet registered.
        Files that lie loose stay.
        """
        wanted = {self.folder / name for name in held}
        for path in sorted(self.folder.glob(f"{document_id}/*")):
            if path not in wanted:
                self._discard(path)
        for folder in self.folder.glob(f"{document_id}/"):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _discard(self, path: Path) -> None:
        target = self.trash / path.parent.name / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        again = 1
        while target.exists():  # removed, added and removed again
            again += 1
            target = target.with_name(f"{path.stem}~{again}{path.suffix}")
        os.replace(path, target)
