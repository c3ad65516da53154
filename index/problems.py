"""What can go wrong with the index; every message is a Chinese sentence that names the mending command."""

from __future__ import annotations


class IndexProblem(Exception):  # noqa: N818  what people read is a problem and its mending
    """The index cannot be used; the message tells people what to do."""


class IndexMissing(IndexProblem):
    """No index has been built."""


class IndexForeign(IndexProblem):
    """The index was built for another corpus, by another model, or in another format."""


class IndexDamaged(IndexProblem):
    """Files of the index are absent or differ from their checksums."""


class IndexBusy(IndexProblem):
    """Another process is building."""


class IndexReadOnly(IndexProblem):
    """The folder of the index, or the disk below it, does not take what is written."""


class ModelMissing(IndexProblem):
    """The embedding model cannot be found, read or converted."""
