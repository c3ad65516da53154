"""Small texts as operators add them, read by the real parser: versions, drafts, news, reprints, references."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant_fakes import SURE, FakeIndex

from assistant.assistant import Assistant
from assistant.settings import AssistantSettings
from corpus.model import Corpus
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.passages import build_passages
from index.settings import IndexSettings

AS_OF = date(2026, 11, 22)

OLD = """苏州市算力券管理暂行办法
苏数规〔2022〕3号
第一条 为了规范算力券管理,制定本办法。
第三条 注册在本市的中小企业可以申领算力券。
第四条 单个企业每年申领算力券的金额最高不超过20万元。
第五条 算力券有效期为6个月,逾期作废。
第六条 违反本办法第三条规定,骗取算力券的,追回资金,并处1万元以上3万元以下罚款。
苏州市大数据管理局
2022年3月1日
"""
NEW = """苏州市算力券管理办法(2024年修订)
苏数规〔2024〕1号
第一条 为了规范算力券管理,制定本办法。
第三条 注册在本市的中小企业和科研机构可以申领算力券。
第四条 单个企业每年申领算力券的金额最高不超过50万元。
第六条 违反本办法第三条规定,骗取算力券的,追回资金,并处1万元以上5万元以下罚款。
苏州市大数据管理局
2024年5月20日
"""
DRAFT = """南京市数据条例(征求意见稿)
第一条 为了规范数据处理活动,制定本条例。
第二条 公共数据应当在3个工作日内完成归集。
"""
ENACTED = """南京市数据条例
第一条 为了规范数据处理活动,制定本条例。
第二条 公共数据应当在5个工作日内完成归集。
"""
PLAN = """无锡市推进数字经济发展三年行动计划(2021—2023年)
一、主要目标
到2023年,全市网络零售额达到5000亿元。
二、重点任务
(一)夯实基础。到2023年,建成5G基站3万个。
"""
OPINION = """无锡市电子商务发展实施意见
锡政发〔2022〕8号
一、主要目标
到2023年,全市网络零售额超过6000亿元。
二、重点任务
(一)夯实基础。到2023年,全市5G基站总数达到3万个。
"""
NEWS = """无锡发布三年行动计划
据悉,无锡近日印发行动计划。
到2023年,全市网络零售额达到5000亿元。
到2023年,建成5G基站4万个。
业内专家认为,这将带动上下游企业集聚。
"""
REPRINT = """无锡市推进数字经济发展三年行动计划(2021—2023年)
一、主要目标
到2023年,全市网络零售额达到5000亿元。
二、重点任务
(一)夯实基础。到2023年,建成5G基站8万个。
"""
OTHER_CITY = """常州市推进数字经济发展三年行动计划(2021—2023年)
一、主要目标
到2023年,全市网络零售额达到3000亿元。
二、重点任务
(一)夯实基础。到2023年,建成5G基站2万个。
"""
LEVELS = """小巨人企业申报指南
一、国家级
(一)基本条件
1.连续经营3年以上。
2.企业资产负债率不高于70%。
(二)研发投入
近2年研发费用占比不低于3%。
二、省级
(一)基本条件
与国家级相同。
(二)研发投入
近2年研发费用占比不低于2%。
三、市级
(一)基本条件
连续经营1年以上。
(二)研发投入
按照省级标准执行。
四、县级
(一)基本条件
按照国家有关规定执行。
"""


def corpus_of(folder: Path, texts: Mapping[str, str], more: Mapping[str, str] | None = None) -> Corpus:
    """The texts as the parser reads them; `more` holds lines of TOML for a text, by its name."""
    records: list[str] = []
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        first, digest = text.splitlines()[0], hashlib.sha256(text.encode()).hexdigest()
        records.append(
            f'[[file]]\nname = "{name}.txt"\nsha256 = "{digest}"\norigin = "测试"\n'
            f'[[file.document]]\nid = "{name}"\ntitle = "{first}"\nstarts = [1, "{first}"]\n'
            + (more or {}).get(name, "")
        )
    (folder / "SOURCES.toml").write_text("\n".join(records), encoding="utf-8")
    corpus = load_corpus(CorpusSettings(documents_dir=folder, data_dir=folder / "var"))
    assert not corpus.problems, corpus.problems
    return corpus


def assistant_of(corpus: Corpus, as_of: date = AS_OF) -> Assistant:
    """An assistant that always answers, over these texts."""
    index = FakeIndex(corpus, build_passages(corpus, IndexSettings()))
    return Assistant(corpus, index, AssistantSettings(as_of=as_of), SURE)


def texts_assistant(
    folder: Path, texts: Mapping[str, str], more: Mapping[str, str] | None = None
) -> Assistant:
    """Both at once."""
    return assistant_of(corpus_of(folder, texts, more))
