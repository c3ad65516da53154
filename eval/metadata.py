"""What a fixed phrase may be filled with: names, numbers and dates that the corpus states of its documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from assistant.places import mentions
from corpus.model import Copy, Corpus, Document, DocumentKind, Force, Level
from corpus.references import find_references

_NUMERALS = "〇零一二三四五六七八九十百千两\\d"
_FORMS = (
    re.compile(
        rf"第[{_NUMERALS}]+(?:章|节|条|款|项)(?:之[{_NUMERALS}]+)?"
    ),  # of an article, as it was asked for
    re.compile(r"\d{1,4}"),  # a year, or how many there are
    re.compile(r"[年月日]"),
    re.compile(r"[\s、，,；;()（）《》〈〉“”〔〕·›：:—－–～~/-]|\.(?!\d)"),
)
_STEM = 2  # characters by which names are looked up


class Metadata:
    """All names of one corpus, ready to be recognised at any place of a text."""

    def __init__(self, corpus: Corpus) -> None:
        self._texts = "\n".join(c.text for c in corpus.clauses)
        addresses = [c.address for c in corpus.clauses if c.address]
        self._names = _by_stem([*(n for d in corpus.documents for n in _names(d)), *addresses])
        kinds = [str(v) for kind in (Level, Force, DocumentKind, Copy) for v in kind]
        headings = [n for c in corpus.clauses for n in (c.number, c.heading) if n]
        cross = [w for r in find_references(corpus) for w in (r.text, r.reason) if w]
        self._words = _by_stem([*kinds, *headings, *cross])

    def stands(self, word: str) -> bool:
        """Whether some clause holds these words."""
        return word in self._texts

    def names(self, text: str, start: int) -> Iterator[int]:
        """Where a document's title, number, issuer or status, a place or an address ends that begins here."""
        yield from _ends(self._names, text, start)
        yield from _place_ends(text).get(start, ())

    def fillings(self, text: str, start: int) -> Iterator[int]:
        """As `names`, and where a heading, a number, an article's label or a mark between names ends."""
        yield from self.names(text, start)
        yield from _ends(self._words, text, start)
        for form in _FORMS:
            if match := form.match(text, start):
                yield match.end()


@lru_cache(maxsize=64)  # a text is read at each of its positions, one after the other
def _place_ends(text: str) -> dict[int, tuple[int, ...]]:
    """Where each place that is named in a text starts and ends."""
    return {m.start: (m.end,) for m in mentions(text)}


def _names(document: Document) -> Iterator[str]:
    for name in (document.title, *document.short_names):
        yield from (name, f"《{name}》")
    stated = (document.number, document.issuer, document.region, document.status_note)
    for name in (n.rstrip("。") for n in stated if n):
        yield from (name, f"{name}。")  # a sentence of its own, or the end of one
    yield from (gap.what.rstrip("。") for gap in document.gaps)
    yield from (_day(day) for day in (document.written, document.published) if day)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _ends(table: dict[str, tuple[str, ...]], text: str, start: int) -> Iterator[int]:
    for length in range(1, _STEM + 1):
        for name in table.get(text[start : start + length], ()):
            if text.startswith(name, start):
                yield start + len(name)


def _by_stem(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Names by their first two characters; a name of one character by itself."""
    table: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        table.setdefault(name[:_STEM], []).append(name)
    return {stem: tuple(found) for stem, found in table.items()}
