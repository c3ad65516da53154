"""Lines of one document to its tree: what hangs under what, and which lines continue a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.headings import heading_of
from corpus.ladder import Marker, Rank
from corpus.lines import Placed
from corpus.model import ClauseKind
from corpus.rungs import read_rungs
from corpus.signatures import inner_signatures, split_back

_MAX_RUN_IN_CHARS = 26
_LONG_LINE_CHARS = 60  # a line this long without a full stop was cut, not finished
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:）)」』”’…]$")
_RUN_IN = re.compile(
    rf"([^。，,；;：:？?！!]{{2,{_MAX_RUN_IN_CHARS}}}(?:[,，][^。，,；;：:？?！!]{{2,12}})?)。"
)
_ARTICLE_NAME = re.compile(r"【([^【】]{2,20})】")
_PREDICATE = re.compile(
    r"(?<![一二三四五六七八九十])[是了]|分为|如下|共[有计]?[\d一二三四五六七八九十]+[个条项]"
)  # a statement, not a heading


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
    parent: Node | None = None
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


def _joined(placed: Placed) -> Placed:
    note = "原文在此处换页断句，已与上文接续" if placed.breaks_page else "原文在此处断行，已与上文接续"
    return placed if placed.joins else replace(placed, joins=True, notes=(*placed.notes, note))


def _below(value: str | None, above: Node) -> str | None:
    """The part of a decimal number that the nodes above do not say: of 4.1.1 below 4.1 its last 1."""
    if value is None or "." not in value:
        return value
    path: list[str] = []
    node: Node | None = above
    while node is not None and node.value and not node.prefix:
        path.insert(0, node.value)
        node = node.parent
    return value.removeprefix(".".join([*path, ""]))


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
                self._force(placed)
            elif placed.rung == "row" and self.started:
                self._row(placed)
            elif marker is not None:
                self._open(placed, marker)
            else:
                self._paragraph(placed)
        for placed in self.back:
            self._sign(placed)
        self._dissolve_lone_run_ins(self.root)
        return self.root

    def _sign(self, placed: Placed) -> None:
        self.current = self.root
        self.root.adopt(
            Node(ClauseKind.BACK, Rank.RUN_IN, "back", None, None, None, [placed], leaf_line=True)
        )

    def _above(self, rank: int) -> Node:
        node = self.current
        while node.parent is not None and node.rank >= rank:
            node = node.parent
        return node

    def _open(self, placed: Placed, marker: Marker) -> None:
        self.started = True
        above = self._above(marker.rank)
        if (
            above.kind is ClauseKind.BOX
            and above.parent is not None
            and any(c.rank == marker.rank for c in above.parent.children)
        ):
            above = above.parent  # 7. goes on counting after the box that stands between 6. and 7.
        if marker.kind is ClauseKind.ITEM and self.law:
            # An item belongs to the article, or to the later 款 that introduces it.
            above = (
                self.current
                if self.current.kind is ClauseKind.PARAGRAPH and self.current.rank < marker.rank
                else above
            )
        heading, more = heading_of(marker.rest, placed.line.raw)
        if marker.kind is ClauseKind.ARTICLE or (self.law and marker.kind is ClauseKind.ITEM):
            named = _ARTICLE_NAME.match(marker.rest) if marker.kind is ClauseKind.ARTICLE else None
            heading, more = named[1] if named else None, True
        if marker.kind in (ClauseKind.BOX, ClauseKind.ATTACHMENT):
            heading, more = marker.rest or None, False  # 专栏1  云边协同工程: the gap follows the number
        if marker.kind is ClauseKind.DASH and heading and not more:
            more = True
        if marker.heading is not None:
            heading, more = marker.heading, marker.leaf
        if placed.heading is not None:
            heading, more = placed.heading, True
        node = Node(
            marker.kind,
            marker.rank,
            marker.prefix,
            _below(marker.value, above),
            marker.number,
            heading,
            [placed],
            leaf_line=more,
        )
        self.current = above.adopt(node)

    def _force(self, placed: Placed) -> None:
        self.started = True
        text = placed.line.text.rstrip("。:：")
        if placed.rung == "heading" and placed.number is not None:
            last = self.current if self.current.kind is ClauseKind.SECTION else None
            if (
                last is not None
                and last.number == placed.number
                and not last.leaf_line
                and len(last.lines) == 1
            ):
                last.lines.append(placed)  # the number stands on a line of its own
                return
            node = Node(
                ClauseKind.SECTION, Rank.SECTION, "", str(int(placed.number)), placed.number, text, [placed]
            )
            self.current = self._above(Rank.SECTION).adopt(node)
            return
        rank = Rank.SECTION if placed.number == "top" or self._above(Rank.BOX).parent is None else Rank.RUN_IN
        if placed.rung == "heading":
            rank = Rank.RUN_IN
        node = Node(ClauseKind.RUN_IN, rank, "r", None, None, text, [placed])
        self.current = self._above(rank).adopt(node)

    def _paragraph(self, placed: Placed) -> None:
        if placed.rung == "paragraph":
            self.current = self.root.adopt(
                Node(ClauseKind.PARAGRAPH, Rank.SECTION, "p", None, None, None, [placed], leaf_line=True)
            )
            return
        if not self.started:
            if self._continues(placed, self.root.children[-1] if self.root.children else None):
                self.root.children[-1].lines.append(_joined(placed))
                return
            self.root.adopt(
                Node(ClauseKind.FRONT, Rank.RUN_IN, "front", None, None, None, [placed], leaf_line=True)
            )
            return
        if self._continues(placed, self.current):
            self.current.lines.append(_joined(placed))
            return
        if placed.rung == "own":
            self.current.lines.append(placed)
            return
        run_in = self._run_in(placed)
        # 本办法自印发之日起施行。 after a list of whole lines closes it.
        closes = self.current.number is not None and self._owner() is not self.current
        if run_in is not None and (run_in[1] or not closes):
            heading, more = run_in
            above = self._above(Rank.RUN_IN)
            node = Node(ClauseKind.RUN_IN, Rank.RUN_IN, "r", None, None, heading, [placed], leaf_line=more)
            self.current = above.adopt(node)
            return
        owner = self._owner()
        if owner is self.current and owner is not self.root and owner.kind is not ClauseKind.ARTICLE:
            owner.lines.append(placed)
            return
        prefix, rank = (
            ("k", int(Rank.ARTICLE) + 1) if owner.kind is ClauseKind.ARTICLE else ("p", int(Rank.RUN_IN))
        )
        self.current = owner.adopt(
            Node(ClauseKind.PARAGRAPH, rank, prefix, None, None, None, [placed], leaf_line=True)
        )

    def _row(self, placed: Placed) -> None:
        """A table row stands beside the other rows below the clause that the table belongs to."""
        owner = self._owner() if self.current.kind is ClauseKind.PARAGRAPH else self.current
        self.current = owner.adopt(
            Node(ClauseKind.PARAGRAPH, Rank.RUN_IN, "p", None, None, None, [placed], leaf_line=True)
        )

    def _continues(self, placed: Placed, node: Node | None) -> bool:
        """Whether a line goes on with the sentence before it: told so, or that sentence was cut."""
        if placed.joins is not None:
            return placed.joins
        if node is None or not node.lines or node is self.root:
            return False
        last = node.lines[-1].line.text
        heading_only = not node.leaf_line and node.number is not None and node.has_paragraphs(1)
        if heading_only or _ENDS_SENTENCE.search(last):
            return False
        return (placed.breaks_page and len(last) > _MAX_RUN_IN_CHARS) or len(last) >= _LONG_LINE_CHARS

    def _run_in(self, placed: Placed) -> tuple[str, bool] | None:
        """Heading and whether text follows on the line, of a paragraph that opens with a run-in heading."""
        if not self.has_ladder or self.law or placed.rung == "own":
            return None
        match = _RUN_IN.match(placed.line.text)
        if match is None or re.match(r"(?:到|截至|自)?\s*\d{4}", match[1]) or _PREDICATE.search(match[1]):
            return None
        return match[1], match.end() < len(placed.line.text)

    def _owner(self) -> Node:
        """The node whose own text or child a bare paragraph is."""
        node = self.current
        if node is self.root:
            return node
        if node.kind is ClauseKind.PARAGRAPH and node.prefix in ("k", "p") and node.parent is not None:
            return node.parent
        if node.kind is ClauseKind.DASH and node.parent is not None:
            return node.parent
        if self.law:
            while node.kind is ClauseKind.ITEM and node.parent is not None:
                node = node.parent
            return node.parent if node.kind is ClauseKind.PARAGRAPH and node.parent is not None else node
        if node.parent is not None and (
            (node.leaf_line and self._siblings_are_lines(node)) or self._is_full_run_in(node)
        ):
            return node.parent
        return node

    @staticmethod
    def _is_full_run_in(node: Node) -> bool:
        """Whether a run-in heading on a line of its own already has its paragraph, as its siblings have."""
        if node.kind is not ClauseKind.RUN_IN or node.parent is None or node.lines[0].rung is not None:
            return False
        before = node.parent.settled.get(node.rank, Settled())
        return before.number >= 2 and before.pairs and node.has_paragraphs(2)

    @staticmethod
    def _siblings_are_lines(node: Node) -> bool:
        """Whether every earlier sibling of the same rung is a whole clause on one line."""
        if node.parent is None:
            return False
        before = node.parent.settled.get(node.rank, Settled())
        return before.number > 0 and before.single

    def _dissolve_lone_run_ins(self, node: Node) -> None:
        """Run-in headings that are alone, or all without words after them, are sentences: give them back."""
        for child in node.children:
            self._dissolve_lone_run_ins(child)
        run_ins = [c for c in node.children if c.kind is ClauseKind.RUN_IN and c.prefix == "r"]
        forced = any(p.rung for c in run_ins for p in c.lines)
        bare = all(c.has_paragraphs(1) and not c.leaf_line for c in run_ins)  # 登录平台提交材料。 and no more
        if forced or any(c.children for c in run_ins) or not (len(run_ins) == 1 or bare):
            return
        for lone in run_ins:
            if node.children[0] is lone and node.parent is not None:
                node.lines.extend(lone.lines)
                node.children.remove(lone)
            else:
                lone.kind, lone.prefix, lone.heading = ClauseKind.PARAGRAPH, "p", None
