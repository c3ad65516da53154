"""SOURCES.toml: what is supplied for each file, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_samples import load

from corpus.model import Corpus, DocumentKind, Force, Level
from corpus.sources import SourcesError, read_sources

HEAD = '[[file]]\nname = "a.txt"\nsha256 = "0"\norigin = "客户提供"\n'
DOCUMENT = '[[file.document]]\nid = "a"\ntitle = "办法"\nstarts = [1, "第一条"]\n'


def _write(folder: Path, content: str) -> Path:
    (folder / "SOURCES.toml").write_text(content, encoding="utf-8")
    return folder


def test_no_file_no_records(tmp_path: Path) -> None:
    assert read_sources(tmp_path) == {}
    assert read_sources(_write(tmp_path, "")) == {}


def test_reads_a_record(tmp_path: Path) -> None:
    content = (
        HEAD
        + DOCUMENT
        + 'level = "省"\nforce = "草案"\nkind = "解读"\nperiod = [2021, 2025]\nshort_names = ["办法"]\n'
    )
    record = read_sources(_write(tmp_path, content))["a.txt"].documents[0]
    assert (record.id, record.line, record.quote) == ("a", 1, "第一条")
    assert (record.level, record.force, record.kind) == (
        Level.PROVINCE,
        Force.DRAFT,
        DocumentKind.EXPLANATION,
    )
    assert record.period is not None
    assert (record.period.start_year, record.period.end_year) == (2021, 2025)
    assert record.short_names == ("办法",)


REFUSED = [
    "[[file]\n",
    "[[file]]\n",
    HEAD + "document = 3\n",
    HEAD + '[[file.document]]\nid = "a"\ntitle = "办法"\n',
    HEAD + DOCUMENT.replace('[1, "第一条"]', "[1]"),
    HEAD + DOCUMENT + 'level = "县"\n',
    HEAD + DOCUMENT + 'nonsense = "x"\n',
    HEAD + DOCUMENT + 'short_names = "办法"\n',
]


@pytest.mark.parametrize("content", REFUSED)
def test_refuses_in_chinese(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourcesError, match=r"SOURCES.toml 有误：.+请对照说明修改"):
        read_sources(_write(tmp_path, content))


def test_a_listed_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    _write(tmp_path, HEAD + DOCUMENT)
    (tmp_path / "b.txt").write_text("关于算力的通知\n一、总体要求\n坚持统筹。\n", encoding="utf-8")
    corpus = load(tmp_path)
    assert corpus.problems == ("文件《a.txt》在 SOURCES.toml 中有记录，但文件夹里没有。",)
    assert len(corpus.documents) == 1


def test_a_record_whose_first_line_differs_is_named_and_the_text_still_read(tmp_path: Path) -> None:
    _write(tmp_path, HEAD + DOCUMENT)
    (tmp_path / "a.txt").write_text("关于算力的通知\n一、总体要求\n坚持统筹。\n", encoding="utf-8")
    corpus = load(tmp_path)
    assert "与 SOURCES.toml 的记录不符" in corpus.problems[0]
    assert corpus.documents[0].title == "关于算力的通知"
    assert [c.addr for c in corpus.clauses] == ["s1"]


def test_status_and_gaps_of_the_draft_law(shipped: Corpus) -> None:
    law = shipped.document("dsl-draft2")
    assert law.force is Force.DRAFT
    assert law.status_note == "二审草案，非现行文本；第三十二至三十五条原文缺失"
    assert [g.line for g in law.gaps] == [1345]
    assert {"第三十二条", "第三十五条"} <= set(law.gaps[0].topics)


# 002, pages that were pictures or are missing: document, line of the gap, printed pages (SEED: read in the file).
GAPS: list[tuple[str, int, str | None]] = [
    ("stat-classes", 277, "8—25"),
    ("ai-bases", 830, "47—49"),
    ("zjtx", 859, None),
    ("5g-qa", 1551, "79"),
    ("dc-plan", 1604, None),
    ("dc-plan", 1689, "86—88"),
    ("dc-explained", 1734, None),
    ("soe-infographic", 1841, "95—96"),
    ("jiangsu-reprint", 2465, "133"),
    ("shanghai-news", 2630, "145"),
    ("terms-news", 2865, "160—171"),
]


@pytest.mark.parametrize(("document", "line", "pages"), GAPS)
def test_gaps_are_data(shipped: Corpus, document: str, line: int, pages: str | None) -> None:
    gap = next(g for g in shipped.document(document).gaps if g.line == line)
    assert gap.pages == pages
    assert gap.what
    assert gap.topics


def test_relations_point_at_documents_that_exist(shipped: Corpus) -> None:
    for document in shipped.documents:
        for other in (document.reprint_of, document.summarises):
            assert other is None or other in shipped.by_document_id
    assert shipped.document("jiangsu-reprint").reprint_of == "jiangsu-plan"
