"""What the library's first page shows: what waits, what was added, and what going back would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from corpus.drafts import Draft
from corpus.registry import Entry
from web.library.library import Library


@dataclass(frozen=True)
class Added:
    """One added document."""

    id: str
    title: str
    original: str
    imports: int
    served: bool  # answers are given from it; False after a change on the command line


@dataclass(frozen=True)
class ListView:
    """The page, ready to print."""

    drafts: tuple[tuple[str, str, str], ...]  # token, name, when it came
    added: tuple[Added, ...]
    shipped: int  # documents that cannot be changed here
    back: tuple[str, ...] | None  # what going back would change, in words; None where one cannot
    unserved: bool  # the register holds something else than is served


def list_view(library: Library) -> ListView:
    """The page as it is now. Raises RegistryError."""
    register, held = library.register(), library.held()
    served = {d.id: d for d in held.documents}
    added = tuple(
        Added(
            e.id,
            served[e.id].title if e.id in served else e.supplied.title or e.original,
            e.original,
            e.imports,
            _is_served(e, {d.file for d in held.documents}),
        )
        for e in register.documents
    )
    previous = register.previous
    of_files = sum(d.file.startswith("added/") and "/" in d.file[6:] for d in held.documents)
    return ListView(
        drafts=tuple(_draft(d) for d in library.drafts()),
        added=added,
        shipped=sum(not d.file.startswith("added/") for d in held.documents),
        back=None if previous is None else changes(register.documents, previous),
        unserved=not all(a.served for a in added) or of_files > len(added),
    )


def changes(now: Sequence[Entry], then: Sequence[Entry]) -> tuple[str, ...]:
    """What becomes of the documents on the way from `now` to `then`, in words."""
    before, after = {e.id: e for e in now}, {e.id: e for e in then}
    said = [f"移除《{e.original}》" for e in now if e.id not in after]
    said += [f"重新收录《{e.original}》" for e in then if e.id not in before]
    said += [f"《{e.original}》回到原先的内容" for e in then if e.id in before and e != before[e.id]]
    return tuple(said)


def _is_served(entry: Entry, files: set[str]) -> bool:
    return f"added/{entry.file}" in files


def _draft(draft: Draft) -> tuple[str, str, str]:
    local: datetime = draft.received.astimezone()
    return draft.token, draft.original, f"{local.month}月{local.day}日 {local:%H:%M}"
