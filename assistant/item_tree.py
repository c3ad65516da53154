"""Where a plan prints a number: the clauses that a reader means by 第12条, 第三部分第(二)条, 专栏3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.items import ItemRef, Step, Style, Unit
from corpus.model import Clause, ClauseKind, Corpus, Document, DocumentKind

_NUMBERED = frozenset({ClauseKind.SECTION, ClauseKind.CHAPTER, ClauseKind.ITEM})
_LAST = re.compile(r"(\d+)(?:~\d+)?$")
_TASKS = re.compile(r"任务$")


@dataclass(frozen=True)
class _Node:
    """A clause with the number that it prints."""

    clause: Clause
    number: int
    style: Style
    depth: int  # 1 at the top


def is_plan(document: Document) -> bool:
    """Whether a document is a policy's own text, the newest and no reprint."""
    return document.kind is DocumentKind.POLICY and not (document.reprint_of or document.superseded_by)


def plans_of(corpus: Corpus, place: str, sort: str = "") -> tuple[Document, ...]:
    """The policy texts of a place, of the sort that their titles say."""
    return tuple(d for d in corpus.documents if d.region == place and sort in d.title and is_plan(d))


def only_plan_of(corpus: Corpus, place: str, sort: str = "") -> Document | None:
    """The one policy text of a place; None where none or several are held."""
    held = plans_of(corpus, place, sort)
    return held[0] if len(held) == 1 else None


def find_items(corpus: Corpus, document_id: str, ref: ItemRef) -> tuple[Clause, ...]:
    """The clauses that a reference addresses in a plan, in reading order; several where none goes before.

    A list that runs on through the parts goes before those that begin anew in each, the plan's tasks
    before its other parts, and what stands higher before what stands lower.
    """
    clauses = corpus.clauses_of(document_id)
    nodes = [node for c in clauses if c.kind in _NUMBERED and (node := _node(c)) is not None]
    running = _running(nodes)
    within: tuple[Clause, ...] = ()
    for at, step in enumerate(ref.steps):
        if step.unit is Unit.BOX:
            boxes = [c for c in clauses if c.kind is ClauseKind.BOX and _number(c) == step.number]
            within = tuple(c for c in boxes if not at or _below(c, within))
        else:
            scope = [n for n in nodes if not at or _below(n.clause, within)]
            within = tuple(
                n.clause for n in _meant(step, scope, running, tasks=None if at else _tasks(nodes))
            )
    return within


def _node(clause: Clause) -> _Node | None:
    number = _number(clause)
    printed = clause.number or ""
    if number is None or not printed:
        return None
    if printed.startswith("("):
        style = Style.BRACKETED
    else:
        style = Style.ARABIC if printed[0].isdigit() else Style.TOP
    return _Node(clause, number, style, clause.addr.count(".") + 1)


def _number(clause: Clause) -> int | None:
    match = _LAST.search(clause.addr)
    return int(match.group(1)) if match else None


def _below(clause: Clause, above: tuple[Clause, ...]) -> bool:
    return any(clause.addr.startswith(f"{other.addr}.") for other in above)


def _meant(step: Step, scope: list[_Node], running: frozenset[str], tasks: Clause | None) -> list[_Node]:
    """The nodes of this number in `scope` that go before the others; `tasks` holds the plan's own list."""
    found = [n for n in scope if n.number == step.number]
    if step.unit is Unit.PART:
        return [n for n in found if n.depth == 1]
    if step.unit is Unit.SECTION:
        return [n for n in found if n.depth == 2]
    printed = [n for n in found if n.style is step.style] or found
    run = [n for n in printed if n.clause.id in running]
    if run:
        return run
    listed = [n for n in printed if tasks is not None and n.clause.parent == tasks.id]
    if listed and step.style is None:
        return listed
    return [n for n in printed if n.depth == min(m.depth for m in printed)]


def _tasks(nodes: list[_Node]) -> Clause | None:
    """The one part that is headed 任务."""
    found = [n.clause for n in nodes if n.depth == 1 and _TASKS.search(n.clause.heading or "")]
    return found[0] if len(found) == 1 else None


def _running(nodes: list[_Node]) -> frozenset[str]:
    """Ids of the clauses whose numbers run on from one parent to the next: 1, 2 | 3, 4, 5 | 6."""
    running: set[str] = set()
    levels = {(n.depth, n.style) for n in nodes}
    for level in levels:
        own = [n for n in nodes if (n.depth, n.style) == level]
        groups = [list(group) for _, group in groupby(own, key=lambda n: n.clause.parent)]
        for before, after in pairwise(groups):
            if after[0].number == before[-1].number + 1:
                running |= {n.clause.id for n in (*before, *after)}
    return frozenset(running)
