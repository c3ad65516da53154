"""What an index was made from, and the checksums of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from index.model import Passage
from index.problems import IndexDamaged

FORMAT = 3  # raise when the files of a generation change their meaning
MANIFEST_FILE = "manifest.json"
REBUILD = "请运行 make index（或 python -m index）重新建立索引。"


@dataclass(frozen=True)
class Manifest:
    """Written last into a generation; everything that decides whether it may be used."""

    format: int
    model: str  # Embedder.name
    dim: int
    corpus_hash: str
    passages_hash: str  # of the passages as they were cut: changes with settings and with our code
    passages: int  # count
    tokens: int  # count of token vectors
    created: str  # ISO 8601, UTC
    files: dict[str, str]  # name below the generation's folder -> sha256
    sentences_hash: str = ""  # of all sentences and their places
    sentences: int = 0  # count of sentence vectors


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write it as JSON."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read it. Raises IndexDamaged."""
    try:
        content = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        names = {f.name for f in fields(Manifest)}
        # an older or newer format may have other fields; `format` tells, and the loader refuses it
        return Manifest(**{k: v for k, v in content.items() if k in names})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"索引的说明文件缺失或损坏。{REBUILD}") from error


def passages_hash(passages: Sequence[Passage]) -> str:
    """Hash of every field of every passage."""
    digest = hashlib.sha256()
    for passage in passages:
        digest.update(repr(passage).encode())
    return digest.hexdigest()


def embedded_text(passage: Passage) -> str:
    """What the model reads: the heading trail, then the text."""
    return f"{passage.trail}\n{passage.text}"


def text_key(text: str) -> str:
    """Under which key a text's vectors are found again."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_hash(path: Path) -> str:
    """sha256 of a file. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
