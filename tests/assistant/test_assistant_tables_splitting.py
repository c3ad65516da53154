"""What a comparison is split into: each part keeps its own name and what is said of it alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.naming import DocumentNames
from assistant.question import Question, Reader
from assistant.sharing import Apart
from corpus.model import Document, Level

DOCUMENTS = (
    Document("hefei", "合肥市数字乡村行动计划", "a.txt", 1, 9, level=Level.CITY, region="合肥"),
    Document("law", "网络产品安全漏洞管理规定", "b.txt", 1, 9, level=Level.NATIONAL, short_names=("漏洞规定",)),
    Document("dsl", "数据安全法", "c.txt", 1, 9, level=Level.NATIONAL),
)  # fmt: skip
READER = Reader(DocumentNames(DOCUMENTS), frozenset({"合肥", "长沙", "青岛"}))


def read(question: str) -> tuple[Question, ...]:
    return READER.read(question).parts


@pytest.mark.parametrize(
    ("question", "apart", "parts"),
    [
        ("合肥和长沙的渔港目标各是多少", Apart.PLACE, ["合肥的渔港目标是多少", "长沙的渔港目标是多少"]),
        ("合肥的茶园和长沙的校舍分别归谁管", Apart.PLACE, ["合肥的茶园归谁管", "长沙的校舍归谁管"]),
        ("合肥建设什么平台、长沙出台什么办法", Apart.PLACE, ["合肥建设什么平台", "长沙出台什么办法"]),
        ("合肥的渔港要建多少?长沙呢?", Apart.PLACE, ["合肥的渔港要建多少", "的渔港要建多少?长沙"]),
        ("合肥新建茶园和长沙的要求一样吗", Apart.PLACE, ["合肥新建茶园的要求", "新建茶园长沙的要求"]),
        ("合肥大企业和长沙小企业的补贴上限一样吗", Apart.PLACE, ["合肥大企业的补贴上限", "长沙小企业的补贴上限"]),
        ("合肥的校舍比长沙多吗", Apart.PLACE, ["合肥的校舍多吗", "的校舍长沙多吗"]),
        ("２０２６年和2030年的茶园目标", Apart.YEAR, ["2026年的茶园目标", "2030年的茶园目标"]),
        ("2026和2030年茶园要建多少", Apart.YEAR, ["2026年茶园要建多少", "2030年茶园要建多少"]),
        ("数据安全法第十八条和漏洞规定第九条有什么不同", Apart.DOCUMENT, ["数据安全法第十八条", "漏洞规定第九条"]),
        ("漏洞规定第七条与第九条的区别", Apart.NUMBER, ["漏洞规定第七条", "漏洞规定第九条"]),
        ("漏洞规定第七条和第九条分别罚谁", Apart.NUMBER, ["漏洞规定第七条罚谁", "漏洞规定第九条罚谁"]),
        ("合肥的渔港建设和茶园改造,分别由谁牵头", Apart.WORDS, ["合肥的渔港建设,由谁牵头", "合肥的茶园改造,由谁牵头"]),
        ("校舍工程和茶园工程有什么区别", Apart.WORDS, ["校舍工程是什么?", "茶园工程是什么?"]),
        ("渔港到2026年和到2030年分别建几座", Apart.YEAR, ["渔港到2026年建几座", "渔港到2030年建几座"]),
        ("漏洞规定里提供者和运营者有什么不同", Apart.WORDS, ["漏洞规定里提供者", "漏洞规定里运营者"]),
    ],
)  # fmt: skip
def test_parts(question: str, apart: Apart, parts: list[str]) -> None:
    found = read(question)
    assert [p.text for p in found] == parts
    assert {p.apart for p in found} == {apart}


@pytest.mark.parametrize(
    "question",
    ["", "?", "人在长沙干活,回合肥看病怎么办", "合肥2026—2030年的目标是什么", "合肥的渔港有几座", "五星级和四星级企业各多少家", "渔港的目标和牵头单位分别是什么"],
)  # fmt: skip
def test_what_is_no_comparison_has_no_parts(question: str) -> None:
    assert read(question) == ()


@given(st.permutations(["合肥", "长沙", "青岛"]), st.sampled_from(["渔港", "智慧茶园ABC", "５Ｇ校舍"]))
def test_each_part_names_its_own_place_only(places: list[str], matter: str) -> None:
    parts = read(f"{'、'.join(places)}的{matter}目标各是多少")
    assert [p.places for p in parts] == [(place,) for place in places]
    assert [p.name for p in parts] == places
