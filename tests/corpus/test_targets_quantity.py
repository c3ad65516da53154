"""Quantities against values worked out by hand."""

from __future__ import annotations

import itertools
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quantity import Quantity, find_quantities, narrow, parse_quantity
from corpus.quantity_words import Comparator

READ = [
    # text, comparator, low, high, unit
    ("1.6万亿元", "=", "1600000000000", None, "元"),  # 1.6 x 10^4 x 10^8; 000 二(四)
    ("2.87万亿元", "=", "2870000000000", None, "元"),
    ("1.0678万亿元", "=", "1067800000000", None, "元"),
    ("7.1万座", "=", "71000", None, "座"),  # 000 一(一)
    ("突破850亿元", ">", "85000000000", None, "元"),
    ("超300亿美元", ">", "30000000000", None, "美元"),
    ("超过10%", ">", "10", None, "%"),
    ("16%以上", "≥", "16", None, "%"),
    ("10%左右", "about", "10", None, "%"),
    ("约5%", "about", "5", None, "%"),
    ("不高于70%", "≤", "70", None, "%"),
    ("不低于3%", "≥", "3", None, "%"),
    ("百分之三十", "=", "30", None, "%"),
    ("１０％", "=", "10", None, "%"),
    ("3~5家", "range", "3", "5", "家"),
    ("3—5家", "range", "3", "5", "家"),
    ("1—2家", "range", "1", "2", "家"),
    ("5～10家", "range", "5", "10", "家"),
    ("三至五家", "range", "3", "5", "家"),
    ("5%~10%", "range", "5", "10", "%"),
    ("3~5万个", "range", "30000", "50000", "个"),
    ("五万元以上五十万元以下", "range", "50000", "500000", "元"),  # draft law, article 44
    ("5万以上", "≥", "50000", None, None),
    ("突破20亿", ">", "2000000000", None, None),  # 物联网 一(三)
    ("1.35以下", "≤", "1.35", None, None),
    ("64.5以上", "≥", "64.5", None, None),
    ("21.7万", "=", "217000", None, None),
    ("近两倍", "about", "2", None, "倍"),
    ("一倍以上", "≥", "1", None, "倍"),
    ("十家", "=", "10", None, "家"),
    ("二十五个", "=", "25", None, "个"),
    ("一百二十项", "=", "120", None, "项"),
    ("10余家", ">", "10", None, "家"),
    ("不少于200个", "≥", "200", None, "个"),
    ("至少1项", "≥", "1", None, "项"),
    ("1000家(个)", "=", "1000", None, "家"),
    ("8000万元(含)以上", "≥", "80000000", None, "元"),
    ("超过120 EFLOPS", ">", "120", None, "EFLOPS"),
    ("小于20毫秒", "<", "20", None, "毫秒"),
    ("25.0万元/人", "=", "250000", None, "元/人"),
    ("1,250家", "=", "1250", None, "家"),
    ("超10万公里", ">", "100000", None, "公里"),
    ("1.3亿次", "=", "130000000", None, "次"),
    ("80G", "=", "80", None, "G"),
    ("十大", "=", "10", None, "个"),  # 003 二(七)5: 建设十大特色鲜明的市级数字经济产业园
]
NOT_READ = [
    "",
    "5G",
    "IPv6",
    "4A",
    "531",
    "12345",
    "G42",
    "一个",
    "一批",
    "第三十二条",
    "十四五",
    "零部件",
    "一二三次",
    "44号",
    "1" * 5_000 + "家",
    "3大型",
    "一大批",
]


@pytest.mark.parametrize(("text", "comparator", "low", "high", "unit"), READ)
def test_reads(text: str, comparator: str, low: str, high: str | None, unit: str | None) -> None:
    quantity = parse_quantity(text)
    assert quantity == Quantity(
        0, len(text), Comparator(comparator), Decimal(low), Decimal(high) if high else None, unit
    )


@pytest.mark.parametrize("text", NOT_READ)
def test_names_are_not_quantities(text: str) -> None:
    assert parse_quantity(text) is None


def test_finds_each_in_a_sentence() -> None:
    # 003 二(三)4: line of 数字贸易
    text = "培育电子商务平台和龙头企业20家,引进和培育数字贸易企业超过1500家,累计培育10家以上龙头企业及5个以上园区。"
    assert [text[q.start : q.end] for q in find_quantities(text)] == [
        "20家",
        "超过1500家",
        "10家以上",
        "5个以上",
    ]


@pytest.mark.parametrize(("text", "comparator", "low", "high", "unit"), READ)
def test_the_canonical_form_reads_back(
    text: str, comparator: str, low: str, high: str | None, unit: str | None
) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    if unit is None and comparator == "=":
        return  # 217000 alone, without unit or bound, is not known for a quantity
    again = parse_quantity(quantity.canonical)
    assert again is not None
    assert (again.comparator, again.low, again.high, again.unit) == (
        quantity.comparator,
        quantity.low,
        quantity.high,
        quantity.unit,
    )


@given(
    st.decimals(min_value="0.01", max_value="9999", places=2),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
    st.sampled_from(["元", "家", "件", "座", "户", "%"]),
    st.sampled_from(
        [("", "", "="), ("超过", "", ">"), ("不低于", "", "≥"), ("", "以上", "≥"), ("", "左右", "about")]
    ),
)
def test_scale_is_multiplied_out(
    number: Decimal, scale: tuple[str, int], unit: str, bound: tuple[str, str, str]
) -> None:
    before, after, sign = bound
    quantity = parse_quantity(f"{before}{number}{scale[0]}{unit}{after}")
    assert quantity is not None
    assert (quantity.low, quantity.unit, quantity.comparator.value) == (number * scale[1], unit, sign)


@given(st.text(alphabet="到2025年,达约超过3.5~10万亿元%家个以上左右第一二十百（）“”、G年\n", max_size=60))
def test_any_text_gives_disjoint_quantities_in_order(text: str) -> None:
    found = list(find_quantities(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all((q.high is not None) == (q.comparator is Comparator.RANGE) for q in found)


@given(st.text(max_size=40))
def test_narrow_keeps_offsets(text: str) -> None:
    assert len(narrow(text)) == len(text)


def test_a_long_line_is_read_in_linear_time() -> None:
    line = "到2025年,培育企业300家以上、园区5~10个;"
    start = time.perf_counter()
    assert len(list(find_quantities(line * 2_000))) == 6_000
    short = time.perf_counter() - start
    start = time.perf_counter()
    assert len(list(find_quantities(line * 8_000))) == 24_000
    assert time.perf_counter() - start < 12 * short + 0.5
