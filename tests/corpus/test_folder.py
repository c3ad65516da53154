"""The living folder: what is added is read beside what ships, under an id of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from living_samples import (
    CHANGED,
    FIRST,
    ID,
    NEWER,
    NOTHING,
    SHIPPED,
    file_of,
    files_below,
    folder_in,
    settings_in,
)

from corpus.folder import FolderError
from corpus.model import Level
from corpus.registry import Supplied
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus


def test_an_added_document_is_read_beside_the_shipped_ones(added: CorpusSettings) -> None:
    corpus = load_corpus(added)
    assert corpus.problems == ()
    assert [d.file for d in corpus.documents] == [SHIPPED, f"added/{ID}/1-算力券.txt"]
    document = corpus.document(ID)
    assert document.title == "苏州市算力券管理办法（试行）"
    assert (document.written, document.issuer) == (date(2023, 5, 1), "苏州市工业和信息化局")
    assert document.supplied == frozenset()
    assert corpus.clause(f"{ID}#a3").text == "第三条每家企业每年不超过50万元。"
    assert corpus.texts[document.file] == FIRST


def test_shipped_clauses_do_not_change(added: CorpusSettings) -> None:
    without = load_corpus(added, with_added=False)
    assert load_corpus(added).clauses[: len(without.clauses)] == without.clauses


def test_what_was_supplied_is_told_from_what_was_stated(tmp_path: Path, settings: CorpusSettings) -> None:
    said = Supplied(
        title="算力券办法",
        number="苏工信〔2023〕7号",
        level=Level.CITY,
        region="苏州",
        written=date(2022, 1, 1),
    )
    with folder_in(settings) as folder:
        taken = folder.add(file_of(tmp_path, "a.txt", FIRST), said)
    document = taken.document
    assert document.id == "suan-li-quan-ban-fa-1710dc37"
    assert (document.title, document.number, document.level) == (
        "算力券办法",
        "苏工信〔2023〕7号",
        Level.CITY,
    )
    assert document.written == date(2023, 5, 1)  # the text wins
    assert taken.overruled == ("written",)
    assert document.supplied == {"title", "number", "level", "region"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("另一个名字.txt", FIRST.encode()),
        ("算力券.txt", FIRST.encode("gb18030")),
        ("算力券.md", ("\ufeff" + FIRST.replace("\n", "\r\n\r\n")).encode()),
    ],
)
def test_the_same_text_is_recognised_in_any_dress(
    tmp_path: Path, added: CorpusSettings, name: str, content: bytes
) -> None:
    path = file_of(tmp_path, name, "")
    path.write_bytes(content)
    before = files_below(added.data_dir)
    with folder_in(added) as folder:
        taken = folder.add(path, NOTHING)
    assert (taken.known, taken.document.id) == (True, ID)
    assert files_below(added.data_dir) == before


def test_a_shipped_file_is_recognised(tmp_path: Path, settings: CorpusSettings) -> None:
    text = (settings.documents_dir / SHIPPED).read_text(encoding="utf-8-sig")
    with folder_in(settings) as folder:
        taken = folder.add(file_of(tmp_path, "镇江.txt", text), NOTHING)
        assert taken.known
        assert taken.document.file == SHIPPED
        with pytest.raises(FolderError, match="与随附文件"):
            folder.replace(ID, file_of(tmp_path, "镇江.txt", text), NOTHING)


def test_a_loose_file_is_read_and_can_be_registered(tmp_path: Path, settings: CorpusSettings) -> None:
    loose = settings.data_dir / "documents" / "算力券.txt"
    loose.parent.mkdir(parents=True)
    loose.write_text(FIRST, encoding="utf-8")
    assert load_corpus(settings).document(ID).file == "added/算力券.txt"
    with folder_in(settings) as folder:
        assert folder.add(loose, NOTHING).document.id == ID  # its clause ids stay
    corpus = load_corpus(settings)
    assert corpus.problems == ()
    assert corpus.document(ID).file == f"added/{ID}/1-算力券.txt"
    assert not loose.exists()


def test_ids_do_not_depend_on_what_else_is_held(tmp_path: Path) -> None:
    seen = []
    for order in (("a", "b", "c"), ("c", "a", "b"), ("b",)):
        root = tmp_path / "".join(order)
        settings = settings_in(root, small=True)
        texts = {"a": FIRST, "b": NEWER, "c": CHANGED}
        with folder_in(settings) as folder:
            taken = {n: folder.add(file_of(root, f"{n}.txt", texts[n]), NOTHING).document for n in order}
            if "a" in order:
                folder.remove(taken["a"].id)
        corpus = load_corpus(settings)
        seen.append([(c.id, c.text) for c in corpus.clauses_of(taken["b"].id)])
    assert seen[0] == seen[1] == seen[2] != []
