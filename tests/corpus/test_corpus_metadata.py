"""文号, dates, issuers and periods, as the texts state them."""

from __future__ import annotations

from datetime import date

import pytest
from corpus_samples import placed

from corpus.metadata import is_metadata_line, read_period, read_stated
from corpus.model import Corpus, Force, Period
from corpus.title_lines import guess_title

IOT_ISSUERS = (
    "工业和信息化部、中央网络安全和信息化委员会办公室、科技部、生态环境部、住房和城乡建设部、农业农村部、"
    "国家卫生健康委员会、国家能源局"
)
ALGORITHM_ISSUERS = (
    "国家互联网信息办公室、中央宣传部、教育部、科学技术部、工业和信息化部、公安部、文化和旅游部、"
    "国家市场监督管理总局、国家广播电视总局"
)
# id, 文号, issuer, written, published; the lines are those of the file
STATED = [
    (
        "jiangsu-plan",
        "苏政办发〔2021〕44号",
        "江苏省人民政府办公厅",
        date(2021, 8, 10),
        date(2021, 11, 1),
    ),  # L5, 15, 17, 3
    ("jiangsu-opinion", None, "江苏省政府办公厅", None, None),  # the text states none; the issuer is supplied
    (
        "blockchain",
        "工信部联信发〔2021〕62号",
        "工业和信息化部、中央网络安全和信息化委员会办公室",
        date(2021, 5, 27),
        None,
    ),  # L412, 500, 501
    ("iot-plan", "工信部联科〔2021〕130号", IOT_ISSUERS, date(2021, 9, 10), None),  # L587, 575-583
    ("algorithms", "国信办发文〔2021〕7号", ALGORITHM_ISSUERS, date(2021, 9, 17), None),  # L736, 739-748
    (
        "dc-plan",
        "工信部通信﹝2021﹞76号",
        "工业和信息化部",
        date(2021, 7, 4),
        None,
    ),  # L1573 and the signature
    ("dsl-draft2", None, None, None, None),  # L1385 leaves the date blank
    ("vuln-rules", None, "工业和信息化部、国家互联网信息办公室、公安部", None, None),  # L1413 names the three
    (
        "jiangsu-reprint",
        "苏政办发〔2021〕44号",
        "江苏省人民政府办公厅",
        date(2021, 8, 10),
        None,
    ),  # L2278, 2270, 2271
    ("suzhou-plan", "苏委发〔2021〕1号", "苏州市人民政府", None, None),  # L5, L10
    ("zhenjiang-opinion", None, "镇江市人民政府办公室", date(2021, 7, 30), date(2022, 9, 20)),  # L14, 16, 6
]


@pytest.mark.parametrize(("document_id", "number", "issuer", "written", "published"), STATED)
def test_shipped_documents(
    shipped: Corpus,
    document_id: str,
    number: str | None,
    issuer: str | None,
    written: date | None,
    published: date | None,
) -> None:
    document = shipped.document(document_id)
    assert (document.number, document.issuer) == (number, issuer)
    assert (document.written, document.published) == (written, published)


def test_force_is_claimed_only_where_a_text_says_so(shipped: Corpus) -> None:
    force = {d.id: d.force for d in shipped.documents if d.force is not Force.UNKNOWN}
    assert force == {
        "dsl-draft2": Force.DRAFT,  # 002 L1281
        "vuln-rules": Force.IN_FORCE,  # 002 L1468: 自2021年9月1日起施行
        "suzhou-plan": Force.IN_FORCE,  # 003 L6: 状态: 有效
    }
    assert "force" not in shipped.document("suzhou-plan").supplied


STATUS = [
    ("标题\n", None),
    ("级别:苏州市级状态: 有效\n", Force.IN_FORCE),  # 003 L6
    ("状态：现行有效\n", Force.IN_FORCE),
    ("状态：失效\n", Force.EXPIRED),
    ("本办法有效期五年。\n", None),
]


@pytest.mark.parametrize(("text", "force"), STATUS)
def test_status_line_of_a_portal(text: str, force: Force | None) -> None:
    assert read_stated(placed(text), "办法").force is force


def test_what_the_text_does_not_state_is_marked_as_supplied(shipped: Corpus) -> None:
    assert "issuer" in shipped.document("jiangsu-opinion").supplied
    assert "issuer" not in shipped.document("iot-plan").supplied
    assert {"number", "written"}.isdisjoint(shipped.document("jiangsu-plan").supplied)
    assert {"force", "status_note"} <= shipped.document("dsl-draft2").supplied


