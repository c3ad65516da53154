"""REPAIRS.toml: every placement has its anchor and its reason; what does not fit is said and left alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from corpus_samples import lines_of, load

from corpus.fold import comparison_form
from corpus.lines import Placed, Role
from corpus.model import Corpus
from corpus.repairs import Anchor, Repair, RepairError, apply_repairs, check_anchors, read_repairs

TEXT = "甲、首\n乙行\n丙行\n丁行\n"


def _repair(op: str, first: int, last: int | None = None, **other: object) -> Repair:
    words = {1: "甲", 2: "乙", 3: "丙", 4: "丁"}
    end = last or first
    return Repair("f.txt", op, Anchor(first, words[first]), Anchor(end, words[end]), "因", **other)  # type: ignore[arg-type]  # tests give any operation


def _order(repairs: list[Repair]) -> list[str]:
    return [p.line.text for p in apply_repairs([Placed(line) for line in lines_of(TEXT)], repairs)]


def test_no_repairs_change_nothing() -> None:
    assert _order([]) == ["甲、首", "乙行", "丙行", "丁行"]


def test_move_before_and_after() -> None:
    assert _order([_repair("move", 3, 4, target=Anchor(1, "甲"), before=True)]) == [
        "丙行",
        "丁行",
        "甲、首",
        "乙行",
    ]
    assert _order([_repair("move", 1, target=Anchor(3, "丙"))]) == ["乙行", "丙行", "甲、首", "丁行"]


def test_a_moved_line_says_so_and_breaks_the_page() -> None:
    moved = apply_repairs(
        [Placed(line) for line in lines_of(TEXT)], [_repair("move", 4, target=Anchor(1, "甲"))]
    )
    assert moved[1].notes == ("原文此处排版错位，已移至所属位置（因）",)
    assert [p.breaks_page for p in moved] == [False, True, True, False]


def test_a_block_cannot_move_into_itself() -> None:
    with pytest.raises(RepairError, match="不能移到它自己里面"):
        _order([_repair("move", 2, 4, target=Anchor(3, "丙"))])


def test_metadata_leaves_a_page_header_in_its_range_alone() -> None:  # 002 L752-760 holds the header of p. 43
    placed = [Placed(line, Role.FURNITURE if line.number == 2 else Role.BODY) for line in lines_of(TEXT)]
    roles = [p.role for p in apply_repairs(placed, [_repair("metadata", 1, 3)])]
    assert roles == [Role.METADATA, Role.FURNITURE, Role.METADATA, Role.BODY]


def test_join_heading_and_name() -> None:
    placed = [Placed(line) for line in lines_of(TEXT)]
    joined, headed, named = apply_repairs(
        placed, [_repair("join", 2), _repair("heading", 3, number="1"), _repair("name", 4, heading="丁")]
    )[1:]
    assert (joined.joins, joined.notes) == (True, ("此处与上文接续（因）",))
    assert (headed.rung, headed.number) == ("heading", "1")
    assert (named.heading, named.notes) == ("丁", ("标题与正文之间原文没有标点（因）",))


def test_anchors_are_compared_without_width_and_blanks() -> None:
    lines = lines_of("（一）　基 本条件\n")
    check_anchors(lines, [Repair("f.txt", "own", Anchor(1, "(一)基本"), Anchor(1, "(一)基本"), "因")])


@pytest.mark.parametrize(("line", "quote"), [(1, "乙"), (9, "甲"), (2, "乙行。")])
def test_an_anchor_that_does_not_fit_is_named(line: int, quote: str) -> None:
    anchor = Anchor(line, quote)
    with pytest.raises(RepairError, match=f"第 {line} 行开头不是“{quote}”"):
        check_anchors(lines_of(TEXT), [Repair("f.txt", "own", anchor, anchor, "因")])


UNUSABLE = [
    ("[[repair]\n", "无法读取"),
    ('[[repair]]\nfile = "a.txt"\nop = "own"\nreason = "因"\n', "缺少必需的项"),
    ('[[repair]]\nfile = "a.txt"\nop = "own"\nfrom = [1, "甲"]\n', "缺少必需的项"),
    ('[[repair]]\nfile = "a.txt"\nop = "own"\nfrom = "甲"\nreason = "因"\n', "应写作"),
    ('[[repair]]\nfile = "a.txt"\nop = "fly"\nfrom = [1, "甲"]\nreason = "因"\n', "不认识的操作 fly"),
    (
        '[[repair]]\nfile = "a.txt"\nop = "move"\nfrom = [1, "甲"]\nreason = "因"\n',
        "没有写明 after 或 before",
    ),
]


@pytest.mark.parametrize(("content", "words"), UNUSABLE)
def test_an_unusable_file_is_refused_in_chinese(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "REPAIRS.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RepairError, match=words):
        read_repairs(tmp_path)


def test_a_folder_without_the_file_has_no_repairs(tmp_path: Path) -> None:
    assert read_repairs(tmp_path) == ()


def test_every_shipped_repair_fits_and_gives_its_reason(
    shipped_folder: Path, source_lines: Mapping[str, list[str]]
) -> None:
    repairs = read_repairs(shipped_folder)
    assert len(repairs) > 100
    for repair in repairs:
        assert len(repair.reason) >= 2, repair
        for anchor in filter(None, (repair.first, repair.last, repair.target)):
            line = comparison_form(source_lines[repair.file[:3]][anchor.line - 1])
            assert line.startswith(comparison_form(anchor.quote)), (repair.file, anchor)


def test_a_changed_file_is_left_as_it_stands_and_named(
    shipped: Corpus, shipped_folder: Path, tmp_path: Path
) -> None:
    name = "004_2827c07ac34160d3.txt"
    text = (
        (shipped_folder / name)
        .read_text(encoding="utf-8")
        .replace("12.完善智慧民生服务体验", "12.做好智慧民生服务体验")
    )
    (tmp_path / "REPAIRS.toml").write_bytes((shipped_folder / "REPAIRS.toml").read_bytes())
    (tmp_path / "SOURCES.toml").write_bytes((shipped_folder / "SOURCES.toml").read_bytes())
    (tmp_path / name).write_text(text, encoding="utf-8")
    corpus = load(tmp_path)
    named = [p for p in corpus.problems if "REPAIRS.toml" in p]
    assert len(named) == 1
    assert "第 74 行" in named[0]
    assert "均未应用" in named[0]
    assert [d.id for d in corpus.documents] == ["zhenjiang-opinion"]
    # Nothing of the file was repaired: the portal's footer is still in the text, and no clause is lost.
    assert any("声明:转载" in c.text for c in corpus.clauses)
    assert corpus.clause("zhenjiang-opinion#s2.4.10").text == shipped.clause("zhenjiang-opinion#s2.4.10").text
