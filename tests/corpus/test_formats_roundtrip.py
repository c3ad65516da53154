"""The shipped texts in other formats have the tree that they have as text: one oracle for every reader."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from corpus_samples import FILES, load
from docx.document import Document as WordDocument
from format_samples import pdf, printed, word

from corpus.fold import comparison_form
from corpus.model import Corpus

PARTS = ["000", "001", "004"]  # those that are one document


def paragraphs(shipped_folder: Path, key: str) -> list[str]:
    text = (shipped_folder / FILES[key]).read_bytes().decode("utf-8-sig")
    return [line.strip() for line in re.split(r"[\r\n]+", text) if line.strip()]


def as_word(lines: list[str]) -> bytes:
    def build(document: WordDocument) -> None:
        for line in lines:
            document.add_paragraph(line)

    return word(build)


def as_page(lines: list[str]) -> bytes:
    body = "\n".join(f"<p>　　{html.escape(line)}</p>" for line in lines)
    menu = '<div class="nav"><a href="/">首页</a></div>'
    return f'<html><head><meta charset="gbk"></head><body>{menu}<div id="zoom">{body}</div></body></html>'.encode(
        "gb18030"
    )


def as_pdf(lines: list[str]) -> bytes:
    return pdf(printed(lines, lines_a_page=30), "某某人民政府公报", "— {} —")


def as_text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def plain(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """Each text alone, without the records and repairs that know it by its file."""
    found = {}
    for key in PARTS:
        folder = tmp_path_factory.mktemp(key)
        (folder / "文件.txt").write_bytes(as_text(paragraphs(shipped_folder, key)))
        found[key] = load(folder)
    return found


@pytest.mark.parametrize("key", PARTS)
@pytest.mark.parametrize(("suffix", "make"), [(".docx", as_word), (".html", as_page), (".pdf", as_pdf)])
def test_the_tree_does_not_depend_on_the_format(
    tmp_path: Path, shipped_folder: Path, plain: dict[str, Corpus], key: str, suffix: str, make: object
) -> None:
    (tmp_path / f"文件{suffix}").write_bytes(make(paragraphs(shipped_folder, key)))  # type: ignore[operator]
    corpus = load(tmp_path)
    assert corpus.problems == ()
    expected = {c.addr: comparison_form(c.text) for c in plain[key].clauses}
    assert {c.addr: comparison_form(c.text) for c in corpus.clauses} == expected
    assert [c.addr for c in corpus.clauses] == list(expected)
    assert corpus.documents[0].id == plain[key].documents[0].id
    assert all(bool(c.pages) == (suffix == ".pdf") for c in corpus.clauses)
