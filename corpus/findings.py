"""What a check can find: the types that the checks yield and the report shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Clause, Document


class Severity(StrEnum):
    """How bad a finding is; only errors make the command fail."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "说明"


class Topic(StrEnum):
    """What a finding is about."""

    READING = "读取"
    COVERAGE = "收录"
    LADDER = "序号"
    LENGTH = "长度"
    DUPLICATE = "重复"
    VERSION = "版本"
    REPRINT = "转载"


@dataclass(frozen=True)
class Finding:
    """One thing that a person should look at."""

    severity: Severity
    topic: Topic
    message: str  # Chinese, one sentence that says what to do where something can be done
    clause_id: str | None = None


@dataclass(frozen=True)
class DocumentReport:
    """What a check says of one document."""

    document: Document
    clauses: int
    coverage: float  # share 0..1 of its characters with ink that stand in a clause or in metadata
    moved: tuple[Clause, ...]  # clauses with notes on what was moved or joined
    repeats: tuple[Clause, ...]  # verbatim repeats inside the document
    twins: int  # clauses of a reprint that are linked to the original
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CheckReport:
    """What a check says of all documents, and of the corpus as a whole."""

    documents: tuple[DocumentReport, ...]
    findings: tuple[Finding, ...]  # that belong to no single document

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity, everywhere."""
        everywhere = [*self.findings, *(f for d in self.documents for f in d.findings)]
        return sum(f.severity is severity for f in everywhere)

    @property
    def errors(self) -> int:
        """Number of errors."""
        return self.count(Severity.ERROR)
