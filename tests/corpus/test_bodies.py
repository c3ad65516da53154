"""Responsible bodies: counts, precision and recall on the shipped files, and the wordings met elsewhere."""

from __future__ import annotations

import itertools
import time
from collections import Counter

import pytest
from extract_lists import Body, corpus_of, judged_bodies, listed_bodies
from hypothesis import given
from hypothesis import strategies as st

from corpus.bodies import ResponsibleBody, find_bodies
from corpus.body_names import split_names
from corpus.fold import fold_spans
from corpus.model import Corpus

BY_HAND = listed_bodies("bodies_by_hand.txt")
JUDGED = judged_bodies("bodies_judged.tsv")
# 001 whole, 004 whole, 003 二(三)-(四), 物联网 一(三); the last two name none
LISTED = ("jiangsu-opinion#", "zhenjiang-opinion#", "suzhou-plan#s2.3", "suzhou-plan#s2.4", "iot-plan#s1.3")


@pytest.fixture(scope="module")
def bodies(shipped: Corpus) -> tuple[ResponsibleBody, ...]:
    return find_bodies(shipped)


def _keys(bodies: tuple[ResponsibleBody, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((b.clause_id, b.role.value, b.name) for b in bodies)


def _listed(rows: list[Body]) -> Counter[tuple[str, str, str]]:
    return Counter((r.clause_id, r.role, r.name) for r in rows)


def test_at_least_150_bodies(bodies: tuple[ResponsibleBody, ...]) -> None:
    assert len(bodies) >= 150


def test_recall_against_the_list_by_hand(bodies: tuple[ResponsibleBody, ...]) -> None:
    wanted = _listed(BY_HAND)
    assert wanted.total() == 304
    assert (wanted & _keys(bodies)).total() / wanted.total() >= 0.90


def test_nothing_else_is_found_where_the_list_is_complete(bodies: tuple[ResponsibleBody, ...]) -> None:
    found = _keys(tuple(b for b in bodies if b.clause_id.startswith(LISTED)))
    assert (found & _listed(BY_HAND)).total() / found.total() >= 0.97


def test_precision_on_the_judged_sample(bodies: tuple[ResponsibleBody, ...]) -> None:
    assert len(JUDGED) == 100
    right = _listed([row for row in JUDGED if row.verdict == "right"])
    assert (right & _keys(bodies)).total() / len(JUDGED) >= 0.97


def test_spans_fold_to_the_name(shipped: Corpus, bodies: tuple[ResponsibleBody, ...]) -> None:
    places = []
    for body in bodies:
        assert fold_spans(shipped.texts[body.file], body.spans).text == body.name
        assert body.name in body.statement
        assert body.statement in shipped.clause(body.clause_id).text
        inside = shipped.clause(body.clause_id).spans
        assert all(any(s <= start and end <= e for s, e in inside) for start, end in body.spans)
        places += [(body.file, *span) for span in body.spans]
    ordered = sorted(places)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in itertools.pairwise(ordered))


WORDINGS = [
    # text, [(role, name)]
    ("（省政务办负责）", [("负责", "省政务办")]),  # 001 二(四)1
    (  # 004 二(四)10
        "(市政务办牵头,市各相关部门,各市、区政府,镇江新区、高新区管委会等分工负责)",
        [
            ("牵头", "市政务办"),
            ("负责", "市各相关部门"),
            ("负责", "各市、区政府"),
            ("负责", "镇江新区、高新区管委会"),
        ],
    ),
    (
        "（市人社局牵头，市教育局、市工信局配合）",
        [("牵头", "市人社局"), ("配合", "市教育局"), ("配合", "市工信局")],
    ),
    (
        "（责任单位：市工信局，各县（市、区）政府；配合单位：市财政局）",
        [("负责", "市工信局"), ("负责", "各县（市、区）政府"), ("配合", "市财政局")],
    ),
    (
        "（牵头单位：市工信局；责任单位：市科技局、各区（市）人民政府）",
        [("牵头", "市工信局"), ("负责", "市科技局"), ("负责", "各区（市）人民政府")],
    ),
    ("申报工作由市发改委会同市财政局负责。", [("负责", "市发改委"), ("配合", "市财政局")]),
    ("该项由市大数据局牵头推进。", [("牵头", "市大数据局")]),
    (  # dsl-draft2 第七条
        "国家网信部门依照本法和有关法律、行政法规的规定,负责统筹协调网络数据安全和相关监管工作。",
        [("负责", "国家网信部门")],
    ),
    (
        "国务院标准化行政主管部门和国务院有关部门负责制定标准。",
        [("负责", "国务院标准化行政主管部门"), ("负责", "国务院有关部门")],
    ),
    ("（市工信局、市商务局等部门按职责分工负责）", [("负责", "市工信局"), ("负责", "市商务局")]),
]
NONE = [
    "",
    "对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款。",
    "要实行数字化转型一把手负责制,企业主要负责同志应高度重视。",
    "加强跨部门协同配合,拒不配合数据调取的,由公安机关依法处理。",
    "保护工作应当坚持综合协调、分工负责、依法保护。",
    "企业负责人应当明确数据安全负责人和管理机构。",
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS)
def test_reads(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_bodies(corpus_of(f"一、任务\n推进工作。{text}"))
    assert [(b.role.value, b.name) for b in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_names_nobody(text: str) -> None:
    assert not find_bodies(corpus_of(f"一、任务\n推进工作。{text}"))


NAMES = st.lists(
    st.sampled_from(
        [
            "市发改委",
            "省工业和信息化厅",
            "各市、区政府",
            "镇江新区、高新区管委会",
            "各县（市、区）人民政府",
            "人民银行南京分行",
            "市人才办",
        ]
    ),
    min_size=1,
    max_size=8,
)


@given(NAMES, st.sampled_from(["、", "，"]), st.sampled_from(["", "等", "等部门"]))
def test_a_list_splits_into_what_it_was_made_of(names: list[str], mark: str, end: str) -> None:
    text = mark.join(names) + end
    assert [text[a:b] for a, b in split_names(text, 0, len(text))] == names


@given(NAMES, NAMES)
def test_roles_belong_to_their_names(leading: list[str], answering: list[str]) -> None:
    text = f"一、任务\n推进。（{'、'.join(leading)}牵头，{'、'.join(answering)}按职责分工负责）"
    found = find_bodies(corpus_of(text))
    assert [(b.role.value, b.name) for b in found] == [
        *(("牵头", name) for name in leading),
        *(("负责", name) for name in answering),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 20_000,
        "(市工信局牵头" * 5_000,
        "市工信局、" * 30_000 + "负责",
        "责任单位：" * 20_000,
        "(a(b)" * 20_000,
    ],
)
def test_hostile_lines_are_read_in_linear_time(text: str) -> None:
    corpus = corpus_of(f"一、任务\n推进。{text}")
    start = time.perf_counter()
    find_bodies(corpus)
    assert time.perf_counter() - start < 5
