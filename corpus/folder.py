"""The living folder: add, replace and remove documents; every change is one switch of the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.added import PREFIX, AddedFile, read_added
from corpus.changes import Changes, compare
from corpus.decode import UnreadableFile
from corpus.files import ReadFile, read_file
from corpus.formats.reader import DocumentReader
from corpus.model import Clause, Corpus, Document
from corpus.naming import free_id, slug, words_hash
from corpus.registry import Entry, Supplied, changing, read_register, read_registry, write_registry
from corpus.vault import Vault

_STATED = ("number", "issuer", "written", "published", "force")  # what a text may state itself
_SEE_IDS = "运行 python -m corpus --documents 查看全部 ID。"


class FolderError(ValueError):
    """A document cannot be added, replaced or removed; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Taken:
    """A document that is now held; `changes` is None where it was not held before."""

    document: Document
    clauses: int
    known: bool  # nothing was done: exactly this is held already
    overruled: tuple[str, ...] = ()  # supplied fields for which the text states another value
    changes: Changes | None = None


class Folder:
    """Added documents below one data_dir, beside the shipped ones, which are read only."""

    def __init__(self, data_dir: Path, shipped: Corpus, reader: DocumentReader) -> None:
        self.data_dir = data_dir
        self.shipped = shipped
        self.reader = reader
        self.vault = Vault(data_dir)

    def tidy(self) -> None:
        """Clear away what a killed command left behind. Raises RegistryError."""
        with changing(self.data_dir):
            self.vault.drop_parts()
            self.vault.sweep(read_register(self.data_dir).files)

    def add(self, path: Path, supplied: Supplied) -> Taken:
        """Take in a file; its document id is fixed now. Raises FolderError, UnreadableFile or RegistryError."""
        found = self._open(path)
        words = words_hash(found.text)
        if file := self._shipped_as(words):
            return _taken(next(d for d in self.shipped.documents if d.file == file), self.shipped.clauses)
        with changing(self.data_dir):
            entries = read_registry(self.data_dir)
            entry = next((e for e in entries if e.words == words), None)
            known = entry is not None
            if entry is None:
                entry = self._take(path, self._first_id(found, supplied, entries), words, supplied, entries)
            if path.resolve().parent == self.vault.folder.resolve():
                path.unlink()  # it lay loose in the folder; now it is registered
            return replace(self._report(entry), known=known)

    def replace(self, document_id: str, path: Path, supplied: Supplied) -> Taken:
        """Put a new file in the place of an added one; its id stays. Raises as `add` does."""
        found = self._open(path)
        words = words_hash(found.text)
        if file := self._shipped_as(words):
            raise FolderError(f"《{path.name}》与随附文件《{file}》文字相同，未替换。")
        with changing(self.data_dir):
            entries = read_registry(self.data_dir)
            old = self._entry(document_id, entries)
            if twin := next((e for e in entries if e.words == words and e is not old), None):
                raise FolderError(f"《{path.name}》与已收录的 {twin.id} 文字相同，未替换。")
            said = old.supplied.model_copy(update=supplied.model_dump(exclude_defaults=True))
            if words == old.words and said == old.supplied:
                return replace(self._report(old), known=True)
            before = self._clauses(old)
            entry = self._take(path, document_id, words, said, entries)
            return replace(self._report(entry), changes=compare(before, self._clauses(entry)))

    def remove(self, document_id: str) -> Entry:
        """Move an added document to the trash. Raises FolderError or RegistryError."""
        with changing(self.data_dir):
            entries = read_registry(self.data_dir)
            gone = self._entry(document_id, entries)
            self.vault.note(document_id, gone.model_dump_json(indent=1))
            self._switch([e for e in entries if e is not gone], document_id)
            return gone

    def _take(
        self, path: Path, document_id: str, words: str, supplied: Supplied, entries: Sequence[Entry]
    ) -> Entry:
        """Keep a file and switch the register to it: a crash before the switch leaves all as it was."""
        for other in supplied.supersedes:
            if other == document_id or other not in self._ids(entries):
                raise FolderError(f"--supersedes 的 {other} 不是另一份已收录文件的 ID。{_SEE_IDS}")
        old = next((e for e in entries if e.id == document_id), None)
        imports = old.imports + 1 if old else 1
        file = self.vault.put(document_id, imports, path.name, path.read_bytes())
        new = Entry(
            id=document_id, file=file, original=path.name, words=words, imports=imports, supplied=supplied
        )
        self._switch([new if e is old else e for e in entries] if old else [*entries, new], document_id)
        return new

    def _switch(self, entries: Sequence[Entry], document_id: str) -> None:
        write_registry(self.data_dir, tuple(entries))
        self.vault.sweep((e.file for e in entries), document_id)

    def _entry(self, document_id: str, entries: Sequence[Entry]) -> Entry:
        if document_id in self.shipped.by_document_id:
            raise FolderError(
                f"{document_id} 是随附文件，只读，不能替换或移除。新版本请用 add 收录，并用 --supersedes {document_id} 注明。"
            )
        entry = next((e for e in entries if e.id == document_id), None)
        if entry is None:
            raise FolderError(f"没有收录过 ID 为“{document_id}”的文件。{_SEE_IDS}")
        return entry

    def _first_id(self, found: ReadFile, supplied: Supplied, entries: Sequence[Entry]) -> str:
        """The id of a first import: the title in pinyin and the hex that the parser made of the words."""
        document = found.parsed.documents[0]
        wanted = f"{slug(supplied.title or document.title)}-{document.id.rsplit('-', 1)[1]}"
        # Taken where another document began with these very words and was replaced since.
        return free_id(wanted, self._ids(entries))

    def _ids(self, entries: Sequence[Entry]) -> frozenset[str]:
        return frozenset({e.id for e in entries} | set(self.shipped.by_document_id))

    def _shipped_as(self, words: str) -> str | None:
        return next((file for file, text in self.shipped.texts.items() if words_hash(text) == words), None)

    def _open(self, path: Path) -> ReadFile:
        if not path.is_file():
            raise FolderError(f"找不到文件《{path.name}》。请检查路径。")
        found = read_file(path, path.name, None, (), self.reader)
        if not found.parsed.clauses:
            raise FolderError(f"文件《{path.name}》中没有可以收录的正文。" + "".join(found.parsed.problems))
        return found

    def _read(self, entry: Entry) -> ReadFile:
        return read_added(AddedFile(PREFIX + entry.file, self.vault.folder / entry.file, entry), self.reader)

    def _clauses(self, entry: Entry) -> Sequence[Clause]:
        try:
            return self._read(entry).parsed.clauses
        except UnreadableFile:
            return ()  # its file was damaged or taken away by hand: a reason to replace it

    def _report(self, entry: Entry) -> Taken:
        parsed = self._read(entry).parsed
        document, said = parsed.documents[0], entry.supplied
        overruled = [f for f in _STATED if getattr(said, f) and getattr(said, f) != getattr(document, f)]
        return replace(_taken(document, parsed.clauses), known=False, overruled=tuple(overruled))


def _taken(document: Document, clauses: Sequence[Clause]) -> Taken:
    return Taken(document, sum(c.document == document.id for c in clauses), known=True)
