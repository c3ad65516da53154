"""Comparisons and figures over the shipped corpus: written for these tests, with what each cell must hold."""

from __future__ import annotations

from functools import cache

import pytest
from assistant_fakes import shipped_assistant
from test_assistant_tables import assert_table_sound, empty, table_of

from assistant.assistant import Assistant
from assistant.compose.owner import Owner
from assistant.model import Answer

# question -> for each row, in order: its label, and what its cells say together ("" where nothing is found)
CASES: dict[str, list[tuple[str, str]]] = {
    "苏州和镇江的网络零售额目标各是多少": [("苏州", "网络零售额达5000亿元"), ("镇江", "")],  # 003 L109
    "浙江和江苏现在有多少5G基站": [("浙江", "5G基站6.3万个"), ("江苏", "5G基站7.1万座")],
    "苏州与镇江的独角兽企业目标": [("苏州", "独角兽培育企业100家"), ("镇江", "")],
    "苏州和浙江在电竞上各有什么打算": [("苏州", "太仓天镜湖电竞小镇"), ("浙江", "电竞产业")],
    "苏州和镇江的港口智能化怎么搞": [("苏州", ""), ("镇江", "5G+智慧港口")],
    "苏州、镇江的量子通信部署一样吗": [("苏州", "量子"), ("镇江", "")],
    "深圳和广州专精特新上年度营业收入门槛": [("深圳", "1000万元以上"), ("广州", "3000万元以上")],
    "广东和四川专精特新企业的资产负债率有什么要求": [("广东", ""), ("四川", "不高于80%")],
    "江苏、浙江两省到2025年数字贸易进出口总额": [("江苏", ""), ("浙江", "1万亿元")],
    "镇江跟苏州,IPv6 各自怎么推进": [("镇江", "IPv6网络建设"), ("苏州", "IPv6规模部署")],
    "苏州的“一网通办”和镇江的“一窗通办”都说了啥": [("苏州", "一网通办"), ("镇江", "一窗通办")],
    "镇江和苏州数字经济核心产业增加值的目标": [("镇江", "超过10%"), ("苏州", "6000亿元")],
    "数据安全法第十八条和漏洞规定第九条有什么不同": [
        ("《中华人民共和国数据安全法(二审草案)》第十八条", "数据交易管理制度"),
        ("《网络产品安全漏洞管理规定》第九条", "未经公安部同意"),
    ],
    "苏州和无锡的网络零售额目标": [("苏州", "5000亿元"), ("无锡", "")],
    "新型数据中心计划2021年和2023年的总算力目标": [("全国", "超过120 EFLOPS"), ("全国", "超过200 EFLOPS")],
    "苏州5G产业、集成电路产业和新型显示产业的产值目标各是多少": [
        ("苏州", "5G及相关产业产值达到1850亿元"),
        ("苏州", "突破850亿元"),
        ("苏州", "新型显示产业总产值达到3150亿元"),
    ],
    "苏州2023年有效发明专利和独角兽企业的目标分别是多少": [("苏州", "7000件以上"), ("苏州", "100家")],
}


@cache
def assistant() -> Assistant:
    return shipped_assistant()


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("question", "rows"), list(CASES.items()))
def test_each_cell_holds_what_its_place_says(question: str, rows: list[tuple[str, str]]) -> None:
    reply = assistant().ask(question)
    assert isinstance(reply, Answer)
    assert_table_sound(assistant().corpus, reply)
    shown = table_of(reply).rows[1:]
    assert [row[0].text for row in shown] == [label for label, _ in rows]
    for row, (_, said) in zip(shown, rows, strict=True):
        if said:
            assert plain(said) in plain("".join(cell.text for cell in row[1:]))
        else:
            assert all(map(empty, row[1:]))


@pytest.mark.parametrize("question", [q for q in CASES if "条" not in q])
def test_a_row_of_a_place_cites_texts_of_that_place_only(question: str) -> None:
    reply = assistant().ask(question)
    assert isinstance(reply, Answer)
    owner = Owner(assistant().corpus)
    clauses = {c.n: assistant().corpus.clause(c.clause_id) for c in reply.citations}
    for row in table_of(reply).rows[1:]:
        for n in (n for cell in row for n in cell.citations):
            assert row[0].text in owner.places(clauses[n])


@pytest.mark.parametrize("question", list(CASES))
def test_plain_text_says_the_table_within_its_limit(question: str) -> None:
    reply = assistant().ask(question)
    assert isinstance(reply, Answer)
    assert len(reply.text) < 2_000
    labels = [row[0].text for row in table_of(reply).rows[1:]]
    lines = reply.text.splitlines()
    assert all(any(line.startswith(label) for line in lines) for label in labels)


def test_a_chart_of_the_sizes_of_industries_draws_every_row_in_one_unit() -> None:
    reply = assistant().ask("苏州各类数字产业2023年的规模目标")
    assert isinstance(reply, Answer)
    assert_table_sound(assistant().corpus, reply)
    table = table_of(reply)
    assert table.chart is not None
    assert table.chart.unit == "元"
    values = {bar.text: bar.value for bar in table.chart.bars}
    assert values["1850亿元"] == 1.85e11  # 003: 5G及相关产业产值达到1850亿元
    assert values["超250亿元"] == 2.5e10  # 003: 工业软件产业规模超250亿元
    assert len(table.chart.bars) == len(table.rows) - 1 == 7
