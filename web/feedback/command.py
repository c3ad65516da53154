"""`python ui.py feedback …`: export what was asked for evaluation, or delete it."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from corpus.settings import CorpusSettings, SettingsError, read_section
from web.feedback.cases import case_lines
from web.feedback.model import Rated
from web.feedback.pseudonym import forget_secret
from web.feedback.schema import DATABASE, StoreError
from web.feedback.store import Store
from web.settings import WebSettings

NOTHING = "还没有评价记录。"
SURE = "将删除{what}的全部提问、回答和评价，不能恢复。确认请加 --yes。"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期应形如 2026-11-22") from None


def parser() -> argparse.ArgumentParser:
    """The command line, in Chinese."""
    made = argparse.ArgumentParser(prog="python ui.py feedback", description="网页上留下的提问和评价。")
    commands = made.add_subparsers(dest="command", required=True, metavar="命令")
    export = commands.add_parser(
        "export", help="导出为评测题", description="导出为 python -m eval 的题目，每行一题；证据只是系统当时所引，要由人核对补全。"
    )  # fmt: skip
    export.add_argument("--since", type=_day, metavar="日期", help="只要这一天起的提问，如 2026-11-01")
    export.add_argument(
        "--only", choices=("all", "rated", "down", "refused"), default="all", metavar="哪些",
        help="all 全部（默认），rated 有评价的，down 评为没用的，refused 拒答的",
    )  # fmt: skip
    export.add_argument("--out", type=Path, metavar="文件", help="写到这个文件；不写就打印出来")
    purge = commands.add_parser("purge", help="删除记录", description="删除提问、回答和评价。")
    purge.add_argument("--before", type=_day, metavar="日期", help="只删这一天以前的；不写就全删")
    purge.add_argument("--yes", action="store_true", help="确认删除")
    return made


def main(arguments: list[str]) -> int:
    """Run a command; 0 where it worked, 1 where it could not, 2 where it was not asked rightly."""
    options = parser().parse_args(arguments)
    try:
        folder = read_section("corpus", CorpusSettings).data_dir
        settings = read_section("web", WebSettings).feedback
        if not (folder / DATABASE).exists():
            sys.stderr.write(f"{NOTHING}\n")
            return 0
        store = Store(folder / DATABASE, settings.busy_timeout_seconds)
    except SettingsError as error:
        return _fail(str(error), 2)
    except StoreError as error:
        return _fail(str(error), 1)
    try:
        if options.command == "purge":
            return _purge(store, folder, options)
        return _export(store, options)
    except sqlite3.Error:
        return _fail("评价记录正被占用或已损坏。请稍后再试。", 1)
    finally:
        store.close()


def _fail(reason: str, status: int) -> int:
    sys.stderr.write(f"{reason}\n")
    return status


def _wanted(kept: Iterator[Rated], only: str) -> Iterator[Rated]:
    for rated in kept:
        value = rated.rating.value.value if rated.rating else ""
        if only in ("all", value, rated.exchange.status) or (only == "rated" and value):
            yield rated


def _export(store: Store, options: argparse.Namespace) -> int:
    since = _moment(options.since) if options.since else 0.0
    lines = [*case_lines(_wanted(store.since(since), options.only))]
    text = "".join(f"{line}\n" for line in lines)
    if options.out is None:
        sys.stdout.write(text)
        return 0
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError:
        return _fail(f"写不了文件 {options.out.name}。请检查文件夹和权限。", 1)
    sys.stdout.write(f"已导出 {len(lines)} 题到 {options.out.name}。请人工核对证据、补全要点后再用于评测。\n")
    return 0


def _purge(store: Store, folder: Path, options: argparse.Namespace) -> int:
    what = f" {options.before} 以前" if options.before else "保存"
    if not options.yes:
        return _fail(SURE.format(what=what), 2)
    deleted = store.delete_before(_moment(options.before) if options.before else float("inf"))
    if options.before is None:
        forget_secret(folder)  # made anew when the service next starts
    sys.stdout.write(f"已删除 {deleted} 次提问。\n")
    return 0


def _moment(day: date) -> float:
    return datetime.combine(day, datetime.min.time()).timestamp()
