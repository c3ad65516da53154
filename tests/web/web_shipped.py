"""The example files of docs/embed, with what every installation changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from web_browser import ROOT, serving

SHIPPED = ROOT / "docs" / "embed"


def changed(text: str, **changes: str) -> str:
    """A shipped text with what every installation changes; all of it must be there to be changed."""
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def unit() -> dict[str, list[str]]:
    """Keys of the shipped systemd unit."""
    keys: dict[str, list[str]] = {}
    for line in (SHIPPED / "youju.service").read_text(encoding="utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            keys.setdefault(name, []).append(value)
    return keys


@contextmanager
def shipped_server(folder: Path, allowed: str, **environment: str) -> Iterator[str]:
    """Started as systemd would start it, with the shipped settings, for a portal at `allowed`."""
    settings = folder / "youju.toml"
    text = (SHIPPED / "youju.toml").read_text(encoding="utf-8")
    settings.write_text(changed(text, **{"http://portal.example.cn": allowed}), encoding="utf-8")
    keys = unit()
    given = dict(pair.split("=", 1) for pair in keys["Environment"])
    assert given.pop("YOUJU_SETTINGS") == "/etc/youju/youju.toml"
    assert given.pop("XDG_CACHE_HOME") == "/var/cache/" + keys["CacheDirectory"][0]
    command = changed(keys["ExecStart"][0], **{"/srv/youju/.venv/bin/python": "{python}", "7860": "{port}"})
    with serving(command, YOUJU_SETTINGS=str(settings), **given, **environment) as base:
        yield base
