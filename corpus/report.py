"""Show a corpus to people: the tree of each document and what became of every character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fold import is_blank
from corpus.model import Clause, Corpus, Document, Span

_PREVIEW_CHARS = 32


@dataclass(frozen=True)
class Coverage:
    """What the characters with ink of one file became; counts of code points."""

    file: str
    clause_chars: int
    metadata_chars: int
    furniture_chars: int
    total_chars: int

    @property
    def share(self) -> float:
        """Share 0..1 of what is not furniture that stands in clauses or metadata."""
        text = self.total_chars - self.furniture_chars
        return (self.clause_chars + self.metadata_chars) / text if text else 1.0


def _ink(source: str, spans: Iterator[Span] | tuple[Span, ...]) -> int:
    return sum(not is_blank(c) for start, end in spans for c in source[start:end])


def coverage(corpus: Corpus, file: str) -> Coverage:
    """Count the characters of one file by what they became."""
    return _coverage(corpus, file, tuple(s for c in corpus.clauses if c.file == file for s in c.spans))


def _coverage(corpus: Corpus, file: str, clause_spans: tuple[Span, ...]) -> Coverage:
    source = corpus.texts[file]
    return Coverage(
        file=file,
        clause_chars=_ink(source, clause_spans),
        metadata_chars=_ink(source, corpus.metadata[file]),
        furniture_chars=_ink(source, corpus.furniture[file]),
        total_chars=_ink(source, (Span(0, len(source)),)),
    )


def document_head(document: Document) -> str:
    """One line that says what a document is."""
    facts = [
        document.level,
        document.region,
        document.number,
        document.issuer,
        document.force,
        document.kind,
        document.copy,
    ]
    dates = [
        f"成文 {document.written}" if document.written else "",
        f"发布 {document.published}" if document.published else "",
    ]
    known = "｜".join(str(f) for f in [*facts, *dates] if f)
    place = f"{document.file} 第 {document.first_line}—{document.last_line} 行"
    return f"《{document.title}》 {document.id}（{place}）\n  {known}"


def _line(clause: Clause, depth: int) -> str:
    preview = clause.text.replace("\n", " ")[:_PREVIEW_CHARS]
    marks = " ↺重复" if clause.repeat_of else " ✎有说明" if clause.notes else ""
    return f"  {'  ' * depth}{clause.addr}  {preview}（{len(clause.text)} 字）{marks}"


def tree_lines(corpus: Corpus, document: Document) -> Iterator[str]:
    """The tree of one document, a clause a line."""
    yield document_head(document)
    for clause in corpus.clauses_of(document.id):
        yield _line(clause, len(corpus.ancestors(clause.id)))
    for gap in document.gaps:
        yield f"  ⚠ 缺：{gap.what}" + (f"（第 {gap.line} 行）" if gap.line else "")


def coverage_lines(corpus: Corpus) -> Iterator[str]:
    """One line a file: the share of its text that ended up in clauses."""
    spans: dict[str, list[Span]] = {file: [] for file in corpus.texts}
    for clause in corpus.clauses:
        spans[clause.file] += clause.spans
    for file in corpus.texts:
        c = _coverage(corpus, file, tuple(spans[file]))
        yield (
            f"{file}：{c.total_chars} 字，其中条款 {c.clause_chars}、元数据 {c.metadata_chars}、"
            f"页面附件 {c.furniture_chars}；正文收录率 {c.share:.2%}"
        )
