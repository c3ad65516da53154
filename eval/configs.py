"""The named configurations, and the groups in which they are asked for."""

from __future__ import annotations

from assistant.settings import Parts
from eval.signals import SIGNALS
from eval.windows import SHAPES

OURS = "ours"
WITHOUT = f"{OURS}-no-"
ABLATIONS = tuple(f"{WITHOUT}{part}" for part in Parts.model_fields)
WINDOWS = tuple(shape.name for shape in SHAPES)
CONFIGS = (OURS, *SIGNALS, *WINDOWS, *ABLATIONS)
GROUPS = {
    "default": (OURS, "bm25", "dense", *WINDOWS),
    "ablation": (OURS, *ABLATIONS),
}


def expand(names: str) -> tuple[str, ...]:
    """Configurations of a comma-separated list of names and groups, each once, in the order given.

    Raises ValueError with the names that are unknown.

    >>> expand("default,late,ours")
    ('ours', 'bm25', 'dense', 'window300', 'window600', 'late')
    """
    given = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in given if name not in GROUPS and name not in CONFIGS]:
        raise ValueError("、".join(unknown))
    return tuple(dict.fromkeys(config for name in given for config in GROUPS.get(name, (name,))))


def without(name: str) -> str | None:
    """The part that an ablation leaves out; None for any other configuration.

    >>> without("ours-no-late"), without("ours")
    ('late', None)
    """
    return name.removeprefix(WITHOUT) if name in ABLATIONS else None
