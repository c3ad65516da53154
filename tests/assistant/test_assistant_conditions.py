"""Conditions of one place, from the shipped documents with the shipped model: all of them, and none of a neighbour's."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.model import Answer


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("天津专精特新有什么条件", ("基本条件", "专项条件")),
        ("专精特新小巨人在浙江要什么条件", ("基本条件", "专项条件", "分类条件")),
        ("上海专精特新有什么条件", ("须同时符合",)),
    ],
)
def test_what_only_names_the_parts_is_followed_by_them(
    real: Assistant, question: str, parts: tuple[str, ...]
) -> None:
    """条件包括基本条件和专项条件 says none of the conditions; all of the place's follow."""
    reply = real.ask(question)
    assert isinstance(reply, Answer)
    assert len(reply.citations) > 5
    assert all(part in reply.text for part in parts)
