"""Hand-written clause trees for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.fold import fold_spans
from corpus.model import Clause, ClauseKind, Corpus, Document, Span


@dataclass
class Tree:
    """A clause to be: its own text and its children."""

    text: str
    children: Sequence[Tree] = ()
    kind: ClauseKind = ClauseKind.SECTION


def make_corpus(*documents: Sequence[Tree]) -> Corpus:
    """Documents d1, d2, … in one file each; every clause stands on lines of its own."""
    docs: list[Document] = []
    clauses: list[Clause] = []
    texts: dict[str, str] = {}
    for number, roots in enumerate(documents, 1):
        source = ""
        file = f"f{number}.txt"

        def add(
            tree: Tree, parent: Clause | None, place: int, document: str = f"d{number}", file: str = file
        ) -> None:
            nonlocal source
            start = len(source)
            source += tree.text + "\n"
            spans = (Span(start, start + len(tree.text)),) if tree.text else ()
            addr = f"{parent.addr}.{place}" if parent else f"s{place}"
            heading = tree.text[:6]
            clause = Clause(
                id=f"{document}#{addr}",
                document=document,
                addr=addr,
                parent=parent.id if parent else None,
                kind=tree.kind,
                number=None,
                heading=heading,
                address=f"{parent.address} › {heading}" if parent else heading,
                text=fold_spans(source, spans).text,
                file=file,
                spans=spans,
            )
            clauses.append(clause)
            for i, child in enumerate(tree.children, 1):
                add(child, clause, i)

        for i, root in enumerate(roots, 1):
            add(root, None, i)
        texts[file] = source
        docs.append(Document(f"d{number}", f"第{number}号文件", file, 1, source.count("\n")))
    return Corpus(tuple(docs), tuple(clauses), texts, {}, {})
