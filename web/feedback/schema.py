"""The database file: how it is opened, and its tables by version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

DATABASE = "feedback.sqlite3"
VERSION = 2
_TABLES = """
CREATE TABLE exchange (
  id TEXT PRIMARY KEY,
  asked_at REAL NOT NULL,
  session TEXT,
  door TEXT NOT NULL,
  question TEXT NOT NULL,
  history TEXT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  answer TEXT NOT NULL,
  cited TEXT NOT NULL,
  elapsed_ms REAL NOT NULL,
  waited_ms REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_asked_at ON exchange (asked_at);
CREATE TABLE rating (
  exchange TEXT PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
  rated_at REAL NOT NULL,
  value TEXT NOT NULL CHECK (value IN ('up', 'down')),
  reason TEXT,
  comment TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""


# What version n+1 has more than version n, in order; a new file begins with the first.
_CHANGES = ("ALTER TABLE exchange ADD COLUMN narrowed INTEGER NOT NULL DEFAULT 0",)


class StoreError(RuntimeError):
    """The database cannot be used; the message is a Chinese sentence."""


def connect(path: Path, busy_timeout_seconds: float) -> sqlite3.Connection:
    """An open connection to an up-to-date database, made where there is none. Raises StoreError.

    Statements commit on their own unless BEGIN was said.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # what people asked is nobody else's on this machine
        connection = sqlite3.connect(path, timeout=busy_timeout_seconds, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(_unusable(path)) from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a thank-you is said once it is on the disk
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # deleted questions are overwritten
        _migrate(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(_unusable(path)) from error
    except StoreError:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables to this version, under a lock: two processes may start at once."""
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    found = _version(connection)
    if found > VERSION:
        connection.execute("ROLLBACK")
        raise StoreError(f"{path.name} 由更新的版本写成（格式 {found}），请升级程序，或移走该文件。")
    if found == 0:
        for statement in _TABLES.split(";"):
            connection.execute(statement)
    for change in _CHANGES[max(found, 1) - 1 :]:
        connection.execute(change)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _unusable(path: Path) -> str:
    return f"评价记录 {path.name} 打不开。请检查设置 corpus.data_dir 的权限和磁盘空间；文件损坏时请移走它。"
