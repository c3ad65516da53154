"""The nouns of the corpus: documents, clauses, and where their text stands in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points into a file's decoded text."""

    start: int
    end: int


class Level(StrEnum):
    """Rank of the body that issued a document."""

    NATIONAL = "国家"
    PROVINCE = "省"
    CITY = "市"


class Force(StrEnum):
    """Legal standing of a text, as far as it is known."""

    IN_FORCE = "现行"
    DRAFT = "草案"
    EXPIRED = "失效"
    UNKNOWN = "未知"


class DocumentKind(StrEnum):
    """What sort of text a document is."""

    POLICY = "正文"
    EXPLANATION = "解读"
    NEWS = "报道"
    INFOGRAPHIC = "图解"


class Copy(StrEnum):
    """Whether a file holds the original or a reprint."""

    ORIGINAL = "原文"
    REPRINT = "转载"


class ClauseKind(StrEnum):
    """The role of a node in its document's tree."""

    FRONT = "front"
    BACK = "back"
    SECTION = "section"
    CHAPTER = "chapter"
    ARTICLE = "article"
    ITEM = "item"
    RUN_IN = "run_in"
    DASH = "dash"
    BOX = "box"
    QUESTION = "question"
    PARAGRAPH = "paragraph"
    ATTACHMENT = "attachment"


@dataclass(frozen=True)
class Period:
    """The years that a plan covers, both included; a missing end is open."""

    start_year: int | None
    end_year: int | None


@dataclass(frozen=True)
class Gap:
    """Text that the source does not hold: a page that was a picture, articles that are missing."""

    what: str  # Chinese, for people: 第三十二至三十五条原文缺失
    line: int | None  # 1-based line of the file at or after which it is missing; 0: before the first
    pages: str | None = None  # printed page numbers, as in "8—25"
    topics: tuple[str, ...] = ()  # words that a question about the missing text would use


@dataclass(frozen=True)
class Document:
    """One policy text: what it is, who issued it, where it stands in its file."""

    id: str
    title: str
    file: str  # name below the documents folder
    first_line: int  # 1-based line of its first own line
    last_line: int  # 1-based, included
    number: str | None = None  # 文号
    issuer: str | None = None
    level: Level | None = None
    region: str | None = None  # 江苏, 苏州; None where the text speaks for the whole nation
    written: date | None = None  # 成文日期
    published: date | None = None  # 发布日期
    force: Force = Force.UNKNOWN
    kind: DocumentKind = DocumentKind.POLICY
    copy: Copy = Copy.ORIGINAL
    period: Period | None = None
    short_names: tuple[str, ...] = ()  # names that people use: 漏洞规定, 5G扬帆
    reprint_of: str | None = None  # id of the document that this one repeats
    summarises: str | None = None  # id of the full text that this news item or explanation is about
    supersedes: tuple[str, ...] = ()  # ids of the older versions that this one replaces
    superseded_by: str | None = None  # id of the next newer version
    status_note: str | None = None  # Chinese, one sentence that an answer from this text must carry
    gaps: tuple[Gap, ...] = ()
    supplied: frozenset[str] = frozenset()  # fields that SOURCES.toml or `add` gave, not the text


@dataclass(frozen=True)
class Clause:
    """A node of a document's tree; `text` is its OWN text (heading and paragraphs before its first child).

    `text` is the concatenation of the slices at `spans`, folded by `corpus.fold.fold`.
    """

    id: str  # <document id>#<addr>
    document: str  # document id
    addr: str  # s3.6.1, a18.k2
    parent: str | None  # clause id, None at the top of a document
    kind: ClauseKind
    number: str | None  # as printed: 三、 / (六) / 第十八条
    heading: str | None  # the heading's words without the number; None where there is no heading
    address: str  # for people: 三、主要任务 › (六)夯实新型基础设施 › 1.优先布局新型数字基础设施
    text: str
    file: str
    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()  # Chinese sentences: what was moved, joined, or is a repeat
    repeat_of: str | None = None  # clause id of an earlier verbatim twin
    twin_of: str | None = None  # of a reprint: id of the same clause in the original
    pages: tuple[int, ...] = ()  # 1-based pages of a PDF that the own text stands on; () without pages


@dataclass(frozen=True)
class Corpus:
    """All documents and clauses that are held; clauses in reading order, document by document."""

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    texts: Mapping[str, str]  # file name -> decoded text that spans point into
    furniture: Mapping[str, tuple[Span, ...]]  # file name -> ranges that belong to no document
    metadata: Mapping[str, tuple[Span, ...]]  # file name -> ranges that were read as metadata
    problems: tuple[str, ...] = ()  # Chinese sentences: files that could not be read, and why
    doubts: tuple[str, ...] = ()  # Chinese sentences: documents that may be versions of each other

    @cached_property
    def by_document_id(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.documents}

    @cached_property
    def by_clause_id(self) -> Mapping[str, Clause]:
        """Clauses by id."""
        return {c.id: c for c in self.clauses}

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Clause, ...]]:
        groups: dict[str | None, list[Clause]] = {}
        for clause in self.clauses:
            groups.setdefault(clause.parent, []).append(clause)
        return {parent: tuple(group) for parent, group in groups.items()}

    @cached_property
    def _of_document(self) -> Mapping[str, tuple[Clause, ...]]:
        groups: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            groups.setdefault(clause.document, []).append(clause)
        return {document: tuple(group) for document, group in groups.items()}

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises KeyError where there is none."""
        return self.by_document_id[document_id]

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id. Raises KeyError where there is none."""
        return self.by_clause_id[clause_id]

    def clauses_of(self, document_id: str) -> tuple[Clause, ...]:
        """All clauses of one document, in reading order."""
        return self._of_document.get(document_id, ())

    def roots(self, document_id: str) -> tuple[Clause, ...]:
        """The clauses at the top of one document, in reading order."""
        return tuple(c for c in self.clauses_of(document_id) if c.parent is None)

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        """Direct children of a clause, in reading order."""
        return self._children.get(clause_id, ())

    def ancestors(self, clause_id: str) -> tuple[Clause, ...]:
        """Ancestors of a clause from the top down, the clause itself excluded."""
        path: list[Clause] = []
        parent = self.clause(clause_id).parent
        while parent is not None:
            path.append(self.clause(parent))
            parent = path[-1].parent
        return tuple(reversed(path))

    def subtree(self, clause_id: str) -> Iterator[Clause]:
        """A clause and all its descendants, in reading order."""
        yield self.clause(clause_id)
        for child in self.children(clause_id):
            yield from self.subtree(child.id)

    def full_text(self, clause_id: str) -> str:
        """Own text and that of all descendants, joined by newlines, in reading order."""
        return "\n".join(c.text for c in self.subtree(clause_id))
