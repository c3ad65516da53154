"""The forms of the report: JSON as the contract has it, Markdown, and a page that loads nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest

from corpus.model import Corpus
from eval.bootstrap import Estimate
from eval.case import Case
from eval.evaluation import Evaluation, evaluate
from eval.jsonform import report_json
from eval.markdown import report_markdown
from eval.metrics import Metric
from eval.outcome import Outcome, SeenHit, Status
from eval.page import report_html
from eval.provenance import Provenance
from eval.runner import FixedOutcomes
from eval.svg import BarGroup, bars

QUOTE = "网络零售额达到5000亿元"
PROVENANCE = Provenance(
    commit="abc",
    uncommitted_changes=True,
    corpus_hash="f" * 64,
    index_manifest={"model": "e5"},
    settings={"eval": {}},
    as_of="2026-11-21",
    questions={"x.jsonl": "0" * 64},
    split="all",
    cases=4,
    seed=0,
    resamples=1_000,
    baselines="RRF",
    started="2026-11-21T00:00:00+00:00",
    python="3.11",
)


@pytest.fixture
def cases(build_case: Callable[..., Case]) -> list[Case]:
    return [
        build_case((QUOTE,), id="right"),
        build_case((QUOTE,), id="tuned", type="colloquial", question="<script>alert(1)</script>咋样|啊"),
        build_case((QUOTE,), id="checked", type="list", question="检验集里的秘密问题", split="check"),
        build_case(id="none", type="unanswerable", split="check"),
    ]


@pytest.fixture
def evaluation(demo_corpus: Corpus, cases: Sequence[Case]) -> Evaluation:
    clause = demo_corpus.clause("demo#s1")
    hit = SeenHit(clause.text, clause.file, clause_ids=(clause.id,))
    other = SeenHit("别的", clause.file, clause_ids=(clause.id,))
    ours = {
        "right": Outcome(Status.ANSWERED, "5000亿元[1]", (hit,), elapsed_ms=12.0),
        "tuned": Outcome(Status.REFUSED, "<b>无</b>", (other,), elapsed_ms=14.0),
        "checked": Outcome(Status.ANSWERED, "不对的回答", (other,), elapsed_ms=16.0),
    }
    window = {case.id: Outcome(Status.RANKED, hits=(hit, other)) for case in cases}
    said: list[str] = []
    made = evaluate(
        [FixedOutcomes("ours", ours), FixedOutcomes("window300", window)],
        cases,
        demo_corpus,
        said.append,
    )
    assert said == ["ours：已完成 4/4 题", "window300：已完成 4/4 题"]
    return made


def test_json_has_the_form_of_the_contract(evaluation: Evaluation) -> None:
    content = json.loads(report_json(evaluation, PROVENANCE))
    assert list(content) == ["ours", "window300", "provenance"]
    for config in ("ours", "window300"):
        assert set(content[config]) == {"overall", "by_type"}
        assert list(content[config]["by_type"]) == ["fact_number", "list", "colloquial", "unanswerable"]
        for table in (content[config]["overall"], *content[config]["by_type"].values()):
            assert list(table) == [m.value for m in Metric]
            assert all(set(cell) == {"value", "lo", "hi", "n"} for cell in table.values())
    ours, window = content["ours"]["overall"], content["window300"]["overall"]
    assert ours["evidence@5"]["value"] == pytest.approx(1 / 3)
    assert ours["evidence@5"]["n"] == 3
    assert ours["failure_rate"]["value"] == 0.25  # "none" has no reply
    assert ours["noncontiguous_hits"] == {"value": pytest.approx(2 / 3), "lo": 0.0, "hi": 1.0, "n": 3}
    assert window["answer_correctness"] == {"value": None, "lo": None, "hi": None, "n": 0}
    origin = content["provenance"]
    assert "overall" not in origin
    assert (origin["commit"], origin["seed"], origin["resamples"]) == ("abc", 0, 1_000)
    gained = origin["gain_over_better_baseline"]
    assert gained["baseline"] == "window300"
    assert gained["difference"]["evidence@5"]["value"] == pytest.approx(-2 / 3)


def test_markdown_names_every_metric_and_states_the_gain(evaluation: Evaluation) -> None:
    text = report_markdown(evaluation, PROVENANCE)
    assert "| 证据@5 | 0.333 [0.000, 1.000]，n=3 | 1.000 [1.000, 1.000]，n=3 |" in text
    assert "| 答案正确率 | 0.333 [0.000, 1.000]，n=3 | – |" in text
    assert "有据与较好的窗口基线（窗口 300/50，按证据@5 选出）相比" in text
    assert "证据@5 -66.7 个百分点 [-100.0, +0.0]" in text
    assert "| 口语 | 0.000 [0.000, 0.000]，n=1 | 1.000 [1.000, 1.000]，n=1 |" in text
    assert "代码提交：abc，工作区有未提交的改动" in text


class Loads(HTMLParser):
    """Notes every element and everything that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.fetched += [f"{tag} {name}" for name, _ in attrs if name in {"src", "href", "srcset", "data"}]


def test_the_page_loads_nothing_and_escapes_everything(evaluation: Evaluation) -> None:
    page = report_html(evaluation, PROVENANCE)
    seen = Loads()
    seen.feed(page)
    assert seen.fetched == []
    assert "url(" not in page
    assert "@import" not in page
    assert not seen.elements & {"script", "link", "img", "iframe", "b"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;咋样|啊" in page
    assert "&lt;b&gt;无&lt;/b&gt;" in page
    assert page.count("<svg") == 8  # four metrics, overall and by type


def test_the_page_shows_failures_of_tune_and_no_case_of_check(evaluation: Evaluation) -> None:
    page = report_html(evaluation, PROVENANCE)
    assert re.findall(r"<summary>(.*?)</summary>", page) == [
        "[口语] &lt;script&gt;alert(1)&lt;/script&gt;咋样|啊 —— 前 5 条命中未含全部证据、误拒（tuned）"
    ]
    everything = page + report_markdown(evaluation, PROVENANCE) + report_json(evaluation, PROVENANCE)
    assert "秘密问题" not in everything
    assert "不对的回答" not in everything


def test_bars_are_as_long_as_their_values() -> None:
    half = Estimate(0.5, 0.25, 0.75, 8)
    plot = bars("图<1>", ["甲"], [BarGroup("数字", [half]), BarGroup("空", [Estimate(None, None, None, 0)])])
    # 520 pixels stand for 1, starting at 110: the bar is 260 long, the interval runs from 240 to 500.
    assert re.findall(r'<rect x="110" y="[\d.]+" width="(260\.0)"', plot) == ["260.0"]
    assert 'x1="240.0" x2="500.0"' in plot
    assert "图&lt;1&gt;" in plot
