"""`python -m corpus add | replace | remove`: the arguments and the sentences."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from corpus.changes import change_lines
from corpus.decode import UnreadableFile
from corpus.folder import Folder, FolderError, Taken
from corpus.formats.reader import DocumentReader
from corpus.model import DocumentKind, Force, Level
from corpus.registry import Supplied
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus

_FIELDS = {
    "title": "标题",
    "number": "文号",
    "issuer": "发文机关",
    "level": "级别",
    "region": "地区",
    "written": "成文日期",
    "published": "发布日期",
    "force": "效力",
    "kind": "类别",
}
_OF_ONE = ("title", "number", "written", "published", "supersedes")  # no two documents share these
_NEXT = "运行 python -m index 更新索引，然后重启服务，问答即可用到。"


def add_folder_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the three commands."""
    add = commands.add_parser("add", help="收录文件", description="收录文件；随附文件不受影响。")
    add.add_argument("file", metavar="FILE", type=Path, nargs="+", help="要收录的文件，可以有多份")
    change = commands.add_parser(
        "replace",
        help="用新文件替换一份已收录的文件",
        description="替换后文件 ID 不变，条款 ID 随原文印刷的序号不变；列出新增、消失、改动的条款。",
    )
    change.add_argument("id", metavar="ID", help="已收录文件的 ID")
    change.add_argument("file", metavar="FILE", type=Path, help="新文件")
    for command in (add, change):
        _add_supplied(command)
    remove = commands.add_parser(
        "remove", help="移除一份已收录的文件", description="文件移入 data_dir/trash，不会删除。"
    )
    remove.add_argument("id", metavar="ID", help="已收录文件的 ID")


def _add_supplied(command: argparse.ArgumentParser) -> None:
    said = command.add_argument_group("原文没有写明时可以补充（原文写明的，以原文为准）")
    said.add_argument("--title", metavar="标题", help="默认取正文开头的标题")
    said.add_argument("--number", metavar="文号")
    said.add_argument("--issuer", metavar="机关", help="发文机关")
    said.add_argument("--level", choices=[v.value for v in Level], help="发文机关的级别")
    said.add_argument("--region", metavar="地区", help="如 江苏、苏州")
    said.add_argument("--written", metavar="日期", type=_day, help="成文日期，如 2024-05-01")
    said.add_argument("--published", metavar="日期", type=_day, help="发布日期")
    said.add_argument("--force", choices=[v.value for v in Force], help="效力")
    said.add_argument("--kind", choices=[v.value for v in DocumentKind], help="类别，默认为正文")
    said.add_argument("--supersedes", metavar="ID", action="append", help="它取代的旧版本的 ID，可重复使用")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写作 2024-05-01") from error


def _supplied(arguments: argparse.Namespace) -> Supplied:
    said = {field: getattr(arguments, field) for field in _FIELDS if getattr(arguments, field)}
    return Supplied.model_validate({**said, "supersedes": tuple(arguments.supersedes or ())})


def run_folder_command(arguments: argparse.Namespace, settings: CorpusSettings) -> Iterator[str]:
    """Do what was asked and say so, a sentence a line.

    Raises FolderError, registry.RegistryError or decode.UnreadableFile.
    """
    shipped = load_corpus(settings, with_added=False)
    with DocumentReader() as reader:
        yield from _run(arguments, settings, Folder(settings.data_dir, shipped, reader))


def _run(arguments: argparse.Namespace, settings: CorpusSettings, folder: Folder) -> Iterator[str]:
    folder.tidy()
    if arguments.action == "remove":
        gone = folder.remove(arguments.id)
        yield f"已移除 {gone.id}（{gone.original}）。"
        yield f"文件已移入回收站 {settings.data_dir.name}/trash/{gone.id}，没有删除；可用 add 重新收录。"
    elif arguments.action == "replace":
        taken = folder.replace(arguments.id, arguments.file, _supplied(arguments))
        yield from _taken_lines(taken, "已替换")
        yield from _version_lines([taken], settings)
    else:
        yield from _add(arguments, settings, folder)
    yield _NEXT


def _add(arguments: argparse.Namespace, settings: CorpusSettings, folder: Folder) -> Iterator[str]:
    supplied, refused, added = _supplied(arguments), [], []
    one = [field for field in _OF_ONE if getattr(supplied, field)]
    if one and len(arguments.file) > 1:
        raise FolderError(f"一次收录多份文件时，不能用 --{one[0]}：它只适用于一份文件。请逐份收录。")
    for path in arguments.file:
        try:
            taken = folder.add(path, supplied)
        except (FolderError, UnreadableFile) as error:
            refused.append(str(error))
            continue
        yield from _taken_lines(taken, "已收录")
        if taken.known and supplied != Supplied():
            yield "补充的信息未采用；如需改动，请用 replace。"
        added.append(taken)
    yield from _version_lines([t for t in added if not t.known], settings)
    if refused:
        raise FolderError("\n".join(refused))


def _taken_lines(taken: Taken, done: str) -> Iterator[str]:
    name = f"《{taken.document.title}》 {taken.document.id}"
    if taken.known:
        yield f"这份文件已经收录，没有改动：{name}。"
        return
    yield f"{done}：{name}，{taken.clauses} 条条款。"
    if taken.changes is not None:
        yield from change_lines(taken.changes)
    if taken.overruled:
        yield f"原文已写明{'、'.join(_FIELDS[f] for f in taken.overruled)}，以原文为准，补充的内容未采用。"


def _version_lines(taken: Sequence[Taken], settings: CorpusSettings) -> Iterator[str]:
    """What each document now replaces, is replaced by, or may be a version of."""
    if not taken:
        return
    corpus = load_corpus(settings)
    for id in (t.document.id for t in taken):
        document = corpus.document(id)
        for old in document.supersedes:
            yield f"{id} 是《{corpus.document(old).title}》（{old}）的更新版本，两份都保留。"
        if document.superseded_by:
            yield f"注意：{id} {document.status_note}。两份都保留。"
        yield from (f"注意：{doubt}" for doubt in corpus.doubts if f"（{id}）" in doubt)
