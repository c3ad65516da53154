"""Why a case went wrong, on explanations written by hand: places, leads, words, and both forms of the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

import pytest

from assistant.explain import Explained, Explanation, Understood
from assistant.explain_words import SIGNALS
from corpus.model import Corpus
from eval.case import Case
from eval.evaluation import evaluate
from eval.failures import Lapse, lapses
from eval.metrics import CaseScore
from eval.outcome import Outcome, SeenHit, Status
from eval.report.grids import Grid
from eval.report.lapse_view import lapses_html, lapses_markdown
from eval.report.markdown import grid_markdown
from eval.report.page import grid_html
from eval.runner import FixedOutcomes
from eval.why import Inspector, Lead, lead_words, leads, place_words
from index.model import Passage

NOTHING: dict[str, object] = {field.name: () for field in fields(Understood)}
SAID: dict[str, object] = {
    "text": "网络零售额多少",
    "searched": "网络零售额多少 电商",
    "policy_words": ("电商",),
    "places": ("苏州",),
    "level": None,
}
UNDERSTOOD = Understood(**{**NOTHING, **SAID})  # type: ignore[arg-type]  # whatever fields it has


def passage(corpus: Corpus, addr: str) -> Passage:
    clause = corpus.clause(f"demo#{addr}")
    return Passage(
        f"demo#{addr}:0", "demo", clause.id, (clause.id,), "示例意见", clause.text, clause.file, clause.spans
    )


def explained(corpus: Corpus, addr: str, rank: int | None, **signals: float) -> Explained:
    return Explained(
        passage(corpus, addr),
        rank,
        sum(signals.values()),
        tuple(signals.items()),
        0.8,
        0.7,
        12.5,
        0.25,
        None,
        "示例意见",
        corpus.clause(f"demo#{addr}").address,
    )


class Account:
    """An assistant that explains everything alike, and notes what it was asked."""

    def __init__(self, explanation: Explanation) -> None:
        self.explanation = explanation
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def explain(self, question: str, history: Sequence[str] = ()) -> Explanation:
        self.asked.append((question, tuple(history)))
        return self.explanation


@pytest.fixture
def account(demo_corpus: Corpus) -> Account:
    """s2.2 first, s2.1 second, s1 third; s2 was not brought up."""
    return Account(
        Explanation(
            UNDERSTOOD,
            (
                explained(demo_corpus, "s2.2", 1, late=1.5, lexical=0.5, place_match=1.2),
                explained(demo_corpus, "s2.1", 2, late=1.2, lexical=0.6),
                explained(demo_corpus, "s1", 3, late=0.2, lexical=0.9, place_mismatch=-1.0),
            ),
        )
    )


def inspector(account: Account, corpus: Corpus) -> Inspector:
    return Inspector(account, [passage(corpus, a) for a in ("s1", "s2", "s2.1", "s2.2")], corpus)


def test_the_evidence_is_told_beside_what_came_first(
    account: Account, demo_corpus: Corpus, build_case: Callable[..., Case]
) -> None:
    case = build_case(("零售额达到5000亿元",), ("市工信局",), history=("前一问",))
    why = inspector(account, demo_corpus).why(case)
    assert account.asked == [(case.question, ("前一问",))]
    assert ("补充的政策用语", "电商") in why.understood
    late, first = why.wanted
    assert (late.source, late.place, late.of, late.part) == ("《示例意见》s1", 3, 3, None)
    assert late.first is not None
    assert late.first.passage.clause_id == "demo#s2.2"
    # 1.2 - 0; 1.5 - 0.2; 0 - -1.0; 0.5 - 0.9, the largest first.
    assert [(d.name, round(d.difference, 2)) for d in late.leads] == [
        (SIGNALS["late"], 1.3),
        (SIGNALS["place_match"], 1.2),
        (SIGNALS["place_mismatch"], 1.0),
        (SIGNALS["lexical"], -0.4),
    ]
    assert (first.place, first.leads) == (1, ())
    assert place_words(late) == "3 个候选中排第 3"


def test_evidence_that_was_not_brought_up_is_found_in_the_index(
    account: Account, demo_corpus: Corpus, build_case: Callable[..., Case]
) -> None:
    why = inspector(account, demo_corpus).why(build_case(("二、责任分工",), ("哪里都没有的话",)))
    absent, nowhere = why.wanted
    assert (absent.source, absent.place, absent.of) == ("《示例意见》s2", None, 3)
    assert absent.text == demo_corpus.clause("demo#s2").text
    assert place_words(absent) == "不在 3 个候选之中"
    assert (nowhere.source, nowhere.text) == ("没有一个分段含有这条证据", "")


def test_of_a_comparison_the_part_counts_in_which_the_evidence_came_best(
    account: Account, demo_corpus: Corpus, build_case: Callable[..., Case]
) -> None:
    other = replace(account.explanation, candidates=account.explanation.candidates[1:])
    whole = replace(account.explanation, candidates=(), parts=(account.explanation, other))
    [wanted] = inspector(Account(whole), demo_corpus).why(build_case(("零售额达到5000亿元",))).wanted
    assert (wanted.part, wanted.place, wanted.of) == (2, 2, 2)
    assert place_words(wanted) == "第 2 部分的 2 个候选中排第 2"
    assert wanted.first is not None
    assert wanted.first.passage.clause_id == "demo#s2.1"


def test_leads_in_words() -> None:
    found = [Lead("甲", 0.0, 1.25), Lead("乙", 0.5, 0.1), Lead("丙", 0.0, 0.001), Lead("丁", 0, 0.2)]
    assert lead_words(found) == "排第一者高在甲 +1.25、丁 +0.20；证据高在乙 +0.40"
    assert lead_words([]) == ""
    assert lead_words([Lead("甲", 1.0, 1.0)]) == ""


def test_a_passage_is_never_ahead_of_itself(demo_corpus: Corpus) -> None:
    one = explained(demo_corpus, "s1", 1, late=0.3, dense=-0.2)
    assert all(lead.difference == 0 for lead in leads(one, one))


def scored(case: Case, outcome: Outcome, corpus: Corpus, why: Inspector) -> tuple[Lapse, ...]:
    evaluation = evaluate(
        [FixedOutcomes("ours", {case.id: outcome})], [case], corpus, lambda _: None, {"ours": why.why}
    )
    return evaluation.lapses["ours"]


def test_both_forms_of_the_report_tell_why(
    account: Account, demo_corpus: Corpus, build_case: Callable[..., Case]
) -> None:
    account.explanation = replace(
        account.explanation, question=replace(UNDERSTOOD, policy_words=("<i>电商</i>",))
    )
    hit = SeenHit("市工信局", "900_demo.txt", clause_ids=("demo#s2.2",))
    case = build_case(("零售额达到5000亿元",))
    found = scored(
        case, Outcome(Status.ANSWERED, "别的", (hit,)), demo_corpus, inspector(account, demo_corpus)
    )
    line = lapses_markdown("ours", found).splitlines()[-1]
    assert line == (
        "- [数字事实] 网络零售额的目标是多少? —— 前 5 条命中未含全部证据、答案缺少要点（q1）。"
        "证据在《示例意见》s1，3 个候选中排第 3，排第一的是《示例意见》s2.2，"
        f"排第一者高在{SIGNALS['late']} +1.30、{SIGNALS['place_match']} +1.20、{SIGNALS['place_mismatch']} +1.00"
    )
    page = lapses_html("ours", found)
    assert f"<tr><th>{SIGNALS['lexical']}</th><td>0.90</td><td>0.50</td><td>-0.40</td></tr>" in page
    assert "<tr><th>总分</th><td>0.10</td><td>3.20</td><td>+3.10</td></tr>" in page
    assert "&lt;i&gt;电商&lt;/i&gt;" in page
    assert len(re.findall("<details>", page)) == 1


def test_the_check_split_is_never_explained(
    account: Account, demo_corpus: Corpus, build_case: Callable[..., Case]
) -> None:
    case = build_case(("零售额达到5000亿元",), split="check")
    assert scored(case, Outcome(Status.MISSING), demo_corpus, inspector(account, demo_corpus)) == ()
    assert account.asked == []


def test_without_an_account_a_failure_is_still_told(build_case: Callable[..., Case]) -> None:
    score = CaseScore(build_case(("甲",)), Outcome(Status.REFUSED, "无"), (), {})
    [lapse] = lapses([score])
    assert lapse.why is None
    assert lapses_markdown("ours", [lapse]).endswith("前 5 条命中未含全部证据、误拒（q1）")
    assert lapses_markdown("ours", []) == ""


def test_a_table_is_the_same_in_both_forms() -> None:
    grid = Grid(("a", "b"), (("x|y", "1"), ("<z>", "2")), "题", "注")
    assert grid_markdown(grid) == "## 题\n\n注\n\n| a | b |\n| --- | --- |\n| x\\|y | 1 |\n| <z> | 2 |"
    assert "<tr><th>&lt;z&gt;</th><td>2</td></tr>" in grid_html(grid)
    assert grid.turned.turned == grid
