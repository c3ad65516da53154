"""The admin's library over HTTP: real folders and a real index of one document, a small embedder, no model."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from library_engine import SmallEngine
from library_site import TOKEN, Admin
from web_app import make_app

from assistant.model import Answer
from corpus.formats.extracted import Extracted
from corpus.formats.reader import DocumentReader
from web.library.library import FAILED, Library, LibraryError
from web.library.progress import Phase
from web.service import Ready, Service, Unready
from web.settings import WebSettings

NOTICE = "关于发放算力券的通知\n一、对象\n企业可申领算力券。\n二、标准\n每家企业每年50万元。\n某市工信局\n2023年5月1日\n"
LIMIT = 300_000  # bytes of an upload


class Site:
    """One installation under test."""

    def __init__(self, root: Path) -> None:
        self.engine = SmallEngine(root)
        self.service, self.library = self.engine.library()
        settings = WebSettings.model_validate({"admin_token": TOKEN, "upload_limit_bytes": LIMIT})
        self.app = make_app(self.service, settings, library=self.library)
        self.http = TestClient(self.app, follow_redirects=False)
        self.admin = Admin(self.http)

    def accept(self, text: str = NOTICE, name: str = "通知.txt") -> dict[str, object]:
        """Upload and accept, to the end."""
        at = self.upload(name, text.encode())
        assert self.admin.post(f"{at}/accept").status_code == 303
        return self.admin.settled()

    def upload(self, name: str, content: bytes, **fields: str) -> str:
        """The path of the draft below /admin/library."""
        reply = self.admin.upload(name, content, **fields)
        assert reply.status_code == 303, reply.text
        return reply.headers["location"].removeprefix("/admin/library")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.library.close()
    made.library.join(30)


def test_upload_correct_accept_answer_and_back(site: Site) -> None:
    assert site.admin.answer("50万元") == "在已收录文件中未找到相关规定。"
    at = site.upload("../../通知.txt", NOTICE.encode())
    page = site.admin.page(at)
    for part in ("关于发放算力券的通知", "2023-05-01", "某市工信局", "s2", "确认收录"):
        assert part in page
    fields = {"title": "算力券发放通知", "issuer": "某市工信局", "written": "2023-05-02", "region": "某市",
              "force": "现行", "kind": "正文", "copied": "转载"}  # fmt: skip
    assert site.admin.post(f"{at}/said", **fields).status_code == 303
    page = site.admin.page(at)
    assert 'value="算力券发放通知"' in page
    assert "原文读出：2023-05-01" in page  # the text says otherwise, and that stays visible
    assert site.admin.answer("50万元") == "在已收录文件中未找到相关规定。"  # nothing is served before
    assert site.admin.post(f"{at}/accept").status_code == 303
    done = site.admin.settled()
    assert (done["phase"], done["doing"]) == ("done", "已生效")
    assert "每家企业每年50万元" in site.admin.answer("50万元")
    shown = site.http.get(str(done["href"])).text
    for part in ("算力券发放通知", "2023年5月2日", "收录时注明", "现行", "转载"):
        assert part in shown
    listed = site.admin.page()
    assert "算力券发放通知" in listed
    assert "待确认" not in listed
    assert site.admin.post("/back").status_code == 303
    assert site.admin.settled()["phase"] == "done"
    assert site.admin.answer("50万元") == "在已收录文件中未找到相关规定。"
    assert site.http.get(str(done["href"])).status_code == 404
    site.admin.post("/back")
    site.admin.settled()
    assert "每家企业每年50万元" in site.admin.answer("50万元")
    restarted, _ = SmallEngine(site.engine.corpus.data_dir.parent).library()
    assert isinstance(restarted.state, Ready)
    again = restarted.ask("50万元")
    assert isinstance(again, Answer)
    assert "50万元" in again.text


def test_removing_and_replacing(site: Site) -> None:
    document_id = str(site.accept()["href"]).removeprefix("/source/")
    at = site.upload("新通知.txt", NOTICE.replace("50万元", "80万元").encode(), replaces=document_id)
    assert "地址不变" in site.admin.page(at)
    site.admin.post(f"{at}/accept")
    assert site.admin.settled()["href"] == f"/source/{document_id}"
    assert "80万元" in site.admin.answer("每家企业")
    reply = site.admin.post("/edit", id=document_id)
    at = reply.headers["location"].removeprefix("/admin/library")
    site.admin.post(f"{at}/said", title="改过的标题", force="未知", kind="正文", copied="原文")
    site.admin.post(f"{at}/accept")
    site.admin.settled()
    assert "改过的标题" in site.http.get(f"/source/{document_id}").text
    assert site.admin.post("/remove", id=document_id).status_code == 303
    assert site.admin.settled()["phase"] == "done"
    assert site.admin.answer("每家企业") == "在已收录文件中未找到相关规定。"
    reply = site.admin.post("/remove", id=document_id)
    assert (reply.status_code, "没有收录过" in reply.text) == (422, True)
    site.admin.post("/back")
    site.admin.settled()
    assert "80万元" in site.admin.answer("每家企业")


def test_lines_and_pictures_are_put_right(site: Site) -> None:
    at = site.upload("通知.txt", NOTICE.encode())
    assert site.admin.post(f"{at}/place", line="5", role="furniture").status_code == 303
    assert "第 5 行“每家企业每年50万元。……”：页眉页脚" in site.admin.page(at)
    text = "附表：一般企业每年10万元。<script>alert(1)</script>"
    assert site.admin.post(f"{at}/picture", after="3", text=text).status_code == 303
    page = site.admin.page(at)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    wrong = [
        ("place", {"line": "99", "role": "own"}, "不存在或是空行"),
        ("place", {"line": "x", "role": "own"}, "应为数字"),
        ("place", {"line": "3", "role": "rm -rf"}, "请选择"),
        ("place", {"line": "3", "last": "2", "role": "own"}, "之前"),
        ("place", {"line": "2", "last": "3", "role": "move", "after": "3"}, "不能移到它自己里面"),
        ("picture", {"after": "0", "text": " "}, "请录入"),
        ("picture", {"after": "0", "page": "7", "text": "字"}, "不是图片"),
        ("said", {"written": "去年"}, "2024-05-01"),
        ("said", {"force": "也许"}, "无法识别"),
        ("said", {"title": "长" * 201}, "最多 200 字"),
        ("undo", {"sort": "supplied", "at": "0"}, "已经不在"),
    ]
    for path, fields, reason in wrong:
        reply = site.admin.post(f"{at}/{path}", **fields)
        assert (reply.status_code, reason in reply.text) == (422, True), (path, fields)
    assert site.admin.post(f"{at}/undo", sort="placements", at="0").status_code == 303
    site.admin.post(f"{at}/accept")
    href = str(site.admin.settled()["href"])
    shown = site.http.get(href).text
    assert "图片文字（收录时录入）" in shown
    assert "由收录人员看图录入" in shown
    assert "<script>alert" not in shown
    assert "每家企业每年50万元" in shown


def test_headers_become_text_and_pictures_are_typed_in(site: Site) -> None:
    page = (
        "<html><body><h1>关于发放算力券的通知</h1><h2>目录</h2><p>一、对象</p><p>二、标准</p><p>一、对象</p>"
        "<p>在本市登记的企业可申领算力券。</p><p><img src='w.png'></p><p>二、标准</p><p>另行公布。</p>"
        "<p><img src='seal.png' alt='印章'></p></body></html>"
    )
    at = site.upload("通知.html", page.encode())
    shown = site.admin.page(at)
    for part in ("2 处图片的文字未录入", 'href="#g-gap-6"', "没有作为条款的", "第 3 行改作正文"):
        assert part in shown
    reply = site.admin.post(f"{at}/place", line="2", last="4", role="text")
    assert reply.headers["location"].endswith("#l-2")
    assert "第 2—4 行“目录……”：正文" in site.admin.page(at)
    assert "第 3 行改作正文" not in site.admin.page(at)
    reply = site.admin.post(f"{at}/undo", sort="placements", at="0")
    assert reply.headers["location"].endswith("#place")
    wrong = [
        ({"gap": "5", "text": "字"}, "第 5 行之后没有图片"),
        ({"gap": "x", "text": "字"}, "应为数字"),
        ({"gap": "6", "text": ""}, "请录入"),
        ({"wordless": "1", "after": "2"}, "请录入"),  # only of a picture that is there
    ]
    for fields, reason in wrong:
        reply = site.admin.post(f"{at}/picture", **fields)
        assert (reply.status_code, reason in reply.text) == (422, True), fields
    for text in ("写错了", "一般企业每年10万元。"):  # the second takes the place of the first
        reply = site.admin.post(f"{at}/picture", gap="6", text=text)
        assert reply.headers["location"].endswith("#pictures")
    site.admin.post(f"{at}/picture", gap="8", wordless="1")
    shown = site.admin.page(at)
    for part in ("已注明图中没有文字", "第 6 行之后：一般企业每年10万元。"):
        assert part in shown
    for part in ("处图片的文字未录入", "写错了", "去录入"):
        assert part not in shown
    site.admin.post(f"{at}/accept")
    href = str(site.admin.settled()["href"])
    read = site.http.get(href).text
    assert "图片文字（收录时录入）" in read
    assert "未收录" not in read
    assert "一般企业每年10万元" in site.admin.answer("每年10万元")


def test_a_correction_reads_the_file_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = DocumentReader.read

    def counted(reader: DocumentReader, path: Path, name: str) -> Extracted:
        read.append(name)
        return real(reader, path, name)

    monkeypatch.setattr(DocumentReader, "read", counted)
    at = site.upload("通知.txt", NOTICE.encode())
    site.admin.page(at)
    site.admin.post(f"{at}/place", line="5", role="furniture")
    assert "页眉页脚" in site.admin.page(at)
    assert read == ["通知.txt"]
    other = site.upload("另一份.txt", NOTICE.replace("算力券", "数据券").encode())
    assert "数据券" in site.admin.page(other)
    assert "数据券" not in site.admin.page(at)  # one is never shown for the other
    assert read == ["通知.txt", "另一份.txt", "通知.txt"]


def test_what_cannot_be_read_is_refused_and_leaves_nothing(site: Site) -> None:
    hostile = [
        ("a.exe", b"MZ", "格式暂不支持"),
        ("a.txt", b"\0\1\2" * 50, "不是文本文件"),
        ("a.pdf", b"%PDF-1.7 broken", "未读取"),
        ("a.docx", b"PK\3\4 no archive", "未读取"),
        ("a.txt", b" ", "没有文字"),
    ]
    for name, content, reason in hostile:
        reply = site.admin.upload(name, content)
        assert (reply.status_code, reason in reply.text) == (422, True), (name, reply.text[-600:])
    reply = site.admin.upload("大.txt", b"a" * (LIMIT + 20_000))
    assert (reply.status_code, reply.json()["reason"]) == (413, "请求内容过大，请缩短后再试。")
    assert site.admin.post("/upload").status_code == 422  # no file at all
    assert site.engine.drafts.all() == ()
    twin = site.upload("a.txt", site.engine.shipped().texts["a.txt"].encode())
    site.admin.post(f"{twin}/accept")
    failed = site.admin.settled()
    assert (failed["phase"], "随附文件" in str(failed["doing"])) == ("failed", True)
    assert site.admin.post(f"{twin}/discard").status_code == 303
    assert site.engine.drafts.all() == ()


def test_nobody_else_gets_in_or_hands_in(site: Site) -> None:
    at = site.upload("通知.txt", NOTICE.encode())
    stranger = TestClient(site.app, follow_redirects=False)
    for path in ("", at, "/progress"):
        assert stranger.get(f"/admin/library{path}").status_code == 303
    for path in (
        "/upload",
        "/remove",
        "/back",
        "/renew",
        "/edit",
        *(f"{at}/{p}" for p in ("said", "place", "picture", "undo", "accept", "discard")),
    ):
        assert stranger.post(f"/admin/library{path}").status_code == 303
        assert (
            site.http.post(f"/admin/library{path}").status_code == 403
        )  # signed in, without the page's secret
    large = {"file": ("大.txt", b"a" * 100_000)}
    assert stranger.post("/admin/library/upload", files=large).status_code == 413  # not even read
    assert len(site.engine.drafts.all()) == 1
    for path in ("/draft/../../registry.json", "/draft/%2e%2e", "/draft/" + "0" * 24):
        assert site.http.get(f"/admin/library{path}").status_code in (404, 422)


def test_answers_go_on_and_one_change_runs_at_a_time(site: Site) -> None:
    middle, go_on = threading.Event(), threading.Event()

    def hold(_stop: threading.Event) -> None:
        middle.set()
        assert go_on.wait(30)

    site.engine.before_build = hold
    at = site.upload("通知.txt", NOTICE.encode())
    before = site.service.state
    site.admin.post(f"{at}/accept")
    assert middle.wait(10)
    assert "2万个" in site.admin.answer("停车泊位")
    assert site.service.state is before
    for path in ("/back", f"{at}/accept", "/renew"):
        reply = site.admin.post(path)
        assert (reply.status_code, "请等它完成" in reply.text or "没有可以退回" in reply.text) == (422, True)
    assert site.admin.post(f"{at}/discard").status_code == 422
    assert site.admin.progress()["phase"] == "running"
    go_on.set()
    assert site.admin.settled()["phase"] == "done"
    assert site.service.state is not before


def test_a_question_finishes_on_the_documents_it_began_with(site: Site) -> None:
    state = site.service.state
    assert isinstance(state, Ready)
    site.accept()
    assert site.service.ask("50万元", on=state).status == "refused"
    assert site.service.ask("50万元").status == "answered"
    now = site.service.state
    assert isinstance(now, Ready)
    assert now.recent is not state.recent  # a reply from the old documents is never given for the new ones
    assert now.recent.get("50万元", ()) is not state.recent.get("50万元", ())


def test_a_failure_leaves_everything_as_it_was(site: Site) -> None:
    def broken(_stop: threading.Event) -> None:
        raise RuntimeError("secret /srv/key")

    site.engine.before_build = broken
    at = site.upload("通知.txt", NOTICE.encode())
    before = site.service.state
    site.admin.post(f"{at}/accept")
    assert site.admin.settled()["doing"] == FAILED
    assert site.service.state is before
    assert site.library.register().documents == ()
    site.engine.before_build = lambda _stop: None
    site.admin.post(f"{at}/accept")  # the draft is still there to be tried again
    assert site.admin.settled()["phase"] == "done"


def test_a_stop_in_the_middle_gives_up(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.engine.before_build = lambda stop: site.library.close()
    at = site.upload("通知.txt", NOTICE.encode())
    site.library.accept(at.rsplit("/", 1)[-1])
    site.library.join(30)
    assert site.library.progress.phase is Phase.FAILED
    assert "服务正在停止" in site.library.progress.doing
    assert site.library.register().documents == ()


def test_a_change_on_the_command_line_is_shown_and_taken_up(site: Site) -> None:
    from corpus.folder import Folder
    from corpus.formats.reader import DocumentReader
    from corpus.registry import Supplied

    desk = site.engine.corpus.data_dir.parent / "通知.txt"
    desk.write_text(NOTICE, encoding="utf-8")
    with DocumentReader() as reader:
        Folder(site.engine.corpus.data_dir, site.engine.shipped(), reader).add(desk, Supplied())
    assert "不一致" in site.admin.page()
    site.admin.post("/renew")
    assert site.admin.settled()["phase"] == "done"
    assert "不一致" not in site.admin.page()
    assert "50万元" in site.admin.answer("50万元")


def test_a_service_that_could_not_load_is_mended_here(tmp_path: Path) -> None:
    engine = SmallEngine(tmp_path)
    service = Service(engine.start)
    service._state = Unready("索引不适用")
    library = Library(service, engine, engine.corpus.data_dir)
    library.renew()
    library.join(30)
    assert isinstance(service.state, Ready)
    with pytest.raises(LibraryError, match="正在载入"):
        Library(Service(engine.start), engine, engine.corpus.data_dir).renew()


def test_hostile_names_are_text_on_the_page(site: Site) -> None:
    site.upload("<img src=x onerror=alert(1)>.txt", NOTICE.encode())
    page = site.admin.page()
    assert "<img" not in page
    assert re.search(r"&lt;img src=x onerror=alert\(1\)&gt;\.txt", page)


def test_the_helper_reads_what_the_page_reads(site: Site) -> None:
    reply: httpx.Response = site.http.get("/admin/library/progress")
    assert reply.headers["cache-control"] == "no-store"
    assert set(reply.json()) == {"phase", "task", "doing", "done", "of", "number", "href"}
