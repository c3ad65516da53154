"""Responsible bodies: who leads, supports or answers for what a clause asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.body_names import is_body, split_names
from corpus.body_words import (
    ARTICLE,
    BRACKETS,
    BY,
    BY_DUTY,
    JOINED,
    LABEL_ROLES,
    LABELLED,
    PART,
    ROLE_WORDS,
    SUBJECT,
    Role,
)
from corpus.fold import fold_spans
from corpus.model import Clause, Corpus, DocumentKind, Span
from corpus.quantity import narrow


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
    for bracket in BRACKETS.finditer(flat):
        at = bracket.start("list")
        while part := PART.match(flat, at, bracket.end("list")):
            role = ROLE_WORDS[part["role"]]
            for start, end in split_names(flat, *part.span("names")):
                yield _Found(start, end, role, bracket.start(), bracket.end())
            at = part.end()
    for label in LABELLED.finditer(flat):
        for start, end in split_names(flat, *label.span("list")):
            yield _Found(start, end, LABEL_ROLES[label["role"]], label.start(), label.end())
    for by in BY.finditer(flat):
        start, end = by.span("list")
        joint = by["list"].find("会同")  # 由甲会同乙负责: 乙 supports
        parts = (
            [(start, start + joint, False), (start + joint + 2, end, True)]
            if joint > 0
            else [(start, end, False)]
        )
        for first, last, supports in parts:
            role = Role.SUPPORTS if supports else ROLE_WORDS[by["role"]]
            for name in split_names(flat, first, last):
                if is_body(flat[slice(*name)]):
                    yield _Found(*name, role, by.start(), by.end())
    yield from _subjects(flat)


def _subjects(flat: str) -> Iterator[_Found]:
    """Bodies that are the subject of 负责 or 承担…职责, as laws put it."""
    for pattern in (SUBJECT, BY_DUTY):
        for match in pattern.finditer(flat):
            if _inside_brackets(flat, match.start()):
                continue
            start, end = match.span("list")
            article = ARTICLE.match(flat[start:end])
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
    for joint in [*JOINED.finditer(flat, start, end), None]:
        last = joint.start() if joint else end
        names.append((at, last - (flat[last - 1] == "等")))
        at = joint.end() - (2 if joint and "其他" in joint[0] else 0) if joint else end
    whole = all(is_body(flat[a:b]) or flat[a] == "各" for a, b in names)
    return names if whole else [(start, end)]


def _inside_brackets(flat: str, at: int) -> bool:
    return flat.rfind("(", 0, at) > flat.rfind(")", 0, at)
