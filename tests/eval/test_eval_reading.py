"""Reading question files: what is accepted, and what each error says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.case import Case, EvidenceGroup, Quote
from eval.reading import CaseError, parse_case, read_cases

FULL = {
    "id": "sz-1",
    "type": "fact_number",
    "question": "苏州到2023年全市网络零售额的目标是多少?",
    "history": ["苏州的计划是哪年的?"],
    "evidence": [{"any": [{"doc": "003", "quote": "网络零售额"}, {"doc": "000", "quote": "零售额"}]}],
    "answer_keys": ["5000亿元"],
    "split": "check",
    "note": "",
}


def line(**changes: object) -> str:
    return json.dumps({**FULL, **changes}, ensure_ascii=False)


def test_every_field_of_the_contract_is_read() -> None:
    assert parse_case(line()) == Case(
        id="sz-1",
        type="fact_number",
        question="苏州到2023年全市网络零售额的目标是多少?",
        history=("苏州的计划是哪年的?",),
        evidence=(EvidenceGroup((Quote("003", "网络零售额"), Quote("000", "零售额"))),),
        answer_keys=("5000亿元",),
        split="check",
        note="",
    )


def test_unseen_files_may_leave_out_what_has_a_default_and_add_fields_and_types() -> None:
    case = parse_case('{"id": 7, "type": "riddle", "question": "问", "evidence": [], "source": "x"}')
    assert case == Case("7", "riddle", "问", (), (), (), None, "")
    assert not case.answerable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "不是合法的 JSON"),
        ("[]", "应当是一个 JSON 对象"),
        (line(id=""), "字段 id"),
        (line(id=None), "字段 id"),
        (line(id=True), "字段 id"),
        (line(type=3), "字段 type"),
        (line(question="  "), "字段 question"),
        (line(history="上一问"), "字段 history"),
        (line(history=[1]), "history 的每一项"),
        (line(evidence={}), "字段 evidence"),
        (line(evidence=[{"any": []}]), "any 不为空"),
        (line(evidence=[{"any": [{"doc": "003"}]}]), "字段 quote"),
        (line(answer_keys=[""]), "answer_keys 的每一项"),
        (line(split="test"), "tune 或 check"),
        (line(note=1), "字段 note"),
        ('{"id": "a", "type": "list", "question": "问"}', "缺少字段 evidence"),
    ],
)
def test_each_error_names_the_field(text: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        parse_case(text)


def test_all_errors_of_all_files_are_told_by_line(tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    first.write_text("\ufeff" + line() + "\n\n{\n", encoding="utf-8")
    second.write_text(line() + "\n" + line(id="new", split="x"), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_cases([first, second])
    assert str(caught.value).splitlines() == [
        "a.jsonl 第 3 行：不是合法的 JSON（第 2 个字符处）。",
        "b.jsonl 第 1 行：编号 sz-1 与 a.jsonl 第 1 行 重复。",
        "b.jsonl 第 2 行：字段 split 只能是 tune 或 check。",
    ]


def test_a_line_separator_inside_a_question_does_not_end_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(question="前\u2028后") + "\n", encoding="utf-8")
    assert read_cases([path])[0].question == "前\u2028后"


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.jsonl 无法打开"):
        read_cases([tmp_path / "none.jsonl"])
    gbk = tmp_path / "gbk.jsonl"
    gbk.write_bytes(line().encode("gb18030"))
    with pytest.raises(CaseError, match=r"gbk\.jsonl 不是 UTF-8"):
        read_cases([gbk])
