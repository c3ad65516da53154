"""`python -m corpus`: look at documents and clauses."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.added import added_files, read_added
from corpus.check import check_corpus
from corpus.check_report import report_lines, report_to_dict
from corpus.commands import add_folder_commands, run_folder_command
from corpus.decode import UnreadableFile
from corpus.extracts import add_extract_options, extract_lines
from corpus.folder import FolderError
from corpus.formats.reader import DocumentReader
from corpus.jsonl import clause_to_dict, document_to_dict
from corpus.model import Corpus
from corpus.registry import RegistryError, added_folder
from corpus.repairs import RepairError
from corpus.report import coverage_lines, tree_lines
from corpus.settings import CorpusSettings, SettingsError, read_section
from corpus.sources import SourcesError
from corpus.wiring import DocumentsFolderMissing, load_corpus

_REFUSALS = (
    DocumentsFolderMissing,
    FolderError,
    RegistryError,
    RepairError,
    SettingsError,
    SourcesError,
    UnreadableFile,
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m corpus",
        description="查看已收录的文件与条款。不带参数时打印每份文件的条款树和收录率。",
    )
    commands = parser.add_subparsers(dest="action", title="命令", metavar="{check,add,replace,remove}")
    check = commands.add_parser(
        "check", help="逐份检查：收录率、缺漏、移位、重复、序号；并对照修复前后的条款树"
    )
    check.add_argument("--document", metavar="ID", default=argparse.SUPPRESS, help="只看这一份文件")
    check.add_argument("--json", action="store_true", help="输出一个 JSON 对象，供程序读取")
    add_folder_commands(commands)
    parser.add_argument("--documents", action="store_true", help="列出文件（配合 --jsonl 输出全部元数据）")
    parser.add_argument(
        "--jsonl", action="store_true", help="每行输出一个 JSON 对象：条款，或配合 --documents 输出文件"
    )
    add_extract_options(parser)
    parser.add_argument("--document", metavar="ID", help="只看这一份文件")
    parser.add_argument("--no-repairs", action="store_true", help="不应用 REPAIRS.toml，看原文次序下的条款树")
    parser.add_argument(
        "--text", metavar="FILE", type=Path, help="打印从某个文件读出的文字（spans 所指的就是它）"
    )
    return parser


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _show(corpus: Corpus, arguments: argparse.Namespace) -> int:
    documents = [d for d in corpus.documents if arguments.document in (None, d.id)]
    if not documents:
        return _no_document(arguments.document)
    extracts = extract_lines(corpus, frozenset(d.id for d in documents), arguments)
    if extracts is not None:
        _write(extracts)
    elif arguments.jsonl and arguments.documents:
        _write(json.dumps(document_to_dict(d), ensure_ascii=False) for d in documents)
    elif arguments.jsonl:
        ids = {d.id for d in documents}
        _write(json.dumps(clause_to_dict(c), ensure_ascii=False) for c in corpus.clauses if c.document in ids)
    elif arguments.documents:
        _write(f"{d.id}\t{d.title}\t{d.file}:{d.first_line}" for d in documents)
    else:
        for document in documents:
            _write(tree_lines(corpus, document))
        _write(coverage_lines(corpus))
    for problem in corpus.problems:
        sys.stderr.write(f"注意：{problem}\n")
    return 0


def _check(settings: CorpusSettings, wanted: str | None, *, as_json: bool) -> int:
    """Print what REPAIRS.toml changes in the trees, as a unified diff a document, then the findings."""
    mended = load_corpus(settings)
    if wanted is not None and wanted not in mended.by_document_id:
        return _no_document(wanted)
    report = check_corpus(mended, wanted)
    if as_json:
        _write([json.dumps(report_to_dict(report), ensure_ascii=False)])
        return 1 if report.errors else 0
    raw = load_corpus(settings, with_repairs=False)
    for document in mended.documents:
        if wanted not in (None, document.id):
            continue
        before = raw.by_document_id.get(document.id)
        _write(
            difflib.unified_diff(
                list(tree_lines(raw, before)) if before else [],
                list(tree_lines(mended, document)),
                f"{document.id}（原文次序）",
                f"{document.id}（修复之后）",
                n=1,
                lineterm="",
            )
        )
    _write(coverage_lines(mended))
    _write(report_lines(report))
    return 1 if report.errors else 0


def _text_of(path: Path, reader: DocumentReader) -> str:
    """What spans into a file point into: of an added one with the words of its pictures that were typed in."""
    data_dir = read_section("corpus", CorpusSettings).data_dir
    if path.resolve().is_relative_to(added_folder(data_dir).resolve()):
        for file in added_files(data_dir):
            if file.entry is not None and file.path.resolve() == path.resolve():
                return read_added(file, reader).text
    return reader.read(path, path.name).text


def _no_document(wanted: str) -> int:
    sys.stderr.write(f"没有 id 为“{wanted}”的文件。运行 python -m corpus --documents 查看全部 id。\n")
    return 2


def main(argv: list[str] | None = None) -> int:
    """Exit code 0; 2 with a Chinese sentence on stderr; 1 where `check` finds problems."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.text is not None:
            with DocumentReader() as reader:
                sys.stdout.write(_text_of(arguments.text, reader))
            return 0
        settings = read_section("corpus", CorpusSettings)
        if arguments.action == "check":
            return _check(settings, arguments.document, as_json=arguments.json)
        if arguments.action is not None:
            _write(run_folder_command(arguments, settings))
            return 0
        return _show(load_corpus(settings, with_repairs=not arguments.no_repairs), arguments)
    except _REFUSALS as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
