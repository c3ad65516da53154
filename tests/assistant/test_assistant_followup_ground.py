"""Whether two questions are about one matter, told from the clauses: real sentences of 003, 004 and the draft law."""

from __future__ import annotations

import pytest
from assistant_fakes import make_corpus

from assistant.ground import Ground, Scope
from assistant.terms import TermWeights

CORPUS = make_corpus()
TERMS = TermWeights(f"{c.address} {c.text}" for c in CORPUS.clauses)
PLACES = {
    c.id: frozenset({{"suzhou": "苏州", "zhenjiang": "镇江"}.get(c.document, "全国")}) for c in CORPUS.clauses
}
GROUND = Ground(CORPUS, TERMS, PLACES)
SUZHOU, DRAFT = Scope(frozenset({"苏州"})), Scope(documents=frozenset({"dsl"}))


@pytest.mark.parametrize(
    ("topic", "before", "scope", "same"),
    [
        ("电子商务平台", "网络零售额", SUZHOU, True),  # 003 L58 says both
        ("人才", "网络零售额", SUZHOU, False),  # 003 (二)人才 is another clause
        ("漏洞信息", "数据交易", DRAFT, False),
        ("", "网络零售额", SUZHOU, False),
        ("电子商务平台", "", SUZHOU, False),
    ],
)
def test_one_matter(topic: str, before: str, scope: Scope, same: bool) -> None:
    assert GROUND.same_matter(topic, before, scope) is same


@pytest.mark.parametrize(
    ("topic", "scope", "home"),
    [
        ("数据交易市场", DRAFT, True),
        ("漏洞信息", DRAFT, False),  # another document says it better
        ("数据交易市场", Scope(), False),  # there is no home anywhere
        ("", DRAFT, False),
        ("公积金", DRAFT, False),  # nobody says it
    ],
)
def test_at_home(topic: str, scope: Scope, home: bool) -> None:
    assert GROUND.at_home(topic, scope) is home


def test_what_the_newer_matter_leaves_behind_is_shed() -> None:
    """The years stay, and where no clause says the newer topic nothing is shed."""
    assert GROUND.shed("2023年网络零售额目标", "人才", SUZHOU) == "2023年"
    assert GROUND.shed("2023年网络零售额", "电子商务平台", SUZHOU) == "2023年网络零售额"
    assert GROUND.shed("2023年网络零售额目标", "公积金", SUZHOU) == "2023年网络零售额目标"
    assert GROUND.shed("", "人才", SUZHOU) == ""


@pytest.mark.parametrize(
    ("topic", "little"),
    [
        ("", True),
        ("到,数字", True),  # stands in most sentences of 003 and 004
        ("网络零售额", False),
        ("参保人数", False),  # no clause says it, so it says much
    ],
)
def test_words_that_stand_everywhere_say_little(topic: str, little: bool) -> None:
    assert GROUND.says_little(topic) is little
