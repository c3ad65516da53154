"""Targets of the shipped files: counts, precision, recall, and what their spans say."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

import pytest
from extract_lists import Figure, figures

from corpus.fold import fold_spans
from corpus.model import Corpus
from corpus.quantity import parse_quantity
from corpus.target_years import YearFrom
from corpus.targets import FigureKind, Target, find_figures, find_targets

BY_HAND = figures("targets_by_hand.tsv")
JUDGED = figures("targets_judged.tsv")
# 001 whole, 004 whole, 003 二(三)-(四), 物联网 一(三)
LISTED = ("jiangsu-opinion#", "zhenjiang-opinion#", "suzhou-plan#s2.3", "suzhou-plan#s2.4", "iot-plan#s1.3")


@pytest.fixture(scope="module")
def targets(shipped: Corpus) -> tuple[Target, ...]:
    return find_targets(shipped)


def _says(target: Target, row: Figure) -> bool:
    """Whether a target says what a row of a list says, indicator included."""
    return (
        (target.clause_id, target.value_text, target.comparator.value) == row[:3]
        and (target.low, target.high, target.unit or "", target.year) == row[3:7]
        and row.words in target.indicator
    )


def _matched(rows: Iterable[Figure], targets: Iterable[Target]) -> int:
    """How many rows find a target of their own."""
    left = list(targets)
    found = 0
    for row in rows:
        for target in left:
            if _says(target, row):
                left.remove(target)
                found += 1
                break
    return found


def test_at_least_120_targets(targets: tuple[Target, ...]) -> None:
    assert len(targets) >= 120
    assert len({t.document for t in targets}) >= 7


def test_recall_against_the_list_by_hand(targets: tuple[Target, ...]) -> None:
    assert len(BY_HAND) == 49
    assert _matched(BY_HAND, targets) / len(BY_HAND) >= 0.90


def test_nothing_else_is_found_where_the_list_is_complete(targets: tuple[Target, ...]) -> None:
    listed = [t for t in targets if t.clause_id.startswith(LISTED)]
    assert _matched(BY_HAND, listed) / len(listed) >= 0.97


def test_precision_on_the_judged_sample(targets: tuple[Target, ...]) -> None:
    assert len(JUDGED) == 100
    right = [row for row in JUDGED if row.verdict == "right"]
    assert _matched(right, targets) / len(JUDGED) >= 0.97


def test_a_row_that_is_not_true_is_not_matched(targets: tuple[Target, ...]) -> None:
    # the measure itself: another value, year or indicator counts as wrong
    row = next(r for r in BY_HAND if r.words == "网络零售额")
    assert _matched([row], targets) == 1
    assert _matched([row._replace(low=row.low + 1)], targets) == 0
    assert _matched([row._replace(year=2025)], targets) == 0
    assert _matched([row._replace(words="离岸贸易")], targets) == 0


def test_spans_fold_to_the_verbatim_words(shipped: Corpus) -> None:
    for figure in find_figures(shipped):
        source = shipped.texts[figure.file]
        assert fold_spans(source, figure.value_spans).text == figure.value_text
        assert fold_spans(source, figure.spans).text == figure.statement
        assert figure.value_text in figure.statement
        assert figure.statement in shipped.clause(figure.clause_id).text


def test_values_stand_inside_their_clause_and_apart(shipped: Corpus) -> None:
    taken: dict[str, list[tuple[int, int]]] = {}
    for figure in find_figures(shipped):
        inside = shipped.clause(figure.clause_id).spans
        for start, end in figure.value_spans:
            assert any(s <= start and end <= e for s, e in inside)
            taken.setdefault(figure.file, []).append((start, end))
    for spans in taken.values():
        ordered = sorted(spans)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(ordered))


def test_values_read_back(shipped: Corpus) -> None:
    for figure in find_figures(shipped):
        again = parse_quantity(figure.value_text)
        assert again is not None
        assert (again.comparator, again.low, again.high, again.unit) == (
            figure.comparator,
            figure.low,
            figure.high,
            figure.unit,
        )


def test_what_is_reported_is_kept_apart(shipped: Corpus) -> None:
    reported = [f for f in find_figures(shipped) if f.kind is FigureKind.STATE]
    # 000 一(一): 2020年,全省数字经济规模超过4万亿元; 建成5G基站7.1万座
    texts = {(f.clause_id, f.value_text, f.year) for f in reported}
    assert ("jiangsu-plan#s1.1", "超过4万亿元", 2020) in texts
    assert ("jiangsu-plan#s1.1.r5", "7.1万座", None) in texts
    assert not {(f.clause_id, f.value_spans) for f in reported} & {
        (t.clause_id, t.value_spans) for t in find_targets(shipped)
    }


def test_laws_and_conditions_have_no_targets(targets: tuple[Target, ...]) -> None:
    # fines of the draft law, thresholds of 专精特新, days of the rules on vulnerabilities
    assert not Counter(t.document for t in targets) & Counter(
        ["dsl-draft2", "zjtx", "vuln-rules", "stat-classes"]
    )


def test_names_with_digits_are_no_targets(targets: tuple[Target, ...]) -> None:
    assert not [t for t in targets if t.value_text in ("531", "12345", "15分钟", "四个", "13个")]


def test_where_the_year_comes_from(targets: tuple[Target, ...]) -> None:
    by_place = {(t.clause_id, t.value_text): t for t in targets}
    beside = by_place["zhenjiang-opinion#s2.1.1", "1.3以下"]
    above = by_place["iot-plan#s1.3.d3", "突破20亿"]
    period = by_place["dc-plan#s2.1.x1", "50个以上"]
    assert [(t.year, t.year_from) for t in (beside, above, period)] == [
        (2025, YearFrom.TEXT),
        (2023, YearFrom.ABOVE),
        (2023, YearFrom.PERIOD),
    ]


def test_region_scope_and_subject(targets: tuple[Target, ...]) -> None:
    by_place = {(t.clause_id, t.value_text): t for t in targets}
    growth = by_place["suzhou-plan#s1.3", "16%以上"]
    assert (growth.region, growth.indicator, growth.subject) == (
        "苏州",
        "年均增长率",
        "数字经济核心产业增加值",
    )
    cold = by_place["dc-plan#s1.3", "1.25以下"]
    assert (cold.region, cold.scope, cold.subject) == ("全国", "严寒和寒冷地区", "新建大型及以上数据中心PUE")
    assert by_place["suzhou-plan#s2.4.4", "30场"].scope == "每年"
