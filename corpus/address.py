"""Give every node of a document's tree its address, for machines and for people, and its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.fold import comparison_form, fold
from corpus.lines import Placed
from corpus.model import Clause, ClauseKind, Span
from corpus.node import Node

_MAX_LABEL_CHARS = 44
_AGAIN = re.compile(r"~\d+")
_PARAGRAPH_LABELS = {
    "front": "文首第{}段",
    "back": "文末第{}段",
    "p": "第{}段",
    "k": "第{}款",
    "r": "第{}部分",
    "d": "第{}点",
    "x": "专栏{}",
}


def spans_of_lines(source: str, lines: list[Placed]) -> tuple[Span, ...]:
    """Spans that fold to the lines as paragraphs: neighbours in the file share one span.

    A span that another paragraph follows ends after its newline, so that the paragraphs stay apart
    when the slices are concatenated; a sentence that goes on has no newline between its parts.
    """
    spans: list[Span] = []
    for i, placed in enumerate(lines):
        line = placed.line
        if i and not placed.joins:
            before = lines[i - 1].line
            if before.end <= line.start and not source[before.end : line.start].strip():
                spans[-1] = Span(spans[-1].start, line.end)
                continue
            spans[-1] = Span(spans[-1].start, _after_newline(source, before.end))
        spans.append(Span(line.start, line.end))
    return tuple(spans)


def _after_newline(source: str, offset: int) -> int:
    while offset < len(source) and source[offset] not in "\r\n":
        offset += 1
    if source[offset : offset + 2] == "\r\n":
        return offset + 2
    return min(offset + 1, len(source))


class AddressBook:
    """Addresses of one document, unique, built from printed numbers."""

    def __init__(self, document: str, file: str, source: str) -> None:
        self.document = document
        self.file = file
        self.source = source
        self.taken: Counter[str] = Counter()
        self.counts: Counter[tuple[str, str]] = Counter()
        self.first_texts: dict[str, tuple[str, str]] = {}  # address without ~n -> clause id, compared text

    def clauses(self, root: Node) -> Iterator[Clause]:
        """All clauses below `root` in reading order."""
        for child in root.children:
            yield from self._walk(child, None)

    def _walk(self, node: Node, parent: Clause | None) -> Iterator[Clause]:
        base, label = self._component(node, parent)
        self.taken[base] += 1
        again = self.taken[base]
        addr = base if again == 1 else f"{base}~{again}"
        spans = spans_of_lines(self.source, node.lines)
        text = fold("".join(self.source[start:end] for start, end in spans))
        clause_id = f"{self.document}#{addr}"
        notes = tuple(dict.fromkeys(note for placed in node.lines for note in placed.notes))
        repeat_of = None
        compared = comparison_form(text)
        twin = self.first_texts.setdefault(_AGAIN.sub("", addr), (clause_id, compared))
        if twin != (clause_id, compared) and twin[1] == compared:
            repeat_of = twin[0]
            notes = (*notes, "原文此处重复印刷")
        clause = Clause(
            id=clause_id,
            document=self.document,
            addr=addr,
            parent=parent.id if parent else None,
            kind=node.kind,
            number=node.number,
            heading=node.heading,
            address=f"{parent.address} › {label}" if parent else label,
            text=text,
            file=self.file,
            spans=spans,
            notes=notes,
            repeat_of=repeat_of,
            pages=tuple(sorted({placed.page for placed in node.lines if placed.page is not None})),
        )
        yield clause
        for child in node.children:
            yield from self._walk(child, clause)

    def _component(self, node: Node, parent: Clause | None) -> tuple[str, str]:
        above = parent.addr if parent else ""
        value = node.value
        if node.prefix == "a":
            # An article is called by its number alone, whatever its chapter; an attachment counts anew.
            attachment = re.match(r"att[^.]+\.", f"{above}.")
            return f"{attachment[0] if attachment else ''}a{value}", node.number or ""
        if value is None:
            self.counts[above, node.prefix] += 1
            value = str(self.counts[above, node.prefix] + (node.prefix == "k"))
        label = self._label(node, value)
        if node.prefix in ("front", "back"):
            return f"{node.prefix}.p{value}", label
        if node.prefix:
            return f"{above}.{node.prefix}{value}" if above else f"{node.prefix}{value}", label
        if not above:
            return f"s{value}", label
        nested = parent is not None and parent.kind in (ClauseKind.ATTACHMENT, ClauseKind.CHAPTER)
        return f"{above}.s{value}" if nested else f"{above}.{value}", label

    @staticmethod
    def _label(node: Node, value: str) -> str:
        if node.heading:
            heading = node.heading[:_MAX_LABEL_CHARS]
            number = node.number or ""
            if number.isascii() and number.isdigit():
                # 01 on a line of its own; NO.1 stands in the heading itself
                return heading if number in comparison_form(heading) else f"{number} {heading}"
            separator = " " if node.prefix in ("c", "b", "j", "x") and number else ""
            return f"{number}{separator}{heading}"
        if node.number:
            number = node.number.rstrip("、.:")
            return f"第{number}项" if number.isdigit() else number  # a bare 3 says nothing to a reader
        return _PARAGRAPH_LABELS.get(node.prefix, "{}").format(value)
