"""Lines that open a clause: a numbered one from its marker, one that a format or a repair says to be a heading."""

from __future__ import annotations

import re

from corpus.headings import heading_of
from corpus.lines import Placed
from corpus.marker import Marker, Rank
from corpus.model import ClauseKind
from corpus.node import Node

_ARTICLE_NAME = re.compile(r"【([^【】]{2,20})】")


def open_clause(current: Node, placed: Placed, marker: Marker, *, in_law: bool) -> Node:
    """The new node of a numbered line, hung below `current` or the ancestor of it that its rank asks for."""
    above = _home(current, marker, in_law=in_law)
    heading, leaf_line = _heading(placed, marker, in_law=in_law)
    return above.adopt(
        Node(
            marker.kind,
            marker.rank,
            marker.prefix,
            _below(marker.value, above),
            marker.number,
            heading,
            [placed],
            leaf_line=leaf_line,
        )
    )


def _home(current: Node, marker: Marker, *, in_law: bool) -> Node:
    above = current.above(marker.rank)
    if (
        above.kind is ClauseKind.BOX
        and above.parent is not None
        and any(c.rank == marker.rank for c in above.parent.children)
    ):
        above = above.parent  # 7. goes on counting after the box that stands between 6. and 7.
    if marker.kind is ClauseKind.ITEM and in_law:
        # An item belongs to the article, or to the later 款 that introduces it.
        above = current if current.kind is ClauseKind.PARAGRAPH and current.rank < marker.rank else above
    return above


def _heading(placed: Placed, marker: Marker, *, in_law: bool) -> tuple[str | None, bool]:
    """The heading of a numbered line, and whether the line is a whole clause."""
    if placed.heading is not None:
        return placed.heading, True
    if marker.heading is not None:
        return marker.heading, marker.leaf
    if marker.kind is ClauseKind.ARTICLE:
        named = _ARTICLE_NAME.match(marker.rest)
        return named[1] if named else None, True
    if in_law and marker.kind is ClauseKind.ITEM:
        return None, True
    if marker.kind in (ClauseKind.BOX, ClauseKind.ATTACHMENT):
        return marker.rest or None, False  # 专栏1  云边协同工程: the gap follows the number
    heading, more = heading_of(marker.rest, placed.line.raw)
    if marker.kind is ClauseKind.DASH and heading:
        more = True
    return heading, more


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


def open_forced(current: Node, placed: Placed) -> Node:
    """The node of a line that is a heading by what is known of it; a number on a line of its own takes it in."""
    text = placed.line.text.rstrip("。:：")
    if placed.rung == "heading" and placed.number is not None:
        if _is_bare_number(current, placed.number):
            current.lines.append(placed)
            return current
        section = Node(
            ClauseKind.SECTION, Rank.SECTION, "", str(int(placed.number)), placed.number, text, [placed]
        )
        return current.above(Rank.SECTION).adopt(section)
    rank = Rank.SECTION if placed.number == "top" or current.above(Rank.BOX).parent is None else Rank.RUN_IN
    if placed.rung == "heading":
        rank = Rank.RUN_IN
    return current.above(rank).adopt(Node(ClauseKind.RUN_IN, rank, "r", None, None, text, [placed]))


def _is_bare_number(node: Node, number: str) -> bool:
    return (
        node.kind is ClauseKind.SECTION
        and node.number == number
        and not node.leaf_line
        and len(node.lines) == 1
    )
