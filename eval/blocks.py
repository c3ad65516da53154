"""An answer as labelled blocks: the rows of its tables, and what stands under each of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.model import SegmentKind
from eval.outcome import Outcome, SeenCitation, SeenSegment
from eval.quoting import by_number

_HEADING = re.compile(r"^(?P<label>[^：:。]{1,80})[：:]")  # 苏州： and 苏州：在已收录文件中未找到。


@dataclass(frozen=True)
class Block:
    """What an answer says of one thing; without a label where it stands under none."""

    label: str
    texts: tuple[str, ...]  # of its segments, in order, without the label
    citations: tuple[SeenCitation, ...]  # in order, each once


def blocks(outcome: Outcome) -> tuple[Block, ...]:
    """Blocks in order; one that neither says nor cites anything is kept where it has a label.

    A table gives a block for every row below its header, labelled by the row's first cell. Outside of
    tables a fixed phrase that begins with a label and a colon opens a block; other phrases belong to the
    block in which they stand.
    """
    cited = by_number(outcome.citations)
    made: list[Block] = []
    label, open_texts, open_numbers = "", list[str](), list[int]()

    def close() -> None:
        if label or open_texts or open_numbers:
            made.append(Block(label, tuple(open_texts), _citations(open_numbers, cited)))

    for segment in outcome.segments:
        heading = _HEADING.match(segment.text) if segment.kind == SegmentKind.LEAD else None
        if segment.rows or heading:
            close()
            label, open_texts, open_numbers = "", [], []
        if segment.rows:
            made.extend(_rows(segment, cited))
        elif heading:
            label = bare(heading["label"])
        else:
            open_texts.append(segment.text)
            open_numbers.extend(segment.citations)
    close()
    return tuple(made)


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


def _rows(table: SeenSegment, cited: Mapping[int, SeenCitation]) -> Iterator[Block]:
    for row in table.rows[1:]:
        found = [s for cell in row for s in leaves(cell.segments)]
        texts = tuple(s.text for cell in row[1:] for s in leaves(cell.segments))
        yield Block(bare(row[0].text), texts, _citations([n for s in found for n in s.citations], cited))


def _citations(numbers: Sequence[int], cited: Mapping[int, SeenCitation]) -> tuple[SeenCitation, ...]:
    return tuple(cited[n] for n in dict.fromkeys(numbers) if n in cited)