PERIODS = [
    ("", None),
    ("关于深入推进数字经济发展的意见", None),
    ("物联网新型基础设施建设三年行动计划(2021-2023年)", Period(2021, 2023)),
    ("苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)", Period(2021, 2023)),
    ("行动计划（２０２４－２０２６年）", Period(2024, 2026)),
    ("江苏省“十四五”数字经济发展规划", Period(2021, 2025)),
    ("“十五五”规划", Period(2026, 2030)),
    ("统计分类(2021)", None),
]


@pytest.mark.parametrize(("title", "period"), PERIODS)
def test_read_period(title: str, period: Period | None) -> None:
    assert read_period(title) == period


TITLE = "浙江省数字经济发展“十四五”规划"
METADATA = [
    ("", False),
    ("苏政办发〔2021〕44号", True),  # 000 L5
    ("(苏政办发〔2021〕44号)", True),  # 002 L2278
    ("国信办发文〔2021〕7号", True),  # 002 L736
    ("工信部通信﹝2021﹞76号", True),  # 002 L1573
    ("某政发［２０２５］１２号", True),
    ("来源:新华社", True),  # 002 L120
    ("文章来源:E网资讯", True),  # 002 L1766
    ("时间:2022-09-20 阅读量:1078", True),  # 004 L6
    ("索引号：014000319/2023-00088", True),
    ("发文字号：某政办〔2023〕30号", True),
    ("成文日期：2023年5月4日", True),
    ("有效性：有效", True),
    ("公开方式：" + "由各单位按照规定主动向社会公开并且逐年更新目录" * 3, False),
    (TITLE, True),  # 002 L2656
    ("《浙江省数字经济发展“十四五”规划》", True),
    ("根据苏政办发〔2021〕44号文件精神,制定本办法。", False),
    ("2021年8月10日", False),
    ("一、总体要求", False),
]


@pytest.mark.parametrize(("text", "expected"), METADATA)
def test_is_metadata_line(text: str, expected: bool) -> None:
    assert is_metadata_line(text, TITLE) is expected


TITLES = [
    ("", "文件"),
    ("关于加快算力发展的通知\n某政发〔2025〕12号\n各区人民政府：\n", "关于加快算力发展的通知"),
    (
        "省政府办公厅关于印发江苏省\n“十四五”数字经济发展规划的通知\n一、要求\n",
        "省政府办公厅关于印发江苏省“十四五”数字经济发展规划的通知",
    ),
    ("# 某省数据条例\n第一章 总则\n", "某省数据条例"),
    ("某政发〔2025〕12号\n关于算力的意见\n", "关于算力的意见"),
    ("一、总体要求\n坚持。\n", "文件"),
    ("第一条 为了规范，制定本条例。\n", "文件"),
    ("各市、县人民政府：\n", "文件"),
    ("《算力券方案》解读\n近日，方案印发。\n", "《算力券方案》解读"),
    ("《算力券管理办法》\n第一条 为了\n", "算力券管理办法"),
    (
        "索引号：014/2023\n主题分类：科技\n发布机构：某局\n成文日期：2023年5月4日\n关于算力的意见\n",
        "关于算力的意见",
    ),
    ("项目管理规程\n1.项目申报\n", "项目管理规程"),
    ("某市人民政府\n关于支持算力的措施\n为支持算力，制定本措施。\n", "某市人民政府关于支持算力的措施"),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_guess_title(text: str, title: str) -> None:
    assert guess_title(placed(text), fallback="文件") == title


def test_stated_of_nothing() -> None:
    stated = read_stated([], "")
    assert (stated.number, stated.written, stated.published, stated.issuer, stated.period) == (None,) * 5


def test_bodies_that_share_a_line_are_told_apart() -> None:  # 002 L500
    stated = read_stated(
        placed("一、任务\n工业和信息化部 中央网络安全和信息化委员会办公室\n2021年5月27日\n"), "意见"
    )
    assert stated.issuer == "工业和信息化部、中央网络安全和信息化委员会办公室"
    assert stated.written == date(2021, 5, 27)


def test_a_date_that_no_calendar_has_is_not_taken() -> None:
    assert read_stated(placed("一、任务\n公安部\n2021年2月30日\n"), "意见").written is None
