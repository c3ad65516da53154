"""The command line: what it reads, writes, says and returns; on the real documents, without a model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.jsonl import to_dict
from assistant.model import Answer, AnswerKind, Citation, Hit, Refusal
from corpus.fold import fold_spans
from corpus.model import Corpus, Span
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus
from eval.case import Case
from eval.command import EXIT_CANNOT_RUN, EXIT_OK, EXIT_QUESTIONS_UNFIT, run
from eval.ours import AssistantSystem
from eval.outcome import Status
from index.model import Passage

WORDS = "网络零售额"  # 003: 到2023年, 全市网络零售额达到5000亿元


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return load_corpus(CorpusSettings())


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """Three cases in the contract's form; only the first has an answer in the replies."""
    group = {"any": [{"doc": "003", "quote": WORDS}]}
    cases: list[dict[str, object]] = [
        {"id": "1", "type": "fact_number", "question": "问一", "evidence": [group], "answer_keys": [WORDS]},
        {"id": "2", "type": "fact_number", "question": "问二", "evidence": [group], "split": "check"},
        {"id": "3", "type": "unanswerable", "question": "问三", "evidence": [], "split": "tune"},
    ]
    path = tmp_path / "unseen.jsonl"
    path.write_text("\n".join(json.dumps(c, ensure_ascii=False) for c in cases), encoding="utf-8")
    return path


@pytest.fixture
def replies(tmp_path: Path, shipped: Corpus) -> Path:
    """An answer from a real clause, and a refusal; no reply to the second case."""
    clause = next(
        c for c in shipped.clauses if c.file.startswith("003") and WORDS in c.text and len(c.text) < 600
    )
    passage = Passage(
        "p", clause.document, clause.id, (clause.id,), "", clause.text, clause.file, clause.spans
    )
    source = shipped.texts[clause.file]
    start = source.index(WORDS, clause.spans[0].start)
    spans = (Span(start, start + len(WORDS)),)
    citation = Citation(
        1,
        clause.id,
        clause.document,
        "",
        None,
        "",
        clause.text,
        fold_spans(source, spans).text,
        clause.file,
        spans,
        None,
    )
    answer = Answer(AnswerKind.POLICY, f"{WORDS}[1]", (), (citation,), (Hit(passage, 1, 1.0, ()),), (), 20.0)
    refusal = Refusal("没有", "未找到", (), (), (), 10.0)
    path = tmp_path / "recorded.jsonl"
    lines = [{"id": "1", **to_dict(answer)}, {"id": "3", **to_dict(refusal)}]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


def test_an_unseen_file_is_evaluated_and_written_in_three_forms(
    questions: Path, replies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, page = tmp_path / "new" / "report.json", tmp_path / "report.html"
    arguments = [
        str(questions),
        "--config=",
        "--replies",
        str(replies),
        "--json",
        str(out),
        "--html",
        str(page),
    ]
    assert run(arguments) == EXIT_OK
    said = capsys.readouterr()
    assert said.out.startswith("# 评测报告（全部，3 题）")
    assert "replies:recorded：已完成 3/3 题" in said.err
    content = json.loads(out.read_text(encoding="utf-8"))
    overall = content["replies:recorded"]["overall"]
    values = {name: (cell["value"], cell["n"]) for name, cell in overall.items()}
    assert values["evidence@1"] == (0.5, 2)  # the case without a reply counts as wrong
    assert values["answer_correctness"] == (0.5, 2)
    assert values["citation_validity"] == (1.0, 1)
    assert values["noncontiguous_hits"] == (0.0, 1)
    assert values["refusal_recall"] == (1.0, 1)
    assert values["refusal_precision"] == (1.0, 1)
    assert values["failure_rate"] == (pytest.approx(1 / 3), 3)
    assert values["latency_p50_ms"] == (15.0, 2)
    origin = content["provenance"]
    assert (origin["split"], origin["cases"], origin["seed"]) == ("all", 3, 0)
    assert set(origin["settings"]) == {"corpus", "index", "assistant", "eval"}
    assert list(origin["questions"]) == ["unseen.jsonl"]
    assert str(tmp_path) not in out.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(("split", "total"), [("tune", 1), ("check", 1), ("all", 3)])
def test_split_chooses_cases(
    questions: Path, replies: Path, capsys: pytest.CaptureFixture[str], split: str, total: int
) -> None:
    assert run([str(questions), "--config=", "--replies", str(replies), "--split", split]) == EXIT_OK
    assert f"，{total} 题）" in capsys.readouterr().out


def test_check_tells_unfit_questions(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(questions)]) == EXIT_QUESTIONS_UNFIT
    out = capsys.readouterr().out
    assert "错误｜unseen.jsonl 第 1 行（1）｜没有写明 split" in out
    assert "错误｜unseen.jsonl 第 2 行（2）｜可回答的问题必须有 answer_keys" in out
    assert "不可回答：调参 1，检验 0" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{tmp}/none.jsonl"], "none.jsonl 无法打开"),
        (["{tmp}/empty.jsonl"], "没有可评测的问题"),
        (["{tmp}/broken.jsonl"], "broken.jsonl 第 1 行：不是合法的 JSON"),
        (["check", "{tmp}/none.jsonl"], "none.jsonl 无法打开"),
        (["{tmp}/good.jsonl", "--config=", "--replies", "{tmp}/none.jsonl"], "回答文件 none.jsonl 无法读取"),
        (["{tmp}/good.jsonl", "--config="], "没有要评测的配置"),
        (
            [
                "{tmp}/good.jsonl",
                "--config=",
                "--replies",
                "{tmp}/empty.jsonl",
                "--replies",
                "{tmp}/empty.jsonl",
            ],
            "同名的回答文件：empty",
        ),
    ],
)
def test_what_cannot_run_is_said_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: Sequence[str], said: str
) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    (tmp_path / "broken.jsonl").write_text("{")
    (tmp_path / "good.jsonl").write_text('{"id": "1", "type": "list", "question": "q", "evidence": []}')
    assert run([a.format(tmp=tmp_path) for a in arguments]) == EXIT_CANNOT_RUN
    streams = capsys.readouterr()
    assert said in streams.err
    assert "Traceback" not in streams.err
    assert streams.out == ""


def test_an_unknown_configuration_is_a_usage_error(
    questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run([str(questions), "--config", "ours,mine"])
    assert stopped.value.code == EXIT_CANNOT_RUN
    assert "没有这样的配置：mine" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert stopped.value.code == EXIT_OK
    assert "显示这段说明" in capsys.readouterr().out


class Parrot:
    """An assistant that refuses with what it was asked."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer | Refusal:
        return Refusal("没有", "/".join((*history, question)), (), (), (), 99.0)


def test_the_assistant_is_asked_with_its_history() -> None:
    outcome = AssistantSystem("ours", Parrot()).run(
        Case("1", "followup", "现在的", ("头一个", "上一个"), (), ())
    )
    assert (outcome.status, outcome.answer) == (Status.REFUSED, "头一个/上一个/现在的")
    assert outcome.elapsed_ms is None  # the runner's clock counts


def test_a_report_that_cannot_be_written_does_not_cost_the_figures(
    questions: Path, replies: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken.json"
    taken.mkdir()
    arguments = [str(questions), "--config=", "--replies", str(replies), "--json", str(taken)]
    assert run(arguments) == EXIT_CANNOT_RUN
    streams = capsys.readouterr()
    assert streams.out.startswith("# 评测报告")
    assert "报告 taken.json 无法写入" in streams.err
