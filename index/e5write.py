"""Write a weights file that `read_e5` reads."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.e5file import BLOCK, DTYPES, MAGIC, DType, Shape, Vocabulary

VERSION = 1
_ALIGNMENT = 64  # bytes; so that a memory map can be read as float32

Encoded = tuple[DType, int, NDArray[np.uint8]]  # dtype, elements, bytes


def write_e5(path: Path, shape: Shape, vocabulary: Vocabulary, tensors: Mapping[str, Encoded]) -> None:
    """Write header, vocabulary, an empty normalisation table, tensor directory, tensors."""
    head = io.BytesIO()
    head.write(MAGIC + struct.pack("<I", VERSION))
    s = shape
    head.write(struct.pack("<7i", s.hidden, s.layers, s.heads, s.ffn, s.vocab, s.positions, s.types))
    head.write(struct.pack("<fi", s.norm_eps, BLOCK))
    v = vocabulary
    pieces = [piece.encode() for piece, _ in v.pieces]
    head.write(struct.pack("<5i", len(pieces), v.bos, v.eos, v.pad, v.unk))
    head.write(struct.pack("<Q", sum(map(len, pieces))))
    offsets = np.concatenate([[0], np.cumsum([len(p) for p in pieces])]).astype("<u4")
    head.write(offsets.tobytes() + np.array([score for _, score in v.pieces], "<f4").tobytes())
    head.write(b"".join(pieces) + struct.pack("<iI", 0, 0))
    directory = sum(2 + len(name.encode()) + struct.calcsize("<BIQQ") for name in tensors)
    start = head.tell() + 4 + directory
    head.write(struct.pack("<i", len(tensors)))
    body = bytearray()
    for name, (dtype, count, data) in tensors.items():
        body += bytes(-(start + len(body)) % _ALIGNMENT)
        encoded = name.encode()
        head.write(struct.pack("<H", len(encoded)) + encoded)
        head.write(struct.pack("<BIQQ", DTYPES.index(dtype), count, start + len(body), data.nbytes))
        body += data.tobytes()
    path.write_bytes(head.getvalue() + bytes(body))
