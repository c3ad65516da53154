"""Run-in headings: a short sentence that opens a paragraph and names what the paragraph is about."""

from __future__ import annotations

import re

from corpus.model import ClauseKind
from corpus.node import Node

MAX_RUN_IN_CHARS = 26
_RUN_IN = re.compile(
    rf"([^。，,；;：:？?！!]{{2,{MAX_RUN_IN_CHARS}}}(?:[,，][^。，,；;：:？?！!]{{2,12}})?)。"
)
_DATE = re.compile(r"(?:到|截至|自)?\s*\d{4}")
_PREDICATE = re.compile(
    r"(?<![一二三四五六七八九十])[是了]|分为|如下|共[有计]?[\d一二三四五六七八九十]+[个条项]"
)  # a statement, not a heading


def run_in_heading(text: str) -> tuple[str, bool] | None:
    """Heading and whether text follows on the line, of a paragraph that opens with a run-in heading.

    >>> run_in_heading("加强组织领导。各地区要落实责任。")
    ('加强组织领导', True)
    >>> run_in_heading("评价分为三级。")
    """
    match = _RUN_IN.match(text)
    if match is None or _DATE.match(match[1]) or _PREDICATE.search(match[1]):
        return None
    return match[1], match.end() < len(text)


def dissolve_lone_run_ins(node: Node) -> None:
    """Run-in headings that are alone, or all without words after them, are sentences: give them back."""
    for child in node.children:
        dissolve_lone_run_ins(child)
    run_ins = [c for c in node.children if c.kind is ClauseKind.RUN_IN and c.prefix == "r"]
    forced = any(p.rung for c in run_ins for p in c.lines)
    bare = all(c.has_paragraphs(1) and not c.leaf_line for c in run_ins)  # 登录平台提交材料。 and no more
    if forced or any(c.children for c in run_ins) or not (len(run_ins) == 1 or bare):
        return
    for lone in run_ins:
        if node.children[0] is lone and node.parent is not None:
            node.lines.extend(lone.lines)
            node.children.remove(lone)
        else:
            lone.kind, lone.prefix, lone.heading = ClauseKind.PARAGRAPH, "p", None
