"""Which documents a question names: by title, by a short name, by place and kind, or one that is not held."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Document

_MARKS = re.compile(r"[《》〈〉“”\"'‘’「」『』\s·]")
_BRACKETS = re.compile(r"[((].*?[))]")
_KINDS = re.compile(r"(行动计划|规划|意见|办法|规定|条例|方案|措施|法)$")
_TWO_NAMES = re.compile(
    r"([\u4e00-\u9fff]{2})的?(规划|意见|行动计划|办法|规定|条例|方案)(和|与|跟|同|以及|及|、)(规划|意见|行动计划|办法|规定|条例|方案)"
)
_QUOTED = re.compile(r"《([^《》]{2,60})》")
FEW_TEXTS = 3  # as many are a text, its news and its reprint
_SAME_TITLE = 0.7  # share of a quoted title's character pairs that a held title must hold to be meant
# Laws that people ask about; naming one is no proof that it is not held, only that it is a name.
_WELL_KNOWN = re.compile(
    r"(个人信息保护法|个保法|网络安全法|网安法|密码法|民法典|电子商务法|反垄断法|反不正当竞争法|刑法|行政处罚法|"
    r"治安管理处罚法|著作权法|专利法|劳动合同法|劳动法|公司法|消费者权益保护法|未成年人保护法|电子签名法|数据出境安全评估办法|"
    r"网络数据安全管理条例|生成式人工智能服务管理暂行办法|算法推荐管理规定|深度合成管理规定|个人信息出境标准合同办法|"
    r"数字经济促进条例|公共数据条例|数据条例|中小企业促进法|保守国家秘密法|政府采购法|招标投标法|反电信网络诈骗法)"
)


def flat(text: str) -> str:
    """Normalised text without quotation marks and spaces, in which names are looked for."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Named:
    """What a question calls documents by."""

    documents: tuple[str, ...]  # ids, the best named first
    ends: tuple[int, ...]  # offsets into the flat text at which a name ends
    spans: tuple[tuple[int, int, tuple[str, ...]], ...]  # start, end, ids
    unheld: tuple[str, ...]  # titles that belong to no document held


class DocumentNames:
    """The names of all documents held. Immutable after construction."""

    def __init__(self, documents: Iterable[Document]) -> None:
        names: dict[str, list[str]] = {}
        for document in documents:
            for name in _names_of(document):
                names.setdefault(name, []).append(document.id)
        self._names = {name: tuple(dict.fromkeys(ids)) for name, ids in names.items()}
        alternatives = "|".join(re.escape(n) for n in sorted(self._names, key=len, reverse=True))
        self._pattern = re.compile(alternatives or r"(?!)")

    def named(self, text: str) -> Named:
        """Documents that a normalised question names."""
        plain = flat(text)
        spans = [(m.start(), m.end(), self._names[m.group()]) for m in self._pattern.finditer(plain)]
        documents = [i for _, _, ids in spans for i in ids]
        unheld: list[str] = []
        for title in (flat(t) for t in _QUOTED.findall(text)):
            if self._pattern.search(title):
                continue
            meant = self._nearest(title)
            if meant:
                documents.extend(meant)
            else:
                unheld.append(title)
        for match in _WELL_KNOWN.finditer(plain):
            covered = any(s <= match.start() < e for s, e, _ in spans)
            if not covered and not any(match.group() in title for title in unheld):
                unheld.append(match.group())
        return Named(
            tuple(dict.fromkeys(documents)), tuple(e for _, e, _ in spans), tuple(spans), tuple(unheld)
        )

    def spelled_out(self, text: str) -> str:
        """A normalised question with the place before both of two names: 江苏意见和规划 means 江苏规划 too."""

        def named_twice(pair: re.Match[str]) -> str:
            place, one, joint, other = pair.groups()
            held = place + one in self._names and place + other in self._names
            return f"{place}{one}{joint}{place}{other}" if held else pair.group()

        return _TWO_NAMES.sub(named_twice, text)

    def containing(self, words: str) -> bool:
        """Whether one text's name, and hardly another's, holds these words: 数据安全, but not 数字经济."""
        held = {i for name, ids in self._names.items() if words in name for i in ids}
        return 0 < len(held) <= FEW_TEXTS

    def _nearest(self, title: str) -> tuple[str, ...]:
        """Documents whose name holds most of a quoted title: 《江苏数字经济规划》."""
        wanted = _pairs(title)
        best: tuple[float, tuple[str, ...]] = (0.0, ())
        for name, ids in self._names.items():
            held = _pairs(name)
            share = len(wanted & held) / max(1, len(wanted))
            # A short title inside a long one must not reach over to another law: 网络安全法 in 网络产品安全漏洞管理规定.
            if share >= _SAME_TITLE and _KINDS.findall(title)[-1:] == _KINDS.findall(name)[-1:]:
                best = max(best, (share - 0.001 * len(name), ids))
        return best[1]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _names_of(document: Document) -> set[str]:
    """Title, short names, and what follows from them, in flat form."""
    title = flat(document.title)
    names = {title, _BRACKETS.sub("", title), *(flat(n) for n in document.short_names)}
    for name in tuple(names):
        stem = re.sub(r"的通知$", "", name)
        names.add(stem)
        names.add(re.sub(r"^.*关于(印发)?", "", stem))
        names.add(name.removeprefix("中华人民共和国"))
    kind = _KINDS.search(_BRACKETS.sub("", title))
    if document.region and kind and document.summarises is None:
        names |= {
            f"{document.region}{kind.group()}",
            f"{document.region}市{kind.group()}",
            f"{document.region}省{kind.group()}",
        }
    return {name for name in names if len(name) >= 3}
