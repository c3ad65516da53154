"""A clause in the making, and what it knows of the clauses around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.lines import Placed
from corpus.model import ClauseKind


@dataclass
class Settled:
    """What the finished children of one rank have in common, counted as they come to be finished."""

    number: int = 0
    single: bool = True  # each is one paragraph without children
    pairs: bool = True  # each is a heading and its paragraph

    def count(self, node: Node) -> None:
        """Take in one more finished child."""
        self.number += 1
        self.single &= not node.children and node.has_paragraphs(1)
        self.pairs &= node.has_paragraphs(2)


@dataclass
class Node:
    """A clause in the making."""

    kind: ClauseKind
    rank: int
    prefix: str
    value: str | None
    number: str | None
    heading: str | None
    lines: list[Placed] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None  # None at the root alone
    leaf_line: bool = False  # a whole clause on its own line, not a heading that text follows
    settled: dict[int, Settled] = field(default_factory=dict)  # children but the last, by rank

    def has_paragraphs(self, count: int) -> bool:
        """Whether `count` of the lines begin a paragraph: where a page cuts one, it is still one."""
        found = 0
        for i, placed in enumerate(self.lines):
            found += i == 0 or not placed.joins
            if found > count:  # asked for every line: what a long clause holds further on is not counted
                return False
        return found == count

    def adopt(self, child: Node) -> Node:
        """Hang `child` below this node, last."""
        if self.children:
            before = self.children[-1]  # nothing is added to it any more
            self.settled.setdefault(before.rank, Settled()).count(before)
        child.parent = self
        self.children.append(child)
        return child

    def above(self, rank: int) -> Node:
        """The nearest of this node and its ancestors below which a clause of `rank` can stand."""
        node = self
        while node.parent is not None and node.rank >= rank:
            node = node.parent
        return node

    def owner(self, *, in_law: bool) -> Node:
        """The node whose own text or child a bare paragraph is, where this node was the last to grow."""
        if self.parent is None:
            return self
        if self.kind is ClauseKind.PARAGRAPH and self.prefix in ("k", "p"):
            return self.parent
        if self.kind is ClauseKind.DASH:
            return self.parent
        if in_law:
            node = self
            while node.kind is ClauseKind.ITEM and node.parent is not None:
                node = node.parent
            return node.parent if node.kind is ClauseKind.PARAGRAPH and node.parent is not None else node
        if (self.leaf_line and self._siblings_are_lines()) or self._is_full_run_in():
            return self.parent
        return self

    def _settled_siblings(self) -> Settled:
        """What the finished siblings of this node's rank have in common."""
        return Settled() if self.parent is None else self.parent.settled.get(self.rank, Settled())

    def _is_full_run_in(self) -> bool:
        """Whether a run-in heading on a line of its own already has its paragraph, as its siblings have."""
        if self.kind is not ClauseKind.RUN_IN or self.lines[0].rung is not None:
            return False
        before = self._settled_siblings()
        return before.number >= 2 and before.pairs and self.has_paragraphs(2)

    def _siblings_are_lines(self) -> bool:
        """Whether every earlier sibling of the same rung is a whole clause on one line."""
        before = self._settled_siblings()
        return before.number > 0 and before.single
