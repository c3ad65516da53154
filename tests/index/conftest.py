"""A small honest embedder, and the real model converted once."""

from __future__ import annotations

import pytest
from character_embedder import CharacterEmbedder

from index.onnx_embedder import OnnxEmbedder
from index.settings import IndexSettings
from index.wiring import make_embedder


@pytest.fixture
def characters() -> CharacterEmbedder:
    """A fresh small embedder."""
    return CharacterEmbedder()


@pytest.fixture(scope="session")
def e5() -> OnnxEmbedder:
    """The real default model, converted into the user's cache once (a few seconds)."""
    embedder = make_embedder(IndexSettings())
    assert isinstance(embedder, OnnxEmbedder)
    return embedder
