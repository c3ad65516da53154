"""The living folder: what it does not take, and what a damaged register costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from living_samples import (
    FIRST,
    ID,
    NEWER,
    NOTHING,
    SHIPPED,
    file_of,
    files_below,
    folder_in,
)

from corpus.folder import FolderError
from corpus.registry import REGISTRY_FILE, Entry, RegistryError, read_registry
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus


@pytest.mark.parametrize("action", ["remove", "replace"])
def test_shipped_documents_are_read_only(tmp_path: Path, settings: CorpusSettings, action: str) -> None:
    shipped = load_corpus(settings).documents[0].id
    before = files_below(settings.documents_dir)
    more = () if action == "remove" else (file_of(tmp_path, "a.txt", FIRST), NOTHING)
    with folder_in(settings) as folder, pytest.raises(FolderError, match="随附文件，只读"):
        getattr(folder, action)(shipped, *more)
    assert files_below(settings.documents_dir) == before


BAD_FILES = [
    ("无.txt", None, "找不到文件《无.txt》"),
    ("空.txt", b"", "没有文字"),
    ("图.txt", b"\x89PNG\0", "不是文本文件"),
    ("表.xlsx", b"PK", "格式暂不支持"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD_FILES)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    tmp_path: Path, added: CorpusSettings, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = files_below(added.data_dir)
    with folder_in(added) as folder:
        for change in (lambda: folder.add(path, NOTHING), lambda: folder.replace(ID, path, NOTHING)):
            with pytest.raises(ValueError, match=words):
                change()
    assert files_below(added.data_dir) == before


def test_names_that_no_file_system_takes_are_made_fit(tmp_path: Path, settings: CorpusSettings) -> None:
    path = file_of(tmp_path, "办" * 80 + ".txt", FIRST)
    with folder_in(settings) as folder:
        taken = folder.add(path, NOTHING)
    assert taken.document.file == f"added/{ID}/1-{'办' * 60}.txt"


REGISTERS = [
    ("{", "已损坏"),
    ('{"version": 2, "documents": []}', "已损坏"),
    ('{"version": 1, "documents": [{"id": "a"}]}', "已损坏"),
    (None, "不见了"),
]


@pytest.mark.parametrize(("content", "words"), REGISTERS)
def test_a_damaged_register_costs_nothing_but_the_added_documents(
    tmp_path: Path, added: CorpusSettings, content: str | None, words: str
) -> None:
    register = added.data_dir / REGISTRY_FILE
    if content is None:
        register.unlink()
    else:
        register.write_text(content, encoding="utf-8")
    corpus = load_corpus(added)
    assert [d.file for d in corpus.documents] == [SHIPPED]
    assert words in corpus.problems[0]
    before = files_below(added.data_dir / "documents")
    with folder_in(added) as folder, pytest.raises(RegistryError, match=words):
        folder.add(file_of(tmp_path, "新.txt", NEWER), NOTHING)
    assert files_below(added.data_dir / "documents") == before


def test_ids_in_the_register_are_unique(added: CorpusSettings) -> None:
    register = added.data_dir / REGISTRY_FILE
    content = json.loads(register.read_text(encoding="utf-8"))
    content["documents"] *= 2
    register.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RegistryError, match="重复的 ID"):
        read_registry(added.data_dir)


def test_an_entry_is_what_was_written(added: CorpusSettings) -> None:
    (entry,) = read_registry(added.data_dir)
    assert entry == Entry(
        id=ID,
        file=f"{ID}/1-算力券.txt",
        original="算力券.txt",
        words=entry.words,
        imports=1,
        supplied=NOTHING,
    )
    assert entry.words.startswith("1710dc37")
