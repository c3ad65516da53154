"""The shipped texts in other formats have the tree that they have as text: one oracle for every reader."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus_samples import FILES
from docx.document import Document as WordDocument
from format_samples import load, pdf, printed, word

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
    tmp_path: Path,
    shipped_folder: Path,
    plain: dict[str, Corpus],
    key: str,
    suffix: str,
    make: Callable[[list[str]], bytes],
) -> None:
    (tmp_path / f"文件{suffix}").write_bytes(make(paragraphs(shipped_folder, key)))
    corpus = load(tmp_path)
    assert corpus.problems == ()
    expected = {c.addr: comparison_form(c.text) for c in plain[key].clauses}
    assert {c.addr: comparison_form(c.text) for c in corpus.clauses} == expected
    assert [c.addr for c in corpus.clauses] == list(expected)
    assert corpus.documents[0].id == plain[key].documents[0].id
    assert all(bool(c.pages) == (suffix == ".pdf") for c in corpus.clauses)


@pytest.mark.browser
def test_what_a_browser_prints_reads_like_the_text(
    tmp_path: Path, shipped_folder: Path, plain: dict[str, Corpus]
) -> None:
    chromium = shutil.which("chromium")
    assert chromium is not None, "run: make system-deps"
    page = as_page(paragraphs(shipped_folder, "004")).replace(
        b"<p>", b'<p style="font-family:Noto Sans CJK SC">'
    )
    (tmp_path / "源.html").write_bytes(page)
    printed_file = tmp_path / "documents" / "文件.pdf"
    printed_file.parent.mkdir()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [chromium, *flags, f"--print-to-pdf={printed_file}", (tmp_path / "源.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    corpus = load(printed_file.parent)
    # The printed page holds the menu; the text starts after it.
    expected = {c.addr: comparison_form(c.text) for c in plain["004"].clauses if c.addr.startswith("s")}
    assert {c.addr: comparison_form(c.text) for c in corpus.clauses if c.addr.startswith("s")} == expected
    text = corpus.texts["文件.pdf"]
    assert sum("file:///" in text[s.start : s.end] for s in corpus.furniture["文件.pdf"]) >= 3
