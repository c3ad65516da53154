"""The living folder: what replace, remove and a newer version do to ids, files and the register."""

from __future__ import annotations

from pathlib import Path

import docx
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
)

from corpus.folder import FolderError
from corpus.model import Level
from corpus.registry import Supplied, read_registry
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus


def test_replace_keeps_the_id_and_the_ids_of_printed_numbers(tmp_path: Path, added: CorpusSettings) -> None:
    old = load_corpus(added)
    with folder_in(added) as folder:
        taken = folder.replace(ID, file_of(tmp_path, "新.txt", CHANGED), NOTHING)
    assert taken.document.id == ID
    assert taken.changes is not None
    assert taken.changes.appeared == (f"{ID}#a1.k2",)
    assert taken.changes.vanished == (f"{ID}#a2",)
    assert taken.changes.changed == (f"{ID}#a3",)
    assert taken.changes.kept == 3  # 第一条, the signer, the date
    new = load_corpus(added)
    assert new.clause(f"{ID}#a1").text == old.clause(f"{ID}#a1").text
    assert new.document(ID).file == f"added/{ID}/2-新.txt"
    assert files_below(added.data_dir / "trash") == [f"{ID}/1-算力券.txt"]


def test_replace_may_change_what_was_supplied_alone(tmp_path: Path, added: CorpusSettings) -> None:
    path = file_of(tmp_path, "a.txt", FIRST)
    with folder_in(added) as folder:
        assert folder.replace(ID, path, NOTHING).known
        taken = folder.replace(ID, path, Supplied(region="苏州"))
        assert not taken.known
        assert folder.replace(ID, path, Supplied(level=Level.CITY)).document.region == "苏州"  # said before
    assert taken.changes is not None
    assert (taken.changes.appeared, taken.changes.changed, taken.changes.kept) == ((), (), 5)


def test_ids_stay_when_the_first_words_come_back(tmp_path: Path, added: CorpusSettings) -> None:
    with folder_in(added) as folder:
        folder.replace(ID, file_of(tmp_path, "b.txt", CHANGED), NOTHING)
        again = folder.add(file_of(tmp_path, "a.txt", FIRST), NOTHING)
        assert again.document.id == f"{ID}-2"
        with pytest.raises(FolderError, match=f"与已收录的 {ID} 文字相同"):
            folder.replace(f"{ID}-2", file_of(tmp_path, "b.txt", CHANGED), NOTHING)


def test_remove_moves_to_the_trash(tmp_path: Path, added: CorpusSettings) -> None:
    with folder_in(added) as folder:
        gone = folder.remove(ID)
        assert gone.original == "算力券.txt"
        with pytest.raises(FolderError, match="没有收录过"):
            folder.remove(ID)
    assert ID not in load_corpus(added).by_document_id
    assert files_below(added.data_dir / "trash") == [f"{ID}/1-算力券.txt", f"{ID}/entry.json"]
    assert (added.data_dir / "trash" / ID / "1-算力券.txt").read_text(encoding="utf-8") == FIRST
    assert list((added.data_dir / "documents").iterdir()) == []
    with folder_in(added) as folder:  # it comes back under the same id, and may go again
        assert folder.add(file_of(tmp_path, "算力券.txt", FIRST), NOTHING).document.id == ID
        folder.remove(ID)
    assert f"{ID}/1-算力券~2.txt" in files_below(added.data_dir / "trash")


def test_two_versions_are_both_kept_and_linked(tmp_path: Path, added: CorpusSettings) -> None:
    with folder_in(added) as folder:
        newer = folder.add(file_of(tmp_path, "新.txt", NEWER), NOTHING).document.id
    corpus = load_corpus(added)
    assert corpus.document(ID).superseded_by == newer
    assert corpus.document(newer).supersedes == (ID,)
    assert (
        corpus.document(ID).status_note
        == "已有更新版本：《苏州市算力券管理办法（2024年修订）》（2024-05-01）"
    )
    assert corpus.document(newer).status_note is None
    assert corpus.clause(f"{ID}#a3").text.endswith("50万元。")
    assert corpus.clause(f"{newer}#a3").text.endswith("80万元。")


def test_supersedes_must_name_another_document(tmp_path: Path, added: CorpusSettings) -> None:
    with folder_in(added) as folder, pytest.raises(FolderError, match="无此文件 不是另一份已收录文件的 ID"):
        folder.add(file_of(tmp_path, "b.txt", NEWER), Supplied(supersedes=("无此文件",)))
    assert [e.id for e in read_registry(added.data_dir)] == [ID]


def test_a_word_file_takes_the_place_of_a_text(tmp_path: Path, added: CorpusSettings) -> None:
    path = tmp_path / "办法.docx"
    word = docx.Document()
    for line in CHANGED.splitlines():
        word.add_paragraph(line)
    word.save(str(path))
    with folder_in(added) as folder:
        taken = folder.replace(ID, path, NOTHING)
        assert folder.replace(ID, file_of(tmp_path, "同文.txt", CHANGED), NOTHING).known
    assert taken.document.file == f"added/{ID}/2-办法.docx"
    assert taken.changes is not None
    assert taken.changes.changed == (f"{ID}#a3",)
    assert load_corpus(added).problems == ()


def test_a_file_that_was_taken_away_by_hand_is_a_problem_and_can_be_replaced(
    tmp_path: Path, added: CorpusSettings
) -> None:
    (added.data_dir / "documents" / ID / "1-算力券.txt").unlink()
    corpus = load_corpus(added)
    assert [d.file for d in corpus.documents] == [SHIPPED]
    assert len(corpus.problems) == 1
    assert "无法打开" in corpus.problems[0]
    with folder_in(added) as folder:
        taken = folder.replace(ID, file_of(tmp_path, "b.txt", CHANGED), NOTHING)
    assert taken.changes is not None
    assert len(taken.changes.appeared) == taken.clauses == 5
