"""STARD on a hand-made folder of forty articles in its form, with an embedder that counts characters."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from eval_fakes import CharacterEmbedder
from hypothesis import given
from hypothesis import strategies as st

from assistant.facts import Facts
from assistant.naming import DocumentNames
from assistant.question import Reader
from assistant.rank import rank
from assistant.settings import AssistantSettings, Weights
from corpus.model import Document
from corpus.settings import CorpusSettings
from eval.command import EXIT_CANNOT_RUN, EXIT_OK, run
from eval.sections import Sections
from eval.settings import EvalSettings
from eval.stard import cache as cache_module
from eval.stard.bench import CONFIGS, StardBench, untuned
from eval.stard.cache import VectorCache
from eval.stard.dataset import Query, StardError, limited, read_dataset
from eval.stard.passages import article_passages
from eval.stard.report import Measure, measured, stard_json, stard_markdown
from eval.stard.search import Laws, as_configured, by_vector, by_words, fused
from index.builtin import UNTUNED
from index.index import Index
from index.late import gather_rows, quantize
from index.lexical import Lexicon
from index.model import Candidates
from index.settings import IndexSettings

# Matters of daily life, four articles each; the number makes every article's words its own.
MATTERS = (
    "房屋租赁",
    "劳动合同",
    "婚姻登记",
    "道路交通",
    "食品安全",
    "个体工商户",
    "未成年人",
    "数据安全",
    "消费者",
    "治安处罚",
)
LONG = "经营者应当按照约定提供商品或者服务，不得拖延。" * 40  # 880 characters


def articles() -> list[dict[str, str]]:
    made = []
    for i, matter in enumerate(MATTERS):
        for n, rule in enumerate(("的条件", "的期限", "的罚款", "的主管部门")):
            number = 4 * i + n
            text = f"{matter}{rule}由第{number}号细则规定，当事人应当遵守。"
            made.append(
                {
                    "id": f"L{number:05}",
                    "title": f"{matter}法",
                    "text": f"{LONG}{matter}的期限是七日。" if number == 33 else text,
                    "law": f"{matter}法",
                    "article": f"第{n + 1}条",
                    "chapter": "第一编 总则/第一章 一般规定" if i % 2 else "",
                    "path": f"{matter}法.md",
                }
            )
    return made


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "stard"
    folder.mkdir()
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(json.dumps(a, ensure_ascii=False) for a in articles()))
    queries = [
        {"id": "S0", "text": "租房子有什么条件", "split": "train"},
        {"id": "S1", "text": "房屋租赁的罚款是多少", "split": "dev"},
        {"id": "S2", "text": "消费者的期限", "split": "dev"},
        {"id": "S3", "text": "劳动合同归谁管", "split": "dev"},
    ]
    (folder / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    judged = [("S0", "L00000"), ("S1", "L00002"), ("S2", "L00033"), ("S3", "L00007"), ("S3", "L00004")]
    (folder / "qrels.tsv").write_text("".join(f"{q}\t{a}\t1\n" for q, a in judged), encoding="utf-8")
    return folder


@pytest.fixture
def sections(tmp_path: Path) -> Sections:
    return Sections(
        CorpusSettings(data_dir=tmp_path / "var"), IndexSettings(), AssistantSettings(), EvalSettings()
    )


def test_the_dev_split_is_read_with_its_answers(data: Path) -> None:
    dataset = read_dataset(data)
    assert len(dataset.articles) == 40
    assert dataset.articles[4].chapter == "第一编 总则/第一章 一般规定"
    assert [q.id for q in dataset.queries] == ["S1", "S2", "S3"]
    assert dataset.queries[2] == Query("S3", "劳动合同归谁管", frozenset({"L00007", "L00004"}))


def test_a_slice_keeps_questions_with_all_their_answers(data: Path) -> None:
    dataset = read_dataset(data)
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
def test_other_forms_are_told_in_chinese(data: Path, file: str, content: bytes, said: str) -> None:
    (data / file).write_bytes(content)
    with pytest.raises(StardError, match=said):
        read_dataset(data)


def test_an_article_is_a_passage_and_a_long_one_several(data: Path) -> None:
    passages = article_passages(read_dataset(data).articles, IndexSettings())
    of_long = [p for p in passages if p.clause_id == "L00033"]
    assert len(passages) == 39 + len(of_long)
    assert len(of_long) == 2
    assert all(len(p.text) <= 600 for p in of_long)
    assert "消费者的期限是七日。" in of_long[-1].text
    assert passages[4].trail == "劳动合同法 › 第一编 总则 › 第一章 一般规定 › 第1条"
    assert passages[0].trail == "房屋租赁法 › 第1条"


def texts(data: Path) -> list[str]:
    return Laws(article_passages(read_dataset(data).articles, IndexSettings())).texts


def silent(_: str) -> None:
    pass


def test_cached_vectors_are_those_of_the_model(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "CHUNK", 7)
    embedder, wanted = CharacterEmbedder(), texts(data)
    made = VectorCache(tmp_path / "v", embedder, silent).vectors(wanted)
    direct = CharacterEmbedder().embed(wanted, "passage")
    np.testing.assert_array_equal(made.pooled, direct.pooled)
    rows = gather_rows([quantize(t) for t in direct.tokens], embedder.dim)
    query = CharacterEmbedder().embed(["租赁合同的期限"], "query").tokens[0]
    positions = np.array([40, 3, 0, 17, 3], np.int64)
    np.testing.assert_allclose(
        made.tokens.max_sim(query, positions), rows.max_sim(query, positions), rtol=1e-6
    )
    # In another order, with one text more: nothing but that one is embedded.
    before = len(embedder.embedded)
    again = VectorCache(tmp_path / "v", embedder, silent).vectors([*reversed(wanted), "新的一条"])
    assert embedder.embedded[before:] == ["新的一条"]
    np.testing.assert_array_equal(again.pooled[:-1], direct.pooled[::-1])
    # Another model has vectors of its own.
    other = CharacterEmbedder("other")
    VectorCache(tmp_path / "v", other, silent).vectors(wanted[:2])
    assert len(other.embedded) == 2


class Mortal(CharacterEmbedder):
    """Dies when it is given its `last`-th text."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last

    def embed(self, texts, kind):  # type: ignore[no-untyped-def]  # as its parent
        if len(self.embedded) + len(texts) > self.last:
            raise KeyboardInterrupt
        return super().embed(texts, kind)


