"""STARD on a hand-made folder of forty articles in its form, with an embedder that counts characters."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from eval_fakes import CharacterEmbedder
from stard_samples import silent

from assistant.settings import AssistantSettings
from corpus.settings import CorpusSettings
from eval.command import EXIT_CANNOT_RUN, EXIT_OK, run
from eval.sections import Sections
from eval.settings import EvalSettings
from eval.stard.bench import CONFIGS, StardBench, untuned
from eval.stard.dataset import Query, StardError, limited, read_dataset
from eval.stard.passages import article_passages
from eval.stard.report import Measure, measured, stard_json, stard_markdown
from index.builtin import UNTUNED
from index.settings import IndexSettings


@pytest.fixture
def sections(tmp_path: Path) -> Sections:
    return Sections(
        CorpusSettings(data_dir=tmp_path / "var"), IndexSettings(), AssistantSettings(), EvalSettings()
    )


def test_the_dev_split_is_read_with_its_answers(stard_data: Path) -> None:
    dataset = read_dataset(stard_data)
    assert len(dataset.articles) == 40
    assert dataset.articles[4].chapter == "第一编 总则/第一章 一般规定"
    assert [q.id for q in dataset.queries] == ["S1", "S2", "S3"]
    assert dataset.queries[2] == Query("S3", "劳动合同归谁管", frozenset({"L00007", "L00004"}))


def test_a_slice_keeps_questions_with_all_their_answers(stard_data: Path) -> None:
    dataset = read_dataset(stard_data)
    # Half of six may be answers: one of S1, one of S2, and not the two of S3.
    part = limited(dataset, 6)
    assert [q.id for q in part.queries] == ["S1", "S2"]
    assert [a.id for a in part.articles] == ["L00000", "L00001", "L00002", "L00003", "L00004", "L00033"]
    assert limited(dataset, 1000) == dataset
    with pytest.raises(StardError, match="--limit-articles 1 太小"):
        limited(replace(dataset, queries=dataset.queries[2:]), 1)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl.gz", b"not gzip", r"corpus\.jsonl\.gz 无法读取"),
        ("corpus.jsonl.gz", gzip.compress(b"{}"), r"corpus\.jsonl\.gz 第 1 行应为含有 id、law"),
        ("corpus.jsonl.gz", gzip.compress(b"{")[:-9], r"corpus\.jsonl\.gz 无法读取"),
        ("queries.jsonl", b"{", r"queries\.jsonl 第 1 行不是合法的 JSON"),
        ("queries.jsonl", b'{"id": "S9", "text": "x", "split": "dev"}', "没有属于 dev"),
        ("qrels.tsv", b"S1\tnone\t1\n", r"qrels\.tsv 第 1 行应为"),
        ("qrels.tsv", "S1\t\u65e0".encode("gbk"), r"qrels\.tsv 无法读取"),
    ],
)
def test_other_forms_are_told_in_chinese(stard_data: Path, file: str, content: bytes, said: str) -> None:
    (stard_data / file).write_bytes(content)
    with pytest.raises(StardError, match=said):
        read_dataset(stard_data)


def test_an_article_is_a_passage_and_a_long_one_several(stard_data: Path) -> None:
    passages = article_passages(read_dataset(stard_data).articles, IndexSettings())
    of_long = [p for p in passages if p.clause_id == "L00033"]
    assert len(passages) == 39 + len(of_long)
    assert len(of_long) == 2
    assert all(len(p.text) <= 600 for p in of_long)
    assert "消费者的期限是七日。" in of_long[-1].text
    assert passages[4].trail == "劳动合同法 › 第一编 总则 › 第一章 一般规定 › 第1条"
    assert passages[0].trail == "房屋租赁法 › 第1条"


def test_measures_by_hand() -> None:
    """One answer at rank 1; two answers at ranks 4 and 11; one that is not found."""
    queries = [
        Query("1", "", frozenset("a")),
        Query("2", "", frozenset("bc")),
        Query("3", "", frozenset("d")),
    ]
    rest = [f"x{i}" for i in range(200)]
    rankings = [
        ["a", *rest],
        [*rest[:3], "b", *rest[3:9], "c", *rest[9:]],
        [*rest[:100], "d"],
    ]
    values = measured(rankings, queries)
    assert values[Measure.RECALL_10] == [1.0, 0.5, 0.0]
    assert values[Measure.MRR_10] == [1.0, 0.25, 0.0]
    assert values[Measure.RECALL_100] == [1.0, 1.0, 0.0]


def test_the_report_stands_beside_the_published_figures(stard_data: Path, sections: Sections) -> None:
    made: list[CharacterEmbedder] = []

    def make(settings: IndexSettings) -> CharacterEmbedder:
        made.append(CharacterEmbedder(settings.model))
        return made[-1]

    tuned = replace(sections, index=IndexSettings(model="tuned"))
    said: list[str] = []
    report = StardBench(stard_data, None, tuned, untuned(tuned.index), make, said.append).run(CONFIGS)
    assert [e.name for e in made] == [UNTUNED, "tuned"]
    content = json.loads(stard_json(report))
    assert list(content) == ["bm25", "zero-shot", "default", "provenance"]
    assert content["bm25"]["Recall@100"] == {"value": 1.0, "lo": 1.0, "hi": 1.0, "n": 3}
    assert content["provenance"]["whole_corpus"] is True
    assert content["provenance"]["模型"] == f"zero-shot = {UNTUNED}；default = tuned"
    text = stard_markdown(report)
    assert "| STARD 论文中最好的检索器 | – | – | 0.907 |" in text
    assert "| BM25（此前测得） | 0.423 | 0.348 | – |" in text
    assert "default 减 bm25：Recall@10" in text
    assert "default 减 zero-shot：Recall@10" in text
    assert "不能与公布的数字比较" not in text
    assert "default：已完成 3/3 题" in said
    # A second run embeds nothing but the questions.
    made.clear()
    StardBench(stard_data, None, tuned, untuned(tuned.index), make, silent).run(CONFIGS)
    assert [len(e.embedded) for e in made] == [3, 3]


def test_the_untuned_model_keeps_everything_else() -> None:
    settings = IndexSettings(model="some/model", query_prefix="q: ", engine="torch", gather_chars=400)
    assert untuned(settings) == IndexSettings(model=UNTUNED, engine="torch", gather_chars=400)


def test_the_command_writes_markdown_and_json(
    stard_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "stard.json"
    arguments = [
        "stard",
        "--data",
        str(stard_data),
        "--config",
        "bm25",
        "--limit-articles",
        "8",
        "--json",
        str(out),
    ]
    assert run(arguments) == EXIT_OK
    said = capsys.readouterr()
    assert said.out.startswith("# STARD（dev）")
    assert "不能与公布的数字比较" in said.out
    assert "8 条法条" in said.out
    assert str(tmp_path) not in said.out
    assert json.loads(out.read_text(encoding="utf-8"))["bm25"]["Recall@10"]["n"] == 3


def test_what_stard_cannot_run_is_said_in_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stard", "--data", str(tmp_path)]) == EXIT_CANNOT_RUN
    assert "corpus.jsonl.gz 无法读取" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        run(["stard", "--data", str(tmp_path), "--config", "best"])
    assert stopped.value.code == EXIT_CANNOT_RUN
    assert "没有这样的配置：best" in capsys.readouterr().err
