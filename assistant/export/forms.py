"""The forms of an export: which there are, how each is called, and a sheet in one of them."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.export.markdown import to_markdown
from assistant.export.plain import to_plain
from assistant.export.sheet import Sheet
from assistant.export.visible import visible

NAME_CHARS = 40  # of the question that stand in a file's name
_UNFIT = re.compile(r"[^\w《》（）()·—%+-]+")  # kept is what names a matter and no system reads as a command


class Form(StrEnum):
    """A form of an export; the value ends its file's name."""

    MARKDOWN = "md"
    WORD = "docx"
    PLAIN = "txt"

    @property
    def media_type(self) -> str:
        """As HTTP calls it."""
        return {
            Form.MARKDOWN: "text/markdown; charset=utf-8",
            Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Form.PLAIN: "text/plain; charset=utf-8",
        }[self]


def exported(sheet: Sheet, form: Form) -> bytes:
    """The bytes of a file in that form."""
    if form is Form.WORD:
        from assistant.export.word import to_word  # python-docx takes a moment that other forms need not pay

        return to_word(sheet)
    return (to_markdown(sheet) if form is Form.MARKDOWN else to_plain(sheet)).encode("utf-8")


def file_name(question: str, form: Form) -> str:
    """A file's name made of the question, fit for every system.

    >>> file_name("苏州/2023年的目标是多少？", Form.WORD)
    '有据-苏州-2023年的目标是多少.docx'
    >>> file_name("..\\\\..\\\\", Form.MARKDOWN)
    '有据-答复.md'
    """
    words = _UNFIT.sub("-", visible(question))[:NAME_CHARS].strip("-. ")
    return f"有据-{words or '答复'}.{form.value}"
