"""Synthetic documents from the grammar of policy texts: a tree is drawn first, then written down, with noise or without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def chinese(n: int) -> str:
    """A number below 100 as it is printed.

    >>> [chinese(n) for n in (3, 10, 12, 20, 45)]
    ['三', '十', '十二', '二十', '四十五']
    """
    tens, ones = divmod(n, 10)
    return (
        ("" if tens < 2 else _DIGITS[tens])
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


# How each rung is printed. Numbers stay below 10 for the formal digits.
PRINTED: dict[str, Callable[[int], str]] = {
    "formal": lambda n: f"{_FORMAL[n]}、",
    "section": lambda n: f"{chinese(n)}、",
    "subsection": lambda n: f"（{chinese(n)}）",
    "half": lambda n: f"{n}）",
    "point": lambda n: f"{n}.",
    "comma": lambda n: f"{n}、",
    "subpoint": lambda n: f"（{n}）",
    "circled": lambda n: chr(ord("①") + n - 1),
    "chapter": lambda n: f"第{chinese(n)}章　",
    "part": lambda n: f"第{chinese(n)}节　",
}
# Ladders that a document may use throughout; the last three stand in another order than the usual one.
LADDERS = [
    ("section", "subsection", "point", "subpoint", "circled"),
    ("section", "point", "subpoint", "half", "circled"),
    ("section", "subpoint", "circled"),
    ("subsection", "point", "subpoint"),
    ("comma", "subpoint", "circled"),
    ("formal", "section", "subsection", "point"),
    ("chapter", "part", "section", "subsection"),
    ("chapter", "subsection", "point"),
]
TURNED = [("point", "subsection"), ("section", "point", "subsection"), ("subpoint", "point")]

HEADINGS = [
    "优化产业布局", "建设算力设施", "培育市场主体", "完善标准体系", "5G网络提升", "强化安全保障", "推动数据流通", "壮大人才队伍", "支持企业上云",
    "深化区域合作", "发展数字贸易", "加强组织领导", "健全统计监测", "拓展应用场景", "提升治理能力",
]  # fmt: skip
# Sentences with several commas, so that none is a run-in heading; some speak of articles, sections and figures.
SENTENCES = [
    "各部门要按照职责分工，加强协调配合，形成工作合力，确保各项任务落到实处。",
    "到2025年，数字经济核心产业增加值达到6000亿元，占比超过10%，年均增长16%以上。",
    "依照第三条规定处理的，应当说明理由，并且书面通知当事人，同时抄送有关部门。",
    "对符合（一）项所列条件的企业，给予一次性奖励，最高不超过100万元，由财政部门拨付。",
    "支持龙头企业牵头，联合高校、科研院所，建设一批创新平台，突破一批关键核心技术。",
    "平均时延低于1.5毫秒，丢包率低于0.1%，可用性不低于99.9%，满足工业控制要求。",
    "坚持政府引导、市场主导，统筹发展和安全，分类施策，稳步推进，防止一哄而上。",
]


@dataclass
class Planned:
    """A clause as it was meant: its lines, and what hangs below it."""

    rung: str  # key of PRINTED, or run_in, dash, front, article, item, paragraph
    number: int | None
    lines: list[str]
    children: list[Planned] = field(default_factory=list)


@dataclass(frozen=True)
class Expected:
    """What the parser must find."""

    addr: str
    parent: str | None
    text: str


def headed(draw: st.DrawFn, rung: str, number: int, *, inline: bool) -> Planned:
    """A numbered heading with its words on the line or below it."""
    first = PRINTED[rung](number) + draw(st.sampled_from(HEADINGS))
    if inline:
        return Planned(rung, number, [f"{first}。{draw(st.sampled_from(SENTENCES))}"])
    return Planned(rung, number, [first, *draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2))])


def numbers(draw: st.DrawFn, count: int, *, strict: bool) -> list[int]:
    """Numbers of siblings: 1, 2, 3, or with one skipped or printed twice."""
    found = [1]
    while len(found) < count:
        found.append(found[-1] + (1 if strict else draw(st.sampled_from([1, 1, 1, 1, 2, 0]))))
    return found[:count]


def branch(
    draw: st.DrawFn, ladder: tuple[str, ...], *, strict: bool, fewest: int, most: int
) -> list[Planned]:
    """Siblings on the first rung of a ladder, with what hangs below each."""
    if not ladder:
        return leaves(draw)
    count = draw(st.integers(fewest, most))
    inline = ladder[0] not in ("chapter", "part") and draw(st.booleans())
    nodes = []
    for number in numbers(draw, count, strict=strict):
        node = headed(draw, ladder[0], number, inline=inline)
        below = ladder[1:]
        if not strict and len(below) > 1 and draw(st.integers(0, 4)) == 0:
            below = below[1:]  # a rung is left out under this heading
        if not inline or (len(below) > 0 and draw(st.booleans())):
            node.children = branch(draw, below, strict=strict, fewest=2 if strict else 0, most=3)
        if ladder[0] in ("section", "subsection") and not strict and draw(st.integers(0, 3)) == 0:
            node.children += box(draw, node)
        nodes.append(node)
    return nodes


def box(draw: st.DrawFn, node: Planned) -> list[Planned]:
    """A 专栏 below a heading, unless (一) stands there: then it would be the last one's."""
    if any(child.rung == "subsection" for child in node.children):
        return []
    number = draw(st.integers(1, 9))
    title = f"专栏{number}：{draw(st.sampled_from(HEADINGS))}工程"
    return [Planned("box", number, [title], run_ins(draw, "run_in"))]


