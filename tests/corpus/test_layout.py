"""Imports only point down: corpus <- index <- assistant <- web, ui.py and eval."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from corpus.settings import ROOT

MAY_IMPORT = {
    "corpus": set(),
    "index": {"corpus"},
    "assistant": {"corpus", "index"},
    "web": {"corpus", "index", "assistant"},
    "eval": {"corpus", "index", "assistant"},
}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_down(package: str) -> None:
    ours = {*MAY_IMPORT, "ui", "tests"}
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    for path in files:
        upward = (_imported(path) & ours) - MAY_IMPORT[package] - {package}
        assert not upward, (path.name, upward)
