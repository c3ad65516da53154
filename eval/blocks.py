"""An answer as labelled blocks: the rows of its tables, and what stands under each of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.model import SegmentKind
from eval.outcome import Outcome, SeenCitation, SeenSegment
from eval.quoting import by_number

_HEADING = re.compile(r"^(?P<label>[^：:。]{1,80})[：:]")  # 苏州： and 苏州：在已收录文件中未找到。


@dataclass(frozen=True)
class Block:
    """What an answer says of one thing; without a label where it stands under none."""

    label: str
    citations: tuple[SeenCitation, ...]  # in order, each once


def blocks(outcome: Outcome) -> tuple[Block, ...]:
    """Blocks in order; one that cites nothing is kept where it has a label.

    A table gives a block for every row below its header, labelled by the row's first cell. Outside of
    tables a fixed phrase that begins with a label and a colon opens a block; other phrases belong to the
    block in which they stand.
    """
    cited = by_number(outcome.citations)
    opened: list[tuple[str, list[int]]] = [("", [])]
    for label, segment in labelled_leaves(outcome):
        if label != opened[-1][0]:
            opened.append((label, []))
        opened[-1][1].extend(segment.citations)
    return tuple(
        Block(label, tuple(cited[n] for n in dict.fromkeys(numbers) if n in cited))
        for label, numbers in opened
        if label or numbers
    )


def labelled_leaves(outcome: Outcome) -> Iterator[tuple[str, SeenSegment]]:
    """Every segment, tables taken apart, with the label that it stands under; header rows left out."""
    label = ""
    for segment in outcome.segments:
        if segment.rows:
            for row in segment.rows[1:]:
                label = bare(row[0].text) if row else ""
                yield from ((label, leaf) for cell in row for leaf in leaves(cell.segments))
            label = ""
            continue
        heading = _HEADING.match(segment.text) if segment.kind == SegmentKind.LEAD else None
        label = bare(heading["label"]) if heading else label
        yield label, segment


def leaves(segments: tuple[SeenSegment, ...]) -> Iterator[SeenSegment]:
    """Segments in order, those in the cells of tables instead of the tables."""
    for segment in segments:
        if segment.rows:
            for row in segment.rows:
                for cell in row:
                    yield from leaves(cell.segments)
        else:
            yield segment


def bare(label: str) -> str:
    """A label without title marks and blanks.

    >>> bare(" 《示例意见》")
    '示例意见'
    """
    return re.sub(r"[《》\s]", "", label)
