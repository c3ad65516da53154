"""The README's table of settings, from the settings classes themselves: `python -m web.settings_table`."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from assistant.settings import AssistantSettings
from corpus.settings import ROOT, CorpusSettings
from index.settings import IndexSettings
from web.settings import WebSettings

SECTIONS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("corpus", CorpusSettings),
    ("index", IndexSettings),
    ("assistant", AssistantSettings),
    ("web", WebSettings),
)
BEGIN, END = "<!-- settings:begin -->", "<!-- settings:end -->"
README = ROOT / "README.md"
_BOUNDS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}


def models(section: str, model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """A section's table and the tables below it, by their names in the settings file."""
    yield section, model
    for name, field in model.model_fields.items():
        for inner in _classes(field.annotation):
            yield from models(f"{section}.{name}", inner)


def _classes(annotation: object) -> Iterator[type[BaseModel]]:
    for kind in (annotation, *getattr(annotation, "__args__", ())):
        if inspect.isclass(kind) and issubclass(kind, BaseModel):
            yield kind


def _kind(field: FieldInfo) -> str:
    annotation = field.annotation
    text = annotation.__name__ if inspect.isclass(annotation) else str(annotation)
    return re.sub(r"\b(?:\w+\.)+", "", text).replace("Optional[", "").replace("|", "或")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "必填"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        return "见下"
    if isinstance(value, Path):
        return f"`{value.relative_to(ROOT)}`" if value.is_relative_to(ROOT) else "系统缓存目录下"
    return "无" if value is None else f"`{value}`"


def _bounds(field: FieldInfo) -> str:
    found = [
        sign + f"{value:g}"
        for rule in field.metadata
        for name, sign in _BOUNDS.items()
        if (value := getattr(rule, name, None)) is not None
    ]
    return "，".join(found)


def table() -> str:
    """All settings as a Markdown table."""
    rows = ["| 设置 | 类型 | 默认 | 范围 |", "|---|---|---|---|"]
    for section, top in SECTIONS:
        for place, model in models(section, top):
            for name, field in model.model_fields.items():
                cells = (f"`{place}.{name}`", _kind(field), _default(field), _bounds(field))
                rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def renewed(readme: str) -> str:
    """The README with the table of today."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    text = renewed(README.read_text(encoding="utf-8"))
    if "--write" in sys.argv[1:]:
        README.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(f"{table()}\n")
