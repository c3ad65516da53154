"""Build the corpus from a documents folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from corpus.decode import UnreadableFile, read_text
from corpus.model import Corpus
from corpus.parse import ParsedFile, parse_file
from corpus.repairs import REPAIRS_FILE, read_repairs
from corpus.settings import CorpusSettings
from corpus.sources import SOURCES_FILE, read_sources

TEXT_SUFFIXES = (".txt", ".md")


class DocumentsFolderMissing(FileNotFoundError):  # noqa: N818  # names what is the case
    """There is no documents folder, or nothing in it can be read; the message is a Chinese sentence."""


def load_corpus(settings: CorpusSettings, *, with_repairs: bool = True) -> Corpus:
    """Read and parse every document of the folder; a file that cannot be read is named in `problems`.

    Raises DocumentsFolderMissing, sources.SourcesError or repairs.RepairError.
    """
    folder = settings.documents_dir
    if not folder.is_dir():
        raise DocumentsFolderMissing(
            "找不到文件夹：存放政策文件的文件夹不存在。请检查设置 corpus.documents_dir。"
        )
    records = read_sources(folder)
    repairs = read_repairs(folder) if with_repairs else ()
    texts: dict[str, str] = {}
    parsed: dict[str, ParsedFile] = {}
    problems: list[str] = []
    for path in _candidates(folder):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in TEXT_SUFFIXES:
            problems.append(f"文件《{name}》的格式暂不支持，未读取。可用格式：{'、'.join(TEXT_SUFFIXES)}。")
            continue
        try:
            texts[name] = read_text(path)
        except UnreadableFile as error:
            problems.append(str(error))
            continue
        parsed[name] = parse_file(
            texts[name], name, records.get(name), [r for r in repairs if r.file == name]
        )
        problems += parsed[name].problems
        twin = _same_documents(parsed[name], {n: p for n, p in parsed.items() if n != name})
        if twin is not None:
            problems.append(f"文件《{name}》与《{twin}》内容相同，只收录一次。请删去其中一份。")
            del parsed[name], texts[name]
    problems += [
        f"文件《{name}》在 {SOURCES_FILE} 中有记录，但文件夹里没有。"
        for name in records
        if name not in parsed
    ]
    if not parsed:
        raise DocumentsFolderMissing(
            "文件夹中没有可以读取的政策文件。请放入 .txt 文件后重试。" + "".join(problems)
        )
    return Corpus(
        documents=tuple(d for p in parsed.values() for d in p.documents),
        clauses=tuple(c for p in parsed.values() for c in p.clauses),
        texts=texts,
        furniture={name: p.furniture for name, p in parsed.items()},
        metadata={name: p.metadata for name, p in parsed.items()},
        problems=tuple(problems),
    )


def _same_documents(new: ParsedFile, held: Mapping[str, ParsedFile]) -> str | None:
    """Name of a file that already holds a document with the same id: clause ids must stay unique."""
    ids = {d.id for d in new.documents}
    return next((n for n, p in held.items() if any(d.id in ids for d in p.documents)), None)


def _candidates(folder: Path) -> list[Path]:
    own = {SOURCES_FILE, REPAIRS_FILE}
    return sorted(
        p for p in folder.rglob("*") if p.is_file() and p.name not in own and not p.name.startswith(".")
    )


def corpus_hash(corpus: Corpus) -> str:
    """Changes whenever a clause's words, address or document would change an index."""
    digest = hashlib.sha256()
    for document in corpus.documents:
        digest.update(repr((document.id, document.title)).encode())
    for clause in corpus.clauses:
        digest.update(repr((clause.id, clause.parent, clause.text, clause.spans)).encode())
    return digest.hexdigest()
