"""What an admin's form says of a document, told apart from what its text states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.added import MAY_OVERRULE
from corpus.model import Copy, Document, DocumentKind, Force, Level
from corpus.registry import Supplied
from web.library.library import LibraryError
from web.templating import without_controls

_MAX_CHARS = 200
_DOCUMENT_FIELD = {"copied": "copy"}
_UNSTATED = (None, "", Force.UNKNOWN)


@dataclass(frozen=True)
class FieldForm:
    """One field of the form."""

    name: str
    label: str
    options: tuple[str, ...] = ()  # of a choice
    optional: bool = True  # a choice that may be left open
    day: bool = False


FIELDS = (
    FieldForm("title", "标题"),
    FieldForm("number", "文号"),
    FieldForm("issuer", "发文机关"),
    FieldForm("level", "级别", tuple(v.value for v in Level)),
    FieldForm("region", "地区"),
    FieldForm("written", "成文日期", day=True),
    FieldForm("published", "发布日期", day=True),
    FieldForm("force", "效力", tuple(v.value for v in Force), optional=False),
    FieldForm("kind", "类别", tuple(v.value for v in DocumentKind), optional=False),
    FieldForm("copied", "文本", tuple(v.value for v in Copy), optional=False),
)
_ENUMS: dict[str, type[StrEnum]] = {"level": Level, "force": Force, "kind": DocumentKind, "copied": Copy}


def shown_value(document: Document, name: str) -> str:
    """What stands in a field of the form."""
    value = getattr(document, _DOCUMENT_FIELD.get(name, name))
    return "" if value is None else str(value)


def supplied_by(form: Mapping[str, str], stated: Document) -> Supplied:
    """What a person adds to what the text states, and where that overrules it. Raises LibraryError."""
    said: dict[str, object] = {}
    overruling: list[str] = []
    for field in FIELDS:
        value = _value(field, form.get(field.name, ""))
        own = getattr(stated, _DOCUMENT_FIELD.get(field.name, field.name))
        if value == own or (value in _UNSTATED and own in _UNSTATED):
            continue
        if field.name in MAY_OVERRULE and own not in _UNSTATED:
            overruling.append(field.name)
        if value is not None:
            said[field.name] = value
    older = form.get("supersedes", "").strip()
    said["supersedes"] = (older,) if older else ()
    return Supplied.model_validate({**said, "overruling": tuple(overruling)})


def _value(field: FieldForm, text: str) -> object:
    text = " ".join(str(without_controls(text)).split())
    if not text:
        return None
    if len(text) > _MAX_CHARS:
        raise LibraryError(f"{field.label}最多 {_MAX_CHARS} 字。")
    try:
        if field.day:
            return date.fromisoformat(text)
        return _ENUMS[field.name](text) if field.name in _ENUMS else text
    except ValueError as error:
        wanted = "2024-05-01 的写法" if field.day else "、".join(field.options)
        raise LibraryError(f"{field.label}“{text[:40]}”无法识别，应为 {wanted}。") from error
