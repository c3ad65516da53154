"""`python -m corpus`: look at documents and clauses."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from corpus.decode import UnreadableFile, read_text
from corpus.jsonl import clause_to_dict, document_to_dict
from corpus.model import Corpus
from corpus.repairs import RepairError
from corpus.report import coverage_lines, tree_lines
from corpus.settings import CorpusSettings, SettingsError, read_section
from corpus.sources import SourcesError
from corpus.wiring import DocumentsFolderMissing, load_corpus


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m corpus",
        description="查看已收录的文件与条款。不带参数时打印每份文件的条款树和收录率。",
    )
    parser.add_argument("--documents", action="store_true", help="列出文件（配合 --jsonl 输出全部元数据）")
    parser.add_argument(
        "--jsonl", action="store_true", help="每行输出一个 JSON 对象：条款，或配合 --documents 输出文件"
    )
    parser.add_argument("--document", metavar="ID", help="只看这一份文件")
    parser.add_argument("--no-repairs", action="store_true", help="不应用 REPAIRS.toml，看原文次序下的条款树")
    parser.add_argument(
        "--text", metavar="FILE", type=Path, help="打印某个文件解码后的文字（spans 所指的就是它）"
    )
    return parser


def _write(lines: object) -> None:
    for line in lines:  # type: ignore[attr-defined]  # any iterable of str
        sys.stdout.write(f"{line}\n")


def _show(corpus: Corpus, arguments: argparse.Namespace) -> int:
    documents = [d for d in corpus.documents if arguments.document in (None, d.id)]
    if not documents:
        sys.stderr.write(
            f"没有 id 为“{arguments.document}”的文件。运行 python -m corpus --documents 查看全部 id。\n"
        )
        return 2
    if arguments.jsonl and arguments.documents:
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


def main(argv: list[str] | None = None) -> int:
    """Exit code 0, or 2 with a Chinese sentence on stderr."""
    arguments = _parser().parse_args(argv)
    try:
        if arguments.text is not None:
            sys.stdout.write(read_text(arguments.text))
            return 0
        settings = read_section("corpus", CorpusSettings)
        return _show(load_corpus(settings, with_repairs=not arguments.no_repairs), arguments)
    except (SettingsError, DocumentsFolderMissing, SourcesError, RepairError, UnreadableFile) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
