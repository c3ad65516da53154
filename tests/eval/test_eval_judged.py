"""Citations for a person to judge: what is drawn, what is read back, and what is made of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.case import Case
from eval.judged.command import run_sample, summary
from eval.judged.draw import allot, draw, sentences
from eval.judged.precision import precision, still_shown, wilson
from eval.judged.record import JudgedError, Record, Verdict, read_records, write_records
from eval.outcome import Outcome, SeenCell, SeenCitation, SeenSegment, Status
from eval.report.writing import ReportError

CITED = SeenCitation(
    "demo#s1", "甲乙丙丁戊己。庚辛壬癸子丑！", "900.txt", (), 1, "demo", "示例意见", "示发〔2021〕1号", "一、"
)
RECORD = Record(
    "q1", "list", "问", ("此前",), "苏州", "甲乙丙丁戊己。", CITED.quote, "示例意见", None, "一、", "demo#s1"
)


def answer(*segments: SeenSegment) -> Outcome:
    text = "".join(f"{s.text}[1]" for s in segments)
    return Outcome(Status.ANSWERED, text, citations=(CITED,), segments=segments)


QUOTED = SeenSegment("quote", CITED.quote, (1,))


def test_every_cited_sentence_of_an_answer_may_be_drawn(build_case: Callable[..., Case]) -> None:
    row = (SeenCell((SeenSegment("lead", "镇江"),)), SeenCell((QUOTED,)))
    table = SeenSegment("table", "", rows=(row, row))
    short = SeenSegment("item", "一、总则", (1,))
    outcome = answer(SeenSegment("lead", "苏州："), QUOTED, short, table)
    found = list(sentences(build_case(("甲",)), outcome))
    assert [(r.under, r.sentence) for r in found] == [
        ("苏州", "甲乙丙丁戊己。"),
        ("苏州", "庚辛壬癸子丑！"),
        ("镇江", "甲乙丙丁戊己。"),
        ("镇江", "庚辛壬癸子丑！"),
    ]
    assert {(r.title, r.number, r.address, r.judgement) for r in found} == {
        ("示例意见", "示发〔2021〕1号", "一、", Verdict.OPEN)
    }
    assert list(sentences(build_case(("甲",)), replace(outcome, status=Status.REFUSED))) == []


def test_types_share_the_sample_and_no_answer_gives_two(build_case: Callable[..., Case]) -> None:
    """6 facts and 3 lists that cite, one list that does not: of 3 sentences two are of facts."""
    cases = [build_case(("甲",), id=str(i), type="fact_number" if i < 6 else "list") for i in range(10)]
    outcomes = [answer(QUOTED)] * 9 + [Outcome(Status.REFUSED)]
    drawn = draw(cases, outcomes, 3, seed=0)
    assert Counter(r.type for r in drawn) == {"fact_number": 2, "list": 1}
    assert drawn == draw(cases, outcomes, 3, seed=0)
    everything = draw(cases, outcomes, 100, seed=1)
    assert [r.id for r in everything] == [str(i) for i in range(9)]


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1), st.integers(1, 120))
def test_shares_add_up_and_never_exceed_what_there_is(sizes: dict[str, int], n: int) -> None:
    shares = allot(sizes, n)
    assert sum(shares.values()) == min(n, sum(sizes.values()))
    assert all(0 <= shares[kind] <= size for kind, size in sizes.items())


def test_records_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "sample.jsonl"
    records = (RECORD, replace(RECORD, id="q2", judgement=Verdict.WRONG, why="年份不对"))
    write_records(records, path)
    assert json.loads(path.read_text(encoding="utf-8").split("\n")[0])["judgement"] == ""
    assert read_records(path) == records
    with pytest.raises(ReportError, match="无法写入"):
        write_records(records, path / "below")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"judgement": "supports"}', "第 1 行 不是抽样时的格式"),
        ("[]", "不是抽样时的格式"),
        ("{", "不是抽样时的格式"),
        (None, "judgement 只能是 supports、partial、wrong"),
    ],
)
def test_a_line_that_is_not_as_it_was_drawn_is_told(tmp_path: Path, line: str | None, said: str) -> None:
    path = tmp_path / "sample.jsonl"
    write_records((RECORD,), path)
    odd = path.read_text(encoding="utf-8").replace('"judgement": ""', '"judgement": "good"')
    path.write_text(odd if line is None else line, encoding="utf-8")
    with pytest.raises(JudgedError, match=said):
        read_records(path)
    with pytest.raises(JudgedError, match="无法读取"):
        read_records(tmp_path / "none.jsonl")


def test_wilson_by_hand() -> None:
    """95 of 100: (0.95 + 1.9207/100) / 1.038415 -+ 1.95996/1.038415 * sqrt(.000475 + .00009604)."""
    found = wilson(95, 100)
    assert (found.value, found.n) == (0.95, 100)
    assert (found.lo, found.hi) == (pytest.approx(0.88825, abs=1e-5), pytest.approx(0.97846, abs=1e-5))
    assert wilson(0, 10).lo == pytest.approx(0.0)
    assert wilson(10, 10).hi == pytest.approx(1.0)
    assert wilson(0, 0).value is None


def judged(*verdicts: Verdict) -> list[Record]:
    return [replace(RECORD, id=str(i), judgement=v) for i, v in enumerate(verdicts)]


def test_partial_counts_in_the_lenient_figure_only() -> None:
    found = precision(
        judged(Verdict.SUPPORTS, Verdict.SUPPORTS, Verdict.PARTIAL, Verdict.WRONG, Verdict.OPEN)
    )
    assert (found.strict.value, found.lenient.value) == (0.5, 0.75)
    assert found.strict.n == found.lenient.n == 4


def test_what_is_still_shown_has_the_same_sentence_and_clause() -> None:
    shown, changed, moved, gone = (replace(RECORD, id=i) for i in "1234")
    outcomes = {
        "1": answer(QUOTED),
        "2": answer(SeenSegment("quote", "庚辛壬癸子丑！", (1,))),
        "3": replace(answer(QUOTED), citations=(replace(CITED, clause_id="demo#s2"),)),
        "4": Outcome(Status.REFUSED, RECORD.sentence),
    }
    assert still_shown((shown, changed, moved, gone), outcomes) == (shown,)


def test_the_summary_tells_figures_and_no_single_sentence() -> None:
    records = judged(Verdict.SUPPORTS, Verdict.SUPPORTS, Verdict.WRONG, Verdict.OPEN)
    text = summary(records, records[:1])
    assert text.startswith("共 4 句：supports 2，partial 0，wrong 1，未判断 1\n")
    assert "总体｜严格（supports）0.667 [0.208, 0.939]，n=3｜宽松（含 partial）0.667" in text
    assert "列举｜严格（supports）0.667" in text
    assert "现在的回答仍显示其中 1 句" in text
    assert "仍显示的｜严格（supports）1.000" in text
    assert RECORD.sentence not in text
    assert RECORD.question not in text


def test_a_judged_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "citations.jsonl"
    write_records((RECORD,), path)
    before = path.read_bytes()
    with pytest.raises(JudgedError, match="已存在"):
        run_sample(["--out", str(path)], lambda _: None)
    assert path.read_bytes() == before