def test_a_run_that_was_killed_goes_on_where_it_was(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "CHUNK", 10)
    wanted, mortal = texts(data), Mortal(25)
    with pytest.raises(KeyboardInterrupt):
        VectorCache(tmp_path / "v", mortal, silent).vectors(wanted)
    assert len(mortal.embedded) == 20  # two chunks are on disk, the third is not
    heir = CharacterEmbedder()
    made = VectorCache(tmp_path / "v", heir, silent).vectors(wanted)
    assert len(heir.embedded) == len(wanted) - 20
    assert not set(heir.embedded) & set(mortal.embedded)
    np.testing.assert_array_equal(made.pooled, CharacterEmbedder().embed(wanted, "passage").pooled)


@pytest.mark.parametrize("broken", ["keys.npy", "pooled.npy", "rows.npy", "offsets.npy"])
def test_a_damaged_chunk_is_computed_anew(tmp_path: Path, broken: str) -> None:
    said: list[str] = []
    wanted = ["甲法第一条", "乙法第二条"]
    first = VectorCache(tmp_path, CharacterEmbedder(), silent).vectors(wanted)
    [path] = tmp_path.glob(f"*/chunk-*/{broken}")
    path.write_bytes(path.read_bytes()[:70])
    again = VectorCache(tmp_path, CharacterEmbedder(), said.append).vectors(wanted)
    np.testing.assert_array_equal(again.pooled, first.pooled)
    assert "已损坏，重新计算" in said[0]


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    with pytest.raises(StardError, match="向量缓存无法读写"):
        VectorCache(tmp_path / "file", CharacterEmbedder(), silent).vectors(["甲"])


