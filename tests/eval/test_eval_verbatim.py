"""The checker of verbatim answers: what it proves, and every way in which a reply can say something of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import phrases
from corpus.model import Corpus, Span
from eval.case import Case
from eval.metadata import Metadata
from eval.outcome import Outcome, SeenBar, SeenCell, SeenCitation, SeenSegment, Status
from eval.phrase_book import PhraseBook, Slot, parse, templates_of
from eval.verbatim import Verbatim, beside

FILE = "900_demo.txt"
SENTENCE = "到２０２３年，网络零售额达到5000亿元。"
GOAL = SeenCitation("demo#s1", SENTENCE, FILE, (Span(7, 30),), 1, "demo")
BODY = SeenCitation("demo#s2.1", "(一)市商务局负责网络零售。", FILE, (Span(0, 1),), 2, "demo")
LEAD = SeenSegment("lead", "示例意见：")
QUOTED = SeenSegment("quote", SENTENCE, (1,))


@pytest.fixture(scope="module")
def verbatim(demo_corpus: Corpus) -> Verbatim:
    templates = map(parse, ("{place}：", "《{title}》已失效，见第{n}条。", "{scope}出自{kind}。", "以上部分"))
    return Verbatim(demo_corpus, PhraseBook(templates, Metadata(demo_corpus)))


def reply(*segments: SeenSegment, answer: str | None = None, notes: tuple[str, ...] = ()) -> Outcome:
    shown = "".join(s.text + "".join(f"[{n}]" for n in s.citations) for s in segments)
    answer = shown if answer is None else answer
    return Outcome(Status.ANSWERED, answer, (), (GOAL, BODY), segments=segments, notes=notes)


def failing(verbatim: Verbatim, case: Case, outcome: Outcome) -> list[tuple[str, str]]:
    return [(u.where, u.text) for u in verbatim.units(case, outcome) if not u.proved]


def test_a_reply_of_quotes_and_phrases_is_proved(verbatim: Verbatim, build_case: Callable[..., Case]) -> None:
    part = SeenSegment("item", "市商务局负责网络零售", (2,))
    outcome = reply(LEAD, QUOTED, part, notes=("《示例意见》已失效，见第3条。", "以上部分出自正文。"))
    units = verbatim.units(build_case(), outcome)
    assert [u.where for u in units] == ["segment", "segment", "segment", "note", "note", "answer"]
    assert all(u.proved for u in units)


@pytest.mark.parametrize(
    ("segment", "why"),
    [
        (replace(QUOTED, text=SENTENCE.replace("5000", "6000")), "another figure"),
        (replace(QUOTED, text=SENTENCE[:-1] + "！"), "another mark"),
        (replace(QUOTED, citations=(2,)), "another clause"),
        (replace(QUOTED, citations=(3,)), "a citation that is not there"),
        (replace(QUOTED, citations=()), "no citation"),
        (replace(QUOTED, text="一、总体目标"), "of the clause, but not of the cited sentence"),
        (replace(QUOTED, text=""), "nothing"),
        (replace(QUOTED, kind="written"), "a model's sentence, though it happens to be verbatim"),
        (replace(LEAD, text="网络零售额达到5000亿元："), "a claim in the place of a name"),
        (replace(LEAD, text="5000"), "a bare figure"),
        (replace(LEAD, text="示例意见已经失效："), "more than a name"),
        (SeenSegment("quote", "示例意见："), "a phrase that passes for a quote"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_reply_says_of_its_own_is_found(
    verbatim: Verbatim, build_case: Callable[..., Case], segment: SeenSegment, why: str
) -> None:
    assert failing(verbatim, build_case(), reply(QUOTED, segment)) == [("segment", segment.text)], why


def test_a_quote_that_the_corpus_does_not_hold_is_found(
    verbatim: Verbatim, build_case: Callable[..., Case]
) -> None:
    """Segment and citation agree with each other, and with nothing that was ever published."""
    invented = "到2023年，网络零售额达到9000亿元。"
    outcome = Outcome(
        Status.ANSWERED,
        invented,
        citations=(replace(GOAL, quote=invented),),
        segments=(SeenSegment("quote", invented, (1,)),),
    )
    assert failing(verbatim, build_case(), outcome) == [("segment", invented)]


def test_notes_and_the_plain_answer_are_held_to_the_same(
    verbatim: Verbatim, build_case: Callable[..., Case]
) -> None:
    outcome = reply(QUOTED, answer=f"{SENTENCE}[1] 力度空前。", notes=("《示例意见》很重要。",))
    assert failing(verbatim, build_case(), outcome) == [
        ("note", "《示例意见》很重要。"),
        ("answer", "力度空前。"),
    ]
    assert beside("甲：乙。[1]\n| 丙 | [2]", ["甲：", "乙。", "丙"]) == ""


def cell(*segments: SeenSegment) -> SeenCell:
    return SeenCell(segments)


def name(text: str) -> SeenCell:
    return cell(SeenSegment("lead", text))


def test_tables_and_charts_are_proved_cell_by_cell(
    verbatim: Verbatim, build_case: Callable[..., Case]
) -> None:
    """网络零售 heads a column that cites clauses with these words; 工业互联网 stands in none of them."""
    rows = (
        (name("苏州"), name("网络零售")),
        (name("示例意见"), cell(QUOTED)),
        (name("2025年"), cell(SeenSegment("lead", "工业互联网"))),
    )
    bars = (SeenBar("苏州", "5000亿元", 1), SeenBar("南方", "6000亿元", 1))
    table = SeenSegment("table", "", rows=rows, bars=bars)
    text = f"苏州｜网络零售\n示例意见｜{SENTENCE}[1]\n2025年｜工业互联网"
    assert failing(verbatim, build_case(), reply(table, answer=text)) == [
        ("cell", "2025年"),  # no name of this corpus, and no cited clause of its row says it
        ("cell", "工业互联网"),
        ("bar", "南方"),
        ("bar", "6000亿元"),
    ]


def test_refusals_are_held_to_it_and_silence_is_not(
    verbatim: Verbatim, build_case: Callable[..., Case]
) -> None:
    refused = Outcome(Status.REFUSED, "没有。", segments=(SeenSegment("lead", "没有。"),))
    assert failing(verbatim, build_case(), refused) == [("segment", "没有。")]
    assert verbatim.units(build_case(), Outcome(Status.FAILED)) == ()
    assert verbatim.units(build_case(), Outcome(Status.RANKED)) == ()


def test_templates_come_from_every_constant(tmp_path: object) -> None:
    module = ModuleType("made")
    module.A, module.B = "《{title}》：", ("甲", {"k": "乙{n}"})  # type: ignore[attr-defined]  # a module made up here
    module._C, module.lower = "丙", "丁"  # type: ignore[attr-defined]  # a module made up here
    assert templates_of(module) == (
        ("《", Slot("title"), "》："),
        ("乙", Slot("n")),
        ("甲",),
    )
    assert len(templates_of(phrases)) > 20


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("示例意见：", True),
        ("苏州市：", True),  # a place, whether or not a document is of it
        ("s2.1：", True),  # an address of the demo corpus
        ("《示例意见》已失效，见第12条。", True),
        ("《没有的办法》已失效，见第12条。", True),  # a title, in the user's own words
        ("《别的办法》已失效，见第12条。", False),
        ("以上部分出自正文。", True),  # a phrase inside another
        ("以上部分，以上部分出自正文。", True),
        ("示例意见：苏州：", True),  # one after another
        ("示例意见：达到5000亿元：", False),
        ("示例意见很好：", False),
        ("“商物局”按“商务局”理解", True),  # a slip of the user's, and a word of the documents
        ("“商物局”按“外交部”理解", False),
        ("按“商物局规定了什么”理解", True),  # words of the user's, joined anew
        ("按“商物局规定了罚款”理解", False),
        ("", True),
    ],
)
def test_phrases_are_filled_with_metadata_only(demo_corpus: Corpus, text: str, held: bool) -> None:
    texts = (
        "{place}：",
        "《{title}》已失效，见第{n}条。",
        "{scope}出自{kind}。",
        "以上部分",
        "“{said}”按“{meant}”理解",
        "按“{question}”理解",
    )
    templates = map(parse, texts)
    book = PhraseBook(templates, Metadata(demo_corpus))
    assert book.holds(text, asked="没有的办法规定了什么，商物局管吗") is held


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SENTENCE)), st.sampled_from("不5亿0，a"))
def test_one_inserted_character_is_found(
    demo_corpus: Corpus, build_case: Callable[..., Case], at: int, mark: str
) -> None:
    """Anywhere in a quote; unless the result stands in the quote by chance, which none of these does."""
    text = SENTENCE[:at] + mark + SENTENCE[at:]
    checker = Verbatim(demo_corpus, PhraseBook((), Metadata(demo_corpus)))
    assert failing(checker, build_case(), reply(replace(QUOTED, text=text)))[0] == ("segment", text)
