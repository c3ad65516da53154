"""When all members of a list are shown, when one of them is, and what stands above them; lines of plans in short."""

from __future__ import annotations

import pytest
from assistant_fakes import Line, make_corpus

from assistant.compose.addressed import compose_whole
from assistant.compose.enumeration import compose_clause, compose_list, named_member
from assistant.compose.heads import compose_head, introduces, said_after
from assistant.compose.pieces import Piece
from assistant.lists import Listed
from assistant.model import SegmentKind
from assistant.pick import Scored
from assistant.terms import TermWeights, content
from corpus.model import Clause, Document
from corpus.sentences import Sentence, sentences

DOCUMENT = Document("plan", "某市数字经济发展规划", "plan.txt", 1, 99, region="苏州")
LINES: list[Line] = [
    # 漏洞规定第九条: members behind a colon
    ("plan", "a9", None, "第九条", None, "第九条　发布漏洞信息的，应当遵守以下规定："),
    ("plan", "a9.i1", "a9", "(一)", None, "(一)不得在修补之前发布漏洞信息。"),
    ("plan", "a9.i2", "a9", "(二)", None, "(二)不得刻意夸大漏洞的危害。"),
    ("plan", "a9.i3", "a9", "(三)", None, "(三)应当同步发布修补措施。"),
    # 苏州 3.着力推动数字产业化: industries that have nothing in common but the heading
    ("plan", "s3", None, "3.", "着力推动数字产业化", "3.着力推动数字产业化"),
    ("plan", "s3.r1", "s3", None, "人工智能产业", "人工智能产业。加快融合应用。突破关键技术。"),
    ("plan", "s3.r2", "s3", None, "区块链产业", "区块链产业。培育３家龙头企业。以相城区为核心。"),
    ("plan", "s3.r3", "s3", None, "数字电竞产业", "数字电竞产业。依托太仓天镜湖电竞小镇。"),
    # 数据中心行动计划: the first principle stands in the line of the heading
    ("plan", "s4", None, "(二)", "基本原则", "(二)基本原则统筹协调,均衡有序。坚持系统观念。"),
    ("plan", "s4.r1", "s4", None, "需求牵引", "需求牵引。坚持市场导向。"),
    ("plan", "s4.r2", "s4", None, "创新驱动", "创新驱动。加强技术研发。"),
    # 浙江: what stands before the list is no part of it
    ("plan", "s5", None, "(三)", "定位与目标", "(三)定位与目标。到2025年,数字经济发展水平稳居全国前列,核心产业增加值占比达到15%。"),
    ("plan", "s5.r1", "s5", None, "建成引领区", "建成引领区。壮大产业。"),
    ("plan", "s5.r2", "s5", None, "建成示范区", "建成示范区。推进转型。"),
    # 关基条例的解读: a name, and what it stands for
    ("plan", "s6", None, "六、", "解读", "六、解读。四是明确运营者责任义务。《条例》对运营者落实责任作了规定。五是明确法律责任。《条例》规定了处罚。"),
]  # fmt: skip
CORPUS = make_corpus({"plan.txt": LINES}, (DOCUMENT,))
TERMS = TermWeights(c.text for c in CORPUS.clauses)


def clause(addr: str) -> Clause:
    return CORPUS.clause(f"plan#{addr}")


def sentence(addr: str, n: int) -> Sentence:
    return sentences(clause(addr))[n]


def scored(*places: tuple[str, int, float], share: float = 0.5) -> list[Scored]:
    return [Scored(sentence(addr, n), 0, score, share, 0.8) for addr, n, score in places]


def composed(question: str, found: list[Scored]) -> list[str]:
    return [p.text for p in compose_clause(CORPUS, TERMS, content(question), found, 1500)]


def quoted(pieces: tuple[Piece, ...]) -> list[str]:
    return [p.text for p in pieces if p.cited]