def leaves(draw: st.DrawFn) -> list[Planned]:
    """Nothing, run-in headings or ——items below the lowest heading."""
    kind = draw(st.sampled_from(["none", "none", "run_in", "dash"]))
    return [] if kind == "none" else run_ins(draw, kind)


def run_ins(draw: st.DrawFn, kind: str) -> list[Planned]:
    """Two or three paragraphs that open with a heading of their own."""
    mark = "——" if kind == "dash" else ""
    count = draw(st.integers(2, 3))
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=count, max_size=count))
    return [Planned(kind, None, [f"{mark}{h}。{draw(st.sampled_from(SENTENCES))}"]) for h in headings]


@st.composite
def plans(draw: st.DrawFn) -> list[Planned]:
    """The body of a plan, on a ladder in the usual order."""
    ladder = draw(st.sampled_from(LADDERS))
    depth = draw(st.integers(1, len(ladder)))
    return fronts(draw) + branch(draw, ladder[:depth], strict=False, fewest=1, most=4)


@st.composite
def notices(draw: st.DrawFn) -> list[Planned]:
    """A plan with its signature, and attachments whose ladders are their own."""
    attachments = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        body = draw(st.one_of(plans(), laws(), turned_plans()))
        opening = [f"附件{number}", draw(st.sampled_from(HEADINGS)) + "办法"]
        opening += [line for node in body if node.rung == "front" for line in node.lines]
        attachments.append(Planned("attachment", number, opening, [n for n in body if n.rung != "front"]))
    signature = [Planned("back", None, [line]) for line in ("某市人民政府", "2024年5月6日")]
    return draw(plans()) + signature + attachments


@st.composite
def standards(draw: st.DrawFn) -> list[Planned]:
    """Decimal numbers to the depth of three: 1, 1.1, 1.1.1."""

    def below(path: tuple[int, ...], fewest: int) -> list[Planned]:
        nodes = []
        for number in range(1, draw(st.integers(fewest, 3)) + 1):
            here = (*path, number)
            heading = f"{'.'.join(map(str, here))}　{draw(st.sampled_from(HEADINGS))}"
            text = draw(st.lists(st.sampled_from(SENTENCES), max_size=2))
            # Two decimals at least: one alone may be a measure.
            children = below(here, 2 if here == (1,) else 0) if len(here) < 3 else []
            nodes.append(Planned("decimal", number, [heading, *text], children))
        return nodes

    return fronts(draw) + below((), 1)


