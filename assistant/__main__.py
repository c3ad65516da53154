"""`python -m assistant`: a question on the command line, or a stream of questions as JSONL."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from datetime import date

from assistant.assistant import Assistant
from assistant.console import render
from assistant.explain_console import render_explanation
from assistant.explain_json import explanation_to_dict
from assistant.export.target import ExportError, Target
from assistant.jsonl import Json, serve, to_dict
from assistant.model import Answer, Refusal
from assistant.problems import PROBLEMS
from assistant.settings import AssistantSettings
from assistant.wiring import open_assistant
from corpus.settings import read_section

ONLY_ANSWERS = "--export 只能和一个问题一起用，不能和 --jsonl 或 --explain 同用。"
BROKEN = 2  # exit code: nothing can be answered until somebody mends the installation


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assistant",
        usage="python -m assistant [--json | --explain] [--export 文件] [--history 之前的问题]… 问题\n      python -m assistant --jsonl < 问题.jsonl",
        description="有据：用已收录政策文件的原文回答问题，每句注明出处；文件里没有的，说明未找到。",
        add_help=False,
    )
    parser._positionals.title = "参数"
    parser._optionals.title = "选项"
    parser.add_argument("question", nargs="?", metavar="问题", help="要问的问题")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象，供程序读取")
    parser.add_argument("--explain", action="store_true", help="不回答，列出问题怎样理解、每段原文各得几分")
    parser.add_argument(
        "--export",
        metavar="文件",
        help="把答复连同出处另存为文件：.docx（Word）、.md（Markdown）或 .txt（纯文本）",
    )
    parser.add_argument(
        "--history", action="append", default=[], metavar="问题", help="之前问过的问题，可重复，从早到晚"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='从标准输入逐行读取 {"id", "question", "history"}，逐行输出结果；标准输出只有 JSONL',
    )
    parser.add_argument("-h", "--help", action="help", help="显示这份说明")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code 0 where every question got a reply, 2 where the installation or the command is broken."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not arguments.jsonl and arguments.question is None:
        parser.print_help(sys.stderr)
        return BROKEN
    try:
        target = _target(arguments)
    except ExportError as error:
        return _stopped(str(error))
    assistant: Assistant | None = None
    broken = ""
    try:
        assistant = open_assistant()
    except PROBLEMS as error:
        broken = str(error)
    if arguments.jsonl:
        _serve_standard_streams(assistant, broken)
        return 0
    if assistant is None:
        return _stopped(broken)
    if arguments.explain:
        sys.stdout.write(_explained(assistant, arguments.question, arguments.history, arguments.json) + "\n")
        return 0
    reply = assistant.ask(arguments.question, arguments.history)
    sys.stdout.write((_dumped(to_dict(reply)) if arguments.json else render(reply)) + "\n")
    return _saved(assistant, arguments.question, reply, target) if target else 0


def _stopped(message: str) -> int:
    sys.stderr.write(message + "\n")
    return BROKEN


def _target(arguments: argparse.Namespace) -> Target | None:
    """Where the reply is saved, known before the seconds that opening the assistant takes."""
    if arguments.export is None:
        return None
    if arguments.jsonl or arguments.explain:
        raise ExportError(ONLY_ANSWERS)
    return Target.of(arguments.export)


def _saved(assistant: Assistant, question: str, reply: Answer | Refusal, target: Target) -> int:
    """Save a reply; what came of it is told beside the reply, which may be read by a program."""
    as_of = read_section("assistant", AssistantSettings).as_of or date.today()
    try:
        target.save(question, reply, assistant.corpus, as_of)
    except ExportError as error:
        return _stopped(str(error))
    sys.stderr.write(f"已保存到 {target.path}\n")
    return 0


def _explained(assistant: Assistant, question: str, history: Sequence[str], as_json: bool) -> str:
    explained = assistant.explain(question, history)
    return _dumped(explanation_to_dict(explained)) if as_json else render_explanation(explained)


def _dumped(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2)


def _serve_standard_streams(assistant: Assistant | None, broken: str) -> None:
    """A byte that is not UTF-8 spoils its line, never the stream; a lone surrogate leaves as a JSON escape."""
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="backslashreplace", newline="\n")
    serve(assistant, lines, out, broken)
    # a wrapper that is collected would close the standard streams behind everybody's back
    lines.detach()
    out.detach()


if __name__ == "__main__":
    sys.exit(main())
