"""The language of fixed phrases: what can be said without quoting anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from types import ModuleType

from eval.metadata import Metadata

USERS_WORDS = frozenset({"title", "said"})  # slots that may name what the user asked for, held or not
REJOINED = frozenset({"question"})  # slots that may join words of the user's questions anew: 苏州的+人才政策
CORPUS_WORDS = frozenset({"meant"})  # slots that say which word of the documents was understood
LONGEST_WORD = 12  # characters of such a word
NESTED = 1  # levels of templates that a slot of a template may hold


@dataclass(frozen=True)
class Slot:
    """A place of a template that is filled."""

    name: str


Template = tuple[str | Slot, ...]


def templates_of(module: ModuleType) -> tuple[Template, ...]:
    """Every text of a module's constants, also inside tuples and mappings."""
    found = {
        text
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_")
        for text in _texts(value)
        if text.strip()
    }
    return tuple(parse(text) for text in sorted(found))


def parse(text: str) -> Template:
    """A format string as literals and slots.

    >>> parse("《{title}》：")
    ('《', Slot(name='title'), '》：')
    """
    parts: list[str | Slot] = []
    for literal, name, _, _ in Formatter().parse(text):
        parts += [literal] if literal else []
        parts += [Slot(name)] if name is not None else []
    return tuple(parts)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for inner in value:
            yield from _texts(inner)


class PhraseBook:
    """Recognises texts made of nothing but templates filled from metadata, and of metadata."""

    def __init__(self, templates: Iterable[Template], metadata: Metadata) -> None:
        self._by_head: dict[str, list[Template]] = {}  # by first character; "" those that begin with a slot
        for template in templates:
            head = template[0] if template else ""
            self._by_head.setdefault(head[0] if isinstance(head, str) and head else "", []).append(template)
        self._metadata = metadata

    def holds(self, text: str, asked: str) -> bool:
        """Whether all of `text` can be read so; `asked` are the words that a user's title may come from."""

        return _Reading(text, asked, self._by_head, self._metadata).whole


class _Reading:
    """One text, read from left to right; positions are offsets into it."""

    def __init__(
        self, text: str, asked: str, by_head: Mapping[str, Sequence[Template]], metadata: Metadata
    ) -> None:
        self._text = text
        self._asked = asked
        self._by_head = by_head
        self._metadata = metadata
        self._filled: dict[tuple[int, int, bool], frozenset[int]] = {}

    @property
    def whole(self) -> bool:
        """Whether templates and names lead from the first position to the last."""
        reached, fresh = {0}, {0}
        while fresh and len(self._text) not in reached:
            ends = {e for p in fresh for e in self._phrases(p, NESTED)}
            ends |= {e for p in fresh for e in self._metadata.names(self._text, p)}
            ends |= {p + 1 for p in fresh if self._text[p : p + 1].isspace()}
            fresh = ends - reached
            reached |= fresh
        return len(self._text) in reached

    def _phrases(self, start: int, depth: int) -> set[int]:
        """Where a template ends that begins here."""
        heads = {"", self._text[start : start + 1]}
        templates = (t for head in heads for t in self._by_head.get(head, ()))
        return set().union(*(self._ends(template, start, depth) for template in templates))

    def _ends(self, template: Template, start: int, depth: int) -> set[int]:
        ends = {start}
        for part in template:
            if isinstance(part, Slot):
                ends = set().union(*(self._slot_ends(part, p, depth) for p in ends))
            else:
                ends = {p + len(part) for p in ends if self._text.startswith(part, p)}
            if not ends:
                break
        return ends

    def _slot_ends(self, slot: Slot, start: int, depth: int) -> frozenset[int]:
        filled = self._fillings(start, depth, slot.name in USERS_WORDS)
        if slot.name in REJOINED:
            filled |= self._rejoined(start, filled)
        if slot.name not in CORPUS_WORDS:
            return filled
        longest = min(len(self._text), start + LONGEST_WORD)
        words = (e for e in range(start + 1, longest + 1) if self._metadata.stands(self._text[start:e]))
        return filled | frozenset(words)

    def _rejoined(self, start: int, filled: frozenset[int]) -> frozenset[int]:
        """Where words of the user's, one behind the other with names between them, end."""
        ends, fresh = {start}, {start, *filled}
        while fresh:
            found = {e for p in fresh for e in _said(self._text, p, self._asked)}
            found |= {e for p in fresh for e in self._metadata.fillings(self._text, p)}
            ends |= fresh
            fresh = found - ends
        return frozenset(ends)

    def _fillings(self, start: int, depth: int, users: bool) -> frozenset[int]:
        """Where a filling ends that begins here; an empty one too, where metadata states nothing."""
        key = start, depth, users
        if key not in self._filled:
            ends, fresh = {start}, {start}
            while fresh:
                found = {e for p in fresh for e in self._metadata.fillings(self._text, p)}
                if depth:
                    found |= {e for p in fresh for e in self._phrases(p, depth - 1)}
                fresh = found - ends
                ends |= fresh
            said = _said(self._text, start, self._asked) if users else set()
            self._filled[key] = frozenset(ends | said)
        return self._filled[key]


def _said(text: str, start: int, asked: str) -> set[int]:
    """All ends of words of the user's, two characters at least, that begin here."""
    ends = set[int]()
    end = start + 2
    while end <= len(text) and text[start:end] in asked:
        ends.add(end)
        end += 1
    return ends
