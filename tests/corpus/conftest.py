"""The shipped corpus, read once, and folders made from changed copies of its files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from corpus_samples import FILES, MakeFolder
from living_samples import FIRST, ID, NOTHING, file_of, folder_in, settings_in

from corpus.model import Corpus
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus


@pytest.fixture(scope="session")
def shipped_folder() -> Path:
    """The folder that ships, read only."""
    return CorpusSettings().documents_dir


@pytest.fixture(scope="session")
def shipped(shipped_folder: Path) -> Corpus:
    """The corpus that ships."""
    return load_corpus(CorpusSettings(documents_dir=shipped_folder), with_added=False)


@pytest.fixture(scope="session")
def source_lines(shipped_folder: Path) -> Mapping[str, list[str]]:
    """Lines of each source file by its first three characters; line n stands at n - 1."""
    texts = {key: (shipped_folder / name).read_bytes().decode("utf-8-sig") for key, name in FILES.items()}
    return {key: text.replace("\r\n", "\n").split("\n") for key, text in texts.items()}


@pytest.fixture
def folder_with(tmp_path: Path, shipped_folder: Path) -> MakeFolder:
    """Builds a documents folder: shipped SOURCES and REPAIRS and shipped files, then `changes` on top."""

    def build(changes: Mapping[str, bytes]) -> Path:
        folder = tmp_path / "documents"
        shutil.copytree(shipped_folder, folder)
        for name, data in changes.items():
            (folder / name).write_bytes(data)
        return folder

    return build


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    """A living folder with one shipped document, nothing added."""
    return settings_in(tmp_path)


@pytest.fixture
def added(tmp_path: Path, settings: CorpusSettings) -> CorpusSettings:
    """The same with FIRST added."""
    with folder_in(settings) as folder:
        assert folder.add(file_of(tmp_path, "算力券.txt", FIRST), NOTHING).document.id == ID
    return settings
