"""What a new version of a file changed, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.fold import comparison_form
from corpus.model import Clause


@dataclass(frozen=True)
class Changes:
    """Clause ids of two versions of one document; ids hold through the printed numbers."""

    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    changed: tuple[str, ...]  # the words differ, beyond blanks and widths
    kept: int  # clauses with the same id and the same words


def compare(old: Sequence[Clause], new: Sequence[Clause]) -> Changes:
    """The changes from `old` to `new`, in reading order."""
    before = {c.id: comparison_form(c.text) for c in old}
    after = {c.id: comparison_form(c.text) for c in new}
    changed = tuple(id for id, words in after.items() if id in before and words != before[id])
    appeared = tuple(id for id in after if id not in before)
    return Changes(
        appeared=appeared,
        vanished=tuple(id for id in before if id not in after),
        changed=changed,
        kept=len(after) - len(changed) - len(appeared),
    )


def change_lines(changes: Changes) -> Iterator[str]:
    """The changes for people, a clause a line."""
    yield (
        f"条款：新增 {len(changes.appeared)}，消失 {len(changes.vanished)}，"
        f"文字有改动 {len(changes.changed)}，未变 {changes.kept}。"
    )
    for mark, ids in (("+", changes.appeared), ("-", changes.vanished), ("~", changes.changed)):
        yield from (f"  {mark} {id}" for id in ids)
