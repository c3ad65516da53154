"""Text without what no reader sees: controls, marks that turn the direction, halves of characters."""

from __future__ import annotations

# Direction overrides and isolates, and C0/C1 controls: invisible, and able to reorder the text around them.
# The last two are no characters at all, and no XML may hold them.
CONTROLS: dict[int, None] = dict.fromkeys(
    code
    for codes in (
        range(0x09), (0x0B, 0x0C), range(0x0E, 0x20), range(0x7F, 0xA0), (0x200E, 0x200F, 0xFEFF),
        range(0x202A, 0x202F), range(0x2066, 0x206A), (0xFFFE, 0xFFFF),
    )
    for code in codes
)  # fmt: skip


def visible(text: str) -> str:
    """What a reader sees of a text, in one kind of line break; a lone surrogate becomes a question mark.

    >>> visible("五\\x00千\\u202e亿\\r\\n元\\ud800")
    '五千亿\\n元?'
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.encode("utf-8", "replace").decode("utf-8").translate(CONTROLS)
