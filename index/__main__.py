"""`python -m index`: build the index, or bring it up to date."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from corpus.settings import CorpusSettings, SettingsError, read_section
from corpus.wiring import load_corpus
from index.problems import IndexProblem
from index.settings import IndexSettings
from index.wiring import build_index


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index",
        usage="python -m index [--force]",
        description="建立或更新索引：把条款切成段落，计算向量与词汇索引。只重新计算有变化的段落。",
        add_help=False,
    )
    options = parser.add_argument_group("选项")
    options.add_argument("--force", action="store_true", help="不沿用已有向量，全部重新计算")
    options.add_argument("-h", "--help", action="help", help="显示本说明")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Returns 0 when the index is up to date, 1 when it could not be built, 130 when interrupted."""
    arguments = _arguments(argv)
    started = time.monotonic()
    try:
        corpus = load_corpus(read_section("corpus", CorpusSettings))
        for problem in corpus.problems:
            _say(f"注意：{problem}")
        built = build_index(corpus, read_section("index", IndexSettings), say=_say, force=arguments.force)
    except (IndexProblem, SettingsError, OSError, ValueError) as error:
        _say(f"未能建立索引：{error}")
        return 1
    except KeyboardInterrupt:
        _say("已中断；原有索引未受影响。")
        return 130
    seconds = time.monotonic() - started
    if built.changed:
        _say(
            f"索引已建立：{built.manifest.passages} 段，新计算 {built.embedded} 段，"
            f"沿用 {built.reused} 段，用时 {seconds:.0f} 秒。"
        )
    else:
        _say(f"索引已是最新：{built.manifest.passages} 段。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
