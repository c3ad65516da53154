"""Lines of one document to its tree, grown line by line."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.joining import continues, joined
from corpus.lines import Placed
from corpus.marker import Rank
from corpus.model import ClauseKind
from corpus.node import Node
from corpus.opening import open_clause, open_forced
from corpus.run_ins import dissolve_lone_run_ins, run_in_heading
from corpus.rungs import read_rungs
from corpus.signatures import inner_signatures, split_back


def _whole(kind: ClauseKind, rank: int, prefix: str, placed: Placed) -> Node:
    """A clause without number and heading that one line is."""
    return Node(kind, rank, prefix, None, None, None, [placed], leaf_line=True)


class TreeBuilder:
    """Grows the tree of one document line by line."""

    def __init__(self, lines: Sequence[Placed]) -> None:
        self.law = False  # whether the line at hand counts articles
        self.root = Node(ClauseKind.FRONT, -1, "", None, None, None)
        self.current = self.root
        self.body, self.back = split_back(lines)
        rungs = read_rungs(self.body)
        self.in_law, self.markers = rungs.in_law, rungs.markers
        self.has_ladder = any(self.markers) or any(p.rung in ("heading", "region") for p in self.body)
        self.started = not self.has_ladder

    def build(self) -> Node:
        """The root, whose children are the document's top clauses."""
        signatures = inner_signatures(self.body, self.markers)
        for i, (placed, marker) in enumerate(zip(self.body, self.markers, strict=True)):
            self.law = self.in_law[i]
            if i in signatures:
                self._sign(placed)
            elif placed.rung in ("heading", "region"):
                self.started = True
                self.current = open_forced(self.current, placed)
            elif placed.rung == "supplied":
                self._supplied(placed)
            elif placed.rung == "row" and self.started:
                self._row(placed)
            elif marker is not None:
                self.started = True
                self.current = open_clause(self.current, placed, marker, in_law=self.law)
            else:
                self._paragraph(placed)
        for placed in self.back:
            self._sign(placed)
        dissolve_lone_run_ins(self.root)
        return self.root

    def _sign(self, placed: Placed) -> None:
        self.current = self.root
        self.root.adopt(_whole(ClauseKind.BACK, Rank.RUN_IN, "back", placed))

    def _row(self, placed: Placed) -> None:
        """A table row stands beside the other rows below the clause that the table belongs to."""
        owner = self._owner() if self.current.kind is ClauseKind.PARAGRAPH else self.current
        self.current = owner.adopt(_whole(ClauseKind.PARAGRAPH, Rank.RUN_IN, "p", placed))

    def _supplied(self, placed: Placed) -> None:
        """What a person typed in stands beside the printed clauses and takes nothing of theirs in."""
        kind, prefix = (ClauseKind.PARAGRAPH, "p") if self.started else (ClauseKind.FRONT, "front")
        owner = self._owner() if self.started else self.root
        node = Node(kind, Rank.RUN_IN, prefix, None, None, placed.heading, [placed], leaf_line=True)
        owner.adopt(node)
        if self.started:
            self.current = node

    def _paragraph(self, placed: Placed) -> None:
        if placed.rung == "paragraph":
            self.current = self.root.adopt(_whole(ClauseKind.PARAGRAPH, Rank.SECTION, "p", placed))
        elif not self.started:
            self._front(placed)
        elif continues(placed, self.current):
            self.current.lines.append(joined(placed))
        elif placed.rung == "own":
            self.current.lines.append(placed)
        elif not self._run_in(placed):
            self._bare(placed)

    def _front(self, placed: Placed) -> None:
        """What stands before the first heading: a line is a clause unless it goes on with the last one."""
        last = self.root.children[-1] if self.root.children else None
        if last is not None and continues(placed, last):
            last.lines.append(joined(placed))
        else:
            self.root.adopt(_whole(ClauseKind.FRONT, Rank.RUN_IN, "front", placed))

    def _run_in(self, placed: Placed) -> bool:
        """Open a clause where the paragraph begins with a run-in heading; whether it does."""
        found = run_in_heading(placed.line.text) if self.has_ladder and not self.law else None
        if found is None:
            return False
        heading, more = found
        # 本办法自印发之日起施行。 after a list of whole lines closes it.
        closes = self.current.number is not None and self._owner() is not self.current
        if closes and not more:
            return False
        node = Node(ClauseKind.RUN_IN, Rank.RUN_IN, "r", None, None, heading, [placed], leaf_line=more)
        self.current = self.current.above(Rank.RUN_IN).adopt(node)
        return True

    def _bare(self, placed: Placed) -> None:
        """A paragraph that nothing marks: own text of the clause at hand, or a clause beside its siblings."""
        owner = self._owner()
        if owner.kind is ClauseKind.ARTICLE:
            self.current = owner.adopt(_whole(ClauseKind.PARAGRAPH, Rank.ARTICLE + 1, "k", placed))
        elif owner is self.current and owner is not self.root:
            owner.lines.append(placed)
        else:
            self.current = owner.adopt(_whole(ClauseKind.PARAGRAPH, Rank.RUN_IN, "p", placed))

    def _owner(self) -> Node:
        return self.current.owner(in_law=self.law)
