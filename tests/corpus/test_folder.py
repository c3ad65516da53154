"""The living folder: what add, replace and remove do to ids, files and the register."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from living_samples import CHANGED, FIRST, NEWER, SHIPPED, file_of, folder_in, settings_in

from corpus.folder import FolderError
from corpus.model import Level
from corpus.registry import REGISTRY_FILE, Entry, RegistryError, Supplied, read_registry
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus

ID = "su-zhou-shi-suan-li-quan-guan-li-ban-fa-1710dc37"  # sha256 of FIRST's words begins so
NOTHING = Supplied()


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    """One shipped document, nothing added."""
    return settings_in(tmp_path)


@pytest.fixture
def added(tmp_path: Path, settings: CorpusSettings) -> CorpusSettings:
    """The same with FIRST added."""
    with folder_in(settings) as folder:
        assert folder.add(file_of(tmp_path, "算力券.txt", FIRST), NOTHING).document.id == ID
    return settings


def files_below(folder: Path) -> list[str]:
    """Names of all files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


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


@pytest.mark.parametrize("action", ["remove", "replace"])
def test_shipped_documents_are_read_only(tmp_path: Path, settings: CorpusSettings, action: str) -> None:
    shipped = load_corpus(settings).documents[0].id
    before = files_below(settings.documents_dir)
    more = () if action == "remove" else (file_of(tmp_path, "a.txt", FIRST), NOTHING)
    with folder_in(settings) as folder, pytest.raises(FolderError, match="随附文件，只读"):
        getattr(folder, action)(shipped, *more)
    assert files_below(settings.documents_dir) == before


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
