"""Lists of bodies as printed, split into names: 各市、区政府 is one name, 市教育局、市科技局 are two."""

from __future__ import annotations

import re

from corpus.quantity import narrow

# What the name of a body ends in. A piece that ends otherwise (镇江新区 of 镇江新区、高新区管委会) goes on.
_BODY_END = re.compile(
    r"(?:委员会|管委会|委|办公室|办|局|厅|部|院|署|室|处|会|政府|分?行|中心|集团|公司|单位|部门|机关|机构|组织|小组|推进组"
    r"|领导组|指挥部|协会|联盟|联合会|总队|支队|大队|海关|法院|检察院|学校|大学|企业|专班|街道|园区|工委|党委|党组)"
    r"(?:\([^()]*\))?$"
)
_TRAILING = re.compile(
    r"(?:等(?:部门|单位|有关部门|相关部门)?)?(?:按照?(?:各自)?职[责能](?:分工)?|分工|共同|分别|联合|具体)*$"
)
_OPENING = "(（"
_NAME = re.compile(r"[\u4e00-\u9fff]{2}")


def split_names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open ranges of `text` that hold one name each, between `start` and `end`.

    >>> t = "市教育局、市科技局,各市、区政府,镇江新区、高新区管委会等"
    >>> [t[a:b] for a, b in split_names(t, 0, len(t))]
    ['市教育局', '市科技局', '各市、区政府', '镇江新区、高新区管委会']
    """
    flat = narrow(text)
    pieces: list[tuple[int, int, str]] = []  # start, end, the separator before
    depth, opened, separator = 0, start, ""
    for i in range(start, end + 1):
        char = flat[i] if i < end else ","
        depth += (char == "(") - (char == ")")
        if char in "、,;\n" and (depth <= 0 or i == end):
            pieces.append((opened, i, separator))
            opened, separator = i + 1, char
    names: list[tuple[int, int]] = []
    going_on = False  # the piece before is no whole name
    for first, last, before in pieces:
        last = first + len(_TRAILING.sub("", flat[first:last]).rstrip())
        if going_on and before == "、" and names:
            first = names.pop()[0]
        while first < last and flat[first] in " \n":
            first += 1
        if not _NAME.search(flat[first:last]):
            going_on = False
            continue
        names.append((first, last))
        going_on = _BODY_END.search(flat[first:last]) is None
    return names


def is_body(name: str) -> bool:
    """Whether words end as the name of a body does.

    >>> is_body("国家网信部门"), is_body("企业主要")
    (True, False)
    """
    return _BODY_END.search(narrow(name)) is not None
