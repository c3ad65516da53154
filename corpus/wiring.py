"""Build the corpus from a documents folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from corpus.added import added_files, read_added
from corpus.decode import UnreadableFile
from corpus.files import ReadFile, read_file
from corpus.formats.reader import DocumentReader
from corpus.model import Corpus
from corpus.registry import Entry, RegistryError
from corpus.repairs import REPAIRS_FILE, Repair, read_repairs
from corpus.settings import CorpusSettings
from corpus.sources import SOURCES_FILE, FileRecord, read_sources
from corpus.twins import link_reprints
from corpus.versions import link_versions

Reader = Callable[[DocumentReader], ReadFile]


class DocumentsFolderMissing(FileNotFoundError):  # noqa: N818  # names what is the case
    """There is no documents folder, or nothing in it can be read; the message is a Chinese sentence."""


def load_corpus(
    settings: CorpusSettings,
    *,
    with_repairs: bool = True,
    with_added: bool = True,
    entries: Sequence[Entry] | None = None,
    reader: DocumentReader | None = None,
) -> Corpus:
    """Read and parse every document of the folder; a file that cannot be read is named in `problems`.

    `entries` stand in the place of the register: how the corpus will be once a change takes effect.
    Whoever loads many folders lends a `reader`, so that they share one reading process.
    Raises DocumentsFolderMissing, sources.SourcesError or repairs.RepairError.
    """
    if reader is None:
        with DocumentReader() as own:
            return load_corpus(
                settings, with_repairs=with_repairs, with_added=with_added, entries=entries, reader=own
            )
    folder = settings.documents_dir
    if not folder.is_dir():
        raise DocumentsFolderMissing(
            "找不到文件夹：存放政策文件的文件夹不存在。请检查设置 corpus.documents_dir。"
        )
    records = read_sources(folder)
    repairs = read_repairs(folder) if with_repairs else ()
    problems: list[str] = []
    held: dict[str, ReadFile] = {}
    owners: dict[str, str] = {}  # document id -> file that holds it
    files = _shipped(folder, records, repairs)
    if with_added:
        files += _added(settings.data_dir, entries, problems)
    for name, read in files:
        try:
            found = read(reader)
        except UnreadableFile as error:
            problems.append(str(error))
            continue
        problems += found.parsed.problems
        twin = next((owners[d.id] for d in found.parsed.documents if d.id in owners), None)
        if twin is not None:  # clause ids must stay unique
            problems.append(f"文件《{name}》与《{twin}》内容相同，只收录一次。请删去其中一份。")
            continue
        held[name] = found
        owners |= {d.id: name for d in found.parsed.documents}
    problems += [
        f"文件《{name}》在 {SOURCES_FILE} 中有记录，但文件夹里没有。" for name in records if name not in held
    ]
    if not held:
        raise DocumentsFolderMissing(
            "文件夹中没有可以读取的政策文件。请放入 .txt 文件后重试。" + "".join(problems)
        )
    parsed = {name: found.parsed for name, found in held.items()}
    versions = link_versions([d for p in parsed.values() for d in p.documents])
    return Corpus(
        documents=versions.documents,
        clauses=link_reprints(versions.documents, [c for p in parsed.values() for c in p.clauses]),
        texts={name: found.text for name, found in held.items()},
        furniture={name: p.furniture for name, p in parsed.items()},
        metadata={name: p.metadata for name, p in parsed.items()},
        problems=tuple(problems),
        doubts=versions.doubts,
    )


def _shipped(
    folder: Path, records: Mapping[str, FileRecord], repairs: Sequence[Repair]
) -> list[tuple[str, Reader]]:
    """Name and reader of every file of the documents folder."""
    files: list[tuple[str, Reader]] = []
    for path in _candidates(folder):
        name = path.relative_to(folder).as_posix()
        own = [r for r in repairs if r.file == name]
        files.append((name, partial(read_file, path, name, records.get(name), own)))
    return files


def _added(data_dir: Path, entries: Sequence[Entry] | None, problems: list[str]) -> list[tuple[str, Reader]]:
    """The same for what was added; a register that cannot be used is a problem, shipped files stay."""
    try:
        return [(file.name, partial(read_added, file)) for file in added_files(data_dir, entries)]
    except RegistryError as error:
        problems.append(str(error))
        return []


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
