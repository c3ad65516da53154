"""What is kept on disk: two writers, a killed process, retention, and a disk that does not serve."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from feedback_samples import DAY, NOON, exchange
from hypothesis import given, settings
from hypothesis import strategies as st

from web.feedback.model import Cited, Rating, Reason, Value
from web.feedback.pseudonym import SECRET, forget_secret, pseudonym, read_secret
from web.feedback.schema import DATABASE, VERSION, StoreError
from web.feedback.store import Store
from web.feedback.writer import Writer

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / DATABASE


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = Store(path)
    yield made
    made.close()


def pragma(path: Path, name: str) -> object:
    db = sqlite3.connect(path)
    try:
        return db.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        db.close()


def test_what_is_kept_comes_back(store: Store, path: Path) -> None:
    odd = exchange(
        2,
        history=("甲？", "<b>\u202e"),
        cited=(Cited("a#b", "文件.txt", '引"号\n'), Cited("c#d", "e")),
        session=None,
    )
    store.add(exchange(1))
    store.add(odd)
    assert store.rate(Rating("id-2", NOON, Value.DOWN, Reason.WRONG_EVIDENCE, "第十八条不对"))
    first, second = store.since(0)
    assert (first.exchange, first.rating) == (exchange(1), None)
    assert (second.exchange, second.rating) == (
        odd,
        Rating("id-2", NOON, Value.DOWN, Reason.WRONG_EVIDENCE, "第十八条不对"),
    )
    assert [r.exchange.id for r in store.since(odd.asked_at)] == ["id-2"]
    assert [r.exchange.id for r in store.latest("r.value = 'down'", 5)] == ["id-2"]
    assert (store.count(), store.count("r.value = 'up'")) == (2, 0)
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "user_version") == VERSION
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@settings(max_examples=30, deadline=None)
@given(question=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1))
def test_any_question_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, question: str) -> None:
    store = Store(tmp_path_factory.mktemp("any") / DATABASE)
    store.add(exchange(1, question=question, history=(question,)))
    (held,) = store.since(0)
    store.close()
    assert (held.exchange.question, held.exchange.history) == (question, (question,))


def test_a_later_rating_replaces_the_first_and_none_goes_to_an_unknown_answer(store: Store) -> None:
    store.add(exchange(1))
    assert store.rate(Rating("id-1", NOON, Value.DOWN, Reason.OTHER, "手滑"))
    assert store.rate(Rating("id-1", NOON + 1, Value.UP))
    assert [r.rating for r in store.since(0)] == [Rating("id-1", NOON + 1, Value.UP)]
    assert not store.rate(Rating("id-9", NOON, Value.UP))
    assert store.count("r.value IS NOT NULL") == 1


def test_what_is_deleted_leaves_no_word_in_any_file(store: Store, path: Path) -> None:
    store.add(exchange(1, question="一句不该留下的话"))
    store.rate(Rating("id-1", NOON, Value.DOWN, None, "另一句不该留下的话"))
    store.add(exchange(2, asked_at=NOON + DAY))
    assert store.delete_before(NOON + DAY) == 1
    assert [r.exchange.id for r in store.since(0)] == ["id-2"]
    assert store.count("r.value IS NOT NULL") == 0
    words = "句不该留下的话".encode()
    assert not [f.name for f in path.parent.iterdir() if words in f.read_bytes()]


def test_a_page_is_deleted_with_its_ratings_and_no_other(store: Store, path: Path) -> None:
    for number in range(4):
        store.add(exchange(number, session="ab"[number % 2] * 16, question=f"奇怪的词组{number}"))
        store.rate(Rating(f"id-{number}", NOON, Value.UP))
    store.add(exchange(9, session=None))
    assert store.delete_sessions(["a" * 16, "c" * 16]) == 2
    assert [r.exchange.id for r in store.since(0)] == ["id-1", "id-3", "id-9"]
    assert store.count("r.value = 'up'") == 2
    stored = b"".join(f.read_bytes() for f in path.parent.iterdir())
    assert [n for n in range(4) if f"奇怪的词组{n}".encode() in stored] == [1, 3]
    assert store.delete_sessions([]) == 0


def test_all_or_nothing(store: Store) -> None:
    def both() -> None:
        with store.together():
            store.add(exchange(1))
            store.add(exchange(1))  # the same name twice

    with pytest.raises(sqlite3.IntegrityError):
        both()
    assert store.count() == 0
    store.add(exchange(1))
    assert store.count() == 1


def test_a_newer_file_and_a_broken_one_are_told_in_chinese(path: Path, tmp_path: Path) -> None:
    Store(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()
    with pytest.raises(StoreError, match="由更新的版本写成"):
        Store(path)
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="打不开"):
        Store(broken)
    with pytest.raises(StoreError, match="打不开"):
        Store(broken / "below" / DATABASE)


def test_a_file_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    Store(path).close()
    db = sqlite3.connect(path)
    db.execute("ALTER TABLE exchange DROP COLUMN narrowed")
    db.execute(
        "INSERT INTO exchange VALUES ('old', 1.0, NULL, 'page', '问', '[]', 'answered', 'policy', '答', '[]', 1.0, 2.0)"
    )
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    store = Store(path)
    store.add(exchange(1, narrowed=True))
    old, new = store.since(0)
    store.close()
    assert (old.exchange.question, old.exchange.narrowed, new.exchange.narrowed) == ("问", False, True)
    assert pragma(path, "user_version") == VERSION


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    writers = [Writer(lambda: Store(path), 3650, 1000) for _ in range(2)]
    waits = [w.put(exchange(n)) for n in range(200) for w in [writers[n % 2]]]
    assert all(wait is not None and wait.result(WAIT_SECONDS) for wait in waits)
    for writer in writers:
        writer.close()
    store = Store(path)
    assert store.count() == 200
    store.close()


def test_many_open_a_new_file_at_once(path: Path) -> None:
    problems: list[StoreError] = []

    def opening() -> None:
        try:
            Store(path).close()
        except StoreError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=opening) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert pragma(path, "user_version") == VERSION


def test_what_was_acknowledged_survives_kill_9(path: Path) -> None:
    seen: list[str] = []
    for attempt in range(2):
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("feedback_crash.py")), str(path), str(attempt * 10_000)],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        seen += [process.stdout.readline().strip() for _ in range(30)]
        process.send_signal(signal.SIGKILL)  # in the middle of the next writes
        seen += [line.strip() for line in process.stdout if line.endswith("\n")]
        process.stdout.close()
        assert process.wait(WAIT_SECONDS) == -signal.SIGKILL
    store = Store(path)
    rated = {r.exchange.id for r in store.since(0) if r.rating}
    store.close()
    assert len(set(seen)) == len(seen) >= 60
    assert set(seen) <= rated
    assert pragma(path, "integrity_check") == "ok"


def test_what_is_too_old_is_deleted_at_the_start_and_a_day_later(path: Path) -> None:
    store = Store(path)
    for number in range(3):
        store.add(exchange(number, asked_at=NOON + number * DAY))
    now = NOON + 10.5 * DAY
    writer = Writer(lambda: Store(path), retention_days=10, queue_size=10, now=lambda: now)
    wait = writer.put(exchange(9, asked_at=now))
    assert wait is not None
    assert wait.result(WAIT_SECONDS)
    again = writer.put(Rating("id-9", now, Value.UP))  # written after the cleaning that followed the first
    assert again is not None
    assert again.result(WAIT_SECONDS)
    assert [r.exchange.id for r in store.since(0)] == ["id-1", "id-2", "id-9"]
    now += DAY
    for number in (10, 11):
        wait = writer.put(exchange(number, asked_at=now))
        assert wait is not None
        assert wait.result(WAIT_SECONDS)
    assert [r.exchange.id for r in store.since(0)] == ["id-2", "id-9", "id-10", "id-11"]
    writer.close()
    store.close()


def test_a_disk_that_does_not_serve_is_told_to_who_waits_and_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    with caplog.at_level(logging.ERROR, "youju.web"):
        writer = Writer(lambda: Store(tmp_path / "file" / DATABASE), 10, 10)
        wait = writer.put(exchange(1))
        assert wait is not None
        with pytest.raises(StoreError, match="暂时写不下"):
            wait.result(WAIT_SECONDS)
        writer.close()
    assert "feedback could not be written" in caplog.text
    assert exchange(1).question not in caplog.text


def test_too_much_at_once_is_dropped_without_waiting(path: Path) -> None:
    held = threading.Event()

    def late() -> Store:
        held.wait(WAIT_SECONDS)
        return Store(path)

    writer = Writer(late, 3650, 2)
    waits = [writer.put(exchange(n)) for n in range(6)]
    assert waits[-1] is None
    held.set()
    kept = [wait for wait in waits if wait is not None]
    assert 2 <= len(kept) <= 4
    assert all(wait.result(WAIT_SECONDS) for wait in kept)
    writer.close()


def test_a_pseudonym_needs_the_secret_and_the_secret_is_this_installations_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    secret = read_secret(one)
    assert secret == read_secret(one) != read_secret(other)
    assert stat.S_IMODE((one / SECRET).stat().st_mode) == 0o600
    assert [f.name for f in one.iterdir()] == [SECRET]
    name = pseudonym(secret, "page")
    assert name == pseudonym(secret, "page") != pseudonym(read_secret(other), "page")
    assert "page" not in name
    forget_secret(one)
    assert read_secret(one) != secret
    (other / SECRET).write_bytes(b"short")
    with pytest.raises(StoreError, match="已损坏"):
        read_secret(other)