def test_all_members_where_they_answer_alike() -> None:
    shown = composed("发布时有哪些不能做", scored(("a9.i1", 0, 0.6), ("a9.i2", 0, 0.5), ("a9.i3", 0, 0.1)))
    assert shown == [clause(a).text for a in ("a9", "a9.i1", "a9.i2", "a9.i3")]


def test_all_members_where_the_head_is_the_best() -> None:
    shown = composed("应当遵守哪些规定", scored(("a9", 0, 0.6), ("a9.i2", 0, 0.1)))
    assert shown == [clause(a).text for a in ("a9", "a9.i1", "a9.i2", "a9.i3")]


def test_one_member_where_the_others_answer_nothing() -> None:
    shown = composed("什么时候发布修补", scored(("a9.i3", 0, 0.9), ("a9.i1", 0, 0.2)))
    assert shown == [clause("a9.i3").text]


def test_the_member_that_a_question_names_goes_before_the_best_sentence() -> None:
    found = scored(("s3.r1", 1, 0.7), ("s3.r2", 2, 0.6), ("s3.r2", 1, 0.3), ("s3.r3", 1, 0.6))
    assert composed("区块链以哪里为核心", found) == ["以相城区为核心。"]


def test_a_member_that_is_named_and_was_not_scored_is_shown_whole() -> None:
    assert composed("区块链怎么发展", scored(("s3.r1", 1, 0.7))) == [clause("s3.r2").text]


@pytest.mark.parametrize(("score", "share"), [(0.3, 0.5), (0.7, 0.1)])
def test_all_of_its_clause_where_no_sentence_is_sure(score: float, share: float) -> None:
    assert composed("打游戏去哪里", scored(("s3.r3", 1, score), share=share)) == [clause("s3.r3").text]


@pytest.mark.parametrize(
    ("question", "addr"),
    [
        ("区块链产业怎么发展", "s3.r2"),
        ("产业有哪些", None),  # in the names of all
        ("区块链和人工智能怎么发展", None),  # two are named
        ("养老金", None),
        ("", None),
    ],
)
def test_which_member_a_question_names(question: str, addr: str | None) -> None:
    named = named_member(TERMS, content(question), CORPUS.children("plan#s3"))
    assert named == (clause(addr) if addr else None)
    assert named_member(TERMS, content(question), ()) is None


def test_a_heading_stands_above_its_members_as_a_label() -> None:
    listed = Listed(clause("s3"), CORPUS.children("plan#s3"), (), 1.0)
    pieces = compose_list(listed, 1500)
    assert pieces[0].kind is SegmentKind.LEAD
    assert pieces[0].text == "着力推动数字产业化："
    assert quoted(pieces) == [clause(f"s3.r{n}").text for n in (1, 2, 3)]
    assert compose_whole(CORPUS, clause("s3"))[0] == pieces[0]


@pytest.mark.parametrize(
    ("addr", "head"),
    [
        ("a9", [clause("a9").text]),  # introduces
        ("s4", [clause("s4").text]),  # holds the first member itself
        ("s5", []),  # says something else
    ],
)
def test_what_of_the_text_above_is_quoted(addr: str, head: list[str]) -> None:
    assert quoted(compose_head(clause(addr))) == head


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("应当遵守以下规定:", True),
        ("《行动计划》提出了5方面的保障措施。", True),
        ("申报条件包括基本条件和专项条件。", True),
        ("具体要求如下。", True),
        ("到2025年,规模达到5000亿元。", False),
        ("从四个方面进行了规划部署,提升5G安全保障水平。", False),
    ],
)
def test_which_sentences_introduce(text: str, does: bool) -> None:
    corpus = make_corpus({"plan.txt": [("plan", "p1", None, None, None, text)]}, (DOCUMENT,))
    assert introduces(sentences(corpus.clauses[0])[0]) is does


def test_what_a_name_stands_for_follows_it() -> None:
    texts = [s.text for s in said_after(sentence("s6", 1))]
    assert texts == ["《条例》对运营者落实责任作了规定。"]
    assert said_after(sentence("s6", 2)) == ()
    assert said_after(sentence("a9", 0)) == ()  # nothing follows in its clause
