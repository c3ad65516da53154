"""What would eat the machine or break a reader: named in Chinese, bounded, and no other document suffers."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from corpus_samples import load
from format_samples import W, pdf, repacked, word, word_body
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.__main__ import main
from corpus.decode import UnreadableFile
from corpus.formats.extracted import MAX_LINE_CHARS
from corpus.formats.reader import DocumentReader, Limits
from corpus.formats.word import read_word
from corpus.settings import ROOT

GOOD = "关于算力券的通知\n一、总体要求\n坚持统筹发展，加快建设，完善机制。\n二、附则\n自印发之日起施行。\n"
MB = 1024 * 1024


def body(xml: str) -> bytes:
    """A .docx with this body, packed without a look at it."""
    return repacked(
        word(lambda d: None),
        {"word/document.xml": f"<w:document {W}><w:body>{xml}</w:body></w:document>".encode()},
    )


def many_pages(count: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(count):
        document.new_page(595, 842).close()
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200 * MB)  # takes no room on the disk


def written(make: Callable[[], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(make()) and None


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
BAD: list[tuple[str, Callable[[Path], None], str]] = [
    ("大.txt", large, "超过 64 MB，未读取。请拆分"),
    ("大.docx", large, "超过 64 MB，未读取。请拆分"),
    ("大.pdf", large, "超过 64 MB，未读取。请拆分"),
    ("炸弹.docx", written(lambda: body("<w:p/>" * 8_000_000)), "可能是压缩炸弹，未读取"),
    ("长.pdf", written(lambda: many_pages(5_000)), "有 5000 页，超过 2000 页的上限，未读取。请拆分"),
    ("一行.txt", written(lambda: ("数" * (5 * MB // 3)).encode()), f"第 1 行长达 {5 * MB // 3} 字，未读取。请按段落分行"),
    ("长文.txt", written(lambda: ("数字经济\n" * 900_000).encode()), "有 450 万字以上，超过 400 万字的上限，未读取"),
    ("混.txt", written(lambda: (GOOD * 3).encode() + GOOD.encode("gb18030")), "混有不同的编码：第 16 行附近不是 UTF-8"),
    ("锁.pdf", written(lambda: pdf([[(2, "数字经济")]], password="secret")), "设有打开密码，未读取"),
    ("锁.docx", written(lambda: OLE + "EncryptedPackage".encode("utf-16-le")), "设有打开密码，未读取。请用 Word 或 WPS 取消密码"),
    ("旧.docx", written(lambda: OLE), "旧版 Word 格式（.doc），未读取。请用 Word 或 WPS 另存为 .docx"),
    ("旧.doc", written(lambda: OLE), "格式暂不支持，未读取。请用 Word 或 WPS 另存为 .docx"),
    ("断.docx", written(lambda: word_body("<w:p/>")[:9000]), "已损坏或不是 Word 文档"),
    ("坏.docx", written(lambda: body("<w:p>")), "已损坏或不是 Word 文档"),
    ("假.docx", written(lambda: b"PK\x03\x04"), "已损坏或不是 Word 文档"),
    ("空.docx", written(lambda: body("<w:p/>")), "没有文字，未读取。请用原软件打开核对"),
    ("空.pdf", written(lambda: many_pages(1)), "没有文字，未读取。请用原软件打开核对"),
    ("断.pdf", written(lambda: pdf([[(2, "数字经济")]])[:400]), "已损坏或不是 PDF"),
    ("假.pdf", written(lambda: b"%PDF-1.7\n"), "已损坏或不是 PDF"),
    ("大.html", written(lambda: b"<p>a</p>" * (9 * MB // 8)), "超过 8 MB，未读取"),
    ("深.html", written(lambda: b"<div>" * 200_000), "标签嵌套超过 500 层，未读取"),
    ("空.html", written(lambda: b"<html><script>1</script></html>"), "没有文字，未读取。请用原软件打开核对"),
]  # fmt: skip


def test_every_bad_file_is_named_and_the_good_ones_are_read(tmp_path: Path) -> None:
    for name, make, _ in BAD:
        make(tmp_path / name)
    (tmp_path / "好.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "最后.docx").write_bytes(word(lambda d: d.add_paragraph("关于数据的通知，请认真执行。")))
    started = time.monotonic()
    corpus = load(tmp_path)
    assert time.monotonic() - started < 20  # about two seconds on a machine that does nothing else
    assert sorted(d.file for d in corpus.documents) == ["好.txt", "最后.docx"]
    assert len(corpus.problems) == len(BAD)
    for name, _, words in BAD:
        (problem,) = [p for p in corpus.problems if f"《{name}》" in p]
        assert words in problem
        assert str(tmp_path) not in problem
        assert problem.endswith("。")


READ_ALL = """
import resource, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[3]]
from corpus_samples import load
corpus = load(Path(sys.argv[1]))
print(len(corpus.problems), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_reading_bad_files_takes_little_memory(tmp_path: Path) -> None:
    for name, make, _ in BAD:
        make(tmp_path / name)
    (tmp_path / "好.txt").write_text(GOOD, encoding="utf-8")
    # in a process of its own: a reader forked from a session that holds models would count those too
    folders = (str(tmp_path), str(ROOT), str(Path(__file__).parent))
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL, *folders], capture_output=True, text=True, timeout=60, check=True
    )
    problems, kilobytes = map(int, run.stdout.split())
    assert problems == len(BAD)
    assert kilobytes < MB  # the largest of its readers, whose own limit is 1 GB


