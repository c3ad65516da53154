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
from eval.metrics import Metric
from eval.outcome import Outcome, SeenHit, Status
from eval.report.grids import overall_grid, split_sentence
from eval.report.heat import heat_table
from eval.report.jsonform import report_json
from eval.report.markdown import report_markdown
from eval.report.page import report_html
from eval.report.provenance import Provenance
from eval.report.svg import BarGroup, bars
from eval.runner import FixedOutcomes
from eval.splits import SplitGap

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


def test_every_form_tells_differences_and_splits(evaluation: Evaluation) -> None:
    """Of three answerable cases ours lost two to the window: |sum| 2 of 2, p = 2/4, and one comparison only."""
    origin = json.loads(report_json(evaluation, PROVENANCE))["provenance"]
    found = origin["differences"]
    assert found["reference"] == "ours"
    row = found["configs"]["window300"]
    assert row["overall"]["evidence@5"]["estimate"]["value"] == pytest.approx(2 / 3)
    assert (row["overall"]["evidence@5"]["p"], row["overall"]["evidence@5"]["p_holm"]) == (0.5, 0.5)
    assert row["overall"]["answer_correctness"]["p"] is None
    assert row["by_type"]["colloquial"]["estimate"]["value"] == 1.0
    # Both types with evidence stand in one split only, so permuting within them changes nothing.
    splits = origin["tune_beside_check"]
    assert list(splits) == ["ours"]
    assert splits["ours"]["evidence@5"]["tune"]["value"] == 0.5
    assert splits["ours"]["evidence@5"]["check"]["value"] == 0.0
    assert splits["ours"]["evidence@5"]["p"] == 1.0
    for text in (report_markdown(evaluation, PROVENANCE), report_html(evaluation, PROVENANCE)):
        assert "与有据的差及显著性" in text
        assert "+66.7 [+0.0, +100.0]，p=0.500/0.500" in text
        assert "调参集与检验集：有据" in text
        assert "未见过拟合" in text


def gap(metric: Metric, difference: float, expected: float, p: float) -> SplitGap:
    half = Estimate(0.5, 0.4, 0.6, 9)
    return SplitGap(metric, half, half, difference, expected, p)


@pytest.mark.parametrize(
    ("gaps", "said"),
    [
        ([(Metric.EVIDENCE_5, 0.1, 0.0, 0.04)], "过拟合：证据@5 在调参集上显著高于检验集"),
        ([(Metric.EVIDENCE_5, 0.1, 0.0, 0.05)], "未见过拟合"),
        ([(Metric.EVIDENCE_5, -0.1, 0.0, 0.01)], "证据@5 在检验集上显著高于调参集"),
        # Better on tune, but less so than the shares of the types alone would make it.
        ([(Metric.ANSWER, 0.1, 0.2, 0.01)], "答案正确率 在检验集上显著高于调参集"),
        (
            [(Metric.EVIDENCE_1, 0.2, 0.0, 0.001), (Metric.MRR_10, 0.2, 0.1, 0.01)],
            "过拟合：证据@1、MRR@10 在调参集上显著高于检验集",
        ),
    ],
)
def test_only_a_significant_gap_in_favour_of_tune_is_overfitting(
    gaps: list[tuple[Metric, float, float, float]], said: str
) -> None:
    sentence = split_sentence([gap(*g) for g in gaps])
    assert said in sentence
    assert sentence.startswith("过拟合：") is said.startswith("过拟合：")


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


def test_a_long_label_moves_the_bars(evaluation: Evaluation) -> None:
    half = Estimate(0.5, 0.5, 0.5, 8)
    label = "有据，去掉 document_names"  # 5 signs of 12 pixels, 15 letters of 7: 165, and 8 between
    plot = bars("图", ["证据@5"], [BarGroup(label, [half])])
    assert 'text x="165"' in plot
    assert '<rect x="173" y="30" width="260.0"' in plot  # no legend where there is one configuration


def test_heat_is_deeper_where_the_share_is_higher(evaluation: Evaluation) -> None:
    table = heat_table(evaluation.summaries, Metric.EVIDENCE_5)
    assert table.count("<tr>") == 3  # heading, ours, window300
    assert '<td style="background:#2e7d6e;color:#fff">1.000</td>' in table
    assert '<td style="background:#fdf0d5">0.000</td>' in table
    assert "<th>不可回答</th>" not in table  # no evidence to find
    assert "<td>–</td>" in heat_table(evaluation.summaries, Metric.ANSWER)


def test_many_configurations_stand_below_each_other(evaluation: Evaluation) -> None:
    ours = evaluation.summaries[0]
    wide = overall_grid([ours] * 6)
    assert (len(wide.heading), len(wide.rows)) == (7, len(Metric))
    deep = overall_grid([ours] * 7)
    assert (len(deep.heading), len(deep.rows)) == (1 + len(Metric), 7)
