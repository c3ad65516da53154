"""What the styles of a .docx say of a paragraph: its name, its heading level, its numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.formats.word_numbers import NumberLevel

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERING = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_HEADING = re.compile(r"(?:heading|标题) ?(\d)", re.IGNORECASE)
_OWN = ("pStyle", "outlineLvl", "numPr/numId", "numPr/ilvl")  # what a paragraph says beside its style
_MAX_BASES = 16  # styles are based on styles; a damaged file may have them in a ring


@dataclass(frozen=True)
class ParagraphStyle:
    """Of one paragraph; `numbering` is its scheme and level."""

    name: str
    heading_level: int | None
    numbering: tuple[str, int] | None


def _val(element: Any, path: str) -> str | None:
    found = element.find("/".join(_W + step for step in path.split("/"))) if element is not None else None
    return found.get(f"{_W}val") if found is not None else None


def _int(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.lstrip("-").isdigit() else default


class Styles:
    """Styles and numbering schemes of one document."""

    def __init__(self, document: WordDocument) -> None:
        styles: Any = document.styles.element
        self._styles: dict[str, Any] = {s.get(f"{_W}styleId"): s for s in styles.iterchildren(f"{_W}style")}
        self._seen: dict[tuple[str | None, ...], ParagraphStyle] = {}
        self._default = next(
            (
                i
                for i, s in self._styles.items()
                if s.get(f"{_W}type") == "paragraph" and s.get(f"{_W}default") in ("1", "true")
            ),
            "",
        )
        has_numbers = any(rel.reltype == _NUMBERING for rel in document.part.rels.values())
        numbering: Any = document.part.numbering_part.element if has_numbers else ()
        self._schemes = {e.get(f"{_W}abstractNumId"): e for e in numbering if e.tag == f"{_W}abstractNum"}
        self._numbers = {e.get(f"{_W}numId"): e for e in numbering if e.tag == f"{_W}num"}

    def of(self, paragraph: Any) -> ParagraphStyle:
        """What is known of a w:p."""
        properties = paragraph.find(f"{_W}pPr")
        key = tuple(_val(properties, path) for path in _OWN)
        if key not in self._seen:  # a document has a dozen, for thousands of paragraphs
            self._seen[key] = self._resolved(properties)
        return self._seen[key]

    def _resolved(self, properties: Any) -> ParagraphStyle:
        chain = list(self._bases(_val(properties, "pStyle") or self._default))
        name = _val(chain[0], "name") or "" if chain else ""
        title = 1 if name.lower() in ("title", "标题") else None
        outline = next((v for s in chain if (v := _val(s, "pPr/outlineLvl")) is not None), None)
        outline = _val(properties, "outlineLvl") or outline
        named = next((m for s in chain if (m := _HEADING.fullmatch(_val(s, "name") or ""))), None)
        level = int(named[1]) if named else title
        if level is None and _int(outline, 9) < 9:
            level = _int(outline, 9) + 1
        return ParagraphStyle(name, level, self._numbering(properties, chain))

    def _bases(self, style_id: str) -> Iterator[Any]:
        for _ in range(_MAX_BASES):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = _val(style, "basedOn") or ""

    def _numbering(self, properties: Any, chain: list[Any]) -> tuple[str, int] | None:
        number, level = _val(properties, "numPr/numId"), _val(properties, "numPr/ilvl")
        for style in chain:
            if number is None:
                number = _val(style, "pPr/numPr/numId")
                if number is not None and level is None:
                    level = _val(style, "pPr/numPr/ilvl") or self._linked_level(number, style)
        if number is None or number == "0" or number not in self._numbers:
            return None  # 0 switches the style's numbering off
        # Numbers of one scheme count on together, unless one of them starts anew.
        restarts = self._numbers[number].find(f"{_W}lvlOverride") is not None
        scheme = number if restarts else f"scheme {_val(self._numbers[number], 'abstractNumId')}"
        return scheme, max(0, min(_int(level, 0), 8))

    def _linked_level(self, number: str, style: Any) -> str | None:
        scheme = self._schemes.get(_val(self._numbers.get(number), "abstractNumId"))
        for level in scheme.iterchildren(f"{_W}lvl") if scheme is not None else ():
            if _val(level, "pStyle") == style.get(f"{_W}styleId"):
                found: str | None = level.get(f"{_W}ilvl")
                return found
        return None

    def levels(self, scheme: str) -> Mapping[int, NumberLevel]:
        """The levels of a scheme, overrides applied."""
        number = None if scheme.startswith("scheme ") else self._numbers[scheme]
        key = scheme.removeprefix("scheme ") if number is None else _val(number, "abstractNumId")
        element = self._schemes.get(key)
        levels = {} if element is None else dict(_levels(element))
        for override in () if number is None else number.iterchildren(f"{_W}lvlOverride"):
            place = _int(override.get(f"{_W}ilvl"), 0)
            levels |= dict(_levels(override))
            start = _val(override, "startOverride")
            if start is not None and place in levels:
                levels[place] = replace(levels[place], start=_int(start, 1))
        return levels


def _levels(element: Any) -> Iterator[tuple[int, NumberLevel]]:
    for level in element.iterchildren(f"{_W}lvl"):
        yield (
            _int(level.get(f"{_W}ilvl"), 0),
            NumberLevel(
                style=_val(level, "numFmt") or "decimal",
                pattern=_val(level, "lvlText") or "",
                start=_int(_val(level, "start"), 1),
                gap="" if _val(level, "suff") == "nothing" else " ",
                arabic=level.find(f"{_W}isLgl") is not None,
                restarts_below=_int(restart, 0) if (restart := _val(level, "lvlRestart")) else None,
            ),
        )
