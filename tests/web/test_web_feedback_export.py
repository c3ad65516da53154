"""What readers asked and rated as questions of the evaluation, and the commands for what is kept."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from feedback_samples import DAY, NOON, exchange, rated
from web_fakes import QUOTE

import ui
from eval.case import QuestionType
from eval.reading import parse_case
from web.feedback.cases import FOLLOWUP, GUESSED_OTHERWISE, UNANSWERABLE, case_lines, guessed_type
from web.feedback.model import Cited, Rating, Reason, Value
from web.feedback.schema import DATABASE
from web.feedback.settings import FeedbackSettings
from web.feedback.store import Store
from web.feedback.wiring import open_recorder


def test_a_case_is_what_the_question_set_reads() -> None:
    lines = list(
        case_lines(
            [
                rated(1, question="苏州?"),
                rated(2, Value.DOWN, Reason.INCOMPLETE, "少了镇江", question="苏州?"),
                rated(3, question="苏州?"),
                rated(4, question="苏州?", history=("江苏?",)),
                rated(
                    5,
                    question="火星?",
                    status="refused",
                    cited=(Cited("plan#s1", "plan.txt"),),
                    narrowed=True,
                ),
                rated(6, status="failed"),
                rated(7, kind="small_talk"),
            ]
        )
    )
    cases = [parse_case(line) for line in lines]
    assert [(c.question, c.type, len(c.evidence)) for c in cases] == [
        ("苏州?", GUESSED_OTHERWISE, 1), ("苏州?", FOLLOWUP, 1), ("火星?", UNANSWERABLE, 0),
    ]  # fmt: skip
    first = cases[0]
    assert (first.id, first.split, first.answer_keys) == ("fb-id-2", "tune", ())  # the rated one speaks
    assert (first.evidence[0].any[0].doc, first.evidence[0].any[0].quote) == ("plan.txt", QUOTE)
    for part in ("待补", "共 3 次", "没用（没有答全）“少了镇江”", "plan#s1.1"):
        assert part in first.note
    assert "最接近 plan#s1" in cases[2].note
    assert "只查所选的文件" in cases[2].note
    assert "只查所选的文件" not in first.note
    assert set(json.loads(lines[0])) == {
        "id",
        "type",
        "question",
        "history",
        "evidence",
        "answer_keys",
        "split",
        "note",
    }


@pytest.mark.parametrize(
    ("question", "guess"),
    [
        ("苏州到2023年全市网络零售额的目标是多少？", "fact_number"),
        ("网络产品安全漏洞由哪些部门监督管理？", "responsible_body"),
        ("什么是数字经济？", "definition"),
        ("苏州和镇江的目标分别是多少？", "comparison"),
        ("北京认定专精特新中小企业要满足什么条件？", "procedure_condition"),
        ("老板想搞个机房", "colloquial"),
    ],
)
def test_types_are_guessed_as_the_question_set_names_them(question: str, guess: str) -> None:
    assert guessed_type(exchange(1, question=question)) == guess
    assert guess in set(QuestionType)


def test_the_export_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_CORPUS__DATA_DIR", str(tmp_path))
    assert ui.main(["feedback", "export"]) == 0
    assert "还没有" in capsys.readouterr().err
    store = Store(tmp_path / DATABASE)
    store.add(exchange(1))
    store.add(exchange(2, asked_at=NOON + 5 * DAY))
    store.rate(Rating("id-2", NOON, Value.DOWN))
    assert ui.main(["feedback", "export"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
    since = datetime.fromtimestamp(NOON + 3 * DAY).date().isoformat()
    for options in (["--since", since], ["--only", "down"], ["--only", "rated"]):
        assert ui.main(["feedback", "export", *options]) == 0
        assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["fb-id-2"]
    assert ui.main(["feedback", "export", "--only", "refused"]) == 0
    assert capsys.readouterr().out == ""
    assert ui.main(["feedback", "export", "--out", str(tmp_path / "q.jsonl")]) == 0
    assert "已导出 2 题到 q.jsonl" in capsys.readouterr().out
    assert len((tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert ui.main(["feedback", "export", "--out", str(tmp_path / "no" / "q.jsonl")]) == 1
    assert "写不了文件 q.jsonl" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        ui.main(["feedback", "export", "--since", "昨天"])
    assert "日期应形如" in capsys.readouterr().err
    store.close()


def test_the_purge_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_CORPUS__DATA_DIR", str(tmp_path))
    recorder = open_recorder(FeedbackSettings(), tmp_path)  # a service that runs meanwhile
    assert recorder is not None
    store = Store(tmp_path / DATABASE)
    store.add(exchange(1))
    store.add(exchange(2, asked_at=NOON + 5 * DAY))
    assert ui.main(["feedback", "purge"]) == 2
    assert "确认请加 --yes" in capsys.readouterr().err
    assert store.count() == 2
    before = datetime.fromtimestamp(NOON + 3 * DAY).date().isoformat()
    assert ui.main(["feedback", "purge", "--before", before, "--yes"]) == 0
    assert "已删除 1 次提问" in capsys.readouterr().out
    assert ui.main(["feedback", "purge", "--yes"]) == 0
    assert store.count() == 0
    assert not (tmp_path / "feedback.key").exists()
    recorder.close()
    store.close()
