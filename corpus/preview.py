"""How a draft would be read: its tree, what a check finds in it, and what stands on which line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus.added import read_described
from corpus.check import check_corpus
from corpus.drafts import Draft
from corpus.duplicates import shared_between_documents
from corpus.files import ReadFile
from corpus.findings import Finding, Severity, Topic
from corpus.formats.reader import DocumentReader
from corpus.lines import Line, split_lines
from corpus.model import Clause, Corpus, Document, Gap
from corpus.registry import Supplied
from corpus.release import entry_of
from corpus.transcripts import Transcript, renumbered
from corpus.versions import link_versions

_ID = "draft"  # a document that is not held has no id yet


@dataclass(frozen=True)
class Preview:
    """A draft as it would be held."""

    document: Document
    stated: Document  # what its text alone says, without what a person supplied
    corpus: Corpus  # of this document alone
    findings: tuple[Finding, ...]  # errors first
    lines: tuple[Line, ...]  # with ink, without those that were typed in, numbered as in the extracted text
    coverage: float  # share 0..1 of its characters with ink that stand in a clause or in metadata
    pages: Mapping[int, int]  # line number -> 1-based page, where the format has pages
    gaps: tuple[Gap, ...]  # of the file itself, those that a transcript has filled included

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def lines_of(self, clause: Clause) -> tuple[Line, ...]:
        """The lines that a clause's own text stands on; none where it was typed in."""
        found = []
        for start, end in clause.spans:
            first = max(
                bisect_right(self._starts, start) - 1, 0
            )  # Markdown's marks may stand before the text
            found += [
                line
                for line in self.lines[first : bisect_left(self._starts, end)]
                if line.end > start and line.start < end
            ]
        return tuple(found)

    def line_before_page(self, page: int) -> int:
        """The last line that stands on an earlier page; 0 where there is none."""
        return max((number for number, at in self.pages.items() if at < page), default=0)

    @property
    def acceptable(self) -> bool:
        """Whether it may be held: something can be cited, and what was put right fits the file."""
        return bool(self.corpus.clauses) and not self.corpus.problems


def preview(draft: Draft, path: Path, held: Corpus, reader: DocumentReader) -> Preview:
    """Read a draft beside the documents `held`. Raises UnreadableFile."""
    read = read_described(path, draft.original, entry_of(draft, _ID), reader)
    bare = read_described(path, draft.original, entry_of(_as_it_came(draft), _ID), reader)
    corpus = _alone(read, draft.original)
    if not corpus.documents:
        document = Document(_ID, draft.original, draft.original, 1, 1)
        findings = tuple(Finding(Severity.ERROR, Topic.READING, p) for p in corpus.problems)
        return Preview(
            document, document, corpus, findings, _lines(read.text, draft.transcripts), 0.0, bare.pages, ()
        )
    report = check_corpus(corpus)
    one = report.documents[0]
    findings = (*report.findings, *one.findings, *_beside(corpus, held, draft.replaces))
    order = list(Severity)
    return Preview(
        document=corpus.documents[0],
        stated=bare.parsed.documents[0] if bare.parsed.documents else corpus.documents[0],
        corpus=corpus,
        findings=tuple(sorted(findings, key=lambda f: order.index(f.severity))),
        lines=_lines(read.text, draft.transcripts),
        coverage=one.coverage,
        pages=bare.pages,
        gaps=bare.parsed.documents[0].gaps if bare.parsed.documents else (),
    )


def _as_it_came(draft: Draft) -> Draft:
    return draft.model_copy(update={"supplied": Supplied(), "placements": (), "transcripts": ()})


def _alone(read: ReadFile, name: str) -> Corpus:
    parsed = read.parsed
    return Corpus(
        documents=parsed.documents,
        clauses=parsed.clauses,
        texts={name: read.text},
        furniture={name: parsed.furniture},
        metadata={name: parsed.metadata},
        problems=parsed.problems,
    )


def _beside(own: Corpus, held: Corpus, replaces: str | None) -> tuple[Finding, ...]:
    """What is to be said of a draft because of the documents that are held: copies and versions."""
    others = tuple(d for d in held.documents if d.id != replaces)
    together = replace(
        held,
        documents=(*others, *own.documents),
        clauses=(*(c for c in held.clauses if c.document != replaces), *own.clauses),
    )
    shared = shared_between_documents(together).get(_ID, [])
    linked = link_versions(together.documents)
    document = next(d for d in linked.documents if d.id == _ID)
    titles = {d.id: d.title for d in others}
    said = [doubt for doubt in linked.doubts if f"（{_ID}）" in doubt]
    said += [
        f"它将被作为《{titles[old]}》（{old}）的更新版本，两份都保留。"
        for old in document.supersedes
        if old in titles
    ]
    if document.superseded_by in titles:
        said.append(f"它将被作为旧版本：已收录更新的《{titles[document.superseded_by]}》。")
    return (*shared, *(Finding(Severity.WARNING, Topic.VERSION, s.replace(f"（{_ID}）", "")) for s in said))


def _lines(text: str, transcripts: tuple[Transcript, ...]) -> tuple[Line, ...]:
    """The file's own lines, under the numbers that they have without what was typed in."""
    lines = split_lines(text)
    stands = {renumbered(n, transcripts): n for n in range(1, (lines[-1].number if lines else 0) + 1)}
    return tuple(replace(line, number=stands[line.number]) for line in lines if line.number in stands)
