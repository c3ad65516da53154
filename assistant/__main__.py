"""`python -m assistant`: a question on the command line, or a stream of questions as JSONL."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence

from assistant.assistant import Assistant
from assistant.console import render
from assistant.explain_console import render_explanation
from assistant.explain_json import explanation_to_dict
from assistant.jsonl import Json, serve, to_dict
from assistant.problems import PROBLEMS
from assistant.wiring import open_assistant

BROKEN = 2  # exit code: nothing can be answered until somebody mends the installation


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assistant",
        usage="python -m assistant [--json] [--explain] [--history 之前的问题]… 问题\n      python -m assistant --jsonl < 问题.jsonl",
        description="有据：用已收录政策文件的原文回答问题，每句注明出处；文件里没有的，说明未找到。",
        add_help=False,
    )
    parser._positionals.title = "参数"
    parser._optionals.title = "选项"
    parser.add_argument("question", nargs="?", metavar="问题", help="要问的问题")
    parser.add_argument("--json", action="store_true", help="输出一个 JSON 对象，供程序读取")
    parser.add_argument("--explain", action="store_true", help="不回答，列出问题怎样理解、每段原文各得几分")
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
    """Exit code 0 where every question got a reply, 2 where the installation is broken."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not arguments.jsonl and arguments.question is None:
        parser.print_help(sys.stderr)
        return BROKEN
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
        sys.stderr.write(broken + "\n")
        return BROKEN
    say = _explained if arguments.explain else _answered
    sys.stdout.write(say(assistant, arguments.question, arguments.history, arguments.json) + "\n")
    return 0


def _answered(assistant: Assistant, question: str, history: Sequence[str], as_json: bool) -> str:
    reply = assistant.ask(question, history)
    return _dumped(to_dict(reply)) if as_json else render(reply)


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
