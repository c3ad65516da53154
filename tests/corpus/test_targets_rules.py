"""Targets in the wordings met in other plans, and what is no target."""

from __future__ import annotations

import time

import pytest
from extract_lists import corpus_of
from hypothesis import given
from hypothesis import strategies as st

from corpus.fold import fold_spans
from corpus.model import DocumentKind, Period
from corpus.targets import FigureKind, find_figures, find_targets

SENTENCES = [
    # text, [(indicator, verbatim, year)]
    (
        "一、总体目标\n力争到2025年，全市规模以上工业企业数量突破3000家、总产值达到1.2万亿元，年均增长8%左右。",
        [
            ("规模以上工业企业数量", "突破3000家", 2025),
            ("总产值", "1.2万亿元", 2025),
            ("年均增长", "8%左右", 2025),
        ],
    ),
    (
        "一、目标\n到2027年底前，建成5G基站10万座以上，每万人拥有5G基站数达到26个，新建数据中心PUE控制在1.25以内。",
        [
            ("5G基站", "10万座以上", 2027),
            ("每万人拥有5G基站数", "26个", 2027),
            ("新建数据中心PUE", "1.25以内", 2027),
        ],
    ),
    (
        "一、目标\n到2026年，打造十个示范园区，培育三至五家链主企业，企业上云率不低于80%。",
        [("示范园区", "十个", 2026), ("链主企业", "三至五家", 2026), ("企业上云率", "不低于80%", 2026)],
    ),
    (
        "一、目标\n到2025年，培育专精特新“小巨人”企业150家左右、单项冠军30家，打造3—5个产业集群。",
        [
            ("专精特新“小巨人”企业", "150家左右", 2025),
            ("单项冠军", "30家", 2025),
            ("产业集群", "3—5个", 2025),
        ],
    ),
    (
        "一、目标\n到“十四五”末，核心产业增加值占GDP比重达12%。",
        [("核心产业增加值占GDP比重", "12%", 2025)],
    ),
    (  # the year alone, in a plan whose other years say when it speaks
        "一、目标\n2025年，覆盖率达到100%，较2020年下降13.5%。\n二、任务\n（一）交易额2025年突破50亿元，到2025年底再上台阶。",
        [
            ("覆盖率", "100%", 2025),
            ("较2020年下降", "13.5%", 2025),
            ("交易额", "突破50亿元", 2025),
        ],
    ),
    (  # no year is printed for the second: none is made up
        "一、目标\n到2025年，园区达到20个。\n二、任务\n每年推动不少于2000家企业上云，建设1个综合型、5个特色型平台。",
        [
            ("园区", "20个", 2025),
            ("企业上云", "不少于2000家", None),
            ("综合型", "1个", None),
            ("特色型平台", "5个", None),
        ],
    ),
    (  # a year governs what follows it, until the next
        "一、目标\n到2025年，园区达到20个。其中省级园区10个。到2030年，园区达到50个。",
        [("园区", "20个", 2025), ("省级园区", "10个", 2025), ("园区", "50个", 2030)],
    ),
    (  # and reaches into clauses below
        "一、目标\n到2026年，实现以下目标：\n（一）产业。增加值达到800亿元。\n（二）企业。总数超过900家。",
        [("增加值", "800亿元", 2026), ("总数", "超过900家", 2026)],
    ),
]
NONE = [
    "",
    "一、目标\n到2025年，深入贯彻落实党的十九大精神，实施六大工程。",
    "一、政策\n到2025年，对首次认定的企业，给予不超过50万元奖励，补助比例最高不超过30%，奖励100万元。",
    "一、目标\n到2025年，深化“531”产业链建设，办好“12345”热线，建立“15分钟服务圈”。",
    "一、目标\n到2025年，按照《意见》（国发〔2021〕12号）第三条，聚焦13个产业集群，落实三项试点。",
    "一、任务\n对每家企业给予奖励，具体办法于2025年6月30日前印发，有效期3年。",
    "第一条　为了规范，制定本条例。\n第二条　处五万元以上五十万元以下罚款；到2025年完成100家。",
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_reads(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    targets = find_targets(corpus_of(text))
    assert [(t.indicator, t.value_text, t.year) for t in targets] == expected


@pytest.mark.parametrize("text", NONE)
def test_is_no_target(text: str) -> None:
    assert not find_targets(corpus_of(text, period=Period(2021, 2025)))


def test_same_in_full_width_and_in_half_width() -> None:
    half = "一、目标\n到2025年,培育企业300家以上,占比超过10%。"
    full = "一、目标\n到２０２５年，培育企业３００家以上，占比超过１０％。"
    values = [[(t.low, t.unit, t.year) for t in find_targets(corpus_of(text))] for text in (half, full)]
    assert values[0] == values[1]
    assert len(values[0]) == 2


def test_a_foundation_is_reported_and_an_action_is_not() -> None:
    corpus = corpus_of(
        "一、发展基础\n建成5G基站7.1万座。\n二、夯实数字化转型基础\n建成5G基站9万座。",
        period=Period(2021, 2025),
    )
    assert [(f.kind, f.value_text) for f in find_figures(corpus)] == [
        (FigureKind.STATE, "7.1万座"),
        (FigureKind.GOAL, "9万座"),
    ]


def test_a_past_year_is_reported() -> None:
    corpus = corpus_of(
        "一、综述\n2020年，规模达4万亿元。到2025年，规模达6万亿元。", period=Period(2021, 2025)
    )
    kinds = [(f.kind, f.year) for f in find_figures(corpus)]
    assert kinds == [(FigureKind.STATE, 2020), (FigureKind.GOAL, 2025)]


def test_news_counts_only_with_its_year() -> None:
    text = "据介绍，到2025年，园区达到20个。\n目前企业总数超过900家。\n2019年有700家，2020年有800家。"
    news = find_targets(corpus_of(text, kind=DocumentKind.NEWS))
    assert [t.value_text for t in news] == ["20个"]


PIECES = st.sampled_from(
    [
        "到2025年,",
        "全市",
        "规模",
        "达到",
        "超过",
        "5000亿元",
        "10%",
        "以上",
        "培育",
        "20家",
        "企业",
        "“",
        "”",
        "、",
        ",",
        "。",
        "\n",
        "(",
        ")",
        "百亿元",
        "和",
        "3~5个",
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_whatever_is_found_stands_in_the_text(pieces: list[str]) -> None:
    corpus = corpus_of("一、目标\n" + "".join(pieces), period=Period(2021, 2025))
    for figure in find_figures(corpus):
        source = corpus.texts[figure.file]
        assert fold_spans(source, figure.value_spans).text == figure.value_text
        assert fold_spans(source, figure.spans).text == figure.statement
        assert figure.indicator.strip()


def test_time_grows_with_the_length_of_a_line() -> None:
    line = "到2025年,培育企业300家以上、园区5~10个,规模达到1.2万亿元;2019年有700家;"
    seconds = []
    for times in (250, 2_000):  # 8 times the length: quadratic work would take 64 times as long
        corpus = corpus_of("一、目标\n" + line * times, period=Period(2021, 2025))
        start = time.perf_counter()
        assert len(find_targets(corpus)) == 3 * times
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 24 * seconds[0] + 0.5
