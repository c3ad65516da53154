"""Gradio, imported so that it calls nobody and writes nothing: `from web.quiet_gradio import gradio as gr`.

On import Gradio parses the source of each of its components twice, to write stubs for editors beside them:
half of the time that the import takes, for files that nobody here reads, in a folder that may not be ours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType

_WRITES_STUBS = "gradio.component_meta"


class _WithoutStubs(SourceFileLoader):
    """Loads the module that writes them, with that function doing nothing."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, then take its function away before the first component is defined."""
        super().exec_module(module)
        module.__dict__["create_or_modify_pyi"] = _no_stub


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname == _WRITES_STUBS else None
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _WithoutStubs(spec.loader.name, spec.loader.path)
        return spec


def _no_stub(*_described: object) -> None:
    """Instead of writing a stub."""


os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read on import: without it Gradio calls home
_finder = _Finder()
sys.meta_path.insert(0, _finder)
try:
    import gradio
finally:
    sys.meta_path.remove(_finder)

__all__ = ["gradio"]
