"""Fold whitespace the way that all text leaves the corpus, and know where each character came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Span

# Han, kana, CJK punctuation and full-width forms, and the curly quotes and dashes that Chinese text uses.
_CJK = (
    "\u2010-\u2027\u2030-\u205e\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_IS_CJK = re.compile(f"[{_CJK}]")
_BLANK = frozenset("\u200b\u200c\u200d\u2060\ufeff")  # zero-width characters that str.isspace does not know
_BREAKS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_ALL_WHITESPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


def is_blank(char: str) -> bool:
    """Whether a character carries no ink."""
    return char.isspace() or char in _BLANK


@dataclass(frozen=True)
class Folded:
    """Folded text with the source offset of each of its characters; `len(origins) == len(text)`."""

    text: str
    origins: tuple[int, ...]  # code point in the source; of a folded blank, its first blank
    pieces: tuple[int, ...]  # for each character, which of the given spans it came from

    def spans_of(self, start: int, end: int) -> tuple[Span, ...]:
        """Source spans that fold to exactly `text[start:end]`, trimmed of blanks at both ends."""
        while start < end and is_blank(self.text[start]):
            start += 1
        while start < end and is_blank(self.text[end - 1]):
            end -= 1
        spans: list[Span] = []
        opened = start
        for i in range(start + 1, end + 1):
            if i == end or self.pieces[i] != self.pieces[opened]:
                spans.append(Span(self.origins[opened], self.origins[i - 1] + 1))
                opened = i
        return tuple(spans)


def fold_spans(source: str, spans: Iterable[Span]) -> Folded:
    """Concatenate the slices of `source` at `spans` and fold them.

    Paragraph breaks become one newline; other whitespace vanishes beside CJK and at the edge of a
    line, and becomes one space elsewhere.
    """
    chars: list[str] = []
    origins: list[int] = []
    pieces: list[int] = []
    pending: tuple[str, int, int] | None = None  # the kind, offset and piece of blanks not yet written
    for piece, (start, end) in enumerate(spans):
        for offset in range(start, end):
            char = source[offset]
            if char in _BREAKS:
                if pending is None or pending[0] != "\n":
                    pending = ("\n", offset, piece)
            elif is_blank(char):
                if pending is None:
                    pending = (" ", offset, piece)
            else:
                if pending is not None and chars:
                    blank, at, of = pending
                    if blank == "\n" or not (_IS_CJK.match(char) or _IS_CJK.match(chars[-1])):
                        chars.append(blank)
                        origins.append(at)
                        pieces.append(of)
                pending = None
                chars.append(char)
                origins.append(offset)
                pieces.append(piece)
    return Folded("".join(chars), tuple(origins), tuple(pieces))


def fold(text: str) -> str:
    """`text` folded as one slice.

    >>> fold(" 到 2023\\u00a0年,达 200  EFLOPS \\r\\n\\r\\n以上 ")
    '到2023年,达200 EFLOPS\\n以上'
    """
    return _ALL_WHITESPACE.sub(_folded_run, text) if _ALL_WHITESPACE.search(text) else text


def _folded_run(run: re.Match[str]) -> str:
    """What a run of blanks becomes, told by its two neighbours; the rules are those of `fold_spans`."""
    text, start, end = run.string, run.start(), run.end()
    if start == 0 or end == len(text):
        return ""
    if not _BREAKS.isdisjoint(run[0]):
        return "\n"
    return "" if _IS_CJK.match(text[start - 1]) or _IS_CJK.match(text[end]) else " "


def comparison_form(text: str) -> str:
    """NFKC without any whitespace: the form in which quotes are compared.

    >>> comparison_form("（六） 1Ｇ\\u3000网络")
    '(六)1G网络'
    """
    return _ALL_WHITESPACE.sub("", unicodedata.normalize("NFKC", text))
