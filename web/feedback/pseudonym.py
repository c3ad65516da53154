"""Names for open pages that tell nobody who sat before them."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from web.feedback.schema import StoreError

SECRET = "feedback.key"
_SECRET_BYTES = 32
_CHARS = 16


def read_secret(folder: Path) -> bytes:
    """The installation's secret, made where there is none. Raises StoreError.

    Written aside and linked into place: of two processes that start at once, one makes it and both read it.
    """
    path = folder / SECRET
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            aside = folder / f".{SECRET}.{secrets.token_hex(8)}"
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(secrets.token_bytes(_SECRET_BYTES))
                    file.flush()
                    os.fsync(file.fileno())
                with contextlib.suppress(FileExistsError):
                    os.link(aside, path)
            finally:
                aside.unlink()
        secret = path.read_bytes()
    except OSError as error:
        raise StoreError(f"{SECRET} 读不到也写不了。请检查设置 corpus.data_dir 的权限。") from error
    if len(secret) != _SECRET_BYTES:
        raise StoreError(f"{SECRET} 已损坏。请删去它，程序会重新生成。")
    return secret


def forget_secret(folder: Path) -> None:
    """Delete the secret, so that names given before lead nowhere."""
    (folder / SECRET).unlink(missing_ok=True)


def pseudonym(secret: bytes, session: str) -> str:
    """The name under which one open page is kept; without the secret it cannot be found again.

    >>> pseudonym(b"0" * 32, "x") == pseudonym(b"0" * 32, "x") != pseudonym(b"1" * 32, "x")
    True
    """
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()[:_CHARS]
