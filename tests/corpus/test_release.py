"""A change that is prepared and takes effect in one step, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from living_samples import CHANGED, FIRST, NEWER, settings_in

from corpus.__main__ import main
from corpus.drafts import Draft, Drafts
from corpus.folder import FolderError
from corpus.formats.reader import DocumentReader
from corpus.registry import RegistryError, Supplied, changing, read_register
from corpus.release import preparing
from corpus.settings import CorpusSettings
from corpus.transcripts import Transcript
from corpus.wiring import load_corpus


@pytest.fixture
def settings(tmp_path: Path) -> CorpusSettings:
    return settings_in(tmp_path, small=True)


def draft_of(
    settings: CorpusSettings, text: str, name: str = "办法.txt", replaces: str | None = None
) -> Draft:
    return Drafts(settings.data_dir).take(name, text.encode(), replaces)


def accept(settings: CorpusSettings, draft: Draft) -> str:
    shipped = load_corpus(settings, with_added=False)
    with preparing(settings.data_dir, shipped) as release, DocumentReader() as reader:
        entries, document_id = release.adding(draft, Drafts(settings.data_dir).path(draft), reader)
        before = load_corpus(settings)
        after = load_corpus(settings, entries=entries)
        assert document_id in after.by_document_id
        assert load_corpus(settings) == before  # nothing has changed yet for anybody
        release.take_effect(entries)
    assert load_corpus(settings) == after
    return document_id


def change(settings: CorpusSettings, what: str, document_id: str = "") -> None:
    with preparing(settings.data_dir, load_corpus(settings, with_added=False)) as release:
        release.take_effect(release.removing(document_id) if what == "remove" else release.going_back())


def test_there_and_back_again(settings: CorpusSettings) -> None:
    start = load_corpus(settings)
    first = accept(settings, draft_of(settings, FIRST))
    one = load_corpus(settings)
    second = accept(settings, draft_of(settings, NEWER))
    two = load_corpus(settings)
    assert {first, second} <= set(two.by_document_id)
    change(settings, "back")
    assert load_corpus(settings) == one
    change(settings, "back")  # and forth
    assert load_corpus(settings) == two
    change(settings, "remove", first)
    assert first not in load_corpus(settings).by_document_id
    change(settings, "back")
    assert load_corpus(settings) == two  # the file was kept for that
    assert start.problems == two.problems == ()


def test_a_replacement_keeps_its_id_and_leads_back_to_the_old_words(settings: CorpusSettings) -> None:
    document_id = accept(settings, draft_of(settings, FIRST))
    old = load_corpus(settings)
    assert accept(settings, draft_of(settings, CHANGED, replaces=document_id)) == document_id
    assert "60万元" in load_corpus(settings).full_text(f"{document_id}#a3")
    change(settings, "back")
    assert load_corpus(settings) == old


def test_what_never_took_effect_leaves_no_trace(settings: CorpusSettings) -> None:
    before = load_corpus(settings)
    draft = draft_of(settings, FIRST)
    shipped = load_corpus(settings, with_added=False)
    with preparing(settings.data_dir, shipped) as release, DocumentReader() as reader:
        release.adding(draft, Drafts(settings.data_dir).path(draft), reader)
    assert load_corpus(settings) == before
    with preparing(settings.data_dir, shipped):
        pass  # whoever comes next clears away
    assert list((settings.data_dir / "documents").glob("*/*")) == []
    assert Drafts(settings.data_dir).all() == (draft,)


def test_what_cannot_be_taken_in_is_refused(settings: CorpusSettings) -> None:
    document_id = accept(settings, draft_of(settings, FIRST))
    shipped = load_corpus(settings, with_added=False)
    own = next(iter(shipped.texts.values()))
    wrong = [
        (draft_of(settings, FIRST + "  \n"), "文字相同"),
        (draft_of(settings, own), "随附文件"),
        (draft_of(settings, NEWER, replaces="none"), "没有收录过"),
        (draft_of(settings, NEWER, replaces=shipped.documents[0].id), "只读"),
        (
            draft_of(settings, NEWER).model_copy(update={"supplied": Supplied(supersedes=("none",))}),
            "不是另一份",
        ),
    ]
    held = load_corpus(settings)
    for draft, reason in wrong:
        with (
            preparing(settings.data_dir, shipped) as release,
            DocumentReader() as reader,
            pytest.raises(FolderError, match=reason),
        ):
            release.adding(draft, Drafts(settings.data_dir).path(draft), reader)
    with preparing(settings.data_dir, shipped) as release, pytest.raises(FolderError):
        release.removing(shipped.documents[0].id)
    assert load_corpus(settings) == held
    assert [e.id for e in read_register(settings.data_dir).documents] == [document_id]


def test_there_is_no_way_back_before_the_first_change(settings: CorpusSettings) -> None:
    shipped = load_corpus(settings, with_added=False)
    with preparing(settings.data_dir, shipped) as release, pytest.raises(FolderError, match="没有可以退回"):
        release.going_back()


def test_commands_wait_while_a_change_is_prepared(settings: CorpusSettings) -> None:
    shipped = load_corpus(settings, with_added=False)
    with (
        preparing(settings.data_dir, shipped),
        pytest.raises(RegistryError, match="另一个命令"),
        changing(settings.data_dir, wait_seconds=0.05),
    ):
        pytest.fail("two hold the register")


def test_the_text_command_prints_what_spans_point_into(
    settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = draft_of(settings, FIRST).model_copy(
        update={"transcripts": (Transcript(after=2, text="附图。"),)}
    )
    Drafts(settings.data_dir).save(draft)
    document_id = accept(settings, draft)
    document = load_corpus(settings).document(document_id)
    monkeypatch.setenv("YOUJU_CORPUS__DATA_DIR", str(settings.data_dir))
    path = settings.data_dir / "documents" / document.file.removeprefix("added/")
    assert main(["--text", str(path)]) == 0
    assert capsys.readouterr().out == load_corpus(settings).texts[document.file]
    assert "附图。" in load_corpus(settings).texts[document.file]
