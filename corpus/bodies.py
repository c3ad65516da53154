"""Responsible bodies: who leads, supports or answers for what a clause asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.body_names import is_body, split_names
from corpus.fold import fold_spans
from corpus.model import Clause, Corpus, DocumentKind, Span
from corpus.quantity import narrow


class Role(StrEnum):
    """What the text asks of a body, in the text's own words."""

    LEADS = "牵头"
    SUPPORTS = "配合"
    ANSWERS = "负责"


@dataclass(frozen=True)
class ResponsibleBody:
    """One body and its role in one clause; `name` is verbatim and stands at `spans`."""

    clause_id: str
    document: str
    name: str
    role: Role
    statement: str  # the words that say so: （省政务办负责）
    file: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    role: Role
    from_: int  # of the statement
    to: int


_ROLE_WORDS = {"牵头": Role.LEADS, "配合": Role.SUPPORTS, "参加": Role.SUPPORTS, "参与": Role.SUPPORTS}
_ROLE_WORDS |= {"协助": Role.SUPPORTS, "负责": Role.ANSWERS}
_ROLE = "|".join(_ROLE_WORDS)
_BRACKETS = re.compile(
    rf"\((?=[^()]*(?:\([^()]*\)[^()]*)*(?:{_ROLE})(?:落实|实施)?\s*\))(?P<list>[^()]*(?:\([^()]*\)[^()]*)*)\)"
)
_PART = re.compile(rf"(?P<names>.+?)(?P<role>{_ROLE})(?:落实|实施|负责)?(?:[,;、。]|$)", re.S)
_LABELLED = re.compile(
    r"(?P<role>牵头|配合|责任|主办|协办|参与)(?:单位|部门|领导)\s*[:]\s*(?P<list>[^。;\n)\]】]+)"
)
_LABEL_ROLES = {"牵头": Role.LEADS, "主办": Role.LEADS, "配合": Role.SUPPORTS, "协办": Role.SUPPORTS}
_LABEL_ROLES |= {"参与": Role.SUPPORTS, "责任": Role.ANSWERS}
_BY = re.compile(r"(?<![自理])由(?P<list>[^,。;由:()]{2,60}?)(?P<role>牵头|负责)(?!人|同志|制|的)")
# 国家网信部门依照本法…的规定,负责…; 国务院公安部门负责指导监督…; 有关部门在各自职责范围内负责…
_SUBJECT = re.compile(
    r"(?:^|(?<=[。;,\n])|(?<=条))(?P<list>[^。;,\n:由]{2,40}?)"
    r"(?:(?:依照|依据|按照|根据)[^。;]{2,40}?(?:规定|职责|法律)?,)?(?:在各自(?:的)?职责范围内|按照职责分工|依法|具体)?"
    r"(?:负责(?!人|同志|制|的)(?=[\u4e00-\u9fff])|承担(?=[^。;,]{2,24}职责)|对[^。;:]{2,40}负主体责任)"
)
_BY_DUTY = re.compile(r"(?:^|(?<=[。;,\n]))(?P<list>[^。;,\n:]{2,30}?)按照?(?:各自)?职[责能]分工,")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十]+)?\s*")
_JOINED = re.compile(r"和其他|及其他|[和及与](?=有关|其他|国务院|省|市)|、")


def find_bodies(corpus: Corpus) -> tuple[ResponsibleBody, ...]:
    """All responsible bodies of policies and of reports about them, in reading order."""
    return tuple(body for clause in corpus.clauses for body in _bodies(corpus, clause))


def _bodies(corpus: Corpus, clause: Clause) -> Iterator[ResponsibleBody]:
    found = list(_find(narrow(clause.text)))
    if not found or corpus.document(clause.document).kind is DocumentKind.INFOGRAPHIC:
        return
    folded = fold_spans(corpus.texts[clause.file], clause.spans)
    seen: set[tuple[int, int]] = set()
    for place in sorted(found, key=lambda f: f.start):
        if (place.start, place.end) in seen:
            continue
        seen.add((place.start, place.end))
        yield ResponsibleBody(
            clause_id=clause.id,
            document=clause.document,
            name=clause.text[place.start : place.end],
            role=place.role,
            statement=clause.text[place.from_ : place.to],
            file=clause.file,
            spans=folded.spans_of(place.start, place.end),
        )


def _find(flat: str) -> Iterator[_Found]:
    for bracket in _BRACKETS.finditer(flat):
        at = bracket.start("list")
        while part := _PART.match(flat, at, bracket.end("list")):
            role = _ROLE_WORDS[part["role"]]
            for start, end in split_names(flat, *part.span("names")):
                yield _Found(start, end, role, bracket.start(), bracket.end())
            at = part.end()
    for label in _LABELLED.finditer(flat):
        for start, end in split_names(flat, *label.span("list")):
            yield _Found(start, end, _LABEL_ROLES[label["role"]], label.start(), label.end())
    for by in _BY.finditer(flat):
        start, end = by.span("list")
        joint = by["list"].find("会同")  # 由甲会同乙负责: 乙 supports
        parts = (
            [(start, start + joint, False), (start + joint + 2, end, True)]
            if joint > 0
            else [(start, end, False)]
        )
        for first, last, supports in parts:
            role = Role.SUPPORTS if supports else _ROLE_WORDS[by["role"]]
            for name in split_names(flat, first, last):
                if is_body(flat[slice(*name)]):
                    yield _Found(*name, role, by.start(), by.end())
    yield from _subjects(flat)


def _subjects(flat: str) -> Iterator[_Found]:
    """Bodies that are the subject of 负责 or 承担…职责, as laws put it."""
    for pattern in (_SUBJECT, _BY_DUTY):
        for match in pattern.finditer(flat):
            if _inside_brackets(flat, match.start()):
                continue
            start, end = match.span("list")
            article = _ARTICLE.match(flat[start:end])
            start += article.end() if article else 0
            for first, last in _subject_names(flat, start, end):
                yield _Found(first, last, Role.ANSWERS, start, match.end())


def _subject_names(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names of a subject; an enumeration that ends in one body (工业、电信等主管部门) is one name."""
    subject = flat[start:end]
    if not is_body(subject.removesuffix("等")):
        return []
    if re.search(r"等[\u4e00-\u9fff]*部门$", subject):
        return [(start, end)]
    names, at = [], start
    for joint in [*_JOINED.finditer(flat, start, end), None]:
        last = joint.start() if joint else end
        names.append((at, last - (flat[last - 1] == "等")))
        at = joint.end() - (2 if joint and "其他" in joint[0] else 0) if joint else end
    whole = all(is_body(flat[a:b]) or flat[a] == "各" for a, b in names)
    return names if whole else [(start, end)]


def _inside_brackets(flat: str, at: int) -> bool:
    return flat.rfind("(", 0, at) > flat.rfind(")", 0, at)
