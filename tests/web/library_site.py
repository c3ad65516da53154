"""A small installation of its own for the library's tests: one shipped document, a real index, an empty data_dir."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from corpus.settings import ROOT

TOKEN = "correct-horse-battery-staple"
SHIPPED = """关于促进公共停车的意见
一、总体要求
到2025年，全市新增公共停车泊位2万个。
二、保障措施
市城市管理局负责组织实施。
"""
VOUCHERS = """某市算力券管理办法
第一条 为了促进算力应用，制定本办法。
第二条 算力券由市工业和信息化局发放，用于抵扣企业购买算力服务的费用。
第三条 每家企业每年领取算力券的总额不超过50万元。
某市工业和信息化局
2023年5月1日
"""
QUESTION = "每家企业每年领取算力券不超过多少万元？"
FACT = "50万元"


def installed(root: Path) -> dict[str, str]:
    """Lay the installation out and index it with the real model; the variables that lead a server there."""
    documents = root / "documents"
    documents.mkdir(parents=True)
    (documents / "停车.txt").write_text(SHIPPED, encoding="utf-8")
    environment = {
        "YOUJU_CORPUS__DOCUMENTS_DIR": str(documents),
        "YOUJU_CORPUS__DATA_DIR": str(root / "var"),
        "YOUJU_INDEX__BUILT_DIR": str(root / "built"),
        "YOUJU_ASSISTANT__AS_OF": "2026-11-21",
        "YOUJU_WEB__ADMIN_TOKEN": TOKEN,
        "YOUJU_WEB__PREPARE_SUGGESTIONS": "false",
    }
    subprocess.run(
        [sys.executable, "-m", "index"],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return environment


class Admin:
    """Whoever is signed in, without a browser."""

    def __init__(self, base: str | httpx.Client) -> None:
        self.http = (
            httpx.Client(base_url=base, timeout=60, trust_env=False) if isinstance(base, str) else base
        )
        reply = self.http.post("/admin/login", data={"token": TOKEN})
        assert reply.status_code == 303
        found = re.search(r'name="csrf" value="([^"]+)"', self.page())
        assert found
        self._csrf = found[1]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.http.close()

    def page(self, path: str = "") -> str:
        """A page below /admin/library."""
        return self.http.get(f"/admin/library{path}").text

    def post(self, path: str, **fields: str) -> httpx.Response:
        """A form of a page."""
        return self.http.post(f"/admin/library{path}", data={"csrf": self._csrf, **fields})

    def upload(self, name: str, content: bytes, **fields: str) -> httpx.Response:
        """Hand a file in."""
        data = {"csrf": self._csrf, **fields}
        return self.http.post("/admin/library/upload", data=data, files={"file": (name, content)})

    def progress(self) -> dict[str, object]:
        """The progress as the page's script reads it."""
        return dict(self.http.get("/admin/library/progress").json())

    def settled(self, seconds: float = 60) -> dict[str, object]:
        """The progress once nothing runs."""
        end = time.monotonic() + seconds
        while (now := self.progress())["phase"] == "running":
            assert time.monotonic() < end, now
            time.sleep(0.05)
        return now

    def answer(self, question: str = QUESTION) -> str:
        """What a reader is told."""
        return str(self.http.post("/api/v1/ask", json={"question": question}).json()["answer"])
