"""What a person may send."""

from __future__ import annotations

import pytest

from web.question import EMPTY, checked, earlier
from web.settings import WebSettings


@pytest.mark.parametrize("raw", ["", " ", "\u3000\n\t", "\x00"])
def test_nothing_is_said_to_be_nothing(raw: str) -> None:
    assert checked(raw, 100).problem == EMPTY


def test_a_long_question_is_told_its_length() -> None:
    problem = checked("字" * 10_000, 1000).problem
    assert problem is not None
    assert "10000字" in problem
    assert "1000字" in problem


@pytest.mark.parametrize("raw", ["😀", "<script>", "ＰＵＥ是多少", "蘇州零售額", "a" * 100])
def test_odd_questions_are_asked(raw: str) -> None:
    assert checked(f" {raw}\n", 100) == checked(raw, 100)
    assert checked(raw, 100).text == raw


def test_a_lone_surrogate_becomes_something_that_can_be_written() -> None:
    assert checked("目标\ud800", 100).text == "目标?"


def test_history_keeps_the_last_questions() -> None:
    assert earlier(["一", " ", "二", "三" * 9], 2, 4) == ("二", "三三三三")
    assert earlier(["一"], 0, 4) == ()


@pytest.mark.parametrize(
    "source", ["*; script-src *", "https://a b", "javascript:x", "http://", "https://a.cn/path"]
)
def test_a_frame_ancestor_cannot_smuggle_a_directive(source: str) -> None:
    with pytest.raises(ValueError, match="frame_ancestors"):
        WebSettings(frame_ancestors=(source,))


def test_frame_ancestors_come_from_an_environment_variable_too() -> None:
    read = WebSettings.model_validate({"frame_ancestors": "'self', https://portal.example.cn:8443"})
    assert read.frame_ancestors == ("'self'", "https://portal.example.cn:8443")