def test_a_line_at_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "长行.txt"
    path.write_text("数" * MAX_LINE_CHARS + "\n", encoding="utf-8")
    with DocumentReader() as reader:
        assert len(reader.read(path, path.name).text) == MAX_LINE_CHARS + 1


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    slow, good = tmp_path / "慢.docx", tmp_path / "好.docx"
    slow.write_bytes(body("<w:p><w:r><w:t>数</w:t></w:r></w:p>" * 300_000))
    good.write_bytes(word(lambda d: d.add_paragraph("关于数据的通知")))
    with DocumentReader(Limits(seconds=1.0)) as reader:
        started = time.monotonic()
        with pytest.raises(UnreadableFile, match=r"《慢\.docx》读取超过 1 秒，未读取"):
            reader.read(slow, slow.name)
        assert time.monotonic() - started < 3
    with DocumentReader() as reader:
        assert reader.read(good, good.name).text == "关于数据的通知\n"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    heavy, good = tmp_path / "重.docx", tmp_path / "好.docx"
    heavy.write_bytes(body("<w:p><w:r><w:t>数</w:t></w:r></w:p>" * 300_000))
    good.write_bytes(word(lambda d: d.add_paragraph("关于数据的通知")))
    with DocumentReader(Limits(memory_bytes=160 * MB)) as reader:
        with pytest.raises(UnreadableFile, match=r"《重\.docx》"):
            reader.read(heavy, heavy.name)
        assert reader.read(good, good.name).text == "关于数据的通知\n"


def test_a_reading_process_that_dies_is_started_again(tmp_path: Path) -> None:
    good = tmp_path / "好.docx"
    good.write_bytes(word(lambda d: d.add_paragraph("关于数据的通知")))
    with DocumentReader() as reader:
        assert reader.read(good, good.name).text == "关于数据的通知\n"
        assert reader._process is not None
        os.kill(reader._process.pid, 9)
        reader._process.wait()
        assert reader.read(good, good.name).text == "关于数据的通知\n"
        died = reader._process
    assert died.poll() is not None  # and nothing is left running


ENTITIES = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def test_entities_of_a_word_file_are_not_resolved() -> None:
    xml = (
        f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>&a;&c;通知</w:t></w:r></w:p></w:body></w:document>"
    )
    data = repacked(word(lambda d: None), {"word/document.xml": xml.encode()})
    try:
        text = read_word(data, "实体.docx").text
    except UnreadableFile as error:
        text = str(error)
    assert "bbbb" not in text
    assert Path("/etc/hostname").read_text(encoding="utf-8").strip() not in text


def test_text_of_a_file_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "好.docx"
    path.write_bytes(word(lambda d: d.add_paragraph("关于数据的通知")))
    assert main(["--text", str(path)]) == 0
    assert capsys.readouterr().out == "关于数据的通知\n"
    path.write_bytes(b"PK")
    assert main(["--text", str(path)]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("文件《好.docx》已损坏或不是 Word 文档")
    assert "Traceback" not in captured.err


HEAVY = ("docx", "bs4", "lxml", "pypdfium2", "reportlab")


def test_who_reads_text_pays_for_no_library_of_other_formats() -> None:
    code = f"import sys, corpus.wiring, corpus.__main__; print([n for n in {HEAVY} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def samples() -> list[tuple[str, bytes]]:
    """One small file of each binary format."""
    page = "<html><body><ol><li>数</li></ol><table><tr><th>甲</th><td rowspan=2>乙</td></tr></table></body></html>"
    return [
        (".docx", word(lambda d: d.add_table(2, 2) and d.add_heading("一、总体要求", 1) and None)),
        (".pdf", pdf([[(2, "一、总体要求"), (0, "坚持统筹")]] * 2, "页眉", "{}")),
        (".html", page.encode()),
    ]


SAMPLES = samples()


@pytest.fixture(scope="module")
def shared_reader() -> Iterator[DocumentReader]:
    with DocumentReader(Limits(seconds=10.0)) as reader:
        yield reader


def text_or_refusal(reader: DocumentReader, path: Path) -> str:
    try:
        return reader.read(path, path.name).text
    except UnreadableFile as error:
        return str(error)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    which=st.integers(0, 2),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4),
    end=st.floats(0.3, 1),
)
def test_damage_gives_text_or_a_refusal_and_nothing_else(
    tmp_path: Path, shared_reader: DocumentReader, which: int, cuts: list[tuple[float, bytes]], end: float
) -> None:
    suffix, whole = SAMPLES[which]
    data = bytearray(whole)
    for place, noise in cuts:
        at = int(place * len(data))
        data[at : at + len(noise)] = noise
    path = tmp_path / f"损{suffix}"
    path.write_bytes(bytes(data[: max(1, int(end * len(data)))]))
    outcome = text_or_refusal(shared_reader, path)
    assert outcome.endswith("\n") or re.match(r"(?:网页)?文件《损.*未读取。.*。$", outcome), outcome
