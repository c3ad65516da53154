"""The file of everyday words and policy words, read strictly: every error is Chinese and names its line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

_THEME = "## "


class LexiconError(ValueError):
    """A lexicon file cannot be used; the message is Chinese and names the line."""


@dataclass(frozen=True)
class Entry:
    """One line: whatever of `everyday` a question says adds `policy`, except inside one of `other_sense`."""

    line: int
    theme: str
    everyday: tuple[str, ...]
    policy: tuple[str, ...]
    other_sense: tuple[str, ...]


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of a file; the head of lexicon.txt says how it is written. Raises LexiconError with every error found."""
    entries: list[Entry] = []
    errors: list[str] = []
    theme, placed = "", dict[str, int]()
    for number, raw in enumerate(_text(path).split("\n"), 1):
        line = unicodedata.normalize("NFKC", raw).strip()  # input methods write full-width signs
        if line.startswith(_THEME):
            theme = line.removeprefix(_THEME).strip()
        elif line and not line.startswith("#"):
            try:
                entry = _parse(line, number, theme)
                _place(entry, placed)
                entries.append(entry)
            except LexiconError as error:
                errors.append(f"{path.name} 第 {number} 行：{error}")
    errors += [
        f"{path.name} 第 {entry.line} 行：例外词“{word}”在第 {placed[word.lower()]} 行是日常说法，两处矛盾。"
        for entry in entries
        for word in entry.other_sense
        if word.lower() in placed
    ]
    if errors:
        raise LexiconError("\n".join(errors))
    return tuple(entries)


def _text(path: Path) -> str:
    """A file's text. Raises LexiconError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path.name} 不是 UTF-8 编码。请另存为 UTF-8 后再试。") from error


def _parse(line: str, number: int, theme: str) -> Entry:
    """One line. Raises LexiconError where it breaks the format."""
    body, *exceptions = line.split("!")
    left, *right = body.split("=")
    if len(right) != 1 or len(exceptions) > 1:
        raise LexiconError("应有一个“=”，至多一个“!”。请写成“日常说法 = 政策用语 ! 例外词”。")
    everyday, policy = tuple(left.split()), tuple(right[0].split())
    other_sense = tuple("".join(exceptions).split())
    if not everyday or not policy or (exceptions and not other_sense):
        raise LexiconError("“=”两边和“!”后面都不能空着。")
    if not theme:
        raise LexiconError("不在任何主题下。请在前面加一行“## 主题”。")
    entry = Entry(number, theme, everyday, policy, other_sense)
    _check(entry)
    return entry


def _check(entry: Entry) -> None:
    """Raises LexiconError where a word of a line is of no use."""
    for word in entry.everyday:
        if len(word) < 2:
            raise LexiconError(f"“{word}”只有一个字，别的词里也常有。请写长一些。")
    for words in (entry.policy, entry.other_sense):
        for word in words:
            if words.count(word) > 1:
                raise LexiconError(f"“{word}”在本行写了两次。")
    for word in entry.other_sense:
        if not any(own in word for own in entry.everyday):
            raise LexiconError(f"例外词“{word}”不含本行左边的任何说法，不起作用。")


def _place(entry: Entry, placed: dict[str, int]) -> None:
    """Note the line of each everyday word. Raises LexiconError where another line, or this one, has it already."""
    for word in entry.everyday:
        known = placed.setdefault(word.lower(), entry.line)
        if known != entry.line or entry.everyday.count(word) > 1:
            raise LexiconError(f"“{word}”在第 {known} 行已经写过。")
