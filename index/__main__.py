"""`python -m index`: build the index, or bring it up to date."""

from __future__ import annotations

import sys
import time
from typing import Annotated

import typer

from corpus.settings import CorpusSettings, SettingsError, read_section
from corpus.wiring import load_corpus
from index.problems import IndexProblem
from index.settings import IndexSettings
from index.wiring import build_index

app = typer.Typer(add_completion=False)


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@app.command(help="建立或更新索引：把条款切成段落，计算向量与词汇索引。只重新计算有变化的段落。")
def main(
    force: Annotated[bool, typer.Option("--force", help="不沿用已有向量，全部重新计算。")] = False,
) -> None:
    """Exit code 0 when the index is up to date, 1 when it could not be built."""
    started = time.monotonic()
    try:
        corpus = load_corpus(read_section("corpus", CorpusSettings))
        for problem in corpus.problems:
            _say(f"注意：{problem}")
        built = build_index(corpus, read_section("index", IndexSettings), say=_say, force=force)
    except (IndexProblem, SettingsError, FileNotFoundError, ValueError) as error:
        _say(f"未能建立索引：{error}")
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        _say("已中断；原有索引未受影响。")
        raise typer.Exit(130) from error
    seconds = time.monotonic() - started
    if built.changed:
        _say(
            f"索引已建立：{built.manifest.passages} 段，新计算 {built.embedded} 段，"
            f"沿用 {built.reused} 段，用时 {seconds:.0f} 秒。"
        )
    else:
        _say(f"索引已是最新：{built.manifest.passages} 段。")


if __name__ == "__main__":
    app(prog_name="python -m index")
