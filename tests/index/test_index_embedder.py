"""The default embedder: like torch's, the same in any company, and sensible about meaning."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.builtin import TUNED, UNTUNED
from index.onnx_embedder import OnnxEmbedder
from index.problems import ModelMissing
from index.settings import IndexSettings, model_cache
from index.wiring import make_embedder

# 003 s2.3.4 (苏州), 002 漏洞规定 第九条, 000 s3.6.1
SUZHOU = "到2023年,全市网络零售额达到5000亿元。"
LEAK = "不得在网络产品提供者提供网络产品安全漏洞修补措施之前发布漏洞信息"
CENTRE = "推动全省数据中心合理布局,促进数据中心绿色节能和集约化发展。"
TEXTS = ["", "5Ｇ", SUZHOU, LEAK, CENTRE, "mixed 文本 123 <b>😀</b>", "长" * 900]


def test_rows_are_unit_and_parallel_to_the_texts(e5: OnnxEmbedder) -> None:
    made = e5.embed(TEXTS, "passage")
    assert made.pooled.shape == (len(TEXTS), 384)
    assert made.pooled.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(made.pooled, axis=1), 1, atol=1e-5)
    assert len(made.tokens) == len(TEXTS)
    assert made.tokens[0].shape == (0, 384)  # nothing but prefix and special tokens
    for rows in made.tokens[1:]:
        assert 0 < len(rows) <= 512
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_vector_does_not_depend_on_its_batch(e5: OnnxEmbedder) -> None:
    together = e5.embed(TEXTS, "passage").pooled
    alone = np.concatenate([e5.embed([t], "passage").pooled for t in reversed(TEXTS)])[::-1]
    np.testing.assert_array_equal(together, alone)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_embeds_to_finite_units(e5: OnnxEmbedder, text: str) -> None:
    made = e5.embed([text], "query")
    assert np.isfinite(made.pooled).all()
    assert np.linalg.norm(made.pooled[0]) == pytest.approx(1, abs=1e-5)


def test_meaning_decides_who_is_nearest(e5: OnnxEmbedder) -> None:
    # colloquial questions that share almost no words with their passages
    questions = ["网上卖东西的目标定了多少", "软件的毛病没补好之前能不能往外说", "机房怎么省电"]
    passages = e5.embed([SUZHOU, LEAK, CENTRE], "passage").pooled
    near = e5.embed(questions, "query").pooled @ passages.T
    assert near.argmax(axis=1).tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("model", "pooled", "tokens"),
    [
        # 4-bit weights, activations rounded to int8 in blocks of 32 within a row
        (UNTUNED, 0.999, 0.99),
        # 8-bit weights, activations with one scale a text: three times as fast; ADR 6 says what it costs
        (TUNED, 0.985, 0.98),
    ],
)
def test_torch_and_onnx_agree(model: str, pooled: float, tokens: float) -> None:
    texts = [SUZHOU, LEAK, CENTRE]
    torch_made = make_embedder(IndexSettings(model=model, engine="torch")).embed(texts, "passage")
    onnx_made = make_embedder(IndexSettings(model=model)).embed(texts, "passage")
    assert ((torch_made.pooled * onnx_made.pooled).sum(axis=1) > pooled).all()
    for a, b in zip(torch_made.tokens, onnx_made.tokens, strict=True):
        assert a.shape == b.shape
        assert (a * b).sum(axis=1).mean() > tokens


def test_any_local_folder_serves_as_a_model(e5: OnnxEmbedder) -> None:
    folder = next(model_cache(IndexSettings()).glob("*-torch"))
    own = make_embedder(IndexSettings(model=str(folder), query_prefix="问:"))
    assert own.dim == 384
    assert own.name not in {e5.name, make_embedder(IndexSettings(engine="torch")).name}
    made = own.embed(["机房怎么省电", ""], "query")
    np.testing.assert_allclose(np.linalg.norm(made.pooled, axis=1), 1, atol=1e-5)
    assert len(made.tokens[1]) == 0


@pytest.mark.parametrize("content", [None, b"", b"not a graph"])
def test_a_damaged_conversion_says_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
        (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(ModelMissing, match=r"模型缓存文件夹.*make index"):
        OnnxEmbedder(tmp_path, "x", 1)


def test_threads_do_not_change_a_bit(e5: OnnxEmbedder) -> None:
    two = make_embedder(IndexSettings(), threads=2).embed(TEXTS, "passage")
    np.testing.assert_array_equal(two.pooled, e5.embed(TEXTS, "passage").pooled)


def test_a_missing_model_names_the_setting() -> None:
    with pytest.raises(ModelMissing, match=r"index\.model"):
        make_embedder(IndexSettings(model="./没有这个模型"))
