"""The README's table of settings is that of the code, and its pictures are small."""

from __future__ import annotations

import re

from corpus.settings import ROOT
from web.settings_table import README, renewed, table


def test_the_readme_is_up_to_date() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "请运行 python -m web.settings_table --write"


def test_the_table_names_every_section_and_no_folder_of_this_machine() -> None:
    rows = table()
    for name in (
        "corpus.data_dir",
        "index.",
        "assistant.weights.lexical",
        "assistant.writer.base_url",
        "web.accent",
    ):
        assert f"`{name}" in rows
    assert str(ROOT) not in rows
    assert "| `web.question_limit_chars` | int | `1000` | ≥ 50，≤ 20000 |" in rows


def test_the_pictures_are_there_and_small() -> None:
    named = re.findall(r"docs/screenshots/(\w+\.png)", README.read_text(encoding="utf-8"))
    assert sorted(set(named)) == ["answer.png", "comparison.png", "phone.png"]
    for name in named:
        assert 5_000 < (ROOT / "docs" / "screenshots" / name).stat().st_size < 200_000
