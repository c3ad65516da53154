"""What the preview page shows of a draft: its tree with line numbers, what is wrong, and what was put right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from corpus.drafts import Draft
from corpus.findings import Finding, Severity
from corpus.lines import Line
from corpus.model import Corpus, Document, Span
from corpus.placements import ROLE_NAMES, Placement
from corpus.preview import Preview
from corpus.transcripts import HEADING, notes_to_show
from web.clause_view import label
from web.library.gap_view import GapRow, after_line, gap_rows, owner_of_lines
from web.library.said import FIELDS, FieldForm, shown_value
from web.service import without_paths

MAX_DEPTH = 8  # steps of indentation
_FURNITURE = "页眉页脚"


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
    gaps: tuple[GapRow, ...] = ()  # that come after its lines


@dataclass(frozen=True)
class FieldRow:
    """One field of the form about the document."""

    form: FieldForm
    value: str
    stated: str  # what the text says, where a person says something else; else empty


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

    @property
    def open_gaps(self) -> int:
        """Pictures of which nobody has said yet what they hold."""
        return sum(gap.is_open for gap in self.gaps)

    @property
    def counts(self) -> tuple[tuple[Severity, int], ...]:
        """Number of findings of each severity that occurs."""
        known = ((s, sum(found[0] is s for found in self.findings)) for s in Severity)
        return tuple((s, n) for s, n in known if n)


def draft_view(draft: Draft, shown: Preview) -> DraftView:
    """A draft and its preview in the form in which they are printed."""
    gaps = gap_rows(draft, shown)
    return DraftView(
        token=draft.token,
        original=draft.original,
        replaces=draft.replaces,
        fields=_fields(shown.document, shown.stated),
        supersedes=draft.supplied.supersedes[0] if draft.supplied.supersedes else "",
        clauses=_clauses(shown, gaps),
        outside=tuple(_outside(shown.corpus, shown.lines, {g.after for g in gaps if g.field == "gap"})),
        findings=tuple(
            (f.severity, f.topic.value, _addr(f), without_paths(f.message)) for f in shown.findings
        ),
        gaps=gaps,
        transcripts=tuple(
            (i, f"第 {t.page} 页" if t.page else after_line(t.after), t.text[:40] or "已注明图中没有文字")
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


def _clauses(shown: Preview, gaps: Iterable[GapRow]) -> tuple[ClauseRow, ...]:
    owner = owner_of_lines(shown)
    waiting: dict[str | None, list[GapRow]] = {}
    for gap in gaps:
        if gap.is_open:
            waiting.setdefault(owner(gap.after), []).append(gap)
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
            notes=notes_to_show(clause, then),
            severity=worst.get(clause.id, ""),
            is_supplied=clause.heading == HEADING,
            gaps=tuple(waiting.get(clause.id, ())),
        )
        for clause, then in zip_longest(shown.corpus.clauses, shown.corpus.clauses[1:])
    )


def _outside(
    corpus: Corpus, lines: Iterable[Line], pictures: Container[int]
) -> Iterable[tuple[int, str, str]]:
    """Lines that are no clause's, and what they were taken for."""
    for name in corpus.texts:
        known = ((corpus.metadata[name], "文件信息"), (corpus.furniture[name], _FURNITURE))
        for line in lines:
            for spans, role in known:
                if _covers(spans, line):
                    holds = role == _FURNITURE and line.number in pictures
                    yield line.number, line.text, "图片标记" if holds else role


def _covers(spans: Sequence[Span], line: Line) -> bool:
    """Whether a line stands in one of the spans, which are sorted and apart."""
    at = bisect_right(spans, line.start, key=lambda span: span.start)
    return bool(at) and line.end <= spans[at - 1].end


def _addr(finding: Finding) -> str:
    return finding.clause_id.split("#", 1)[1] if finding.clause_id else ""
