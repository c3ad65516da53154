"""The language of fixed phrases: what can be said without quoting anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter
from types import ModuleType

from eval.metadata import Metadata

USERS_WORDS = frozenset({"title"})  # slots that may name what the user asked for and the corpus does not hold


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
        self._templates = tuple(templates)
        self._metadata = metadata

    def holds(self, text: str, asked: str) -> bool:
        """Whether all of `text` can be read so; `asked` are the words that a user's title may come from."""

        @cache
        def filled(start: int, users: bool) -> frozenset[int]:
            """All ends of a filling that begins here; an empty one too, where metadata states nothing."""
            ends, fresh = {start}, {start}
            while fresh:
                fresh = {e for p in fresh for e in self._metadata.fillings(text, p)} - ends
                ends |= fresh
            return frozenset(ends | (_said(text, start, asked) if users else set()))

        def ends_of(template: Template, start: int) -> set[int]:
            ends = {start}
            for part in template:
                if isinstance(part, Slot):
                    ends = set().union(*(filled(p, part.name in USERS_WORDS) for p in ends))
                else:
                    ends = {p + len(part) for p in ends if text.startswith(part, p)}
                if not ends:
                    break
            return ends

        reached, fresh = {0}, {0}
        while fresh and len(text) not in reached:
            ends = {e for p in fresh for t in self._templates for e in ends_of(t, p)}
            ends |= {e for p in fresh for e in self._metadata.names(text, p)}
            ends |= {p + 1 for p in fresh if text[p : p + 1].isspace()}
            fresh = ends - reached
            reached |= fresh
        return len(text) in reached


def _said(text: str, start: int, asked: str) -> set[int]:
    """All ends of words of the user's, two characters at least, that begin here."""
    ends = set[int]()
    end = start + 2
    while end <= len(text) and text[start:end] in asked:
        ends.add(end)
        end += 1
    return ends
