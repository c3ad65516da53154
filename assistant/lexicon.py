"""Everyday words to the words of policy: what a question adds to its search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.lexicon_file import Entry, read_entries

# The one tokenizer that knows our policy terms: another would take a second and its memory again.
from index.words import segmenter

LEXICON = Path(__file__).with_name("lexicon.txt")
MOST = 6  # terms that one question may add; more would drown its own words


@dataclass(frozen=True)
class PolicyLexicon:
    """Entries and their matching. Immutable."""

    entries: tuple[Entry, ...]

    def matches(self, question: str) -> Iterator[tuple[str, Entry]]:
        """The everyday words that a normalised question says, each with its line; leftmost first, then longest.

        One that jieba cuts by a word at least as long is not said: 提高|手机 holds no 高手. Where a shorter
        word cuts it that is mostly jieba's slip: 想开|公司.
        """
        found = [(m.span(), self._lines[m.group()]) for m in self._pattern.finditer(question.lower())]
        if not any(entry for _, entry in found):
            return
        words = _spans(question)
        for (start, end), entry in found:
            cut = any(a < start < b < end or start < a < end < b for a, b in words if b - a >= end - start)
            if entry is not None and not cut:
                yield question[start:end], entry

    def terms(self, question: str) -> tuple[str, ...]:
        """Policy terms for the everyday words of a normalised question, at most `MOST`, without those it says itself."""
        found = dict.fromkeys(term for _, entry in self.matches(question) for term in entry.policy)
        return tuple(term for term in found if term not in question)[:MOST]

    @cached_property
    def _lines(self) -> dict[str, Entry | None]:
        """The line of every everyday word, None for words of another sense."""
        said: dict[str, Entry | None] = {w.lower(): e for e in self.entries for w in e.everyday}
        return said | {w.lower(): None for e in self.entries for w in e.other_sense}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._lines, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each word of a text begins and ends."""
    return [(start, end) for _, start, end in segmenter().tokenize(text, HMM=False)]


def read_lexicon(path: Path = LEXICON) -> PolicyLexicon:
    """The lexicon of a file. Raises LexiconError."""
    return PolicyLexicon(read_entries(path))


@cache
def shipped_lexicon() -> PolicyLexicon:
    """The lexicon of the package, read once."""
    return read_lexicon()


def policy_terms(question: str) -> tuple[str, ...]:
    """What the shipped lexicon adds to a normalised question.

    >>> policy_terms("盖机房费电吗")
    ('数据中心', '能耗', '节能', 'PUE', '电能利用效率')
    """
    return shipped_lexicon().terms(question)
