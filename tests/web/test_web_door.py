"""The command line of the web app."""

from __future__ import annotations

import socket

import pytest

import ui


def test_help_is_chinese_and_names_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        ui.main(["--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    for part in ("监听地址", "127.0.0.1", "7860", "/embed.js", "make index", "youju.toml"):
        assert part in said


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_does_not_exist(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ui.main(["--port", port]) == 2
    assert "端口应在 0 到 65535 之间" in capsys.readouterr().err


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert ui.main(["--port", str(taken.getsockname()[1])]) == 1
    assert "请换一个端口" in capsys.readouterr().err


def test_settings_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("YOUJU_WEB__ACCENT", "blue")
    assert ui.main(["--port", "0"]) == 2
    said = capsys.readouterr().err
    assert "accent" in said
    assert "Traceback" not in said
