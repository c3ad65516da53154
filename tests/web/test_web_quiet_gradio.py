"""Gradio's import, without what it would otherwise write and send."""

from __future__ import annotations

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

COMPONENT = """
from web.quiet_gradio import gradio as gr

class Own(gr.Markdown):
    pass
"""


def test_a_component_is_defined_without_a_stub_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from web.quiet_gradio import gradio as gr

    path = tmp_path / "own.py"
    path.write_text(COMPONENT, encoding="utf-8")
    spec = spec_from_file_location("own", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "own", module)
    spec.loader.exec_module(module)
    assert issubclass(module.Own, gr.Markdown)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["own.py"]
    assert [event for event in module.Own.EVENTS if str(event) == "change"]  # it still has its events


def test_nothing_stays_behind() -> None:
    import web.quiet_gradio  # noqa: F401  # for what its import leaves

    assert not [finder for finder in sys.meta_path if type(finder).__module__ == "web.quiet_gradio"]
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
