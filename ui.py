"""The door of the web app: `python ui.py --host 127.0.0.1 --port 7860`."""

from __future__ import annotations

import argparse
import logging
import sys

from corpus.settings import SettingsError
from web.port import take_port

EPILOG = """页面：/ 问答，/admin 管理（要设口令），/embed 嵌入用的精简页，/source 已收录文件，/embed.js 嵌入脚本。
接口：POST /api/v1/ask，POST /api/v1/feedback，GET /healthz，GET /readyz。
设置：youju.toml 的 [web] 一节，或环境变量 YOUJU_WEB__<名称>。
评价：python ui.py feedback --help（导出、删除）。首次使用请先运行 make index 建立索引；make run 会依次做好这些事。"""


def parser() -> argparse.ArgumentParser:
    """The command line, in Chinese."""
    made = argparse.ArgumentParser(
        prog="python ui.py",
        description="有据：政策条款问答网页服务。",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        usage="python ui.py [--host 地址] [--port 端口]",
    )
    options = made.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示这份说明")
    options.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="监听地址，默认 127.0.0.1（只有本机能访问）"
    )
    options.add_argument("--port", type=int, default=7860, metavar="端口", help="监听端口，默认 7860")
    return made


def _fail(reason: str, status: int) -> int:
    sys.stderr.write(f"{reason}\n")
    return status


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; the exit status says whether that worked."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["feedback"]:
        from web.feedback.command import main as feedback

        return feedback(arguments[1:])
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    if not 0 <= options.port <= 65_535:
        return _fail("端口应在 0 到 65535 之间。", 2)
    try:
        taken = take_port(options.host, options.port)
    except OSError:
        taken_already = f"无法在 {options.host}:{options.port} 上启动：端口已被占用或地址不属于本机。"
        return _fail(f"{taken_already}请换一个端口，例如 --port 7861。", 1)
    import uvicorn

    from web.wiring import open_application

    try:
        application = open_application()
    except SettingsError as error:
        taken.close()
        return _fail(str(error), 2)
    sys.stdout.write(f"有据已启动：http://{options.host}:{taken.getsockname()[1]}/（按 Ctrl+C 停止）\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        application, log_level="warning", server_header=False, timeout_graceful_shutdown=3
    )
    uvicorn.Server(config).run(sockets=[taken])
    return 0


if __name__ == "__main__":
    sys.exit(main())
