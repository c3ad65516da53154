"""The settings of all stages, as one evaluation uses them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import AssistantSettings
from corpus.settings import CorpusSettings, read_section
from eval.settings import EvalSettings
from index.settings import IndexSettings


@dataclass(frozen=True)
class Sections:
    """One section for each stage."""

    corpus: CorpusSettings
    index: IndexSettings
    assistant: AssistantSettings
    eval: EvalSettings

    def snapshot(self) -> dict[str, object]:
        """What a report keeps: everything but folders, which say where and not what."""
        return {
            name: {
                key: value
                for key, value in section.model_dump(mode="json").items()
                if not isinstance(getattr(section, key), Path)
            }
            for name, section in vars(self).items()
        }


def read_sections() -> Sections:
    """All sections from the settings file and the environment. Raises SettingsError."""
    return Sections(
        read_section("corpus", CorpusSettings),
        read_section("index", IndexSettings),
        read_section("assistant", AssistantSettings),
        read_section("eval", EvalSettings),
    )
