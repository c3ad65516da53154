"""Which of two documents is the newer version of the other: told by the operator, or by title and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.model import Copy, Document, DocumentKind, Force
from corpus.titles import names_a_place, title_core

_MAX_GROUP = 20  # more documents of one title are a list of forms, not versions


@dataclass(frozen=True)
class Versions:
    """Documents with their versions linked, and what could not be decided, as Chinese sentences."""

    documents: tuple[Document, ...]
    doubts: tuple[str, ...]


def link_versions(documents: Sequence[Document]) -> Versions:
    """Link every document to the next newer version of it; what is not certain becomes a doubt.

    `supersedes` of a document, where the operator gave it, comes first. Else two texts of one title
    (but for years and editions) and of one place and issuer are ordered by their dates, never by
    anything else; a draft replaces nothing.
    """
    by_id = {d.id: d for d in documents}
    newer: dict[str, str] = {}  # id -> id of the next newer version
    doubts = list(_told(documents, by_id, newer))
    for group in _groups(documents):
        if len(group) > _MAX_GROUP:
            doubts.append(
                f"有 {len(group)} 份文件的标题都是《{group[0].title}》，未判断新旧。请为它们加上可区分的标题。"
            )
        else:
            doubts += _by_date(group, newer)
    older: dict[str, list[str]] = {}
    for old, new in newer.items():
        older.setdefault(new, []).append(old)
    linked = tuple(
        replace(
            d,
            supersedes=tuple(older.get(d.id, ())),
            superseded_by=newer.get(d.id),
            status_note=_note(d, by_id[_newest(d.id, newer)]),
        )
        for d in documents
    )
    return Versions(linked, tuple(doubts))


def _told(
    documents: Sequence[Document], by_id: Mapping[str, Document], newer: dict[str, str]
) -> Iterator[str]:
    for document in documents:
        for old in document.supersedes:
            if old not in by_id:
                yield f"《{document.title}》（{document.id}）注明取代 {old}，但没有收录 {old}。"
            elif _newest(document.id, newer) == old:
                yield f"{document.id} 与 {old} 互相注明取代对方，只采用了一条。请核对 supersedes。"
            elif old in newer:
                yield f"{old} 已注明由 {newer[old]} 取代，{document.id} 的同样说明未采用。请核对 supersedes。"
            else:
                newer[old] = document.id


def _groups(documents: Sequence[Document]) -> list[list[Document]]:
    groups: dict[str, list[Document]] = {}
    for document in documents:
        core = title_core(document.title)
        if core and document.kind is DocumentKind.POLICY and document.copy is Copy.ORIGINAL:
            groups.setdefault(core, []).append(document)
    return [group for group in groups.values() if len(group) > 1]


def _by_date(group: Sequence[Document], newer: dict[str, str]) -> Iterator[str]:
    """Link a group of one title; yields what stands in the way of each pair."""
    later: dict[str, list[Document]] = {}
    for i, one in enumerate(group):
        for other in group[i + 1 :]:
            if (
                _elsewhere(one, other)
                or other.id in _chain(one.id, newer)
                or one.id in _chain(other.id, newer)
            ):
                continue
            if obstacle := _obstacle(one, other):
                yield (
                    f"《{one.title}》（{one.id}）与《{other.title}》（{other.id}）可能是同一文件的两个版本，"
                    f"但{obstacle}，未判断新旧。可在收录或替换较新的一份时用 --supersedes 注明。"
                )
                continue
            old, new = (other, one) if _is_newer(one, other) else (one, other)
            later.setdefault(old.id, []).append(new)
    for old_id, candidates in later.items():
        # The next one: the candidate that no other candidate is older than.
        following = next(c for c in candidates if not any(_is_newer(c, o) for o in candidates))
        if old_id not in newer and _newest(following.id, newer) != old_id:
            newer[old_id] = following.id


def _elsewhere(one: Document, other: Document) -> bool:
    """Whether two documents of one title speak for different places: 苏州 and 镇江 each have an 实施意见."""
    return bool(
        (one.region and other.region and one.region != other.region)
        or (one.level and other.level and one.level is not other.level)
    )


def _obstacle(one: Document, other: Document) -> str | None:
    """Why two documents of one title and place cannot be ordered; None where they can."""
    if one.issuer and other.issuer and one.issuer != other.issuer:
        return "发文机关不同"
    known = (one.region and other.region) or (one.issuer and other.issuer)
    if not known and not names_a_place(one.title):
        return "有一份未载地区和发文机关"
    if one.number and one.number == other.number:
        return "文号相同（也可能是同一文件收录了两次）"
    if _dated(one) is None or _dated(other) is None:
        return "有一份没有成文或发布日期"
    if _dated(one) == _dated(other):
        return "两份的日期相同"
    new, old = (one, other) if _is_newer(one, other) else (other, one)
    if new.force is Force.DRAFT and old.force is not Force.DRAFT:
        return "较新的一份是草案"  # a draft replaces nothing until it is enacted
    return None


def _is_newer(one: Document, other: Document) -> bool:
    """Whether `one` bears the later date."""
    mine, theirs = _dated(one), _dated(other)
    return mine is not None and theirs is not None and mine > theirs


def _dated(document: Document) -> date | None:
    return document.written or document.published


def _chain(document_id: str, newer: Mapping[str, str]) -> Iterator[str]:
    while document_id in newer:
        document_id = newer[document_id]
        yield document_id


def _newest(document_id: str, newer: Mapping[str, str]) -> str:
    return next(reversed([document_id, *_chain(document_id, newer)]))


def _note(document: Document, newest: Document) -> str | None:
    if newest is document:
        return document.status_note
    day = _dated(newest)
    facts = "，".join(f for f in (str(day) if day else "", newest.number or "") if f)
    note = f"已有更新版本：《{newest.title}》" + (f"（{facts}）" if facts else "")
    return f"{document.status_note}；{note}" if document.status_note else note
