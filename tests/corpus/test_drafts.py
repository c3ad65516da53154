"""Drafts: what is handed in, put right and looked at before it is held."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from format_samples import FONT, SIZE
from living_samples import FIRST, NEWER, settings_in
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.decode import UnreadableFile
from corpus.drafts import MAX_DRAFTS, Draft, DraftError, Drafts, shown_name
from corpus.findings import Severity, Topic
from corpus.formats.reader import DocumentReader
from corpus.model import Copy, Corpus, Force
from corpus.placements import Placement
from corpus.preview import Preview, preview
from corpus.registry import Supplied
from corpus.transcripts import HEADING, NOTE, Transcript
from corpus.wiring import load_corpus

Look = Callable[[Draft], Preview]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return load_corpus(settings_in(tmp_path_factory.mktemp("held"), small=True))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "var")


@pytest.fixture
def look(drafts: Drafts, held: Corpus) -> Iterator[Look]:
    with DocumentReader() as reader:
        yield lambda draft: preview(draft, drafts.path(draft), held, reader)


def take(drafts: Drafts, text: str = FIRST, **said: object) -> Draft:
    draft = drafts.take("办法.txt", text.encode()).model_copy(update=said)
    drafts.save(draft)
    return draft


def texts(shown: Preview) -> list[tuple[str, str]]:
    return [(c.addr, c.text) for c in shown.corpus.clauses]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("通知.txt", "通知.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\公文\\通知.PDF", "通知.PDF"),
        ("通知\u202etxt.exe\x00.txt", "通知txt.exe.txt"),
        ("..", "未命名"),
        ("", "未命名"),
        ("长" * 300 + ".docx", "长" * 120 + ".docx"),
    ],
)
def test_a_files_name_is_for_people_alone(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_no_path_is_made_of_a_name(drafts: Drafts, tmp_path: Path) -> None:
    for name in ("../../../x.txt", "/etc/x.txt", "a/../../b.txt"):
        draft = drafts.take(name, FIRST.encode())
        assert drafts.path(draft).parent.parent == tmp_path / "var" / "drafts"
        assert drafts.path(draft).name == "file.txt"
    for token in ("../registry", "", "0" * 23, "G" * 24, "." * 24):
        with pytest.raises(DraftError):
            drafts.get(token)


@pytest.mark.parametrize("name", ["a.exe", "a", "a.doc", "a.txt/", "图.png", ".txt"])
def test_a_format_that_nobody_reads_is_refused_with_advice(drafts: Drafts, name: str) -> None:
    with pytest.raises(UnreadableFile, match=r"格式暂不支持.*(可用格式|另存)"):
        drafts.take(name, b"x")
    assert drafts.all() == ()


def test_drafts_are_kept_changed_and_thrown_away(drafts: Drafts, tmp_path: Path) -> None:
    first, second = take(drafts), take(drafts, NEWER)
    assert [d.token for d in drafts.all()] == [first.token, second.token]
    changed = first.model_copy(update={"supplied": Supplied(region="苏州")})
    drafts.save(changed)
    assert drafts.get(first.token) == changed
    drafts.discard(first.token)
    assert drafts.all() == (second,)
    with pytest.raises(DraftError):
        drafts.save(changed)
    (tmp_path / "var" / "drafts" / ".new-x").mkdir()
    (tmp_path / "var" / "drafts" / second.token / "draft.json").write_text("{")
    assert drafts.all() == ()  # a damaged one is left out, and nothing breaks
    drafts.tidy()
    assert not (tmp_path / "var" / "drafts" / ".new-x").exists()


def test_drafts_are_bounded(drafts: Drafts) -> None:
    for _ in range(MAX_DRAFTS):
        take(drafts)
    with pytest.raises(DraftError, match=f"已有 {MAX_DRAFTS} 份"):
        take(drafts)


def test_the_preview_shows_the_tree_and_where_it_stands(drafts: Drafts, look: Look) -> None:
    shown = look(take(drafts))
    assert [addr for addr, _ in texts(shown)] == ["a1", "a2", "a3", "back.p1", "back.p2"]
    assert (shown.document.title, shown.document.written) == (
        "苏州市算力券管理办法（试行）",
        date(2023, 5, 1),
    )
    assert [line.number for line in shown.lines_of(shown.corpus.clauses[1])] == [3]
    assert (shown.coverage, shown.acceptable, shown.corpus.problems) == (1.0, True, ())


def test_the_preview_tells_of_copies_and_versions(drafts: Drafts, tmp_path: Path) -> None:
    settings = settings_in(tmp_path, small=True)
    (settings.documents_dir / "办法.txt").write_text(FIRST, encoding="utf-8")
    held = load_corpus(settings)
    draft = take(drafts, NEWER)
    with DocumentReader() as reader:
        found = preview(draft, drafts.path(draft), held, reader).findings
    said = {f.topic: f.message for f in found}
    assert "文字相同" in said[Topic.DUPLICATE]
    assert "更新版本" in said[Topic.VERSION]
    order = list(Severity)
    assert [f.severity for f in found] == sorted((f.severity for f in found), key=order.index)


def test_what_a_person_says_fills_in_and_overrules_only_where_told(drafts: Drafts, look: Look) -> None:
    said = Supplied(region="苏州", number="苏工信〔2023〕9号", written=date(2023, 6, 1), copied=Copy.REPRINT)
    shown = look(take(drafts, supplied=said))
    assert (shown.document.region, shown.document.number) == ("苏州", "苏工信〔2023〕9号")
    assert shown.document.written == date(2023, 5, 1)  # the text says so
    assert shown.document.copy is Copy.REPRINT
    assert {"region", "number", "copy"} <= shown.document.supplied
    assert "written" not in shown.document.supplied
    told = said.model_copy(update={"overruling": ("written", "issuer", "force")})
    shown = look(take(drafts, supplied=told))
    assert (shown.document.written, shown.document.issuer) == (date(2023, 6, 1), None)
    assert shown.document.force is Force.UNKNOWN
    assert {"written", "issuer"} <= shown.document.supplied
    assert shown.stated.written == date(2023, 5, 1)


@pytest.mark.parametrize(
    ("placement", "expected"),
    [
        (Placement(role="furniture", line=4, last=4, quote="第三条"), ["a1", "a2"]),
        (Placement(role="move", line=2, last=2, quote="第一条", after=4), ["a2", "a3", "a1"]),
        (Placement(role="own", line=4, last=4, quote="第三条"), ["a1", "a2"]),
        (Placement(role="paragraph", line=4, last=4, quote="第三条"), ["a1", "a2", "p1"]),
        (Placement(role="section", line=4, last=4, quote="第三条"), ["a1", "a2", "r1"]),
    ],
)
def test_lines_are_put_into_their_place(
    drafts: Drafts, look: Look, placement: Placement, expected: list[str]
) -> None:
    shown = look(take(drafts, placements=(placement,)))
    assert [addr for addr, _ in texts(shown)][: len(expected)] == expected
    assert shown.corpus.problems == ()


def test_a_correction_that_does_not_fit_the_file_is_told(drafts: Drafts, look: Look) -> None:
    shown = look(take(drafts, placements=(Placement(role="own", line=4, last=4, quote="第九条"),)))
    assert not shown.acceptable
    assert next(f.severity for f in shown.findings) is Severity.ERROR


def pdf_with_a_picture() -> bytes:
    """Three pages: printed, a picture, printed."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    picture = io.BytesIO()
    Image.new("L", (40, 60), 200).save(picture, "PNG")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True)
    pages = (
        (
            "关于发放算力券的通知",
            "一、对象",
            "在本市登记的企业均可申领算力券，具体条件由市工业和信息化局另行公布。",
        ),
        (),
        ("二、期限", "自2023年6月1日起施行，有效期三年，期满后由市工业和信息化局评估后决定去留。"),
    )
    for lines in pages:
        canvas.setFont(FONT, SIZE)
        for i, words in enumerate(lines):
            canvas.drawString(72, 760 - i * 22, words)
        if not lines:
            canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_words_of_a_picture_are_typed_in_and_marked(drafts: Drafts, look: Look) -> None:
    draft = drafts.take("通知.pdf", pdf_with_a_picture())
    shown = look(draft)
    assert [g.pages for g in shown.gaps] == ["2"]
    after = shown.line_before_page(2)
    typed = Transcript(after=after, page=2, text="一般企业每年10万元。\n\n二、骨干企业每年50万元。\n")
    filled = look(draft.model_copy(update={"transcripts": (typed,)}))
    supplied = [c for c in filled.corpus.clauses if c.heading == HEADING]
    assert [c.text for c in supplied] == [
        "一般企业每年10万元。",
        "二、骨干企业每年50万元。",
    ]  # no ladder of their own
    for clause in supplied:
        assert clause.address.endswith(HEADING)
        assert NOTE in clause.notes
        assert clause.pages == (2,)
        text = filled.corpus.texts[clause.file]
        assert "".join(text[a:b] for a, b in clause.spans).strip() == clause.text
    assert filled.document.gaps == ()
    assert [g.pages for g in filled.gaps] == ["2"]  # still there to be put right
    plain = {c.text: c.id for c in shown.corpus.clauses}
    for clause in filled.corpus.clauses:
        if clause.heading != HEADING:
            assert plain[clause.text] == clause.id  # printed clauses keep their words and addresses
    numbers = {line.text: line.number for line in shown.lines}
    assert {line.text: line.number for line in filled.lines} == numbers


def test_corrections_keep_their_lines_when_pictures_are_typed_in(drafts: Drafts, look: Look) -> None:
    moved = Placement(role="own", line=4, last=4, quote="第三条")
    typed = Transcript(after=1, text="图一\n图二")
    shown = look(take(drafts, placements=(moved,), transcripts=(typed,)))
    assert shown.corpus.problems == ()
    assert [c.text for c in shown.corpus.clauses if c.heading == HEADING] == ["图一", "图二"]
    assert "a3" not in {addr for addr, _ in texts(shown)}


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_typed_in_words_stand_at_the_end_of_a_text_without_a_last_break(
    drafts: Drafts, look: Look, ending: str
) -> None:
    text = FIRST.replace("\n", ending).rstrip()
    shown = look(take(drafts, text, transcripts=(Transcript(after=6, text="附图说明。"),)))
    assert shown.corpus.clauses[-1].text == "附图说明。"
    assert shown.coverage == 1.0
