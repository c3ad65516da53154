"""Files and folders for the tests of the living folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.folder import Folder
from corpus.formats.reader import DocumentReader
from corpus.registry import Supplied
from corpus.settings import CorpusSettings
from corpus.wiring import load_corpus

SHIPPED = "004_2827c07ac34160d3.txt"
FIRST = """苏州市算力券管理办法（试行）
第一条 为了促进算力应用，制定本办法。
第二条 算力券由市工业和信息化局发放，用于抵扣企业购买算力服务的费用。
第三条 每家企业每年不超过50万元。
苏州市工业和信息化局
2023年5月1日
"""
CHANGED = FIRST.replace("50万元", "60万元").replace(
    "第二条 算力券由市工业和信息化局发放，用于抵扣企业购买算力服务的费用。\n",
    "本办法所称算力券，是指抵扣算力费用的凭证。\n",
)
NEWER = FIRST.replace("（试行）", "（2024年修订）").replace("2023年", "2024年").replace("50万元", "80万元")
ID = "su-zhou-shi-suan-li-quan-guan-li-ban-fa-1710dc37"  # sha256 of FIRST's words begins so
NOTHING = Supplied()


def settings_in(root: Path, *, small: bool = False) -> CorpusSettings:
    """Settings with one shipped document, a real or a small one, and an empty data_dir."""
    documents = root / "shipped"
    if not documents.exists():
        documents.mkdir(parents=True)
        if small:
            (documents / "a.txt").write_text("随附文件\n一、说明\n内容。\n", encoding="utf-8")
        else:
            shutil.copy(CorpusSettings().documents_dir / SHIPPED, documents)
    return CorpusSettings(documents_dir=documents, data_dir=root / "var")


@contextmanager
def folder_in(settings: CorpusSettings) -> Iterator[Folder]:
    """The living folder of some settings."""
    with DocumentReader() as reader:
        yield Folder(settings.data_dir, load_corpus(settings, with_added=False), reader)


def file_of(root: Path, name: str, text: str) -> Path:
    """A file that an operator has."""
    path = root / "desk" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files_below(folder: Path) -> list[str]:
    """Names of all files below a folder."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
