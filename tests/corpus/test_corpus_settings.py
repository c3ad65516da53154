"""Settings: one file, one section a package, environment on top, slips refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.settings import ROOT, SETTINGS_FILE_VARIABLE, CorpusSettings, Section, SettingsError, read_section


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "youju.toml"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv(SETTINGS_FILE_VARIABLE, str(path))
    return path


@pytest.mark.usefixtures("settings_file")
def test_defaults() -> None:
    settings = read_section("corpus", CorpusSettings)
    assert settings.documents_dir == ROOT / "corpus" / "documents"
    assert settings.data_dir == ROOT / "var"


def test_file_then_environment(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_file.write_text(
        '\ufeff[corpus]\ndocuments_dir = "甲"\ndata_dir = "乙"\n[web]\nport = 1\n', encoding="utf-8"
    )
    assert read_section("corpus", CorpusSettings).documents_dir == Path("甲")
    monkeypatch.setenv("YOUJU_CORPUS__DOCUMENTS_DIR", "丙")
    settings = read_section("corpus", CorpusSettings)
    assert (settings.documents_dir, settings.data_dir) == (Path("丙"), Path("乙"))


REFUSED = [
    ('[corpus]\ndocument_dir = "甲"\n', r"设置 \[corpus\] 有误：document_dir：无法识别的设置项"),
    ("[corpus]\ndocuments_dir = 3\n", r"设置 \[corpus\] 有误：documents_dir"),
    ("[corpora]\n", "无法识别的部分：corpora"),
    ("corpus = 3\n", "应当是一个表"),
    ("[corpus\n", "无法读取"),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_slips_are_refused_in_chinese(settings_file: Path, content: str, words: str) -> None:
    settings_file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=words):
        read_section("corpus", CorpusSettings)


def test_bytes_that_are_no_text(settings_file: Path) -> None:
    settings_file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="无法读取"):
        read_section("corpus", CorpusSettings)


class Service(Section):
    """A table below a section."""

    address: str
    key: str = ""
    seconds: int = 3


class Outer(Section):
    """A section with a table below it."""

    service: Service | None = None


def test_a_variable_reaches_a_table_below_its_section(
    settings_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings_file.write_text('[web.service]\naddress = "甲"\nkey = "乙"\n', encoding="utf-8")
    monkeypatch.setenv("YOUJU_WEB__SERVICE__KEY", "丙")
    assert read_section("web", Outer).service == Service(address="甲", key="丙")
    settings_file.write_text("", encoding="utf-8")
    monkeypatch.setenv("YOUJU_WEB__SERVICE__ADDRESS", "丁")
    assert read_section("web", Outer).service == Service(address="丁", key="丙")


def test_what_was_put_in_stands_in_no_traceback(settings_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings_file.write_text('[web.service]\naddress = "甲"\n', encoding="utf-8")
    monkeypatch.setenv("YOUJU_WEB__SERVICE__SECONDS", "sk-secret")
    with pytest.raises(SettingsError, match=r"service\.seconds") as caught:
        read_section("web", Outer)
    assert "sk-secret" not in f"{caught.value} {caught.value.__cause__}"


@pytest.mark.usefixtures("settings_file")
def test_an_unknown_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YOUJU_CORPUS__DOCUMENT_DIR", "甲")
    with pytest.raises(SettingsError, match="document_dir：无法识别的设置项"):
        read_section("corpus", CorpusSettings)


def test_a_named_file_must_exist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTINGS_FILE_VARIABLE, str(tmp_path / "无.toml"))
    with pytest.raises(SettingsError, match="设置文件不存在"):
        read_section("corpus", CorpusSettings)


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        CorpusSettings().documents_dir = Path("甲")  # type: ignore[misc]  # that is the point
