"""What can keep an assistant from being opened; each message is a Chinese sentence that says what to do."""

from __future__ import annotations

from assistant.lexicon_file import LexiconError
from assistant.refusal import CalibrationError
from corpus.repairs import RepairError
from corpus.settings import SettingsError
from corpus.sources import SourcesError
from corpus.wiring import DocumentsFolderMissing
from index.problems import IndexProblem

PROBLEMS: tuple[type[Exception], ...] = (
    SettingsError,
    DocumentsFolderMissing,
    SourcesError,
    RepairError,
    IndexProblem,
    CalibrationError,
    LexiconError,
)
