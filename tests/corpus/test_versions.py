"""Which document supersedes which: told, or by title and date; and the twins of a reprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Clause, ClauseKind, Copy, Corpus, Document, DocumentKind, Force, Level
from corpus.settings import CorpusSettings
from corpus.titles import names_a_place, title_core
from corpus.twins import letters, link_reprints, twins_of
from corpus.versions import link_versions
from corpus.wiring import load_corpus

BASE = Document("old", "苏州市算力券管理办法（试行）", "a.txt", 1, 9, written=date(2022, 5, 1))
NEXT = replace(BASE, id="new", title="苏州市算力券管理办法（2024年修订）", written=date(2024, 5, 1))


def _clause(document: str, place: int, text: str) -> Clause:
    addr = f"p{place}"
    return Clause(
        f"{document}#{addr}", document, addr, None, ClauseKind.PARAGRAPH, None, None, "", text, "a.txt", ()
    )


SAME_CORE = [
    ("苏州市算力券管理办法（试行）", "苏州市算力券管理办法"),
    ("苏州市算力券管理暂行办法", "《苏州市算力券管理办法》"),
    ("苏州市算力券管理办法(2024年修订)", "苏州市算力券管理办法（修订版）"),
    ("关于印发《苏州市算力券管理办法》的通知", "苏州市算力券管理办法"),
    ("苏州市人民政府办公室关于印发《苏州市算力券管理办法（2024版）》的通知", "苏州市算力券管理办法"),
    ("苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)", "苏州市推进数字经济和数字化发展三年行动计划（２０２４－２０２６年）"),
    ("2023年江苏省数字经济工作要点", "2024年度江苏省数字经济工作要点"),
    ("江苏省“十四五”数字经济发展规划", "江苏省十五五数字经济发展规划"),
    ("中华人民共和国数据安全法(二审草案)", "中华人民共和国数据安全法"),
    ("江苏省数字经济促进条例（征求意见稿）", "江苏省数字经济促进条例"),
]  # fmt: skip
OTHER_CORE = [
    ("苏州市算力券管理办法", "镇江市算力券管理办法"),
    ("苏州市算力券管理办法", "苏州市数据券管理办法"),
    ("苏州市算力券管理办法", "苏州市算力券管理办法实施细则"),
    ("关于修改《苏州市算力券管理办法》的决定", "苏州市算力券管理办法"),  # it changes the text and is not it
    ("江苏省“十四五”数字经济发展规划", "浙江省数字经济发展“十四五”规划重点"),
    ("苏州市标准修订工作方案", "苏州市标准工作方案"),
]


@pytest.mark.parametrize(("one", "other"), SAME_CORE)
def test_titles_of_versions_share_their_core(one: str, other: str) -> None:
    assert title_core(one) == title_core(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHER_CORE)
def test_titles_of_other_documents_do_not(one: str, other: str) -> None:
    assert title_core(one) != title_core(other)


@pytest.mark.parametrize("title", ["", "2024年", "（试行）"])
def test_a_title_may_have_no_core(title: str) -> None:
    assert title_core(title) == ""
    versions = link_versions([replace(BASE, title=title), replace(NEXT, title=title)])
    assert [d.superseded_by for d in versions.documents] == [None, None]


def test_places_in_titles() -> None:
    assert all(
        names_a_place(t) for t in ("江苏省规划", "昆山市办法", "太仓县规定", "全国规划", "中华人民共和国法")
    )
    assert not any(names_a_place(t) for t in ("关于推进市场建设的意见", "区块链指导意见", ""))


def test_the_newer_supersedes_the_older_in_any_order() -> None:
    for documents in ([BASE, NEXT], [NEXT, BASE]):
        linked = {d.id: d for d in link_versions(documents).documents}
        assert linked["old"].superseded_by == "new"
        assert linked["new"].supersedes == ("old",)
        assert (
            linked["old"].status_note == "已有更新版本：《苏州市算力券管理办法（2024年修订）》（2024-05-01）"
        )
        assert (linked["new"].superseded_by, linked["new"].status_note) == (None, None)
    assert [d.id for d in link_versions([NEXT, BASE]).documents] == ["new", "old"]


def test_the_note_names_the_newest_and_keeps_what_was_known() -> None:
    newest = replace(NEXT, id="newest", written=None, published=date(2026, 1, 2), number="苏府办〔2026〕1号")
    old = replace(BASE, status_note="试行")
    linked = {d.id: d for d in link_versions([newest, old, NEXT]).documents}
    assert [linked[i].superseded_by for i in ("old", "new", "newest")] == ["new", "newest", None]
    note = "已有更新版本：《苏州市算力券管理办法（2024年修订）》（2026-01-02，苏府办〔2026〕1号）"
    assert linked["old"].status_note == f"试行；{note}"
    assert linked["new"].status_note == note


DOUBTS = [
    (replace(NEXT, written=None), "有一份没有成文或发布日期"),
    (replace(NEXT, written=BASE.written), "两份的日期相同"),
    (replace(NEXT, force=Force.DRAFT), "较新的一份是草案"),
]


@pytest.mark.parametrize(("other", "why"), DOUBTS)
def test_what_is_not_certain_is_a_doubt_and_never_a_guess(other: Document, why: str) -> None:
    versions = link_versions([BASE, other])
    assert [(d.superseded_by, d.supersedes, d.status_note) for d in versions.documents] == [
        (None, (), None)
    ] * 2
    (doubt,) = versions.doubts
    assert why in doubt
    assert "（old）" in doubt
    assert "（new）" in doubt


def test_an_issuer_that_differs_and_one_number_twice_are_doubts() -> None:
    for one, other, why in (
        (replace(BASE, issuer="甲局"), replace(NEXT, issuer="乙局"), "发文机关不同"),
        (replace(BASE, number="苏〔2022〕1号"), replace(NEXT, number="苏〔2022〕1号"), "文号相同"),
    ):
        versions = link_versions([one, other])
        assert versions.documents[0].superseded_by is None
        assert why in versions.doubts[0]


def test_a_title_without_a_place_needs_an_issuer_or_a_region() -> None:
    title = "关于深入推进数字经济发展的意见"
    one, other = replace(BASE, title=title), replace(NEXT, title=title)
    versions = link_versions([one, other])
    assert versions.documents[0].superseded_by is None
    assert "未载地区和发文机关" in versions.doubts[0]
    for field in ("region", "issuer"):
        known = link_versions([replace(one, **{field: "江苏"}), replace(other, **{field: "江苏"})])
        assert known.documents[0].superseded_by == "new"


def test_other_places_other_kinds_and_reprints_are_no_versions() -> None:
    for other in (
        replace(NEXT, region="镇江"),
        replace(NEXT, level=Level.PROVINCE),
        replace(NEXT, kind=DocumentKind.EXPLANATION),
        replace(NEXT, copy=Copy.REPRINT),
    ):
        versions = link_versions([replace(BASE, region="苏州", level=Level.CITY), other])
        assert [d.superseded_by for d in versions.documents] == [None, None]
        assert versions.doubts == ()


def test_what_the_operator_says_comes_first() -> None:
    told = replace(NEXT, title="苏州市算力补贴办法", written=None, supersedes=("old",))
    versions = link_versions([told, BASE])
    assert versions.documents[1].superseded_by == "new"
    assert versions.documents[1].status_note == "已有更新版本：《苏州市算力补贴办法》"
    assert versions.doubts == ()
    settled = link_versions([BASE, replace(NEXT, written=None, supersedes=("old",))])
    assert settled.documents[0].superseded_by == "new"
    assert settled.doubts == ()  # the same title without a date is no question any more


def test_what_the_operator_says_amiss_is_a_doubt() -> None:
    def told(**fields: tuple[str, ...]) -> list[Document]:
        return [replace(BASE, id=i, title=f"{i}市办法", supersedes=fields.get(i, ())) for i in "abc"]

    gone = link_versions(told(a=("z",)))
    assert "没有收录 z" in gone.doubts[0]
    circle = link_versions(told(a=("b",), b=("c",), c=("a",)))
    assert "互相注明取代对方" in circle.doubts[0]
    assert [d.superseded_by for d in circle.documents] == [None, "a", "b"]
    twice = link_versions(told(a=("c",), b=("c",)))
    assert "已注明由 a 取代" in twice.doubts[0]
    assert twice.documents[2].superseded_by == "a"


def test_many_of_one_title_are_one_doubt() -> None:
    many = [replace(BASE, id=str(i)) for i in range(500)]
    versions = link_versions(many)
    assert len(versions.doubts) == 1
    assert "有 500 份文件的标题都是" in versions.doubts[0]


@given(
    st.lists(
        st.builds(
            lambda day, edition, force: (day, edition, force),
            st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9)),
            st.sampled_from(["", "（试行）", "（2021年修订）"]),
            st.sampled_from([Force.UNKNOWN, Force.DRAFT, Force.IN_FORCE]),
        ),
        max_size=8,
    )
)
def test_links_never_run_in_a_circle_and_always_forward_in_time(
    drawn: list[tuple[date | None, str, Force]],
) -> None:
    documents = [
        replace(BASE, id=str(i), title=f"苏州市办法{edition}", written=day, force=force)
        for i, (day, edition, force) in enumerate(drawn)
    ]
    linked = {d.id: d for d in link_versions(documents).documents}
    assert list(linked) == [d.id for d in documents]
    for document in linked.values():
        newer = linked.get(document.superseded_by or "")
        if newer is None:
            assert document.status_note is None
            continue
        assert document.written is not None
        assert newer.written is not None
        assert document.written < newer.written
        assert newer.force is not Force.DRAFT or document.force is Force.DRAFT
        assert document.id in newer.supersedes


def test_no_shipped_document_is_a_version_of_another(shipped: Corpus) -> None:
    assert shipped.doubts == ()
    assert {d.superseded_by for d in shipped.documents} == {None}


def test_every_clause_of_the_reprint_has_its_twin(shipped: Corpus) -> None:
    # 002 L2268-2614 against 000, by hand: the reprint sets （此件公开发布） before the preamble, where 000 has none.
    twins = {c.addr: c.twin_of for c in shipped.clauses_of("jiangsu-reprint")}
    assert len(twins) == 129
    assert {addr for addr, twin in twins.items() if twin is None} == {"front.p5"}
    assert twins["front.p6"] == "jiangsu-plan#front.p5"
    rest = {addr: twin for addr, twin in twins.items() if addr not in ("front.p5", "front.p6")}
    assert all(twin == f"jiangsu-plan#{addr}" for addr, twin in rest.items())
    assert set(twins.values()) - {None} == {c.id for c in shipped.clauses_of("jiangsu-plan")}
    for clause in shipped.clauses_of("jiangsu-reprint"):
        if clause.twin_of:
            assert letters(clause.text) == letters(shipped.clause(clause.twin_of).text)
    assert all(c.twin_of is None for c in shipped.clauses if c.document != "jiangsu-reprint")


def test_twins_by_address_by_words_and_by_likeness(shipped: Corpus) -> None:
    original = [replace(c, repeat_of=None) for c in shipped.clauses_of("vuln-rules")]
    copied = [replace(c, id=f"copy#{c.addr}", document="copy") for c in original]
    assert twins_of(copied, original) == {c.id: o.id for c, o in zip(copied, original, strict=True)}
    moved = [replace(c, id=f"copy#x{i}", addr=f"x{i}") for i, c in enumerate(copied)]
    assert twins_of(moved, original) == {c.id: o.id for c, o in zip(moved, original, strict=True)}
    scanned = [replace(c, text=c.text.replace("网络", "网路")) for c in copied]
    assert len(twins_of(scanned, original)) >= len(original) - 3
    strange = [replace(c, text="完全不同的一段话，谈的是别的事情。") for c in copied]
    assert twins_of(strange, original) == {}
    assert twins_of([], original) == twins_of(copied, []) == {}
    assert link_reprints((), original) == tuple(original)


@given(st.permutations(range(6)), st.integers(0, 5))
def test_no_original_clause_is_the_twin_of_two(order: list[int], doubled: int) -> None:
    clauses = [_clause("o", i, f"第{i}段的文字") for i in range(6)]
    reprint = [_clause("r", n, clauses[i].text) for n, i in enumerate([*order, doubled])]
    twins = twins_of(reprint, clauses)
    assert len(set(twins.values())) == len(twins) == 6
    for clause in reprint:
        if clause.id in twins:
            assert clause.text == next(c.text for c in clauses if c.id == twins[clause.id])


def test_sources_may_say_what_a_shipped_document_replaces(tmp_path: Path) -> None:
    for name, title in (("a.txt", "甲市办法"), ("b.txt", "甲市新办法")):
        (tmp_path / name).write_text(f"{title}\n第一条 施行。\n第二条 解释。\n", encoding="utf-8")
    record = '[[file]]\nname = "{0}.txt"\nsha256 = ""\norigin = ""\n[[file.document]]\nid = "{0}"\ntitle = "{1}"\nstarts = [1, "{1}"]\n'
    sources = record.format("a", "甲市办法") + record.format("b", "甲市新办法") + 'supersedes = ["a"]\n'
    (tmp_path / "SOURCES.toml").write_text(sources, encoding="utf-8")
    corpus = load_corpus(CorpusSettings(documents_dir=tmp_path, data_dir=tmp_path / "var"))
    assert corpus.problems == corpus.doubts == ()
    assert (corpus.document("a").superseded_by, corpus.document("b").supersedes) == ("b", ("a",))
