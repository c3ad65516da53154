"""What an answer must hold, and the features that judge it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from assistant_fakes import DOCUMENTS, make_assistant, make_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.features import FEATURES
from assistant.homophones import Homophones, dictionary
from assistant.naming import DocumentNames
from assistant.needs import detail_asked, other_title, year_conflict
from assistant.other_fields import OtherFields, read_terms
from assistant.question import Question, Reader
from assistant.refusal import Calibration
from assistant.register import colloquial
from assistant.terms import TermWeights
from assistant.units import unit_absent
from corpus.sentences import sentences

CORPUS = make_corpus()
SALES = sentences(CORPUS.clause("suzhou#s2.3.4.r1"))[1]  # 到2023年,全市网络零售额达5000亿元…


def read(text: str) -> Question:
    return Reader(DocumentNames(DOCUMENTS), frozenset({"苏州"})).read(text)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("网络零售额目标是多少亿元?", 0.0),
        ("培育多少家平台?", 0.0),
        ("贴息利率是多少?", 1.0),
        ("能领多少天?", 1.0),
        ("由哪几家部门负责?", 0.0),  # names are asked for, not a figure
    ],
)
def test_units(question: str, absent: float) -> None:
    assert unit_absent(read(question), [SALES]) == absent


@pytest.mark.parametrize(
    ("question", "conflict"), [("2023年的目标?", 0.0), ("2025年的目标?", 1.0), ("目标?", 0.0)]
)
def test_years(question: str, conflict: float) -> None:
    assert year_conflict(CORPUS, read(question), SALES) == conflict


def test_titles_that_are_neither_held_nor_cited() -> None:
    assert other_title(read("网络安全审查办法要求多少用户"), "") == 1.0
    assert other_title(read("数据安全法要求什么"), "") == 0.0
    assert other_title(read("按网络安全法第几条处罚"), "构成网络安全法第六十条规定情形的") == 0.0
    assert other_title(read("有什么办法"), "") == 0.0


def test_terms_of_other_fields_count_only_while_no_clause_speaks_of_them() -> None:
    texts = [c.text for c in CORPUS.clauses]
    assert OtherFields(read_terms(), texts).asked_about("公积金能贷多少")
    assert not OtherFields(read_terms(), [*texts, "住房公积金贷款"]).asked_about("公积金能贷多少")
    assert not OtherFields(read_terms(), texts).asked_about("苏州网络零售额2025年的目标是多少")
    assert not OtherFields(read_terms(), texts).asked_about("")
    assert OtherFields(["公积金"], ["公积", "金"]).asked_about("公积金")  # no single clause holds it


def test_a_field_is_a_line_that_begins_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "fields.txt"
    file.write_text("# 说明 文字\n住房 公积金 首付\n\n税务 个税\n", encoding="utf-8")
    assert read_terms(file) == {"公积金", "首付", "个税"}
    assert {"宅基地", "陪产", "生育津贴"} <= read_terms()


def test_register_and_details() -> None:
    assert colloquial(read("咱村里的桃子咋卖到城里去,帮不帮?")) == 1.0
    assert colloquial(read("生育津贴按什么标准发放")) == 0.0
    assert detail_asked(read("召集人叫什么名字")) == 1.0
    assert detail_asked(read("天天接骗子的电话")) == 0.0


@given(st.dictionaries(st.sampled_from(FEATURES), st.floats(-100, 100), min_size=len(FEATURES)))
def test_the_probability_is_the_logistic_of_the_weighted_sum(values: dict[str, float]) -> None:
    """p = 1 / (1 + exp(-(b + sum w (x - m) / s))), written out; the sum is clipped to +-30."""
    n = len(FEATURES)
    model = Calibration(FEATURES, (1.0,) * n, (2.0,) * n, (0.1,) * n, 0.5, 0.5)
    total = 0.5 + sum(0.1 * (values[f] - 1.0) / 2.0 for f in FEATURES)
    assert model.probability(values) == pytest.approx(1 / (1 + math.exp(-max(-30, min(30, total)))))


def test_every_feature_is_judged() -> None:
    assistant = make_assistant()
    (values,) = assistant.judge(assistant.find("苏州网络零售额2025年的目标是多少"))
    assert tuple(values) == FEATURES
    assert values["year_conflict"] == 1.0


@pytest.mark.parametrize(
    ("slip", "mended"),
    [
        ("数字经挤的目标", "数字经济的目标"),
        ("数字经济的目标", "数字经济的目标"),
        ("想试试", "想试试"),  # 试试 is a word, not a slip for 实施
        ("三孩家庭的产假", "三孩家庭的产假"),  # a word that no clause holds
        ("整条街全包下来", "整条街全包下来"),  # 包 and 市 may both be read fu, which nobody who types means
        ("", ""),
    ],
)
def test_homophones(slip: str, mended: str) -> None:
    terms = TermWeights(["数字经济的发展", "经济目标实施", "产业实施", "全市产业"] * 5)
    assert Homophones(terms, dictionary()).mend(slip) == mended
