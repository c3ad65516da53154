"""Any SentenceTransformer serves: other widths, no prompts, a projection; an index is built and answers.

sentence-transformers is imported by the tests and not above them: whatever collects them would wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from assistant_fakes import LINES, SURE, make_corpus
from cross_encoders import save_encoder
from test_assistant_answers import assert_sound
from tokenizers import Tokenizer

from assistant.assistant import Assistant
from assistant.model import Answer
from assistant.settings import AssistantSettings
from index.index import Index
from index.problems import IndexForeign, ModelMissing
from index.settings import IndexSettings
from index.store import Store
from index.wiring import build_index, make_embedder, open_index

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

CORPUS = make_corpus()
ALPHABET = "".join(line[-1] for lines in LINES.values() for line in lines) + "是多少全国目标"
QUESTIONS = [
    ("苏州到2023年全市网络零售额的目标是多少?", "suzhou#s2.3.4.r1"),
    ("漏洞规定第九条第六项", "vuln#a9.i6"),
]


def transformer(modules: Sequence[Module], prompts: dict[str, str] | None = None) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(modules=[*modules], prompts=prompts, device="cpu")


def save_model(folder: Path, projected: int | None = None, prompts: dict[str, str] | None = None) -> Path:
    """A SentenceTransformer of width 32, with a projection behind the pooling where one is wanted."""
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer

    encoder = Transformer(str(save_encoder(folder / "encoder", ALPHABET)))
    modules = [encoder, Pooling(32, pooling_mode="mean"), *([Dense(32, projected)] if projected else [])]
    transformer(modules, prompts).save(str(folder / "model"))
    return folder / "model"


def built(folder: Path, model: Path) -> tuple[IndexSettings, Index]:
    settings = IndexSettings(model=str(model), built_dir=folder / "built")
    assert build_index(CORPUS, settings).changed
    return settings, open_index(settings, CORPUS)


@pytest.mark.parametrize(("projected", "dim"), [(None, 32), (12, 12), (48, 48)])
def test_a_small_index_is_built_and_answers(tmp_path: Path, projected: int | None, dim: int) -> None:
    settings, index = built(tmp_path, save_model(tmp_path, projected))
    assert index.vectors.shape == (len(index.passages), dim)
    assert Store(settings.built_dir).load().tokens.rows.shape[1] == 32  # tokens are not projected
    held = Assistant(CORPUS, index, AssistantSettings(), SURE)
    for question, clause in QUESTIONS:
        reply = held.ask(question)
        assert isinstance(reply, Answer)
        assert_sound(held, reply)
        assert clause in {c.clause_id for c in reply.citations}


def test_scores_are_those_of_sentence_transformers(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = save_model(tmp_path, projected=12)
    _, index = built(tmp_path, model)
    own = SentenceTransformer(str(model), device="cpu")
    texts = [f"{p.trail}\n{p.text}" for p in index.passages]
    np.testing.assert_allclose(index.vectors, own.encode(texts, normalize_embeddings=True), atol=1e-5)
    asked = own.encode(["网络零售额"], normalize_embeddings=True)[0]
    found = index.search("网络零售额")
    np.testing.assert_allclose(found.dense, index.vectors[found.positions] @ asked, atol=1e-4)


def test_declared_prompts_are_used_and_change_the_name(tmp_path: Path) -> None:
    plain = make_embedder(IndexSettings(model=str(save_model(tmp_path / "a"))))
    declared = save_model(tmp_path / "b", prompts={"query": "目标是", "document": "全国"})
    prompted = make_embedder(IndexSettings(model=str(declared)))
    for kind, prefix in (("query", "目标是"), ("passage", "全国")):
        by_prompt = prompted.embed(["网络零售额"], kind)  # type: ignore[arg-type]  # of a table
        np.testing.assert_allclose(
            by_prompt.pooled,
            plain.embed([prefix + "网络零售额"], kind).pooled,
            atol=1e-5,
        )
        assert len(by_prompt.tokens[0]) == 5  # the prefix carries no words of its own
    none = make_embedder(IndexSettings(model=str(declared), query_prefix="", passage_prefix=""))
    np.testing.assert_allclose(
        none.embed(["网络零售额"], "query").pooled, plain.embed(["网络零售额"], "query").pooled, atol=1e-5
    )
    assert len({plain.name, prompted.name, none.name}) == 3


def test_the_index_of_one_model_is_not_read_by_another(tmp_path: Path) -> None:
    settings, _ = built(tmp_path, save_model(tmp_path))
    other = save_model(tmp_path / "other", projected=12)
    with pytest.raises(IndexForeign, match="另一个向量模型"):
        open_index(settings.model_copy(update={"model": str(other)}), CORPUS)


def test_a_model_without_token_vectors_is_refused(tmp_path: Path) -> None:
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    save_encoder(tmp_path / "encoder", ALPHABET)
    tokenizer = Tokenizer.from_file(str(tmp_path / "encoder" / "tokenizer.json"))
    transformer([StaticEmbedding(tokenizer, embedding_dim=16)]).save(str(tmp_path / "static"))
    with pytest.raises(ModelMissing, match=r"静态词向量.*index\.model"):
        make_embedder(IndexSettings(model=str(tmp_path / "static")))
