"""Names in a written sentence against the sources that it stands on: none may be new."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.places import NATION, mentions, places, province_of
from assistant.writing.evidence import Source, Supplied
from assistant.writing.marks import MASK
from assistant.writing.plain import plain
from assistant.writing.reading import Reading
from assistant.writing.words import FILLERS

_BODY_END = re.compile(
    r"委员会|管委会|领导小组|推进组|工作组|办公室|办公厅|总局|[发国经工网]改?[信资]?[委办](?![托任员婆理会公])|"
    r"(?<![格布结全大僵困变定败])局(?![限面势部域])|厅|(?<![全内外西东中北南总干局乐底头])部门?(?![分署队件位])|署(?!名)|法院|检察院|"
    r"政府|国务院|银行|(?<!数据)(?<!算力)(?<!计算)中心|集团|公司|协会|联盟|联合会|研究院|大学|商务委|委(?=[、,;。)牵配负]|$)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_CUTTERS = frozenset("由归和与及经报向为是各的对在请以或将让会同")
_BODY_CHARS = 7  # of a name that are compared, its end included
_ROLE = re.compile(r"牵头|配合|参与|参加|协助|负责|主管|会同|承担")
_LABEL = re.compile(rf"({_ROLE.pattern})(?:单位|部门|的)?[:为是][^。;:]*$")  # 牵头单位:市工信局
_ROLE_REACH = 60  # characters behind a name in which its role is looked for
_QUOTED = re.compile(r"“([^“”]+)”|「([^「」]+)」|\"([^\"]+)\"")
_LETTERS = {"条": "a", "章": "c", "款": "k", "项": "i"}


def new_title(reading: Reading, used: Sequence[Supplied], sources: Sequence[Source]) -> bool:
    """Whether a 《title》 is neither that of a cited document nor named by the sentences relied on."""
    named = {t for s in sources for t in s.reading.marks.titles}
    for supplied in used:
        document = supplied.document
        named |= {plain(t) for t in (document.title, *document.short_names)}
    bare = {re.sub(r"\(.*?\)$", "", t) for t in named}
    return any(t not in named and t not in bare for t in reading.marks.titles)


def new_number(reading: Reading, used: Sequence[Supplied], sources: Sequence[Source]) -> bool:
    """Whether a 文号 is neither a cited document's nor in the sentences relied on."""
    held = [plain(s.document.number) for s in used if s.document.number]
    held += [n for s in sources for n in s.reading.marks.numbers]
    return any(not any(_same_number(n, h) for h in held) for n in reading.marks.numbers)


def _same_number(written: str, held: str) -> bool:
    """Equal, but for connecting words that the pattern took with it."""
    written, held = (n.translate(str.maketrans("[]()【】", "〔〕〔〕〔〕")) for n in (written, held))
    return written.endswith(held) and not FILLERS.sub("", written[: -len(held)])


def new_article(reading: Reading, used: Sequence[Supplied], sources: Sequence[Source]) -> bool:
    """Whether a 第X条 is neither where a cited clause stands nor named by the sentences relied on."""
    held = {a for s in sources for a in s.reading.marks.articles}
    components = {c for s in used for c in s.clause.addr.split(".")}
    return any(
        a not in held and f"{_LETTERS.get(a[0], '?')}{a[1]}" not in components for a in reading.marks.articles
    )


def new_quotation(reading: Reading, text: str) -> bool:
    """Whether words in quotation marks are not the sources' own."""
    return any(next(g for g in groups if g) not in text for groups in _QUOTED.findall(reading.text))


def new_place(reading: Reading, used: Sequence[Supplied], sources: Sequence[Source]) -> bool:
    """Whether a place is not where the cited clauses are from, nor named by the sentences relied on.

    A place that only headings or metadata name does not stand for another that a sentence itself names.
    """
    said = set(places(reading.text))
    own = {p for s in sources for p in places(s.reading.text)}
    lent = {p for s in used for p in s.places}
    if said - own - lent:
        return True
    others = {p for p in own - said if p != NATION and p not in lent and province_of(p) is not None}
    return bool((said - own) and others)


def lost_place(around: str, reading: Reading) -> bool:
    """Whether the words beside a figure of the source name a place that the sentence does not."""
    return any(m.place != NATION and m.place not in places(reading.text) for m in mentions(around))


def bodies(text: str) -> list[tuple[str, int]]:
    """Names of bodies in a plain text, cut at joining words and to their last characters, with their ends.

    >>> [name for name, _ in bodies("由市商务局牵头,市工信局、省大数据管理局负责")]
    ['市商务局', '市工信局', '省大数据管理局']
    """
    found: list[tuple[str, int]] = []
    for match in _BODY_END.finditer(text):
        start = match.start()
        while (
            start > 0
            and match.end() - start < _BODY_CHARS
            and _HAN.match(text[start - 1])
            and text[start - 1] not in _CUTTERS
            and text[start - 1] != MASK
        ):
            start -= 1
        found.append((text[start : match.end()], match.end()))
    return found


def has_role(text: str) -> bool:
    """Whether a segment says what a body does: 由市商务局牵头."""
    return bool(bodies(text)) and _ROLE.search(text) is not None


def new_body(reading: Reading, sources: Sequence[Source], about: str) -> bool:
    """Whether a body is not in the sources, or has another role there."""
    text = "。".join(s.reading.text for s in sources)
    for name, end in bodies(reading.marks.rest):
        own = _own_body(name, text) or (name if name in about else None)
        if own is None:
            return True
        role = _role(reading, end - len(own), end)
        if role is not None and role not in {r for s in sources for r in _roles(s.reading, own)}:
            return True
    return False


def _own_body(name: str, text: str) -> str | None:
    """The name, or its end of four or more characters with a verb before it, as the sources have it."""
    if name in text:
        return name
    ends = (name[i:] for i in range(1, len(name) - 3))
    return next(
        (
            e
            for e in ends
            if re.search(rf"(?<![\u4e00-\u9fff]){re.escape(e)}|[的和与及由、]{re.escape(e)}", text)
        ),
        None,
    )


def _roles(reading: Reading, name: str) -> set[str | None]:
    """The roles that a sentence gives a name, wherever it has it."""
    starts = [m.start() for m in re.finditer(re.escape(name), reading.text)]
    return {_role(reading, start, start + len(name)) for start in starts}


def _role(reading: Reading, start: int, end: int) -> str | None:
    """The role that a sentence gives what stands at a place: behind it, as a label before it, or further on."""
    part = next((p for p in reading.parts if p.start <= start < p.start + len(p.text)), None)
    behind = _ROLE.search(reading.text, end, part.start + len(part.text)) if part else None
    if behind:
        return behind[0]
    label = _LABEL.search(reading.text, max(0, start - _ROLE_REACH), start)
    later = _ROLE.search(reading.text, end, end + _ROLE_REACH)
    return label[1] if label else later[0] if later else None
