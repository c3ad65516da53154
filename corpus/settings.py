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

    # what was put in may be a key, and must not stand in a traceback
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class CorpusSettings(Section):
    """Where documents are read from and where state is kept."""

    documents_dir: Path = ROOT / "corpus" / "documents"
    data_dir: Path = ROOT / "var"


SectionT = TypeVar("SectionT", bound=Section)


def read_section(name: str, model: type[SectionT]) -> SectionT:
    """The section `name` of youju.toml, overlaid with YOUJU_<NAME>__<KEY> variables.

    A key of a table below it is reached by YOUJU_<NAME>__<TABLE>__<KEY>, so that a secret need not stand in a file.

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
    try:
        return model.model_validate(_overlaid(section, f"YOUJU_{name.upper()}__"))
    except ValidationError as error:
        details = "；".join(
            f"{'.'.join(map(str, e['loc']))}：{_REASONS.get(e['type'], e['msg'])}" for e in error.errors()
        )
        raise SettingsError(f"设置 [{name}] 有误：{details}") from error


def _overlaid(section: dict[str, object], prefix: str) -> dict[str, object]:
    """The section with what the variables of this prefix say."""
    result = dict(section)
    for variable in sorted(v for v in os.environ if v.startswith(prefix)):
        *tables, key = variable[len(prefix) :].lower().split("__")
        inner = result
        for table in tables:
            held = inner.get(table)
            inner[table] = below = dict(held) if isinstance(held, dict) else {}
            inner = below
        inner[key] = os.environ[variable]
    return result
