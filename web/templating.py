"""The one template environment: everything that is printed into a page is escaped here."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

# Direction overrides and isolates, and C0/C1 controls: invisible, and able to reorder the text around them.
_CONTROLS: dict[int, None] = dict.fromkeys(
    code
    for codes in (
        range(0x09), (0x0B, 0x0C), range(0x0E, 0x20), range(0x7F, 0xA0), (0x200E, 0x200F, 0xFEFF),
        range(0x202A, 0x202F), range(0x2066, 0x206A),
    )
    for code in codes
)  # fmt: skip


def plain(text: str) -> str:
    """A text without invisible characters that could disguise it."""
    return text.translate(_CONTROLS)


def without_controls(value: object) -> object:
    """A printed value without invisible characters that could disguise it."""
    if isinstance(value, Markup):
        return Markup(str(value).translate(_CONTROLS))  # was escaped before; nothing is added here
    return plain(value) if isinstance(value, str) else value


ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=without_controls,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, **values: object) -> str:
    """A template filled with escaped values."""
    return ENVIRONMENT.get_template(template).render(**values)


def one_block(html: str) -> str:
    """HTML without line breaks: Markdown hands such a block through and reads no markup inside it.

    >>> one_block("<div>\\n  # 不是标题\\n\\n</div>")
    '<div> # 不是标题 </div>'
    """
    return " ".join(html.split())