@st.composite
def turned_plans(draw: st.DrawFn) -> list[Planned]:
    """The body of a text whose rungs stand in another order, used throughout."""
    return fronts(draw) + branch(draw, draw(st.sampled_from(TURNED)), strict=True, fewest=2, most=3)


def fronts(draw: st.DrawFn) -> list[Planned]:
    """Paragraphs before the first heading."""
    return [Planned("front", None, [s]) for s in draw(st.lists(st.sampled_from(SENTENCES), max_size=2))]


@st.composite
def laws(draw: st.DrawFn) -> list[Planned]:
    """Chapters or none, articles that count on through them, 款 and 项."""
    chapters = draw(st.integers(0, 3))
    article = 0
    top: list[Planned] = []
    for chapter in range(1, max(chapters, 1) + 1):
        articles: list[Planned] = []
        for _ in range(draw(st.integers(2, 3))):
            article += draw(st.sampled_from([1, 1, 1, 2])) if article else 1
            articles.append(_article(draw, article))
        if chapters:
            heading = PRINTED["chapter"](chapter) + draw(st.sampled_from(HEADINGS))
            top.append(Planned("chapter", chapter, [heading], articles))
        else:
            top += articles
    return top


def _article(draw: st.DrawFn, number: int) -> Planned:
    planned = Planned("article", number, [f"第{chinese(number)}条　{draw(st.sampled_from(SENTENCES))}"])
    paragraph = st.builds(lambda s: Planned("paragraph", None, [s]), st.sampled_from(SENTENCES))
    if draw(st.booleans()):
        for n in range(1, draw(st.integers(1, 3)) + 1):
            item = Planned("item", n, [f"（{chinese(n)}）{draw(st.sampled_from(HEADINGS))}；"])
            if draw(st.integers(0, 3)) == 0:
                item.children = [
                    Planned("point", k, [f"{k}.{draw(st.sampled_from(HEADINGS))}；"]) for k in (1, 2)
                ]
            planned.children.append(item)
    planned.children += draw(st.lists(paragraph, max_size=2))
    return planned


_NAMED = {"chapter": "c", "part": "j", "item": "i", "box": "x", "attachment": "att"}
_LETTERS = {"run_in": "r", "dash": "d", "front": "front.p", "back": "back.p", "paragraph": "k"}


def expected(nodes: list[Planned]) -> list[Expected]:
    """The tree by the rules of DESIGN 2: printed numbers, counts where there are none, ~2 for a repeat."""
    taken: Counter[str] = Counter()
    found: list[Expected] = []

    def walk(siblings: list[Planned], parent: Expected | None, rung: str | None) -> None:
        counts: Counter[str] = Counter()
        for node in siblings:
            base = _address(node, parent.addr if parent else None, rung, counts)
            taken[base] += 1
            addr = base if taken[base] == 1 else f"{base}~{taken[base]}"
            found.append(Expected(addr, parent.addr if parent else None, "\n".join(node.lines)))
            walk(node.children, found[-1], node.rung)

    walk(nodes, None, None)
    return sorted(found, key=found.index)


def _address(node: Planned, above: str | None, rung: str | None, counts: Counter[str]) -> str:
    if node.rung == "article":
        attachment = re.match(r"att[^.]+\.", f"{above}.")
        return f"{attachment[0] if attachment else ''}a{node.number}"
    if node.number is None:
        counts[node.rung] += 1
        # The lead of an article is its first 款.
        count = counts[node.rung] + (node.rung == "paragraph")
        component = f"{_LETTERS[node.rung]}{count}"
    elif node.rung in _NAMED:
        component = f"{_NAMED[node.rung]}{node.number}"
    else:
        nested = above and rung not in ("chapter", "part", "attachment")
        component = str(node.number) if nested else f"s{node.number}"
    return f"{above}.{component}" if above else component


def written(nodes: list[Planned]) -> Iterator[str]:
    """The lines of a document in reading order."""
    for node in nodes:
        yield from node.lines
        yield from written(node.children)
