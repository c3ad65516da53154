"""Pictures, charts and diagrams of a Word document that are large enough to hold words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_SHOWN = (  # a drawing that is none of these is made of lines, arrows and text boxes
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_EMU_PER_POINT = 12_700
_MIN_WIDTH_POINTS = 85.0  # 3 cm: what is smaller is a mark or a formula in a line
_MIN_HEIGHT_POINTS = 42.0
_LENGTH = re.compile(r"(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px)?")
_POINTS = {"": 1.0, "pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_GUESSED = re.compile(r"自动生成|AI\s*生成|图片包含|屏幕截图")  # what Word writes of itself


def captions(container: Any, left_out: frozenset[str]) -> Iterator[str]:
    """What each picture below an lxml element is called, "" where nothing says so.

    What stands inside elements of the tags `left_out` is another's: deleted, or in a text box of its own.
    """
    for element in container.iter(f"{_W}drawing", f"{_W}pict", f"{_W}object"):
        if any(a.tag in left_out for a in _up_to(element, container)):
            continue
        drawn = element.tag == f"{_W}drawing"
        if (drawn and _is_drawn(element)) or (not drawn and _is_drawn_old(element)):
            yield _caption(element) if drawn else ""


def _up_to(element: Any, top: Any) -> Iterator[Any]:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return
        yield ancestor


def _is_drawn(drawing: Any) -> bool:
    extent = next(drawing.iter(f"{_WP}extent"), None)
    wide, high = (_points(extent, name) for name in ("cx", "cy"))
    large = wide >= _MIN_WIDTH_POINTS and high >= _MIN_HEIGHT_POINTS
    return large and next(drawing.iter(*_SHOWN), None) is not None


def _points(extent: Any, name: str) -> float:
    value = extent.get(name, "") if extent is not None else ""
    return int(value) / _EMU_PER_POINT if value.isdecimal() and len(value) < 12 else 0.0


def _is_drawn_old(element: Any) -> bool:
    """The same of the older markup, in which sizes are styles."""
    for shape in element.iter(f"{_VML}shape", f"{_VML}rect"):
        if shape.find(f"{_VML}imagedata") is None:
            continue
        sides = {
            side: _length(number, unit) for side, number, unit in _LENGTH.findall(shape.get("style", ""))
        }
        if sides.get("width", 0) >= _MIN_WIDTH_POINTS and sides.get("height", 0) >= _MIN_HEIGHT_POINTS:
            return True
    return False


def _length(number: str, unit: str) -> float:
    return float(number) * _POINTS[unit] if re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", number) else 0.0


def _caption(drawing: Any) -> str:
    stated = next(drawing.iter(f"{_WP}docPr"), None)
    text = str(stated.get("descr") or stated.get("title") or "") if stated is not None else ""
    return "" if text.isascii() or _GUESSED.search(text) else text
