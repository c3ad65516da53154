"""Parsing is linear in size and in number, in time and in memory: small runs of benchmarks.parse_time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.parse_time import (
    STATUTE_CHARS,
    Measured,
    best_seconds,
    main,
    many_documents,
    one_document,
    peak_of_a_stream,
    shipped_seconds,
)
from benchmarks.plot import Panel, slope, svg
from benchmarks.statutes import statute
from corpus.parse import parse_file

# Quadratic growth would cost 8 times as much a character at 8 times the size; noise on a busy
# machine has cost up to 1.6 times.
MAX_GROWTH = 3.0
MAX_SHIPPED_SECONDS = 2.0  # issue: the five files together


def growth(measured: Sequence[Measured]) -> float:
    """Cost of a character at the largest size over that at the smallest."""
    costs = [m.seconds / m.chars for m in measured]
    return costs[-1] / costs[0]


def test_the_shipped_files_parse_in_time() -> None:
    assert shipped_seconds() < MAX_SHIPPED_SECONDS


def test_one_document_in_linear_time_and_memory() -> None:
    measured = one_document((1, 8), repeats=2)  # growth compares the smallest and the largest
    assert [round(m.chars / STATUTE_CHARS) for m in measured] == [1, 8]
    assert growth(measured) < MAX_GROWTH
    bytes_per_char = [(m.peak_bytes or 0) / m.chars for m in measured]
    assert bytes_per_char[-1] < 1.5 * bytes_per_char[0]


SHAPES = [
    ("items of one ladder", "{n}.加快建设数字基础设施，推动各类资源共享。\n"),
    ("paragraphs without a mark", "加快建设数字基础设施，推动各类资源共享，促进产业发展。\n"),
    ("headings and their paragraph", "（{n}）建设任务\n加快建设数字基础设施，推动资源共享。\n"),
    ("run-in headings", "工作任务其{n}。加快建设数字基础设施，推动各类资源共享。\n"),
    ("repeats of one article", "第一条　为了促进数字经济发展，制定本办法。\n"),
    ("dashes", "——加快建设数字基础设施，推动各类资源共享，促进发展。\n"),
    ("dates and signers", "市人民政府办公厅\n2024年5月1日\n"),
    ("attachments", "附件{n}：工作任务清单\n一、加快建设数字基础设施。\n"),
    ("questions", "问：如何加快建设数字基础设施？\n答：各地区按照方案推进。\n"),
]


@pytest.mark.parametrize(("what", "line"), SHAPES, ids=[what for what, _ in SHAPES])
def test_no_shape_of_document_is_worse_than_linear(what: str, line: str) -> None:
    measured = []
    for lines in (250, 2000):
        text = "工作要点\n一、重点任务\n" + "".join(line.format(n=n + 1) for n in range(lines))
        measured.append(Measured(1, len(text), _seconds(text)))
    assert growth(measured) < MAX_GROWTH, what


def _seconds(text: str) -> float:
    return best_seconds(lambda: parse_file(text, "a.txt", None, ()), 2)


def test_fifty_documents_in_linear_time(tmp_path: Path) -> None:
    measured = many_documents((6, 50), tmp_path)
    assert [m.documents for m in measured] == [6, 50]
    assert growth(measured) < MAX_GROWTH


def test_a_stream_of_documents_in_constant_memory() -> None:
    peak_of_a_stream(1)  # fills the caches of the regular expressions
    assert peak_of_a_stream(6) < 1.5 * peak_of_a_stream(1)


def test_statutes_are_the_same_for_one_seed_and_parse_whole() -> None:
    text = statute(3000, seed=7)
    assert text == statute(3000, seed=7) != statute(3000, seed=8)
    assert 3000 <= len(text.replace("\n", "")) < 3400
    parsed = parse_file(text, "a.txt", None, ())
    articles = [c.addr for c in parsed.clauses if c.kind == "article"]
    assert articles == [f"a{n + 1}" for n in range(len(articles))]
    assert len(articles) == text.count("\n第") - text.count("章　")


def test_the_plot_shows_every_point() -> None:
    points = [(1.0, 2.0), (2.0, 4.0), (4.0, 8.0)]
    assert slope(points) == 2.0
    tree = ElementTree.fromstring(svg([Panel("a < b", "x", "y", points)] * 2))
    assert len(tree.findall(".//{*}circle")) == 6
    assert [t.text for t in tree.findall(".//{*}text")].count("a < b") == 2


def test_the_command_writes_a_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["--sizes", "1", "--counts", "1", "2", "--stream", "1", "--out", str(tmp_path / "reports")]) == 0
    )
    report = json.loads((tmp_path / "reports" / "parse_time.json").read_text(encoding="utf-8"))
    assert report == json.loads(capsys.readouterr().out)
    assert [m["documents"] for m in report["folder"]] == [1, 2]
    assert (tmp_path / "reports" / "parse_time.svg").read_text(encoding="utf-8").startswith("<svg")
