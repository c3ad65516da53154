"""The empty page: whether questions can be asked yet, and what documents are inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.model import Corpus, Document, DocumentKind, Level
from web.badges import Badge, badges
from web.document_view import brief_particulars
from web.marks import source_link
from web.service import Loading, Ready, State
from web.templating import one_block, render

_NAMES = {Level.NATIONAL: "国家", Level.PROVINCE: "省级", Level.CITY: "市级", None: "其他"}
_TALK = "解读、报道与图解"


@dataclass(frozen=True)
class DocumentEntry:
    """One document in a list of what is held."""

    title: str
    href: str
    short: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class DocumentGroup:
    """Documents of one level, or those that only talk about policy."""

    name: str
    entries: tuple[DocumentEntry, ...]
    policy: bool = True  # texts of policy, not what is written about them


def _entry(document: Document, as_of: date) -> DocumentEntry:
    return DocumentEntry(
        document.title, source_link(document.id), brief_particulars(document), badges(document, as_of)
    )


def document_groups(corpus: Corpus, as_of: date) -> tuple[DocumentGroup, ...]:
    """All documents held: policy texts by level, then what is written about them."""
    policies = [d for d in corpus.documents if d.kind is DocumentKind.POLICY]
    groups = [
        DocumentGroup(name, tuple(_entry(d, as_of) for d in policies if d.level is level))
        for level, name in _NAMES.items()
    ]
    talk = tuple(_entry(d, as_of) for d in corpus.documents if d.kind is not DocumentKind.POLICY)
    return tuple(g for g in (*groups, DocumentGroup(_TALK, talk, policy=False)) if g.entries)


def render_status(state: State) -> str:
    """The banner of a page that cannot be asked yet; empty when it can."""
    if isinstance(state, Ready):
        return ""
    kind = "loading" if isinstance(state, Loading) else "unready"
    return one_block(render("status.html", kind=kind, reason=state.reason))


def render_documents(corpus: Corpus | None, as_of: date, compact: bool = False) -> str:
    """The documents held, for the empty page; a link where it is compact; empty while nothing is loaded."""
    if corpus is None:
        return ""
    groups = document_groups(corpus, as_of)
    return one_block(render("documents.html", groups=groups, count=len(corpus.documents), compact=compact))