def opened(data: Path, tmp_path: Path) -> tuple[Laws, Index]:
    laws = Laws(article_passages(read_dataset(data).articles, IndexSettings()))
    embedder = CharacterEmbedder()
    return laws, laws.index(embedder, VectorCache(tmp_path / "v", embedder, silent))


def test_words_and_vectors_find_what_brute_force_finds(data: Path, tmp_path: Path) -> None:
    laws, index = opened(data, tmp_path)
    question = "消费者的期限"
    scores = Lexicon.build(laws.texts).scores(question)[0]
    order = [laws.passages[i].clause_id for i in np.argsort(-scores, kind="stable")]
    assert by_words(laws, question) == list(dict.fromkeys(order))
    assert len(by_words(laws, question)) == 40  # each article once, though one has two windows
    embedder = CharacterEmbedder()
    products = embedder.embed(laws.texts, "passage").pooled @ embedder.embed([question], "query").pooled[0]
    best = laws.passages[int(np.argmax(products))].clause_id
    assert by_vector(laws, index, question)[0] == best


def test_the_default_search_finds_the_article_of_the_matter(data: Path, tmp_path: Path) -> None:
    laws, index = opened(data, tmp_path)
    assert as_configured(laws, index, AssistantSettings(), "房屋租赁的罚款是多少")[0] == "L00002"
    assert as_configured(laws, index, AssistantSettings(), "消费者的期限是几日")[0] == "L00033"


SCORES = st.lists(
    st.tuples(*[st.floats(0, 1, width=32)] * 3, st.floats(0, 30, width=32)), min_size=1, max_size=9
)


@given(SCORES, st.sampled_from([Weights(), Weights(lexical=0.3, lexical_floor=0.5, dense=1.0)]))
def test_the_fusion_is_that_of_the_assistant(
    rows: list[tuple[float, float, float, float]], weights: Weights
) -> None:
    """Against assistant.rank.rank on passages that hold no evidence of any kind."""
    dense, late, coverage, lexical = (np.array(column, np.float32) for column in zip(*rows, strict=True))
    found = Candidates(np.arange(len(rows)), dense, lexical, late, coverage)
    question = Reader(DocumentNames(()), frozenset()).read("怎么办")
    facts = [blank() for _ in rows]
    ranked = rank(question, found, facts, weights)
    expected = {position: score for position, score, _ in ranked}
    np.testing.assert_allclose(fused(found, weights), [expected[i] for i in range(len(rows))], atol=1e-5)


def blank() -> Facts:
    """Facts of a passage that says nothing about places, names, kinds or years."""
    none: frozenset[str] = frozenset()
    document = Document("d", "别的", "d.txt", 1, 2)
    return Facts(document, none, none, frozenset(), none, "", frozenset(), False, False, False)


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


def test_the_report_stands_beside_the_published_figures(data: Path, sections: Sections) -> None:
    made: list[CharacterEmbedder] = []

    def make(settings: IndexSettings) -> CharacterEmbedder:
        made.append(CharacterEmbedder(settings.model))
        return made[-1]

    tuned = replace(sections, index=IndexSettings(model="tuned"))
    said: list[str] = []
    report = StardBench(data, None, tuned, untuned(tuned.index), make, said.append).run(CONFIGS)
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
    StardBench(data, None, tuned, untuned(tuned.index), make, silent).run(CONFIGS)
    assert [len(e.embedded) for e in made] == [3, 3]


def test_the_untuned_model_keeps_everything_else() -> None:
    settings = IndexSettings(model="some/model", query_prefix="q: ", engine="torch", gather_chars=400)
    assert untuned(settings) == IndexSettings(model=UNTUNED, engine="torch", gather_chars=400)


def test_the_command_writes_markdown_and_json(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "stard.json"
    arguments = [
        "stard",
        "--data",
        str(data),
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
