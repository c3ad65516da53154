"""A corpus small enough to read, and an index that scores by shared characters: real signatures, no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.features import FEATURES
from assistant.refusal import Calibration
from assistant.settings import AssistantSettings
from assistant.terms import pieces
from corpus.fold import fold_spans
from corpus.model import (
    Clause,
    ClauseKind,
    Copy,
    Corpus,
    Document,
    DocumentKind,
    Force,
    Gap,
    Level,
    Period,
    Span,
)
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from index.model import USUAL, Candidates, Passage, Reach, TokenMatches
from index.passages import build_passages
from index.settings import IndexSettings

# Real sentences: 003 L58 and its neighbours, 004 L76, 002 L1301-1345 and L1419-1451, 002 L1413.
Line = tuple[
    str, str, str | None, str | None, str | None, str
]  # document, addr, parent, number, heading, text
LINES: dict[str, list[Line]] = {
    "suzhou.txt": [
        ("suzhou", "s2.3.4", None, "4.", "加快产业数字化融合", "4.加快产业数字化融合"),
        ("suzhou", "s2.3.4.r1", "s2.3.4", None, "数字贸易", "数字贸易。到 2023 年,全市网络零售额达 5000 亿元,培育电子商务平台和龙头企业 20 家。(市商务局牵头,市工信局、市大数据局按职责分工负责)"),
        ("suzhou", "s3.2", None, "(二)", "人才", "(二)人才。探索数字经济产业人才“苏州标准”,按人才层次建立金字塔式支持体系。"),
    ],
    "zhenjiang.txt": [
        ("zhenjiang", "s3.4", None, "15.", "强化人才支撑", "15.强化人才支撑。深化“金山英才”计划,广泛吸引海内外高层次数字经济人才集聚。"),
        ("zhenjiang", "s2.1", None, "1.", "基本原则", "1.基本原则"),
        ("zhenjiang", "s2.1.d1", "s2.1", None, None, "——坚持创新引领、数字驱动。瞄准数字经济领域前沿技术。"),
        ("zhenjiang", "s2.1.d2", "s2.1", None, None, "——坚持统筹推进、融合发展。深化部门协调和市区联动。"),
    ],
    "magazine.txt": [
        ("dsl", "a18", None, "第十八条", None, "第十八条　国家建立健全数据交易管理制度，规范数据交易行为，培育数据交易市场。"),
        ("dsl", "a31", None, "第三十一条", None, "第三十一条　任何组织、个人收集数据，应当采取合法、正当的方式。"),
        ("dsl", "a3", None, "第三条", None, "第三条　本法所称数据，是指任何以电子或者非电子形式对信息的记录。"),
        ("vuln", "a9", None, "第九条", None, "第九条　从事网络产品安全漏洞发现、收集的组织发布漏洞信息的，应当遵循下列规定："),
        ("vuln", "a9.i5", "a9", "(五)", None, "(五)在发布网络产品安全漏洞时,应当同步发布修补或者防范措施。"),
        ("vuln", "a9.i6", "a9", "(六)", None, "(六)在国家举办重大活动期间,未经公安部同意,不得擅自发布网络产品安全漏洞信息。"),
        ("vuln-news", "p1", None, None, None, "(六)在国家举办重大活动期间,未经公安部同意,不得擅自发布网络产品安全漏洞信息。"),
    ],
}  # fmt: skip

DOCUMENTS = (
    Document("suzhou", "苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)", "suzhou.txt", 1, 9, number="苏委发〔2021〕1号", level=Level.CITY, region="苏州", period=Period(2021, 2023), short_names=("苏州行动计划",)),
    Document("zhenjiang", "镇江市关于加快推进数字经济发展的实施意见", "zhenjiang.txt", 1, 9, level=Level.CITY, region="镇江", short_names=("镇江意见",)),
    Document("dsl", "中华人民共和国数据安全法(二审草案)", "magazine.txt", 1, 9, level=Level.NATIONAL, force=Force.DRAFT, short_names=("数据安全法", "数安法"), status_note="二审草案，非现行文本；第三十二至三十五条原文缺失", gaps=(Gap("第三十二条至第三十五条原文缺失", 3, topics=("第三十二条",)),)),
    Document("vuln", "网络产品安全漏洞管理规定", "magazine.txt", 4, 9, level=Level.NATIONAL, short_names=("漏洞规定",)),
    Document("vuln-news", "工信部等三部门发布《网络产品安全漏洞管理规定》自9月1日起施行", "magazine.txt", 7, 9, level=Level.NATIONAL, kind=DocumentKind.NEWS, copy=Copy.ORIGINAL, summarises="vuln"),
)  # fmt: skip


def kind_of(addr: str) -> ClauseKind:
    """The kind that the last component of an address stands for."""
    letters = {
        "a": ClauseKind.ARTICLE,
        "i": ClauseKind.ITEM,
        "r": ClauseKind.RUN_IN,
        "d": ClauseKind.DASH,
        "p": ClauseKind.PARAGRAPH,
    }
    return letters.get(addr.split(".")[-1][0], ClauseKind.SECTION)


def make_corpus(
    held: Mapping[str, Sequence[Line]] = LINES, documents: Sequence[Document] = DOCUMENTS
) -> Corpus:
    """A corpus of lines by file; each clause is one line of its file, with blanks that folding drops."""
    texts: dict[str, str] = {}
    clauses: list[Clause] = []
    for file, lines in held.items():
        source = ""
        for document, addr, parent, number, heading, text in lines:
            source += "  "
            span = Span(len(source), len(source) + len(text))
            source += text + "\n\n"
            folded = fold_spans(source, [span]).text
            above = f"{document}#{parent}" if parent else None
            address = f"{number or ''}{heading or ''}" or "段"
            clauses.append(
                Clause(
                    f"{document}#{addr}",
                    document,
                    addr,
                    above,
                    kind_of(addr),
                    number,
                    heading,
                    address,
                    folded,
                    file,
                    (span,),
                )
            )
        texts[file] = source
    return Corpus(tuple(documents), tuple(clauses), texts, {}, {})


class FakeIndex:
    """One passage a clause, or those given; every score is the share of the question's pieces that it holds."""

    def __init__(self, corpus: Corpus, passages: Sequence[Passage] | None = None) -> None:
        self.passages = tuple(
            passages if passages is not None else (passage_of(corpus, c) for c in corpus.clauses)
        )

    def search(self, question: str, reach: Reach = USUAL) -> Candidates:
        wanted = pieces(question)
        held = [pieces(p.trail + "\n" + p.text) for p in self.passages]
        share = np.array([len(wanted & h) / max(1, len(wanted)) for h in held], np.float32)
        order = np.argsort(-share, kind="stable")
        if reach.only is not None:
            order = order[np.isin(order, reach.only)]
        near = np.unique(np.concatenate([order[: reach.depth], np.array(reach.extra, np.int64)]))
        score = share[near]
        return Candidates(near, score, score * 10, score, score)

    def token_matches(self, question: str, passage_ids: Sequence[str]) -> TokenMatches:
        return TokenMatches(np.zeros((0, 2), np.int64), np.zeros((len(passage_ids), 0), np.float32))

    def similar_sentences(self, question: str, places: Sequence[tuple[str, int]]) -> NDArray[np.float32]:
        return np.zeros(len(places), np.float32)

    def positions_of(self, clause_id: str) -> tuple[int, ...]:
        return tuple(i for i, p in enumerate(self.passages) if clause_id in p.clause_ids)

    def positions_in(self, document_id: str) -> tuple[int, ...]:
        return tuple(i for i, p in enumerate(self.passages) if p.document == document_id)


