"""What a footnote reads: 《文件名》(文号) 三、(六)1, the printed numbers down to the clause and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.export.printed import bare, law_step, quoted
from corpus.model import Clause, ClauseKind, Corpus

_LAST = re.compile(r"[^.]+$")
_AGAIN = re.compile(r"~(\d+)$")
_STOPS = "、.:"


def footnote(corpus: Corpus, clause: Clause) -> str:
    """A clause as a footnote names it, without its [n].

    Title marks inside a title become 〈〉, as GB/T 15834 has it; a document without 文号 shows none.
    """
    document = corpus.document(clause.document)
    title = document.title.replace("《", "〈").replace("》", "〉")
    number = f"({document.number})" if document.number else ""
    return f"《{title}》{number} {short_address(corpus, clause)}"


def short_address(corpus: Corpus, clause: Clause) -> str:
    """The compact printed address of a clause in its document; never empty.

    Numbers run together (三、(六)1), articles are called by 条款项 whatever their chapter, and what has no
    number is named by its heading or its place.
    """
    path = [*corpus.ancestors(clause.id), clause]
    articles = [n for n, node in enumerate(path) if node.kind is ClauseKind.ARTICLE]
    if articles:
        path = [n for n in path[: articles[-1]] if n.kind is ClauseKind.ATTACHMENT] + path[articles[-1] :]
    out = ""
    previous = ""
    for node in path:
        step = _distinct(corpus, node)
        if previous and re.match(rf"{re.escape(previous)}\.\d", step):
            out = out.removesuffix(previous)  # 3.6 stands under 3 and holds it already
        out = _joined(out, step)
        previous = step
    lone = len(path) == 1 and bare(clause.number or "") is not None
    if lone and clause.heading:
        return out + quoted(clause.heading)  # 《文件名》 三 would read like a page number
    return out.rstrip(_STOPS)


def _joined(before: str, step: str) -> str:
    """Two steps side by side; a stop keeps two figures apart."""
    both_figures = bool(before) and all(c.isascii() and c.isalnum() for c in (before[-1], step[0]))
    return f"{before}.{step}" if both_figures else before + step


def _distinct(corpus: Corpus, node: Clause) -> str:
    """A node's step; a later sibling of the same number says by its heading or count which one it is."""
    step = _step(corpus, node)
    siblings = corpus.children(node.parent) if node.parent else corpus.roots(node.document)
    earlier = [s for s in siblings[: siblings.index(node)] if _step(corpus, s) == step]
    again = _AGAIN.search(node.addr) if node.kind is ClauseKind.ARTICLE else None
    count = int(again[1]) if again else len(earlier) + 1
    if count == 1:
        return step
    named = quoted(node.heading) if node.heading else ""
    if named and named != step and node.heading not in {s.heading for s in earlier}:
        return step.rstrip(_STOPS) + named
    return f"{step.rstrip(_STOPS)}(第{count}处)"


def _step(corpus: Corpus, node: Clause) -> str:
    """One component of the path: its printed number, else its heading, else its place among its siblings."""
    law = law_step(corpus, node)
    if law:
        return law
    if node.kind in (ClauseKind.FRONT, ClauseKind.BACK):
        return node.address
    number = bare(node.number) if node.number else None
    if number:
        return number
    if node.kind is ClauseKind.ATTACHMENT:
        return (node.number or "附件").strip(" :：、.")
    if node.number and any(char.isalnum() for char in node.number):
        return node.number.strip(" :：")  # 第三章, 专栏1
    return quoted(node.heading) if node.heading else _unnamed(corpus, node)


def _unnamed(corpus: Corpus, node: Clause) -> str:
    """A paragraph without number and heading: its count where only paragraphs stand before it."""
    if node.parent is None:
        roots = corpus.roots(node.document)
        before = roots[: roots.index(node) + 1]
        # a count is of use to a reader only from the top and without a gap
        if all(n.kind is ClauseKind.PARAGRAPH for n in before) and all(
            int(_digits(b.addr)) - int(_digits(a.addr)) == 1 for a, b in pairwise(before)
        ):
            return f"第{len(before)}段"
    elif corpus.children(node.parent)[-1] == node:
        return "末段"
    opening = re.split(r"[,，。;；:：、!?！？]", node.text.strip(), maxsplit=1)[0][:16]
    return f"{quoted(opening)}一段" if opening else node.addr


def _digits(addr: str) -> str:
    last = _LAST.search(addr)
    return re.sub(r"\D", "", last[0] if last else "") or "0"
