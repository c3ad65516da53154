"""What a condition refers to stands behind it: 与国家级相同, 以上3、4项, 第九条; nothing of a neighbour's."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistant_fakes import make_assistant, shipped_corpus
from status_texts import LEVELS, NEW, corpus_of, texts_assistant
from test_assistant_answers import assert_sound

from assistant.assistant import Assistant
from assistant.compose.follow import FOLLOWED_CHARS, Follower
from assistant.compose.pieces import Piece, whole
from assistant.compose.table import Line, Row, label, table
from assistant.model import Answer, SegmentKind
from corpus.model import Corpus
from corpus.references import find_references

MOST = 2_000
UNDERSTAND = make_assistant().understand
CONDITIONS = UNDERSTAND("申报条件有哪些要求")
PENALTY = UNDERSTAND("怎么处罚")


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return shipped_corpus()


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return corpus_of(tmp_path_factory.mktemp("levels"), {"levels": LEVELS})


def behind(corpus: Corpus, clause_id: str, question: str = "申报条件有哪些要求") -> list[str]:
    """Leads as they stand and clauses by id, behind one clause shown whole."""
    shown = (whole(corpus.clause(clause_id)),)
    pieces = Follower(corpus).followed(UNDERSTAND(question), shown, MOST)
    assert pieces[: len(shown)] == shown
    return [p.clause.id if p.clause else p.text for p in pieces[len(shown) :]]


NATIONAL_CONDUCT = ["zjtx#s1.2.4", "zjtx#s1.2.4.1", "zjtx#s1.2.4.2", "zjtx#s1.2.4.3"]


@pytest.mark.parametrize("place", ["zjtx#s9.2.4", "zjtx#s10.2.4", "zjtx#s15.6", "zjtx#s20.2.4"])
def test_the_same_as_the_nation_shows_the_nations_clause_of_that_heading(shipped: Corpus, place: str) -> None:
    lead, *clauses = behind(shipped, place)
    assert lead == "其中所引（一、国家 › (二)专项条件 › 4、经营管理）："
    assert clauses == NATIONAL_CONDUCT


def test_the_same_as_another_city_and_as_a_province_misspelt(shipped: Corpus) -> None:
    assert behind(shipped, "zjtx#s19.2.2")[1:] == ["zjtx#s6.2.2"]  # 与深圳精细化要求相同
    assert behind(shipped, "zjtx#s5.2")[1:] == [
        f"zjtx#s4.2{n}" for n in ("", ".1", ".2", ".3", ".4")
    ]  # 广州省


def test_items_above_are_shown_with_the_exception_to_them(shipped: Corpus) -> None:
    assert behind(shipped, "zjtx#s6.1.p1", "哪些条件可以降低")[1::2] == ["zjtx#s6.1.3", "zjtx#s6.1.4"]


def test_what_is_shown_already_is_not_shown_again(shipped: Corpus) -> None:
    pieces = [whole(shipped.clause(i)) for i in ("zjtx#s20.2.4", *NATIONAL_CONDUCT)]
    assert Follower(shipped).followed(CONDITIONS, pieces, MOST) == tuple(pieces)


def test_what_the_cells_of_a_comparison_refer_to_stands_behind_the_table(shipped: Corpus) -> None:
    places = (("浙江", "zjtx#s9.2.4"), ("天津", "zjtx#s10.2.4"))
    quotes = [(label(name), (whole(shipped.clause(i)),)) for name, i in places]
    compared = table(("地区", "内容"), [Row(cells, (Line("", cells[1]),)) for cells in quotes])
    pieces = Follower(shipped).followed(CONDITIONS, [compared], MOST)
    assert pieces[0] == compared
    assert [p.clause.id for p in pieces[2:] if p.clause] == NATIONAL_CONDUCT  # once for both


def test_a_reference_outside_what_is_shown_is_not_followed(shipped: Corpus) -> None:
    clause = shipped.clause("zjtx#s9.2.4")
    heading = Piece(SegmentKind.QUOTE, clause, 0, clause.text.index("("))
    assert Follower(shipped).followed(CONDITIONS, [heading], MOST) == (heading,)


def test_whatever_refers_is_followed_within_the_length_and_nowhere_else(shipped: Corpus) -> None:
    follower = Follower(shipped)
    targets = {r.target for r in find_references(shipped) if r.target}
    for reference in find_references(shipped):
        shown = whole(shipped.clause(reference.clause_id))
        pieces = follower.followed(CONDITIONS, [shown], MOST)
        added = [p for p in pieces[1:] if p.clause]
        assert sum(len(p.text) for p in added) <= FOLLOWED_CHARS
        for piece in added:
            assert piece.clause is not None
            path = {piece.clause.id, *(c.id for c in shipped.ancestors(piece.clause.id))}
            assert path & targets, piece.clause.id


@pytest.mark.parametrize(
    ("addr", "lead", "clauses"),
    [
        ("s2.1", "其中所引（一、国家级 › (一)基本条件）：", ["s1.1", "s1.1.1", "s1.1.2"]),  # 与国家级相同
        ("s3.2", "其中所引（二、省级 › (二)研发投入）：", ["s2.2"]),  # 按照省级标准执行
    ],
)
def test_a_level_named_beside_is_followed_to_the_clause_of_the_same_heading(
    levels: Corpus, addr: str, lead: str, clauses: list[str]
) -> None:
    assert behind(levels, f"levels#{addr}") == [lead, *(f"levels#{c}" for c in clauses)]


@pytest.mark.parametrize("addr", ["s4.1", "s3.1", "s2.2", "s1.2"])
def test_what_names_no_neighbour_is_not_followed(levels: Corpus, addr: str) -> None:
    assert behind(levels, f"levels#{addr}") == []  # 按照国家有关规定执行 among them


def test_a_penalty_shows_the_article_it_rests_on_if_short_or_asked_for(
    tmp_path: Path, shipped: Corpus
) -> None:
    held = corpus_of(tmp_path, {"new": NEW})
    assert behind(held, "new#a6", "骗取算力券怎么处罚") == ["其中所引（第三条）：", "new#a3"]
    # article 44 of the draft rests on four: half of them would mislead, all of them bury the fine
    assert behind(shipped, "dsl-draft2#a44", "不履行义务怎么处罚") == []
    assert [c for c in behind(shipped, "dsl-draft2#a44", "违反了哪些条，怎么处罚") if "#" in c] == [
        f"dsl-draft2#a{n}" for n in (26, 28, 29, 30)
    ]


def test_a_fact_stays_short(tmp_path: Path) -> None:
    held = corpus_of(tmp_path, {"new": NEW})
    assert behind(held, "new#a6", "罚款的金额是多少元") != []  # 罚 asks for the penalty
    assert behind(held, "new#a6", "算力券由哪个部门管") == []


def test_a_reference_that_leads_nowhere_is_a_warning_with_its_reason(shipped: Corpus) -> None:
    follower = Follower(shipped)
    (reference,) = follower.unresolved([whole(shipped.clause("vuln-rules#a12"))])
    assert reference.reason == "《中华人民共和国网络安全法》未收录"
    missing = follower.unresolved([whole(shipped.clause("dsl-draft2#a45"))])
    assert ["缺失" in (r.reason or "") for r in missing] == [True]


def test_an_answer_cites_what_it_follows_and_warns_of_what_it_cannot(tmp_path: Path) -> None:
    law = NEW.replace("违反本办法第三条规定", "违反本办法第三条和《中华人民共和国密码法》第九条规定")
    assistant: Assistant = texts_assistant(tmp_path, {"new": law})
    reply = assistant.ask("骗取算力券怎么处罚")
    assert isinstance(reply, Answer)
    assert_sound(assistant, reply)
    assert [c.clause_id for c in reply.citations] == ["new#a6", "new#a3"]
    assert reply.warnings == (
        "《苏州市算力券管理办法(2024年修订)》引用的“《中华人民共和国密码法》第九条”未能一并列出："
        "《中华人民共和国密码法》未收录。",
    )
