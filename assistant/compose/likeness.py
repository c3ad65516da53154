"""省级：与国家级相同 leads to the neighbour named 国家级 and, in it, to the clause of the same heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Clause, Corpus
from corpus.quantity import narrow
from corpus.twins import letters

_WORDS = r"[^,。;:()与同按参执行\n]{2,24}?"
_NAME = r"[^,。;:()与同按参执行\n]{1,24}?"
_OF = r"的?(?:申报|认定|专项|基本)?(?:要求|规定|条件|标准|指标|做法)?"
_END = r"(?=[),。;\s]|$)"
_SAME = re.compile(
    rf"[与和](?P<what>{_WORDS}){_OF}(?:相同|(?:保持)?一致|同{_END})|(?<![^(,。;:\s])同(?P<as>{_WORDS}){_OF}{_END}"
)
# 按照统一规划执行 says how, and 参照省级标准 whose: only a level or a place can be followed.
_AFTER = re.compile(
    rf"(?:比照|参照|按照?|执行)(?P<what>{_NAME}[级省市区县]){_OF}(?:执行|办理|申报|认定)?{_END}"
)
_LAWS = re.compile(r"有关|相关|法律|法规|规章|国际|本")  # 按照国家有关规定执行 names no neighbour
_PLACE_END = re.compile(r"(?:省|市|自治区|级|维吾尔|壮族|回族)+$")
_SHORTEST = 2


def likenesses(corpus: Corpus, clause: Clause, start: int, end: int) -> Iterator[tuple[str, Clause]]:
    """References to a neighbour within `clause.text[start:end]`: the words, and the clause that they mean."""
    flat = narrow(clause.text[start:end])
    for match in (*_SAME.finditer(flat), *_AFTER.finditer(flat)):
        what = next(name for name in match.groups() if name)
        if _LAWS.search(what):
            continue
        target = _neighbour(corpus, clause, what)
        if target is not None:
            yield clause.text[start + match.start() : start + match.end()], target


def _neighbour(corpus: Corpus, clause: Clause, what: str) -> Clause | None:
    """The clause beside this one, or beside one around it, that bears the name; in it the one of this heading."""
    wanted = _stem(what)
    for place in (clause, *reversed(corpus.ancestors(clause.id))):
        beside = corpus.children(place.parent) if place.parent else corpus.roots(clause.document)
        for other in beside:
            if other.id != place.id and _is_called(other, wanted):
                own = letters(clause.heading or "") if place.id != clause.id else ""
                same = (c for c in corpus.subtree(other.id) if own and letters(c.heading or "") == own)
                return next(same, other)
    return None


def _is_called(clause: Clause, wanted: str) -> bool:
    name = re.match(r"[^,，。:：;；\n]{0,20}", clause.heading or clause.text)
    bare = _stem(re.sub(r"^[(（]?[一二三四五六七八九十\d]+[)）、.．]", "", name[0] if name else ""))
    return min(len(bare), len(wanted)) >= _SHORTEST and (bare.startswith(wanted) or wanted.startswith(bare))


def _stem(name: str) -> str:
    words = letters(name)
    bare = _PLACE_END.sub("", words)
    return bare if len(bare) >= _SHORTEST else words  # of 省级 nothing would be left
