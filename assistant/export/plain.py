"""An exported reply as plain text, as an official pastes it into a document: [1] in it, footnotes below."""

from __future__ import annotations

from assistant import phrases
from assistant.export.sheet import Sheet
from assistant.export.visible import visible


def to_plain(sheet: Sheet) -> str:
    """The answer without its question, ending in a line break."""
    before = [*([sheet.reading] if sheet.reading else []), *sheet.warnings]
    parts = ["\n".join(before), sheet.plain]
    if sheet.notes:
        notes = (f"[{note.n}] {note.text}" for note in sheet.notes)
        parts.append("\n".join([f"{phrases.EXPORT_SOURCES}：", *notes]))
    if sheet.nearest:
        parts.append("\n".join([f"{phrases.EXPORT_NEAREST}：", *sheet.nearest]))
    parts.append(f"（{sheet.colophon}）")
    return visible("\n\n".join(part for part in parts if part)) + "\n"
