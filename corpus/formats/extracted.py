"""What every reader yields: text that spans point into, and what is known of its lines besides their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.decode import UnreadableFile
from corpus.formats.pictures import Pictures
from corpus.model import Gap

MAX_CHARS = 4_000_000  # a compilation of several hundred policies; parsing it takes half a minute
MAX_LINE_CHARS = 200_000  # a whole policy pasted as one line still passes; beyond, lines mean nothing
_NOT_INK = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")  # would tear one line of the stream into two


class LineRole(StrEnum):
    """How the parser must take a line whatever its words are."""

    ROW = "row"  # a table row with its header: a clause of its own
    KEPT = "kept"  # goes with the clause at hand: a row of a table whose header is a line before it
    SUPPLIED = "supplied"  # typed in by a person who looked at a picture: a clause of its own
    FURNITURE = "furniture"  # page headers and numbers, tables of contents, drawing marks


@dataclass(frozen=True)
class LineFacts:
    """What the format says of one line."""

    page: int | None = None  # 1-based page of the file, not the number printed on it
    heading_level: int | None = None  # 1 is the highest
    role: LineRole | None = None
    joins: bool = False  # goes on with the line before it: a page ended inside a sentence
    markup_chars: int = 0  # characters at the start of the line that are marks, as in "## "


@dataclass(frozen=True)
class Extracted:
    """A file's text and the facts of its lines by 1-based line number; lines end with a newline."""

    text: str
    facts: Mapping[int, LineFacts] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()  # what the file shows and its text does not hold: pages that are pictures


def checked(text: str, name: str) -> str:
    """`text`, where a parser can take it. Raises UnreadableFile for too much text or an endless line."""
    check_chars(len(text), name)
    if len(text) > MAX_LINE_CHARS:
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
            if len(line) > MAX_LINE_CHARS:
                raise UnreadableFile(
                    f"文件《{name}》第 {number} 行长达 {len(line)} 字，未读取。"
                    "请按段落分行保存后再放入文件夹。"
                )
    return text


def check_chars(count: int, name: str) -> None:
    """Raises UnreadableFile where a text has more characters than a parser should take."""
    if count > MAX_CHARS:
        raise UnreadableFile(
            f"文件《{name}》有 {count // 10_000} 万字以上，超过 {MAX_CHARS // 10_000} 万字的上限，未读取。"
            "请拆分后再放入文件夹。"
        )


class LineWriter:
    """Builds the text of a format that has no lines of its own, line by line.

    Raises UnreadableFile as soon as there is too much, so that a bomb is not unpacked to its end.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lines: list[str] = []
        self._facts: dict[int, LineFacts] = {}
        self._pictures = Pictures()
        self._chars = 0

    def add(self, text: str, facts: LineFacts | None = None) -> None:
        """Append one line; breaks inside it become blanks, and a line without ink is left out."""
        line = _NOT_INK.sub("", _BREAKS.sub(" ", text)).rstrip()
        if not line.strip():
            return
        self._lines.append(line)
        self._chars += len(line) + 1
        check_chars(self._chars, self.name)
        if len(line) > MAX_LINE_CHARS:
            checked("\n".join(self._lines), self.name)
        if facts is not None and facts != LineFacts():
            self._facts[len(self._lines)] = facts

    def picture(self, caption: str = "") -> None:
        """Note that a picture stands after the last line, under a caption that is no line of its own."""
        self._pictures.add(len(self._lines), caption)

    def finish(self, gaps: tuple[Gap, ...] = ()) -> Extracted:
        """All lines. Raises UnreadableFile where there are none."""
        if not self._lines:
            raise UnreadableFile(
                f"文件《{self.name}》没有文字，未读取。请用原软件打开核对，确认内容完整后另存再试。"
            )
        gaps = (*gaps, *self._pictures.gaps(self._lines))
        return Extracted("".join(f"{line}\n" for line in self._lines), self._facts, gaps)
