"""How texts say who leads, supports or answers: brackets, labels, 由…负责, and bodies as subjects."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What the text asks of a body, in the text's own words."""

    LEADS = "牵头"
    SUPPORTS = "配合"
    ANSWERS = "负责"


ROLE_WORDS = {"牵头": Role.LEADS, "配合": Role.SUPPORTS, "参加": Role.SUPPORTS, "参与": Role.SUPPORTS}
ROLE_WORDS |= {"协助": Role.SUPPORTS, "负责": Role.ANSWERS}
_ROLE = "|".join(ROLE_WORDS)
BRACKETS = re.compile(
    rf"\((?=[^()]*(?:\([^()]*\)[^()]*)*(?:{_ROLE})(?:落实|实施)?\s*\))(?P<list>[^()]*(?:\([^()]*\)[^()]*)*)\)"
)
PART = re.compile(rf"(?P<names>.+?)(?P<role>{_ROLE})(?:落实|实施|负责)?(?:[,;、。]|$)", re.S)
LABELLED = re.compile(
    r"(?P<role>牵头|配合|责任|主办|协办|参与)(?:单位|部门|领导)\s*[:]\s*(?P<list>(?:[^。;\n()\]】]|\([^()]*\))+)"
)
LABEL_ROLES = {"牵头": Role.LEADS, "主办": Role.LEADS, "配合": Role.SUPPORTS, "协办": Role.SUPPORTS}
LABEL_ROLES |= {"参与": Role.SUPPORTS, "责任": Role.ANSWERS}
BY = re.compile(r"(?<![自理])由(?P<list>[^,。;由:()]{2,60}?)(?P<role>牵头|负责)(?!人|同志|制(?!定)|的)")
# 国家网信部门依照本法…的规定,负责…; 国务院公安部门负责指导监督…; 有关部门在各自职责范围内负责…
SUBJECT = re.compile(
    r"(?:^|(?<=[。;,\n])|(?<=条))(?P<list>[^。;,\n:由]{2,40}?)"
    r"(?:(?:依照|依据|按照|根据)[^。;]{2,40}?(?:规定|职责|法律)?,)?(?:在各自(?:的)?职责范围内|按照职责分工|依法|具体)?"
    r"(?:负责(?!人|同志|制(?!定)|的)(?=[\u4e00-\u9fff])|承担(?=[^。;,]{2,24}职责)|对[^。;:]{2,40}负主体责任)"
)
BY_DUTY = re.compile(r"(?:^|(?<=[。;,\n]))(?P<list>[^。;,\n:]{2,30}?)按照?(?:各自)?职[责能]分工,")
ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十]+)?\s*")
JOINED = re.compile(r"和其他|及其他|[和及与](?=有关|其他|国务院|省|市)|、")
