"""A reranker moves what it reads by its scores, and nothing when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from assistant_fakes import LINES, SURE, FakeIndex, make_corpus
from cross_encoders import save_cross_encoder, save_encoder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.cross_encoder import CrossEncoderReranker
from assistant.explain_console import render_explanation
from assistant.extras import Extras
from assistant.rank import z_scores
from assistant.rerank import SIGNAL, Reranker, Reranking, Scored
from assistant.settings import AssistantSettings
from assistant.wiring import make_extras
from index.problems import ModelMissing

QUESTION = "苏州到2023年全市网络零售额的目标是多少?"
ALPHABET = "".join(line[-1] for lines in LINES.values() for line in lines) + QUESTION + "›怎么引进"
LARGE = 1000.0  # outweighs every other signal; settings allow 10


class Recording:
    """Scores given by hand, in order; what was asked for is kept."""

    def __init__(self, given: Sequence[float] = ()) -> None:
        self.given = given
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.append((question, tuple(texts)))
        return np.array(self.given or range(len(texts)), np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_cross_encoder(tmp_path_factory.mktemp("models") / "cross", ALPHABET)


@pytest.fixture(scope="module")
def cross(folder: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker(str(folder))


def assistant(reranker: Reranker | None = None, weight: float = LARGE, depth: int = 20) -> Assistant:
    corpus = make_corpus()
    settings = AssistantSettings().model_copy(update={"reranker_weight": weight, "reranker_depth": depth})
    return Assistant(corpus, FakeIndex(corpus), settings, SURE, extras=Extras(reranker=reranker))


def by_hand(folder: Path, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """The logits, one pair at a time, without sentence-transformers."""
    import torch
    from transformers import AutoTokenizer, BertForSequenceClassification

    tokenizer, model = (
        AutoTokenizer.from_pretrained(folder),
        BertForSequenceClassification.from_pretrained(folder),
    )
    model.eval()
    made = []
    with torch.inference_mode():
        for text in texts:
            pair = tokenizer([question], [text], truncation=True, max_length=256, return_tensors="pt")
            made.append(float(model(**pair).logits[0, 0]))
    return np.array(made, np.float32)


def test_scores_are_the_logits_of_each_pair(folder: Path, cross: CrossEncoderReranker) -> None:
    # nothing at all, full width and mixed script are texts too; 600 characters are cut to 256 tokens
    texts = [
        "网络零售额达 5000 亿元",
        "",
        "５Ｇ　ＡＩ",
        "mixed 文本 <b>😀</b>",
        "人才" * 300,
        "网络零售额达 5000 亿元",
    ]
    made = cross.scores(QUESTION, texts)
    assert made.dtype == np.float32
    np.testing.assert_allclose(made, by_hand(folder, QUESTION, texts), atol=1e-4)
    assert made[0] == pytest.approx(made[-1], abs=1e-5)
    assert made.std() > 0.05
    assert cross.scores(QUESTION, []).shape == (0,)


def test_several_threads_may_ask_at_once(cross: CrossEncoderReranker) -> None:
    batches = [["网络零售额" * n, "人才"] for n in range(1, 9)]
    alone = [cross.scores(QUESTION, batch) for batch in batches]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda batch: cross.scores(QUESTION, batch), batches * 3))
    np.testing.assert_allclose(together, alone * 3, atol=1e-5)


def test_half_precision_is_near(folder: Path, cross: CrossEncoderReranker) -> None:
    settings = AssistantSettings(reranker=str(folder), reranker_precision="bf16")
    halved = make_extras(settings, 1).reranker
    assert halved is not None
    texts = [line[-1] for lines in LINES.values() for line in lines]
    made, whole = halved.scores(QUESTION, texts), cross.scores(QUESTION, texts)
    assert made.dtype == np.float32
    assert not np.array_equal(made, whole)
    # eight bits of mantissa, and random weights that enlarge every rounding
    assert np.corrcoef(made, whole)[0, 1] > 0.98


def test_a_heavy_reranker_decides_the_order(folder: Path, cross: CrossEncoderReranker) -> None:
    explained = assistant(cross).explain(QUESTION)
    passages = [c.passage for c in explained.candidates if c.folded_into is None]
    scores = by_hand(folder, QUESTION, [f"{p.trail}\n{p.text}" for p in passages])
    assert (np.diff(scores) <= 1e-4).all()
    assert [c.passage.id for c in assistant().explain(QUESTION).candidates] != [
        c.passage.id for c in explained.candidates
    ]


def test_its_contribution_is_the_weighed_z_score(folder: Path, cross: CrossEncoderReranker) -> None:
    explained = assistant(cross, weight=2.0).explain(QUESTION)
    texts = [f"{c.passage.trail}\n{c.passage.text}" for c in explained.candidates]
    wanted = 2.0 * z_scores(by_hand(folder, QUESTION, texts))
    made = [dict(c.signals)[SIGNAL] for c in explained.candidates if c.folded_into is None]
    kept = [n for n, c in enumerate(explained.candidates) if c.folded_into is None]
    np.testing.assert_allclose(made, wanted[kept], atol=1e-3)
    assert "重排模型+" in render_explanation(explained)


def test_without_one_nothing_changes(cross: CrossEncoderReranker) -> None:
    assert AssistantSettings().reranker is None
    plain = assistant().find(QUESTION)
    assert SIGNAL not in {name for hit in plain.hits for name, _ in hit.signals}
    weightless = assistant(cross, weight=0.0).find(QUESTION)
    assert [(h.passage.id, h.score) for h in weightless.hits] == [(h.passage.id, h.score) for h in plain.hits]


def test_addressed_articles_stay_first(cross: CrossEncoderReranker) -> None:
    for n in (18, 31, 3):
        found = assistant(cross).find(f"数据安全法第{n}条")
        assert found.hits[0].passage.clause_id == f"dsl#a{n}"
        assert dict(found.hits[0].signals)["looked_up"] == 100.0


def test_each_part_of_a_comparison_is_read_for_itself() -> None:
    seen = Recording()
    assistant(seen).find("镇江和苏州各自怎么引进数字人才")
    assert [question for question, _ in seen.asked] == ["镇江怎么引进数字人才", "苏州怎么引进数字人才"]


def test_a_follow_up_is_read_as_it_was_completed() -> None:
    seen = Recording()
    assistant(seen).find("那镇江呢?", ["苏州的人才有什么支持?"])
    assert [question for question, _ in seen.asked] == ["镇江的人才有什么支持?"]


def test_it_sees_only_the_first_and_nothing_unread_overtakes() -> None:
    plain = [hit.passage.id for hit in assistant().find(QUESTION).hits]
    seen = Recording([1.0, 2.0, 3.0])
    hits = assistant(seen, depth=3).find(QUESTION).hits
    assert len(seen.asked[0][1]) == 3
    assert [h.passage.id for h in hits] == [plain[2], plain[1], plain[0], *plain[3:]]
    # z-scores of 1, 2, 3 are -1.2247, 0, 1.2247
    assert [dict(h.signals)[SIGNAL] / LARGE for h in hits] == pytest.approx(
        [1.2247, 0.0, -1.2247, *[-1.2247] * (len(hits) - 3)], abs=1e-4
    )


@given(st.lists(st.floats(-9, 9, width=32), min_size=1, max_size=14), st.integers(1, 14), st.floats(0, 10))
def test_scores_stay_sums_of_their_signals(given_scores: list[float], depth: int, weight: float) -> None:
    passages = FakeIndex(make_corpus()).passages
    scored: list[Scored] = [(n, 5.0 - n, (("late", 5.0 - n),)) for n in range(14)]
    read = min(depth, len(given_scores))
    made = Reranking(Recording(given_scores[:read]), read, weight).apply(QUESTION, scored, passages)
    assert sorted(position for position, _, _ in made) == list(range(14))
    assert [s for _, s, _ in made] == sorted((s for _, s, _ in made), reverse=True)
    assert all(score == pytest.approx(sum(v for _, v in signals)) for _, score, signals in made)
    assert [p for p, _, _ in made if p >= read] == list(range(read, 14))


def test_answerability_is_judged_by_the_score_before() -> None:
    held = assistant(Recording(), weight=3.0)
    found = held.find(QUESTION)
    first = found.hits[0]
    assert dict(first.signals)[SIGNAL] > 1
    assert held.judge(found)[0]["score"] == pytest.approx(first.score - dict(first.signals)[SIGNAL])


@pytest.mark.parametrize("broken", [[1.0], [float("nan")] * 14, [float("inf"), *[0.0] * 13]])
def test_a_reranker_that_breaks_its_contract_is_named(broken: list[float]) -> None:
    with pytest.raises(ValueError, match=r"assistant\.reranker"):
        assistant(Recording(broken)).find(QUESTION)


def test_settings_switch_it_on(folder: Path) -> None:
    extras = make_extras(AssistantSettings(reranker=str(folder)), 1)
    assert extras.reranker is not None
    assert extras.rewriter is None
    assert extras.reranker.scores(QUESTION, ["网络零售额"]).shape == (1,)
    assert make_extras(AssistantSettings(), 1) == Extras()


def test_a_missing_model_names_the_setting(tmp_path: Path) -> None:
    for model in ("./没有这个模型", str(tmp_path)):
        with pytest.raises(ModelMissing, match=r"无法载入.*assistant\.reranker"):
            make_extras(AssistantSettings(reranker=model), 1)


def test_a_model_that_gives_no_single_score_is_refused(tmp_path: Path) -> None:
    # both load without an error: the one would score with random weights, the other gives three scores
    for folder in (
        save_encoder(tmp_path / "embeds", ALPHABET),
        save_cross_encoder(tmp_path / "labels", ALPHABET, labels=3),
    ):
        with pytest.raises(ModelMissing, match=r"不是重排模型.*assistant\.reranker"):
            CrossEncoderReranker(str(folder))
