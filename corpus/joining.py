"""Sentences that a page or a line break cuts: which line goes on with the one before it."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.lines import Placed
from corpus.node import Node
from corpus.run_ins import MAX_RUN_IN_CHARS

_LONG_LINE_CHARS = 60  # a line this long without a full stop was cut, not finished
_ENDS_SENTENCE = re.compile(r"[。！？!?；;：:）)」』”’…]$")


def continues(placed: Placed, node: Node | None) -> bool:
    """Whether a line goes on with the last sentence of `node`: told so, or that sentence was cut."""
    if placed.joins is not None:
        return placed.joins
    if node is None or not node.lines or node.parent is None or node.lines[-1].rung == "supplied":
        return False
    last = node.lines[-1].line.text
    heading_only = not node.leaf_line and node.number is not None and node.has_paragraphs(1)
    if heading_only or _ENDS_SENTENCE.search(last):
        return False
    return (placed.breaks_page and len(last) > MAX_RUN_IN_CHARS) or len(last) >= _LONG_LINE_CHARS


def joined(placed: Placed) -> Placed:
    """The line as the rest of the sentence before it, with the note that says so."""
    note = "原文在此处换页断句，已与上文接续" if placed.breaks_page else "原文在此处断行，已与上文接续"
    return placed if placed.joins else replace(placed, joins=True, notes=(*placed.notes, note))
