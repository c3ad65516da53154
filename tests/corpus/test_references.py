"""Cross-references resolved to clauses, or to the reason why they cannot be."""

from __future__ import annotations

import time

import pytest
from extract_lists import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold_spans
from corpus.model import Corpus, Gap
from corpus.reference_words import find_mentions
from corpus.references import Reference, find_references


@pytest.fixture(scope="module")
def references(shipped: Corpus) -> tuple[Reference, ...]:
    return find_references(shipped)


# Every cross-reference of the five files, read in the sources: 专精特新 (002 L856-1254), the draft law
# (L1281-1392), the rules on vulnerabilities and the news about them (L1413-1475).
SHIPPED = [
    ("zjtx#s4.1.5", "3", "zjtx#s4.1.3"),
    ("zjtx#s4.1.5", "4", "zjtx#s4.1.4"),
    ("zjtx#s5.1.5", "3", "zjtx#s5.1.3"),
    ("zjtx#s5.1.5", "4", "zjtx#s5.1.4"),
    ("zjtx#s5.2", "与广州省要求相同", "zjtx#s4.2"),
    ("zjtx#s6.1.p1", "三", "zjtx#s6.1.3"),
    ("zjtx#s6.1.p1", "四", "zjtx#s6.1.4"),
    ("zjtx#s9.2.4", "与国家级专精特新小巨人企业申报专项条件同", "zjtx#s1.2.4"),
    ("zjtx#s10.2.4", "与国家级专精特新小巨人企业申报专项条件同", "zjtx#s1.2.4"),
    ("zjtx#s15.6", "与国家级专精特新小巨人企业申报专项条件同", "zjtx#s1.2.4"),
    ("zjtx#s19.2.2", "与深圳精细化要求相同", "zjtx#s6.2.2"),
    ("zjtx#s20.2.4", "与国家级专精特新小巨人企业申报专项条件同", "zjtx#s1.2.4"),
    ("dsl-draft2#a44", "本法第二十六条", "dsl-draft2#a26"),
    ("dsl-draft2#a44", "第二十八条", "dsl-draft2#a28"),
    ("dsl-draft2#a44", "第二十九条", "dsl-draft2#a29"),
    ("dsl-draft2#a44", "第三十条", "dsl-draft2#a30"),
    ("dsl-draft2#a45", "本法第三十二条", None),
    ("dsl-draft2#a46", "本法第三十四条", None),
    ("dsl-draft2#a46", "本法第三十五条", None),
    ("vuln-news#p5", "《中华人民共和国网络安全法》第六十三条", None),
    ("vuln-rules#a12", "《中华人民共和国网络安全法》第六十条", None),
    ("vuln-rules#a13", "《中华人民共和国网络安全法》第五十九条", None),
    ("vuln-rules#a14", "《中华人民共和国网络安全法》第六十二条", None),
    ("vuln-rules#a15", "《中华人民共和国网络安全法》第六十三条", None),
]


def test_all_of_the_shipped_files(references: tuple[Reference, ...]) -> None:
    assert [(r.clause_id, r.text, r.target) for r in references] == SHIPPED


def test_what_is_absent_has_its_reason(references: tuple[Reference, ...]) -> None:
    reasons = {(r.clause_id, r.text): r.reason for r in references}
    assert "缺失" in (reasons["dsl-draft2#a45", "本法第三十二条"] or "")
    assert "未收录" in (reasons["vuln-rules#a12", "《中华人民共和国网络安全法》第六十条"] or "")
    assert "广州省" in (reasons["zjtx#s5.2", "与广州省要求相同"] or "")
    assert all(r.reason for r in references if r.target is None)


def test_targets_are_clauses_and_spans_fold(shipped: Corpus, references: tuple[Reference, ...]) -> None:
    for reference in references:
        assert reference.target is None or reference.target in shipped.by_clause_id
        assert reference.target != reference.clause_id
        assert fold_spans(shipped.texts[reference.file], reference.spans).text == reference.text


RULES = """第一条　为了规范，制定本条例。
第二条　违反本条例第三条第二款、第四条第一项规定的，依照前条处理。
第三条　办理事项的，应当登记。
前款规定的事项，由市政府规定。
第四条　有下列情形之一的，从其规定：
（一）甲；
（二）乙。
第五条　依照《中华人民共和国网络安全法》第二十一条和本条例第九条、第十一条处理。"""


def test_paragraphs_items_and_neighbours() -> None:
    corpus = corpus_of(RULES, title="某市数据条例", gaps=(Gap("第九条至第十条原文缺失", None),))
    found = {(r.clause_id, r.text): (r.target, r.reason) for r in find_references(corpus)}
    assert found == {
        ("d#a2", "本条例第三条第二款"): ("d#a3.k2", None),
        ("d#a2", "第四条第一项"): ("d#a4.i1", None),
        ("d#a2", "前条"): ("d#a1", None),
        ("d#a3.k2", "前款"): ("d#a3", None),
        ("d#a5", "《中华人民共和国网络安全法》第二十一条"): (None, "《中华人民共和国网络安全法》未收录"),
        ("d#a5", "本条例第九条"): (None, "第九条在所收文本中缺失（第九条至第十条原文缺失）"),
        ("d#a5", "第十一条"): (None, "《某市数据条例》没有第十一条"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第三条",
        "推动监管模式与算法技术协同发展。",
        "与各地同步规划、同步建设。",
        "以上内容符合其中四项即可申报。",
    ],
)
def test_no_reference(text: str) -> None:
    assert not list(find_mentions(text))


@given(st.integers(1, 99), st.integers(1, 9), st.integers(1, 9))
def test_reads_the_numbers_that_are_printed(article: int, paragraph: int, item: int) -> None:
    mentions = list(find_mentions(f"违反本法第{article}条第{paragraph}款第{item}项规定"))
    assert [(m.article, m.paragraph, m.item) for m in mentions] == [(f"a{article}", paragraph, item)]


def test_an_inserted_article() -> None:
    assert [m.article for m in find_mentions("依照本法第一百二十条之一处理")] == ["a120-1"]


@pytest.mark.parametrize("text", ["《" * 20_000, "第三条、" * 10_000, "与" * 20_000, "(" * 20_000])
def test_hostile_lines_are_read_in_linear_time(text: str) -> None:
    start = time.perf_counter()
    list(find_mentions(text))
    assert time.perf_counter() - start < 3
