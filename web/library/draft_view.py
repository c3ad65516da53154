"""What the preview page shows of a draft: its tree with line numbers, what is wrong, and what was put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.drafts import Draft
from corpus.findings import Finding, Severity
from corpus.lines import Line
from corpus.model import Corpus, Document, Span
from corpus.placements import ROLE_NAMES, Placement
from corpus.preview import Preview
from corpus.transcripts import HEADING
from web.clause_view import label
from web.library.said import FIELDS, FieldForm, shown_value
from web.service import without_paths

MAX_DEPTH = 8  # steps of indentation


@dataclass(frozen=True)
class ClauseRow:
    """One clause of the tree."""

    addr: str
    label: str
    lines: tuple[tuple[int | None, str], ...]  # number and words; no number where a person typed them in
    depth: int
    notes: tuple[str, ...]
    severity: str = ""  # of the worst finding about it, lower case
    is_supplied: bool = False


@dataclass(frozen=True)
class FieldRow:
    """One field of the form about the document."""

    form: FieldForm
    value: str
    stated: str  # what the text says, where a person says something else; else empty


@dataclass(frozen=True)
class GapRow:
    """A page that is a picture, and what was typed in for it."""

    page: str
    what: str
    text: str


@dataclass(frozen=True)
class DraftView:
    """A draft, ready to print."""

    token: str
    original: str
    replaces: str | None
    fields: tuple[FieldRow, ...]
    supersedes: str
    clauses: tuple[ClauseRow, ...]
    outside: tuple[tuple[int, str, str], ...]  # line, text and what it was taken for
    findings: tuple[tuple[Severity, str, str, str], ...]  # severity, topic, addr, message
    gaps: tuple[GapRow, ...]
    transcripts: tuple[tuple[int, str, str], ...]  # place in the list, where, beginning
    placements: tuple[tuple[int, str], ...]  # place in the list, in words
    coverage_percent: str
    acceptable: bool

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity."""
        return sum(found[0] is severity for found in self.findings)


def draft_view(draft: Draft, shown: Preview) -> DraftView:
    """A draft and its preview in the form in which they are printed."""
    typed = {str(t.page): t.text for t in draft.transcripts if t.page is not None}
    return DraftView(
        token=draft.token,
        original=draft.original,
        replaces=draft.replaces,
        fields=_fields(shown.document, shown.stated),
        supersedes=draft.supplied.supersedes[0] if draft.supplied.supersedes else "",
        clauses=_clauses(shown),
        outside=tuple(_outside(shown.corpus, shown.lines)),
        findings=tuple(
            (f.severity, f.topic.value, _addr(f), without_paths(f.message)) for f in shown.findings
        ),
        gaps=tuple(
            GapRow(g.pages or "", g.what, typed.get(g.pages or "", "")) for g in shown.gaps if g.pages
        ),
        transcripts=tuple(
            (i, f"第 {t.page} 页" if t.page else f"第 {t.after} 行之后" if t.after else "文首", t.text[:40])
            for i, t in enumerate(draft.transcripts)
        ),
        placements=tuple((i, placement_words(p)) for i, p in enumerate(draft.placements)),
        coverage_percent="100%" if shown.coverage == 1 else f"{min(shown.coverage, 0.9999):.2%}",
        acceptable=shown.acceptable,
    )


def placement_words(placement: Placement) -> str:
    """A correction in words."""
    lines = (
        f"第 {placement.line} 行"
        if placement.last == placement.line
        else f"第 {placement.line}—{placement.last} 行"
    )
    if placement.after is not None:
        return f"{lines}“{placement.quote}……”：移到第 {placement.after} 行之后"
    return f"{lines}“{placement.quote}……”：{ROLE_NAMES[placement.role]}"


def _fields(document: Document, stated: Document) -> tuple[FieldRow, ...]:
    rows = []
    for form in FIELDS:
        value, own = shown_value(document, form.name), shown_value(stated, form.name)
        rows.append(FieldRow(form, value, own if own != value and own not in ("", "未知") else ""))
    return tuple(rows)


def _clauses(shown: Preview) -> tuple[ClauseRow, ...]:
    order = [s.name.lower() for s in Severity]
    worst: dict[str, str] = {}
    for finding in shown.findings:
        if finding.clause_id is not None:
            name = finding.severity.name.lower()
            worst[finding.clause_id] = min(worst.get(finding.clause_id, name), name, key=order.index)
    return tuple(
        ClauseRow(
            addr=clause.addr,
            label=label(clause),
            lines=tuple((line.number, line.text) for line in shown.lines_of(clause))
            or ((None, clause.text),),
            depth=min(len(shown.corpus.ancestors(clause.id)), MAX_DEPTH),
            notes=clause.notes,
            severity=worst.get(clause.id, ""),
            is_supplied=clause.heading == HEADING,
        )
        for clause in shown.corpus.clauses
    )


def _outside(corpus: Corpus, lines: Iterable[Line]) -> Iterable[tuple[int, str, str]]:
    """Lines that are no clause's, and what they were taken for."""
    for name in corpus.texts:
        known = ((corpus.metadata[name], "文件信息"), (corpus.furniture[name], "页眉页脚"))
        for line in lines:
            for spans, role in known:
                if _covers(spans, line):
                    yield line.number, line.text, role


def _covers(spans: Iterable[Span], line: Line) -> bool:
    return any(start <= line.start and line.end <= end for start, end in spans)


def _addr(finding: Finding) -> str:
    return finding.clause_id.split("#", 1)[1] if finding.clause_id else ""
