"""Builds what keeps feedback, from settings."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from web.feedback.pseudonym import read_secret
from web.feedback.recorder import Recorder
from web.feedback.schema import DATABASE, StoreError
from web.feedback.settings import FeedbackSettings
from web.feedback.store import Store
from web.feedback.writer import Writer

log = logging.getLogger("youju.web")


def open_recorder(settings: FeedbackSettings, data_dir: Path) -> Recorder | None:
    """The recorder; None where settings say that nothing is kept, or where nothing can be, which is logged."""
    if not settings.enabled:
        return None
    opened = partial(Store, data_dir / DATABASE, settings.busy_timeout_seconds)
    try:
        secret = read_secret(data_dir)
        opened().close()  # what is wrong with the file is said at the start
    except StoreError as problem:
        log.error("feedback is not kept: %s", problem)
        return None
    return Recorder(Writer(opened, settings.retention_days, settings.queue_size), secret)
