"""Settings of the corpus stage, and the one way in which every package reads its section."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

_REASONS = {"extra_forbidden": "无法识别的设置项"}  # pydantic's own sentences are English
SETTINGS_FILE_VARIABLE = "YOUJU_SETTINGS"
SECTIONS = ("corpus", "index", "assistant", "web", "eval")
ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """The settings file or an environment variable holds something that cannot be used."""


class Section(BaseModel):
    """A frozen settings section; unknown keys are rejected so that a typing slip is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CorpusSettings(Section):
    """Where documents are read from and where state is kept."""

    documents_dir: Path = ROOT / "corpus" / "documents"
    data_dir: Path = ROOT / "var"


SectionT = TypeVar("SectionT", bound=Section)


def read_section(name: str, model: type[SectionT]) -> SectionT:
    """The section `name` of youju.toml, overlaid with YOUJU_<NAME>__<KEY> variables.

    Called once, in an entry point. Raises SettingsError with a Chinese sentence.
    """
    path = Path(os.environ.get(SETTINGS_FILE_VARIABLE, ROOT / "youju.toml"))
    content: dict[str, object] = {}
    if path.exists():
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"设置文件 {path.name} 无法读取：{error}。请检查其格式。") from error
    elif SETTINGS_FILE_VARIABLE in os.environ:
        raise SettingsError(f"环境变量 {SETTINGS_FILE_VARIABLE} 指向的设置文件不存在。")
    unknown = sorted(set(content) - set(SECTIONS))
    if unknown:
        raise SettingsError(
            f"设置文件中有无法识别的部分：{'、'.join(unknown)}。可用：{'、'.join(SECTIONS)}。"
        )
    section = content.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError(f"设置文件中的 {name} 应当是一个表（[{name}]）。")
    prefix = f"YOUJU_{name.upper()}__"
    overlay = {k[len(prefix) :].lower(): v for k, v in os.environ.items() if k.startswith(prefix)}
    try:
        return model.model_validate({**section, **overlay})
    except ValidationError as error:
        details = "；".join(
            f"{'.'.join(map(str, e['loc']))}：{_REASONS.get(e['type'], e['msg'])}" for e in error.errors()
        )
        raise SettingsError(f"设置 [{name}] 有误：{details}") from error
