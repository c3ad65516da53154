"""Text in two encodings, and what Markdown says of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_samples import load

from corpus.decode import UnreadableFile
from corpus.formats.extracted import LineRole
from corpus.formats.plain import read_markdown, read_plain
from corpus.model import Corpus

TEXT = "关于加快发展的通知\r\n一、总体要求\r\n坚持统筹发展。\r\n"
MARKDOWN = """# 某市算力发展若干措施

为加快发展，制定本措施。

## 一、总体要求

坚持统筹。

## 支持对象

在本市注册，按期纳税，并有示范项目的企业可以申领。

| 指标 | 2025年 |
|------|:------:|
| 规模 | 8000亿元 |

---

## 二、附则

自印发之日起施行。
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_what_stands_in_the_file(tmp_path: Path, encoding: str) -> None:
    assert read_plain(TEXT.encode(encoding), "甲.txt").text == TEXT
    (tmp_path / "甲.txt").write_bytes(TEXT.encode(encoding))
    corpus = load(tmp_path)
    assert corpus.texts["甲.txt"] == TEXT
    assert [c.pages for c in corpus.clauses] == [()] * len(corpus.clauses)


def test_shipped_files_are_read_as_before(shipped: Corpus, shipped_folder: Path) -> None:
    for name, text in shipped.texts.items():
        assert text == (shipped_folder / name).read_bytes().decode("utf-8-sig")


def test_what_markdown_says_of_its_lines() -> None:
    found = read_markdown(MARKDOWN.encode(), "甲.md")
    assert found.text == MARKDOWN
    lines = MARKDOWN.split("\n")
    assert {lines[n - 1]: (f.heading_level, f.role, f.markup_chars) for n, f in found.facts.items()} == {
        "# 某市算力发展若干措施": (1, None, 2),
        "## 一、总体要求": (2, None, 3),
        "## 支持对象": (2, None, 3),
        "## 二、附则": (2, None, 3),
        "| 指标 | 2025年 |": (None, LineRole.KEPT, 0),
        "|------|:------:|": (None, LineRole.FURNITURE, 0),
        "| 规模 | 8000亿元 |": (None, LineRole.KEPT, 0),
        "---": (None, LineRole.FURNITURE, 0),
    }


def test_a_markdown_file_as_clauses(tmp_path: Path) -> None:
    (tmp_path / "甲.md").write_text(MARKDOWN, encoding="utf-8")
    corpus = load(tmp_path)
    assert [d.title for d in corpus.documents] == ["某市算力发展若干措施"]
    assert [(c.addr, c.heading, c.text) for c in corpus.clauses] == [
        ("front.p1", None, "为加快发展，制定本措施。"),
        ("s1", "总体要求", "一、总体要求\n坚持统筹。"),
        (
            "r1",
            "支持对象",
            "支持对象\n在本市注册，按期纳税，并有示范项目的企业可以申领。\n|指标| 2025年|\n|规模| 8000亿元|",
        ),
        ("s2", "附则", "二、附则\n自印发之日起施行。"),
    ]
    marks = [MARKDOWN[s.start : s.end] for s in corpus.furniture["甲.md"]]
    assert marks == ["# ", "## ", "## ", "|------|:------:|", "---", "## "]


MIXED = [
    ("一、总体要求\n坚持统筹发展，加快建设。\n".encode() + "二、重点任务\n".encode("gb18030"), 3),
    ("关于加快数字经济发展的意见，现印发给你们。".encode() * 5 + b"\xff", 1),
    ("第一章\n".encode("gb18030") * 3 + "深入推进数字经济发展\n".encode(), 1),
]


@pytest.mark.parametrize(("data", "line"), MIXED)
def test_mixed_encodings_are_named_with_their_line(data: bytes, line: int) -> None:
    with pytest.raises(UnreadableFile, match=rf"混有不同的编码：第 {line} 行附近不是 UTF-8"):
        read_plain(data, "混.txt")


def test_gb18030_is_never_taken_for_a_mixture(shipped: Corpus) -> None:
    for text in shipped.texts.values():
        for shape in (text, text.replace("\n", "").replace("\r", "")):
            assert read_plain(shape.encode("gb18030"), "甲.txt").text == shape
