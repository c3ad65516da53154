"""`python -m corpus check`: every finding once, by hand; silence where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.check import check_corpus
from corpus.check_report import report_lines, report_to_dict
from corpus.findings import CheckReport, DocumentReport, Finding, Severity, Topic
from corpus.model import Corpus, Gap, Span
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus


def corpus_of(root: Path, **texts: str) -> Corpus:
    """A corpus of files with these texts."""
    documents = root / "documents"
    documents.mkdir()
    for name, text in texts.items():
        (documents / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_corpus(CorpusSettings(documents_dir=documents, data_dir=root / "var"))


def findings_of(root: Path, text: str) -> list[tuple[Topic, str | None, str]]:
    """Topic, address and message of what is found in one text."""
    (document,) = check_corpus(corpus_of(root, a=text)).documents
    return [(f.topic, f.clause_id and f.clause_id.split("#")[1], f.message) for f in document.findings]


SOUND = """苏州市数字经济促进办法
第一章 总则
第一条 为了促进数字经济发展，根据有关法律、法规，结合本市实际，制定本办法。
第二条 本办法适用于下列活动：
（一）数字基础设施建设；
（二）数据资源开发利用。
第二章 促进
第三条 市人民政府应当加强对数字经济工作的领导，建立健全统筹协调机制。
第三条之一 县级人民政府参照执行，有关部门按照职责分工做好本行政区域的工作。
第四条 本办法自公布之日起施行。
"""


def test_a_sound_document_is_silent(tmp_path: Path) -> None:
    assert findings_of(tmp_path, SOUND) == []


def test_the_shipped_documents(shipped: Corpus) -> None:
    report = check_corpus(shipped)
    assert report.errors == 0
    assert [d.document.id for d in report.documents] == [d.id for d in shipped.documents]
    assert sum(d.clauses for d in report.documents) == len(shipped.clauses)
    assert all(d.coverage == 1.0 for d in report.documents)
    by_id = {d.document.id: d for d in report.documents}
    # 002 L1345/1353: articles 32 to 35 are a known gap, no finding
    assert by_id["dsl-draft2"].findings == ()
    # 002 L925 and L941: 北京 counts (一) twice
    ladder = [f for d in report.documents for f in d.findings if f.topic is Topic.LADDER]
    assert "zjtx#s2.1~2" in {f.clause_id for f in ladder}
    assert len(ladder) <= 5
    assert [c.addr for c in by_id["zjtx"].repeats] == ["s3.1.3~2", "s3.1.4~2", "s3.2~2", "s3.2~2.1"]
    assert by_id["jiangsu-reprint"].twins == 128
    assert {f.clause_id for f in by_id["jiangsu-reprint"].findings if f.topic is Topic.REPRINT} == {
        "jiangsu-reprint#front.p5"
    }
    moved = {c.addr for c in by_id["iot-plan"].moved}
    assert {"s1.2", "s2.3.6", "s2.4", "s3"} <= moved  # 002 L605-612, 649, 701, 711


def test_a_gap_that_nobody_recorded_is_found(shipped: Corpus) -> None:
    documents = tuple(replace(d, gaps=()) if d.id == "dsl-draft2" else d for d in shipped.documents)
    (report,) = check_corpus(replace(shipped, documents=documents), "dsl-draft2").documents
    messages = [f.message for f in report.findings if f.topic is Topic.LADDER]
    assert messages == ["“第三十六条”之前缺 32—35，请核对原文是否漏印或未识别。"]


LADDERS = [
    ("第四条 ", "第六条 ", "a6", "“第六条”之前缺 4—5，请核对原文是否漏印或未识别。"),
    ("第四条 ", "第三条 ", "a3~2", "“第三条”排在 3 之后，序号倒退，请核对原文次序。"),
    ("第二条 ", "第一条 ", "a1~2", "“第一条”与上一条序号相同，请核对原文。"),
    ("（一）数字", "（二）数字", "a2.i2", "“（二）”是这一级的第一个序号，前面缺 1 个，请核对原文。"),
    ("（二）数据", "（四）数据", "a2.i4", "“（四）”之前缺 2—3，请核对原文是否漏印或未识别。"),
    ("第二章 ", "第三章 ", "c3", "“第三章”之前缺 2，请核对原文是否漏印或未识别。"),
]


@pytest.mark.parametrize(("printed", "instead", "addr", "message"), LADDERS)
def test_a_ladder_that_does_not_hold(
    tmp_path: Path, printed: str, instead: str, addr: str, message: str
) -> None:
    assert SOUND.count(printed) == 1
    found = findings_of(tmp_path, SOUND.replace(printed, instead))
    plain = [(t, a, m.replace("(", "（").replace(")", "）")) for t, a, m in found if t is Topic.LADDER]
    assert (Topic.LADDER, addr, message) in plain


def test_numbers_that_run_on_are_no_finding(shipped: Corpus, tmp_path: Path) -> None:
    (report,) = check_corpus(shipped, "zhenjiang-opinion").documents  # 1 to 16 across (一) to (六)
    assert report.findings == ()
    text = "工作要点\n一、建设\n1.建网络。加强建设。\n2.建算力。加强建设。\n二、应用\n3.用数据。加强应用。\n4.用算法。加强应用。\n"
    assert findings_of(tmp_path, text + "苏州市人民政府\n2024年5月1日\n") == []


MARKS = ["甲、", "1.1 ", "●", "Ⅱ.", "（A）"]


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_no_rung_knows(tmp_path: Path, mark: str) -> None:
    line = f"{mark}建设算力网络，推动各地区各部门共享。\n"
    found = findings_of(tmp_path, SOUND + line)
    assert [t for t, _, _ in found] == [Topic.LADDER]
    assert found[0][2].startswith(f"这一段以“{mark.strip()}”开头，像是未识别的序号")


def test_documents_in_the_styles_met_in_practice(tmp_path: Path) -> None:
    styles = Path(__file__).parent / "styles"
    texts = {path.stem[:2]: path.read_text(encoding="utf-8") for path in sorted(styles.glob("*.txt"))}
    report = check_corpus(corpus_of(tmp_path, **texts))
    assert len(report.documents) == len(texts) >= 30
    assert report.errors == 0
    assert all(d.coverage == 1.0 for d in report.documents)
    ladders = {
        d.document.file[:2]: sorted(f.clause_id.split("#")[1] for f in d.findings if f.clause_id)
        for d in report.documents
    }
    # By hand: 16 skips (二), 2. and 三、四、; 17 prints (一) and 二、 twice
    assert ladders["16"] == ["s1.3", "s2.3", "s5"]
    assert ladders["17"] == ["s1.1~2", "s2~2"]


def test_figures_and_capital_numbers_are_no_unknown_marks(tmp_path: Path) -> None:
    text = "算力指标\n壹、时延\n平均时延低于\n1.5毫秒，丢包率低于万分之一，各地区各部门应当共同推进。\n贰、规模\n算力规模超过\n2.5EFLOPS，并向社会开放共享。\n"
    assert findings_of(tmp_path, text) == []


def test_lengths(tmp_path: Path) -> None:
    long = SOUND.replace("制定本办法。", "制定本办法。" + "各级人民政府应当加强领导，" * 200)
    assert [(t, a) for t, a, _ in findings_of(tmp_path, long)] == [(Topic.LENGTH, "a1")]


def test_a_heading_without_words_and_a_document_of_one_sentence(tmp_path: Path) -> None:
    text = SOUND.replace("第四条 本办法自公布之日起施行。\n", "第三章 附则\n")
    assert [(t, a) for t, a, _ in findings_of(tmp_path, text)] == [(Topic.LENGTH, "c3")]
    (tmp_path / "b").mkdir()
    ((topic, _, message),) = findings_of(tmp_path / "b", "通知\n请于周五前报送。\n")
    assert topic is Topic.LENGTH
    assert message.startswith("全文只有")


def test_the_same_words_in_two_documents_and_twice_in_one(tmp_path: Path) -> None:
    shared = "第三条 市人民政府应当加强对数字经济工作的领导，建立健全统筹协调机制。\n"
    other = "昆山市算力促进办法\n第一条 为了发展算力，结合本市实际和产业基础，制定本办法，请各单位认真贯彻执行落实。\n第二条 市工业和信息化局负责算力促进工作，会同有关部门制定具体措施并组织实施。\n"
    corpus = corpus_of(tmp_path, a=SOUND, b=other + shared, c=other.replace("昆山", "太仓"))
    found = {d.document.title: d.findings for d in check_corpus(corpus).documents}
    assert found["苏州市数字经济促进办法"] == ()
    (note,) = found["昆山市算力促进办法"]
    assert (note.severity, note.topic) == (Severity.NOTE, Topic.DUPLICATE)
    assert note.message.startswith("有 1 条与《苏州市数字经济促进办法》")
    (warning,) = found["太仓市算力促进办法"]
    assert warning.severity is Severity.WARNING
    assert "有 2 条与《昆山市算力促进办法》" in warning.message
    again = SOUND.replace("第四条 ", shared.replace("第三条", "第四条") + "第五条 ")
    (tmp_path / "b").mkdir()
    assert [
        f[1:] for f in findings_of(tmp_path / "b", again)
    ] == []  # their numbers differ, so do their words


def test_a_file_that_nobody_registered(tmp_path: Path) -> None:
    loose = tmp_path / "var" / "documents" / "办法.txt"
    loose.parent.mkdir(parents=True)
    loose.write_text(SOUND, encoding="utf-8")
    report = check_corpus(
        corpus_of(tmp_path, a="说明\n" + "本文件说明各项工作的背景、目的和依据，供各单位参考。" * 4)
    )
    assert [f.message for d in report.documents for f in d.findings] == [
        "文件《办法.txt》没有登记，内容一改，ID 就会变。请用 python -m corpus add 登记。"
    ]


def test_problems_and_lost_characters_are_errors(shipped: Corpus) -> None:
    broken = replace(shipped, problems=("文件《a.txt》没有文字，未读取。",), doubts=("可能是两个版本",))
    lost = [c for c in shipped.clauses if c.id != "soe#s2.1"]
    extra = shipped.clause("soe#s2.2")
    twice = replace(
        extra, id="soe#s9", addr="s9", parent=None, spans=(Span(extra.spans[0].start, extra.spans[0].end),)
    )
    report = check_corpus(replace(broken, clauses=(*lost, twice)), "soe")
    assert [(f.severity, f.topic) for f in report.findings] == [
        (Severity.ERROR, Topic.READING),
        (Severity.WARNING, Topic.VERSION),
    ]
    (document,) = report.documents
    errors = [f.message for f in document.findings if f.severity is Severity.ERROR]
    length = sum(not c.isspace() for c in extra.text)
    assert any("没有归入任何条款" in m for m in errors)
    assert f"有 {length} 字归入了两条。请报告这份文件。" in errors
    assert document.coverage < 0.995
    assert report.errors == 3
    assert "3 个错误" in list(report_lines(report))[-1]


def test_the_report_for_people_and_for_machines(shipped: Corpus) -> None:
    document = replace(
        shipped.document("soe"), gaps=(Gap("附件原文缺失", 7),), superseded_by="soe-2", supersedes=("soe-0",)
    )
    clause = replace(shipped.clause("soe#s1"), notes=("已移至所属位置",))
    repeat = replace(clause, repeat_of="soe#s0")
    finding = Finding(Severity.WARNING, Topic.LADDER, "“三、”之前缺 2。", "soe#s3")
    report = CheckReport(
        (DocumentReport(document, 28, 0.99876, (clause,), (repeat,), 0, (finding,)),),
        (Finding(Severity.ERROR, Topic.READING, "打不开。"),),
    )
    assert list(report_lines(report)) == [
        "《关于加快推进国有企业数字化转型工作的通知》 soe",
        "  条款 28｜收录率 99.88%｜缺漏 1｜移位或接续 1｜重复印刷 1",
        "  旧版本，已由 soe-2 取代",
        "  ⚠ 缺：附件原文缺失（第 7 行）",
        "  ✎ s1：已移至所属位置",
        "  ↺ s1：与 soe#s0 文字相同，原文重复印刷",
        "  ! 警告（序号）s3：“三、”之前缺 2。",
        "全部文件",
        "  ✘ 错误（读取）打不开。",
        "合计：1 份文件，28 条条款，1 个错误，1 个警告，0 个说明。",
    ]
    told = report_to_dict(report)
    assert {k: told[k] for k in ("errors", "warnings", "notes")} == {"errors": 1, "warnings": 1, "notes": 0}
    assert told["findings"] == [
        {"severity": "error", "topic": "reading", "message": "打不开。", "clause_id": None}
    ]
    documents = told["documents"]
    assert isinstance(documents, list)
    (row,) = documents
    assert (row["id"], row["clauses"], row["coverage"]) == ("soe", 28, 0.99876)
    assert row["moved"] == [{"clause_id": "soe#s1", "notes": ["已移至所属位置"]}]
    assert row["findings"][0]["clause_id"] == "soe#s3"
    assert (row["superseded_by"], row["supersedes"]) == ("soe-2", ["soe-0"])