def passage_of(corpus: Corpus, clause: Clause) -> Passage:
    """A passage that holds one clause."""
    trail = corpus.document(clause.document).title
    return Passage(
        clause.id, clause.document, clause.id, (clause.id,), trail, clause.text, clause.file, clause.spans
    )


SURE = Calibration(FEATURES, (0.0,) * len(FEATURES), (1.0,) * len(FEATURES), (0.0,) * len(FEATURES), 5.0, 0.5)
NEVER = Calibration(
    FEATURES, (0.0,) * len(FEATURES), (1.0,) * len(FEATURES), (0.0,) * len(FEATURES), -5.0, 0.5
)


def make_assistant(calibration: Calibration = SURE, as_of: date = date(2026, 11, 21)) -> Assistant:
    """An assistant over the small corpus that always answers, or never."""
    corpus = make_corpus()
    return Assistant(corpus, FakeIndex(corpus), AssistantSettings(as_of=as_of), calibration)


@cache
def shipped_corpus() -> Corpus:
    """What ships, read once in a process; nothing that holds it changes it."""
    return load_corpus(CorpusSettings())


@cache
def shipped_assistant() -> Assistant:
    """An assistant over it that always answers and searches by shared characters."""
    corpus = shipped_corpus()
    return Assistant(
        corpus, FakeIndex(corpus, build_passages(corpus, IndexSettings())), AssistantSettings(), SURE
    )
