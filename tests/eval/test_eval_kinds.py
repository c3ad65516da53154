"""Refusals by kind of question, lengths of answers and what a second embedding would cost, by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from eval_fakes import CharacterEmbedder

from corpus.model import Corpus
from eval.bootstrap import NOTHING
from eval.case import Case
from eval.evaluation import Evaluation, evaluate
from eval.kinds import Kind, kind_of, refusals_by_kind
from eval.memo import QuestionMemo
from eval.metrics import Metric, score_cases
from eval.outcome import Outcome, SeenSegment, Status
from eval.report.grids import kinds_grid
from eval.report.jsonform import report_json
from eval.report.markdown import report_markdown
from eval.report.page import report_html
from eval.report.provenance import Provenance
from eval.runner import FixedOutcomes, run_system
from eval.summary import summarise
from eval.yardsticks import Yardsticks

QUOTE = "网络零售额达到5000亿元"
PROVENANCE = Provenance("a", False, "f", {}, {}, None, {"x.jsonl": "0"}, "all", 4, 0, 1_000, "", "now", "3")
REFUSED, ANSWERED = Outcome(Status.REFUSED, "无"), Outcome(Status.ANSWERED, "有[1]")


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("near miss: only the 2020 figure", Kind.NEAR),
        ("近似：共十六条", Kind.NEAR),
        ("off-corpus", Kind.FAR),
        ("off corpus: other city", Kind.FAR),
        ("语料外", Kind.FAR),
        ("", Kind.UNNAMED),
        ("not near miss", Kind.UNNAMED),
    ],
)
def test_a_note_tells_the_kind(build_case: Callable[..., Case], note: str, kind: Kind) -> None:
    assert kind_of(replace(build_case(type="unanswerable"), note=note)) is kind


def unanswerable(build_case: Callable[..., Case], identity: str, note: str, split: str) -> Case:
    return replace(build_case(id=identity, type="unanswerable", split=split), note=note)


@pytest.fixture
def cases(build_case: Callable[..., Case]) -> list[Case]:
    return [
        unanswerable(build_case, "1", "near miss", "tune"),
        unanswerable(build_case, "2", "近似", "tune"),
        unanswerable(build_case, "3", "近似", "check"),
        unanswerable(build_case, "4", "语料外", "check"),
        build_case((QUOTE,), id="5"),
    ]


@pytest.fixture
def evaluation(demo_corpus: Corpus, cases: list[Case]) -> Evaluation:
    """Near: one of two refused on tune, none on check. Far: one of one on check. The fifth is none of them."""
    outcomes = dict(zip("12345", (REFUSED, ANSWERED, ANSWERED, REFUSED, REFUSED), strict=True))
    probable = iter((0.1, 0.8, 0.6, 0.2, 0.4))
    sure = {"ours": lambda: next(probable)}
    return evaluate([FixedOutcomes("ours", outcomes)], cases, demo_corpus, lambda _: None, confidence=sure)


def test_kinds_by_hand(evaluation: Evaluation) -> None:
    near, far = evaluation.kinds["ours"]
    assert (near.kind, far.kind) == (Kind.NEAR, Kind.FAR)
    assert (near.overall.value, near.overall.n) == (pytest.approx(1 / 3), 3)
    assert [near.by_split[s].value for s in ("tune", "check")] == [0.5, 0.0]
    assert (far.overall.value, far.by_split["tune"]) == (1.0, NOTHING)


def test_every_form_tells_the_kinds_and_the_probability(evaluation: Evaluation) -> None:
    content = json.loads(report_json(evaluation, PROVENANCE))
    kinds = content["provenance"]["refusals_by_kind"]["ours"]
    assert list(kinds) == ["near", "far"]
    assert kinds["near"]["check"]["value"] == 0.0
    assert set(kinds["far"]) == {"overall", "tune", "check"}
    overall = content["ours"]["overall"]
    # .4 is answerable; .1 and .2 of four others are below it.
    assert overall["answerability_auroc"]["value"] == 0.5
    # (.01 + .64 + .36 + .04 + .36) / 5
    assert overall["answerability_brier"]["value"] == pytest.approx(0.282)
    assert overall["answerability_calibration_error"]["n"] == 5
    for text in (report_markdown(evaluation, PROVENANCE), report_html(evaluation, PROVENANCE)):
        assert "不可回答的题拒答率：有据" in text
        assert "可答概率 AUROC" in text
    assert "拒答的可靠性：有据" in report_html(evaluation, PROVENANCE)
    grid = kinds_grid("ours", evaluation.kinds["ours"])
    assert [row[0] for row in grid.rows] == ["近似", "语料外"]
    assert grid.rows[1][2] == "–"


def test_what_only_ranks_is_asked_for_no_refusal(demo_corpus: Corpus, cases: list[Case]) -> None:
    outcomes = [Outcome(Status.RANKED)] * len(cases)
    assert refusals_by_kind(score_cases(cases, outcomes, Yardsticks.of(demo_corpus))) == ()


def test_length_counts_no_marks_and_no_refusals(build_case: Callable[..., Case], demo_corpus: Corpus) -> None:
    """Answers of 4, 6 and 9 characters; a refusal, and an answer to what has none, are left out."""
    asked = [build_case((QUOTE,), id=i, type="list" if i == "3" else "fact_number") for i in "1234"]
    asked.append(build_case(id="5", type="unanswerable"))
    texts = ("甲乙丙丁[1]", "甲乙 丙丁\n戊己[12]", "一二三四五六七八九")
    outcomes = [*(Outcome(Status.ANSWERED, t) for t in texts), REFUSED, Outcome(Status.ANSWERED, "甲" * 99)]
    found = summarise("ours", score_cases(asked, outcomes, Yardsticks.of(demo_corpus)))
    chars = found.overall[Metric.ANSWER_CHARS]
    assert (chars.value, chars.n) == (6.0, 3)
    assert found.by_type["fact_number"][Metric.ANSWER_CHARS].value == 5.0
    assert found.by_type["unanswerable"][Metric.ANSWER_CHARS] == NOTHING


def test_cells_lists_and_pieces_are_counted_where_they_apply(
    build_case: Callable[..., Case], demo_corpus: Corpus
) -> None:
    """A comparison and a list, both refused: wrong. Two pieces said, the segment and the answer: one proved."""
    asked = [build_case((QUOTE,), id="1", type="comparison"), build_case((QUOTE,), id="2", type="list")]
    said = Outcome(Status.REFUSED, "乱说", segments=(SeenSegment("lead", "乱说"),))
    found = summarise("ours", score_cases(asked, [said, REFUSED], Yardsticks.of(demo_corpus)))
    for metric, kind in ((Metric.CELLS, "comparison"), (Metric.LISTS, "list")):
        assert (found.overall[metric].value, found.overall[metric].n) == (0.0, 1)
        assert found.by_type[kind][metric].value == 0.0
    assert found.by_type["list"][Metric.CELLS] == NOTHING
    assert (found.overall[Metric.VERBATIM].value, found.overall[Metric.VERBATIM].n) == (0.5, 2)


def test_a_question_is_embedded_once_and_paid_for_each_time(build_case: Callable[..., Case]) -> None:
    embedder = CharacterEmbedder()
    memo = QuestionMemo(embedder)
    before = memo.clock()
    first, second = memo.embed(["问"], "query"), memo.embed(["问"], "query")
    assert first is second
    assert embedder.embedded == ["问"]
    assert memo.clock() - before > 0
    memo.embed(["问"], "passage")
    memo.embed(["问", "答"], "query")
    assert embedder.embedded == ["问", "问", "问", "答"]


def test_a_system_is_timed_by_the_clock_that_it_is_given(build_case: Callable[..., Case]) -> None:
    ticks = iter((10.0, 10.25))
    run = run_system(
        FixedOutcomes("ours", {"q1": ANSWERED}),
        [build_case((QUOTE,))],
        lambda _: None,
        None,
        lambda: next(ticks),
    )
    assert run.outcomes[0].elapsed_ms == 250.0
