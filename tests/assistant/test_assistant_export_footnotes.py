"""Footnotes: every shape of address that the shipped documents hold, and shapes of documents to come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pytest
from assistant_fakes import shipped_corpus
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.footnotes import footnote, short_address
from assistant.export.printed import bare, han
from corpus.model import Clause, ClauseKind, Corpus, Document, Span
from corpus.numerals import parse_number


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return shipped_corpus()


@pytest.mark.parametrize(
    ("clause_id", "label"),
    [
        ("jiangsu-plan#s3", "三、“主要任务”"),  # 000: a number alone would read like a page
        ("jiangsu-plan#s3.6.1", "三、(六)1"),
        ("jiangsu-plan#s1.1.r2", "一、(一)“产业数字化转型加快”"),
        ("jiangsu-plan#s1.1.p1", "一、(一)末段"),
        ("jiangsu-plan#s2.4.d1", "二、(四)“数字技术创新支撑有力”"),
        ("jiangsu-plan#front.p2", "文首第2段"),
        ("zhenjiang-opinion#s2.4.10", "二、(四)10"),
        ("zhenjiang-opinion#back.p2", "文末第2段"),
        ("suzhou-plan#s2.6.3.r3", "二、(六)3“信息技术应用创新产业”"),
        ("dsl-draft2#c2", "第二章"),
        ("dsl-draft2#a18", "第十八条"),  # whatever its chapter
        ("dsl-draft2#a3.k2", "第三条第二款"),
        ("vuln-rules#a9.i6", "第九条第六项"),
        ("vuln-rules#a7.i1", "第七条第一款第一项"),  # a7 has three 款
        ("xi-study#p3", "第3段"),
        ("iot-comment#r1", "“再次确定物联网的新基建属性”"),
        ("provinces#r29", "“青海:推进‘感知青海’建设”"),
        ("iot-plan#s2.1.x1", "二、(一)专栏1"),
        ("iot-plan#s2.4.x6.r2", "二、(四)专栏6“行业物联网应用IPv6试点示范”"),
        ("zjtx#s1.2.4.3", "一、(二)4(3)"),  # printed 4、 and (3)
        ("zjtx#s11.3.1.A", "十一、3(1)A"),
        ("zjtx#s2.1~2.3", "二、(一)“基本条件(须同时符合)”3"),  # the second (一) of Beijing
        ("zjtx#s3.1.3~2", "三、(一)3(第2处)"),  # printed twice, word for word
        ("stat-explained#s2.r1", "02“一是需求导向,全面涵盖”"),
        ("5g-qa#q9.r5", "九、“五是做好监测评估”"),
        ("5g-qa#q1.p1", "一、末段"),
        ("dc-explained#q9", "9“如何保障《行动计划》落地见效?”"),
        ("dc-plan#att1", "附件"),
    ],
)
def test_addresses_of_the_shipped_documents(shipped: Corpus, clause_id: str, label: str) -> None:
    assert short_address(shipped, shipped.clause(clause_id)) == label


def test_every_clause_has_a_label_of_its_own(shipped: Corpus) -> None:
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for clause in shipped.clauses:
        label = short_address(shipped, clause)
        assert label.strip(" 、.:"), clause.id
        assert "›" not in label
        labels[clause.document, label].append(clause.id)
    assert len(labels) == len(shipped.clauses) > 1000
    assert {key: ids for key, ids in labels.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("clause_id", "text"),
    [
        ("jiangsu-plan#s3.6.1", "《江苏省“十四五”数字经济发展规划》(苏政办发〔2021〕44号) 三、(六)1"),
        ("zhenjiang-opinion#s2.4.10", "《镇江市关于加快推进数字经济发展的实施意见》 二、(四)10"),
        ("vuln-news#p1", "《工信部等三部门发布〈网络产品安全漏洞管理规定〉自9月1日起施行》 第1段"),
    ],
)
def test_a_footnote_names_document_number_and_place(shipped: Corpus, clause_id: str, text: str) -> None:
    assert footnote(shipped, shipped.clause(clause_id)) == text


Row = tuple[str, ClauseKind, str | None, str | None]  # address, kind, printed number, heading


def made(rows: Sequence[Row]) -> Corpus:
    """A document of these clauses; the parent of each is the nearest one above whose address begins its own."""
    clauses: list[Clause] = []
    for position, (addr, kind, number, heading) in enumerate(rows):
        above = [c for c in clauses if addr.startswith(c.addr + ".")]
        parent = max(above, key=lambda c: len(c.addr)).id if above else None
        if kind is ClauseKind.ARTICLE and not above and clauses:
            outer = [c for c in clauses if c.kind is ClauseKind.CHAPTER]
            parent = outer[-1].id if outer else None
        clauses.append(
            Clause(
                f"d#{addr}", "d", addr, parent, kind, number, heading, addr, "正文写在这里。", "f", (Span(position, position + 1),)
            )
        )  # fmt: skip
    return Corpus((Document("d", "某规定", "f", 1, 9),), tuple(clauses), {}, {}, {})


S, A, N, P = ClauseKind.SECTION, ClauseKind.ARTICLE, ClauseKind.ITEM, ClauseKind.PARAGRAPH
C, R, T = ClauseKind.CHAPTER, ClauseKind.RUN_IN, ClauseKind.ATTACHMENT


@pytest.mark.parametrize(
    ("rows", "label"),
    [
        ([("s1", S, "一．", "甲"), ("s1.1", S, "（一）", "乙"), ("s1.1.1", S, "１．", "丙")], "一、(一)1"),
        ([("s1", S, "1.", "甲"), ("s1.1", S, "1.", "乙")], "1.1"),
        ([("s3", S, "3", "甲"), ("s3.6", S, "3.6", "乙"), ("s3.6.1", S, "3.6.1", "丙")], "3.6.1"),
        ([("c1", C, "第一章", "总则"), ("c1.s2", S, "二、", "乙"), ("c1.s2.3", S, "(三)", None)], "第一章二、(三)"),
        ([("att1", T, "附件1：", "办法"), ("att1.a3", A, "第三条", None)], "附件1第三条"),
        ([("att1", T, None, None), ("att2", T, None, "名单"), ("att2.s1", S, "一、", "甲")], "附件“名单”一"),
        ([("a9", A, "第九条", None), ("a9.k2", P, None, None), ("a9.k2.i3", N, "（三）", None)], "第九条第二款第三项"),
        ([("a9", A, "第九条", None), ("a9.i3", N, "三、", None), ("a9.i3.1", N, "1.", None)], "第九条第三项第一目"),
        ([("a120-1", A, "第一百二十条之一", None)], "第一百二十条之一"),
        ([("c1", C, "第一章", "甲"), ("a2", A, "第二条", None), ("c2", C, "第二章", "乙"), ("a2~2", A, "第二条", None)], "第二条(第2处)"),
        ([("r1", R, None, "甲"), ("r2", R, None, "甲")], "“甲”(第2处)"),
        ([("s1", S, "一、", "甲"), ("s1.1", S, "①", None)], "一、①"),
        ([("r1", R, None, "甲"), ("p1", P, None, None)], "“正文写在这里”一段"),
        ([("s1", S, None, None)], "“正文写在这里”一段"),
        ([("s1", S, "一、", None)], "一"),
    ],
)  # fmt: skip
def test_addresses_of_documents_to_come(rows: Sequence[Row], label: str) -> None:
    corpus = made(rows)
    assert short_address(corpus, corpus.clauses[-1]) == label


@given(st.integers(1, 99))
def test_small_numbers_are_written_as_articles_write_them(number: int) -> None:
    assert parse_number(han(number)) == number


@given(st.text(max_size=12))
def test_no_printed_number_breaks_an_address(number: str) -> None:
    found = bare(number)
    assert found is None or re.fullmatch(r"\S+", found)
    corpus = made([("s1", S, number, "标题"), ("s1.1", S, "(一)", "乙")])
    assert short_address(corpus, corpus.clauses[1]).endswith("(一)")
