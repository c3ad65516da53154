"""Named configurations: how they are asked for, what each leaves out, and single signals against brute force."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from eval_fakes import CharacterEmbedder

from assistant.extras import NO_EXTRAS, Extras
from assistant.settings import AssistantSettings, Parts
from corpus.model import Corpus
from corpus.settings import CorpusSettings
from eval import shared as shared_module
from eval.case import Case
from eval.configs import ABLATIONS, CONFIGS, GROUPS, OURS, WINDOWS, expand, without
from eval.outcome import Status
from eval.report.wording import PART_NAMES, config_name
from eval.sections import Sections
from eval.settings import EvalSettings
from eval.shared import Shared
from eval.signals import SIGNALS, SignalSystem, search_text
from eval.wiring import open_bench
from index.index import Index
from index.late import gather_rows, quantize
from index.lexical import Lexicon
from index.manifest import FORMAT, Manifest, embedded_text
from index.model import Passage
from index.settings import IndexSettings


def test_every_part_has_its_ablation() -> None:
    assert [without(name) for name in ABLATIONS] == list(Parts.model_fields)
    assert without("ours") is without("bm25") is without("ours-no-such") is None
    assert GROUPS["default"] == ("ours", "bm25", "dense", "window300", "window600")
    assert GROUPS["ablation"] == (OURS, *ABLATIONS)
    assert set(CONFIGS) >= {name for group in GROUPS.values() for name in group}
    assert len(set(map(config_name, CONFIGS))) == len(CONFIGS)


@pytest.mark.parametrize(
    ("given", "expanded"),
    [
        ("", ()),
        (" , ", ()),
        ("late", ("late",)),
        ("late, ours,late", ("late", "ours")),
        ("default", GROUPS["default"]),
        ("bm25,ablation", ("bm25", OURS, *ABLATIONS)),
        ("ablation,default", (OURS, *ABLATIONS, "bm25", "dense", *WINDOWS)),
    ],
)
def test_names_and_groups_are_expanded(given: str, expanded: tuple[str, ...]) -> None:
    assert expand(given) == expanded


def test_unknown_names_are_all_told() -> None:
    with pytest.raises(ValueError, match=r"^mine、yours$"):
        expand("ours,mine,yours")


TEXTS = (
    "国家支持开发利用数据提升公共服务的智能化水平。",
    "国家建立数据安全审查制度,对影响国家安全的数据活动进行审查。",
    "开展数据活动应当加强风险监测,发现数据安全缺陷时应当立即采取补救措施。",
    "网站地图",
)


@pytest.fixture
def index() -> Index:
    """Four passages of 数据安全法 (002), with everything that an index holds."""
    passages = [
        Passage(str(i), "d", f"d#{i}", (f"d#{i}",), "数据安全法", text, f"{i}.txt", ())
        for i, text in enumerate(TEXTS)
    ]
    embedder = CharacterEmbedder()
    made = embedder.embed([embedded_text(p) for p in passages], "passage")
    return Index(
        passages,
        made.pooled,
        gather_rows([quantize(rows) for rows in made.tokens], embedder.dim),
        Lexicon.build([embedded_text(p) for p in passages]),
        embedder,
        Manifest(FORMAT, embedder.name, embedder.dim, "", "", 4, 0, "", {}),
    )


def test_each_signal_is_brute_force(index: Index) -> None:
    query = "数据安全缺陷怎么补救"
    asked = CharacterEmbedder().embed([query], "query")
    passages = CharacterEmbedder().embed([embedded_text(p) for p in index.passages], "passage")
    np.testing.assert_allclose(
        SIGNALS["dense"](index, query), passages.pooled @ asked.pooled[0], rtol=1e-5, atol=1e-6
    )
    late = [(asked.tokens[0] @ rows.T).max(axis=1).mean() for rows in passages.tokens]
    np.testing.assert_allclose(SIGNALS["late"](index, query), late, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(SIGNALS["bm25"](index, query), index.lexicon.scores(query)[0])


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_ranks_and_does_not_answer(index: Index, build_case: Callable[..., Case], name: str) -> None:
    case = build_case(question="由谁?", history=("别的", "影响国家安全的数据活动要做审查吗"))
    outcome = SignalSystem(name, index, SIGNALS[name]).run(case)
    scores = SIGNALS[name](index, search_text(case))
    assert outcome.status is Status.RANKED
    assert [hit.file for hit in outcome.hits] == [f"{i}.txt" for i in np.argsort(-scores, kind="stable")]
    assert {hit.text for hit in outcome.hits} == set(TEXTS)


def test_a_follow_up_is_searched_with_the_question_before(build_case: Callable[..., Case]) -> None:
    assert search_text(build_case(question="现在的", history=("头一个", "上一个"))) == "上一个\n现在的"
    assert search_text(build_case(question="现在的")) == "现在的"


@pytest.fixture
def sections(tmp_path: Path) -> Sections:
    return Sections(CorpusSettings(data_dir=tmp_path), IndexSettings(), AssistantSettings(), EvalSettings())


def test_all_configurations_share_one_index_and_one_embedder(
    sections: Sections, demo_corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened with an embedder that needs no model, over the demo corpus; counts what is opened."""
    opened: list[str] = []

    def make_embedder(settings: IndexSettings) -> CharacterEmbedder:
        opened.append("embedder")
        return CharacterEmbedder()

    def open_index(settings: IndexSettings, corpus: Corpus, embedder: CharacterEmbedder) -> Index:
        opened.append("index")
        passages = [
            Passage(c.id, c.document, c.id, (c.id,), "示例意见", c.text, c.file, c.spans)
            for c in corpus.clauses
        ]
        made = embedder.embed([embedded_text(p) for p in passages], "passage")
        rows = gather_rows([quantize(tokens) for tokens in made.tokens], embedder.dim)
        lexicon = Lexicon.build([embedded_text(p) for p in passages])
        manifest = Manifest(FORMAT, embedder.name, embedder.dim, "", "", len(passages), 0, "", {})
        return Index(passages, made.pooled, rows, lexicon, embedder, manifest)

    monkeypatch.setattr(shared_module, "make_embedder", make_embedder)
    monkeypatch.setattr(shared_module, "open_index", open_index)
    monkeypatch.setattr(shared_module, "load_corpus", lambda settings: demo_corpus)
    bench = open_bench(sections, CONFIGS, (), lambda _: None)
    assert sorted(opened) == ["embedder", "index"]
    assert [system.name for system in bench.systems] == list(CONFIGS)
    assert set(bench.explain) == {OURS, *ABLATIONS}
    assert bench.manifest["model"] == "characters"
    case = Case("1", "fact_number", "网络零售额的目标是多少?", (), (), ())
    for system in bench.systems:
        hits = system.run(case).hits
        assert hits, system.name
    # Windows alone need no index.
    opened.clear()
    assert open_bench(sections, WINDOWS, (), lambda _: None).manifest == {}
    assert opened == ["embedder"]


def test_an_ablation_leaves_out_its_part_and_nothing_else(
    sections: Sections, demo_corpus: Corpus, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[AssistantSettings] = []

    class Noted:
        def __init__(
            self,
            corpus: Corpus,
            index: Index,
            settings: AssistantSettings,
            calibration: object,
            extras: Extras,
        ) -> None:
            assert extras == NO_EXTRAS
            seen.append(settings)

    monkeypatch.setattr(shared_module, "WatchedAssistant", Noted)
    monkeypatch.setattr(shared_module, "load_corpus", lambda settings: demo_corpus)
    monkeypatch.setattr(shared_module, "make_embedder", lambda settings: CharacterEmbedder())
    monkeypatch.setattr(shared_module, "open_index", lambda settings, corpus, embedder: index)
    shared = Shared(sections, lambda _: None)
    shared.assistant(None)
    shared.assistant("late")
    assert seen[0] == sections.assistant
    assert seen[1] == AssistantSettings(parts=Parts(late=False))
    assert seen[1].weights == seen[0].weights


def test_every_part_has_a_chinese_name() -> None:
    assert set(PART_NAMES) == set(Parts.model_fields)
    assert config_name("ours-no-look_up") == "有据，去掉编号直查"
