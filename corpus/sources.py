"""SOURCES.toml: where each file comes from, which documents it holds, and what their texts do not state."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.model import Copy, DocumentKind, Force, Gap, Level, Period

SOURCES_FILE = "SOURCES.toml"


class SourcesError(ValueError):
    """SOURCES.toml cannot be used; the message is a Chinese sentence."""


@dataclass(frozen=True)
class DocumentRecord:
    """What SOURCES.toml supplies for one document; None where it says nothing."""

    id: str
    title: str  # "": the text's own first lines say it
    line: int  # the line, in reading order, at which the document starts; 0: the first that holds text
    quote: str  # how that line starts
    number: str | None = None
    issuer: str | None = None
    level: Level | None = None
    region: str | None = None
    written: date | None = None
    published: date | None = None
    force: Force = Force.UNKNOWN
    kind: DocumentKind = DocumentKind.POLICY
    copy: Copy = Copy.ORIGINAL
    period: Period | None = None
    short_names: tuple[str, ...] = ()
    reprint_of: str | None = None
    summarises: str | None = None
    supersedes: tuple[str, ...] = ()
    status_note: str | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class FileRecord:
    """One file of the documents folder."""

    name: str
    sha256: str
    origin: str
    documents: tuple[DocumentRecord, ...]


def read_sources(folder: Path) -> Mapping[str, FileRecord]:
    """Records by file name; empty where the folder has no SOURCES.toml. Raises SourcesError."""
    path = folder / SOURCES_FILE
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        files = [_file(entry) for entry in content.get("file", [])]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise SourcesError(f"{SOURCES_FILE} 有误：{error}。请对照说明修改后重试。") from error
    return {record.name: record for record in files}


def _file(entry: dict[str, object]) -> FileRecord:
    documents = entry.get("document", [])
    if not isinstance(documents, list):
        raise ValueError("document 应当是表的数组")
    return FileRecord(
        name=str(entry["name"]),
        sha256=str(entry["sha256"]),
        origin=str(entry["origin"]),
        documents=tuple(_document(d) for d in documents),
    )


def _document(entry: dict[str, object]) -> DocumentRecord:
    values: dict[str, object] = dict(entry)
    starts = values.pop("starts")
    if not (isinstance(starts, list) and len(starts) == 2):
        raise ValueError("starts 应写作 [行号, 该行开头的文字]")
    values["line"], values["quote"] = starts
    for key, convert in (("level", Level), ("force", Force), ("kind", DocumentKind), ("copy", Copy)):
        if key in values:
            values[key] = convert(str(values[key]))
    period = values.get("period")
    if isinstance(period, list):
        values["period"] = Period(int(period[0]), int(period[1]))
    for key in ("short_names", "supersedes"):
        values[key] = tuple(_strings(values.get(key, [])))
    gaps = values.get("gaps", [])
    if not isinstance(gaps, list):
        raise ValueError("gaps 应当是表的数组")
    values["gaps"] = tuple(
        Gap(str(g["what"]), g.get("line"), g.get("pages"), tuple(g.get("topics", []))) for g in gaps
    )
    return DocumentRecord(**values)  # type: ignore[arg-type]  # keys are checked by the dataclass itself


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError("应当是字符串的数组")
    return [str(v) for v in value]
