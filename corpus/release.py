"""A change of what is held that is first prepared and then takes effect in one step: the register's replacement.

Whoever prepares holds the register's lock, so that what was prepared is what takes effect. Until `take_effect`
nothing that anybody reads has changed; a file that was put in and never came into effect goes to the trash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.added import read_described
from corpus.drafts import Draft
from corpus.files import read_file
from corpus.folder import FolderError
from corpus.formats.reader import DocumentReader
from corpus.model import Corpus
from corpus.naming import free_id, slug, words_hash
from corpus.registry import Entry, Register, changing, read_register, write_registry
from corpus.vault import Vault

Entries = tuple[Entry, ...]


class Release:
    """A change in the making; made by `preparing` alone."""

    def __init__(self, data_dir: Path, shipped: Corpus, register: Register) -> None:
        self._data_dir = data_dir
        self._shipped = shipped
        self._vault = Vault(data_dir)
        self.register = register

    def adding(self, draft: Draft, path: Path, reader: DocumentReader) -> tuple[Entries, str]:
        """What is held once the draft is accepted, and its document id; its file is put in.

        Raises FolderError or UnreadableFile.
        """
        held = self.register.documents
        old = self._entry(draft.replaces) if draft.replaces else None
        found = read_described(path, draft.original, entry_of(draft, old.id if old else "draft"), reader)
        if not found.parsed.clauses:
            raise FolderError(
                f"文件《{draft.original}》中没有可以收录的正文。" + "".join(found.parsed.problems)
            )
        if found.parsed.problems:
            raise FolderError("".join(found.parsed.problems))
        words = words_hash(found.text)
        self._refuse_twins(words, held, old)
        document = found.parsed.documents[0]
        taken = frozenset({e.id for e in held} | set(self._shipped.by_document_id))
        document_id = old.id if old else self._first_id(document.title, path, draft.original, reader, taken)
        self._refuse_unknown(draft, document_id, taken)
        imports = old.imports + 1 if old else 1
        file = self._vault.put(document_id, imports, draft.original, path.read_bytes())
        new = entry_of(draft, document_id).model_copy(
            update={"file": file, "words": words, "imports": imports}
        )
        after = tuple(new if e is old else e for e in held) if old else (*held, new)
        return after, document_id

    def removing(self, document_id: str) -> Entries:
        """What is held once an added document is gone. Raises FolderError."""
        gone = self._entry(document_id)
        return tuple(e for e in self.register.documents if e is not gone)

    def going_back(self) -> Entries:
        """What was held before the last release. Raises FolderError where that is not kept."""
        if self.register.previous is None:
            raise FolderError("没有可以退回的上一版。")
        return self.register.previous

    def take_effect(self, entries: Entries) -> None:
        """Switch to `entries`: the one instant at which what is held changes."""
        write_registry(self._data_dir, entries, previous=self.register.documents)
        self.register = Register(entries, self.register.documents)
        self._vault.sweep(self.register.files)

    def _entry(self, document_id: str) -> Entry:
        if document_id in self._shipped.by_document_id:
            raise FolderError(f"{document_id} 是随附文件，只读，不能替换或移除。")
        entry = next((e for e in self.register.documents if e.id == document_id), None)
        if entry is None:
            raise FolderError(f"没有收录过 ID 为“{document_id}”的文件。")
        return entry

    @staticmethod
    def _first_id(title: str, path: Path, name: str, reader: DocumentReader, taken: frozenset[str]) -> str:
        """The id that `python -m corpus add` would give: the title in pinyin and the hex of the file's own words."""
        as_it_came = read_file(path, name, None, (), reader).parsed.documents[0]
        return free_id(f"{slug(title)}-{as_it_came.id.rsplit('-', 1)[1]}", taken)

    def _refuse_twins(self, words: str, held: Sequence[Entry], old: Entry | None) -> None:
        file = next((f for f, text in self._shipped.texts.items() if words_hash(text) == words), None)
        if file:
            raise FolderError(f"这份文件与随附文件《{file}》文字相同，不必再收录。")
        if twin := next((e for e in held if e.words == words and e is not old), None):
            raise FolderError(f"这份文件与已收录的《{twin.original}》（{twin.id}）文字相同，不必再收录。")

    @staticmethod
    def _refuse_unknown(draft: Draft, document_id: str, taken: frozenset[str]) -> None:
        for other in draft.supplied.supersedes:
            if other == document_id or other not in taken:
                raise FolderError(f"“取代的旧版本”中的 {other} 不是另一份已收录文件的 ID。")


def entry_of(draft: Draft, document_id: str) -> Entry:
    """The entry that a draft would have; its file and words are not known yet."""
    return Entry(
        id=document_id,
        file="",
        original=draft.original,
        words="",
        imports=0,
        draft=draft.token,
        supplied=draft.supplied,
        placements=draft.placements,
        transcripts=draft.transcripts,
    )


@contextmanager
def preparing(data_dir: Path, shipped: Corpus) -> Iterator[Release]:
    """Hold the register and prepare a change of it; what a killed one left behind is cleared away first.

    Raises RegistryError where another command holds it.
    """
    with changing(data_dir):
        vault = Vault(data_dir)
        register = read_register(data_dir)
        vault.drop_parts()
        vault.sweep(register.files)
        yield Release(data_dir, shipped, register)
