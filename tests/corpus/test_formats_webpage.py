"""Web pages as government portals serve them: the document, and nothing of the portal."""

from __future__ import annotations

from pathlib import Path

import pytest
from format_samples import load, read

from corpus.formats.webpage import page_text

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于加快算力发展的通知_某市人民政府</title>
<meta name="ArticleTitle" content="关于加快算力发展的通知"><meta name="PubDate" content="2025-03-08 10:20:00">
<style>.a{color:red}</style><script>var 脚本=1;</script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; 正文</div>
<div class="wrap"><div class="article-content">
<p style="text-align:center"><b>某政发〔2025〕12号</b></p>
<p>各区人民政府，市各委办局：</p>
<p>　　一、总体要求</p>
<p>坚持<b>统筹</b>发展&nbsp;原则，<!-- 注释 -->按照<a href="/x">《某省数据
条例》</a>第三条规定，制定本通知。<br>另起一行，仍属本条，应当单独成行，并予保留。</p>
<p style="display: none">隐藏的文字</p><p hidden>也隐藏</p>
<p>　　二、工作目标</p>
<table><thead><tr><th rowspan="2">指标</th><th colspan="2">目标</th></tr><tr><th>2023年</th><th>2025年</th></tr></thead>
<tbody><tr><td>算力规模</td><td>5</td><td><p>8</p></td></tr></tbody></table>
<ol><li>建设中心，完善网络，强化供给。</li><li><p>扩大应用，支持首用，给予补贴。</p></li></ol>
</div><div class="share">分享到：微信</div></div>
<div id="footer">版权所有：某市人民政府 某ICP备12345号</div></body></html>"""
LINES = [
    "关于加快算力发展的通知",
    "发布日期：2025-03-08",
    "某政发〔2025〕12号",
    "各区人民政府，市各委办局：",
    "　　一、总体要求",
    "坚持统筹发展 原则，按照《某省数据 条例》第三条规定，制定本通知。",
    "另起一行，仍属本条，应当单独成行，并予保留。",
    "　　二、工作目标",
    "指标：算力规模｜目标·2023年：5｜目标·2025年：8",
    "1. 建设中心，完善网络，强化供给。",
    "2. 扩大应用，支持首用，给予补贴。",
]


def without_edge_blanks(text: str) -> list[str]:
    return [line.replace("\u00a0", " ") for line in text.splitlines()]


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "GB18030", "utf-8", "UTF-8"])
def test_the_document_and_nothing_else(tmp_path: Path, declared: str) -> None:
    page = PAGE.replace('charset="gb2312"', f'charset="{declared}"')
    data = page.encode("utf-8" if declared.lower() == "utf-8" else "gb18030")
    assert without_edge_blanks(read(tmp_path, "甲.html", data)) == LINES


def test_a_page_that_declares_the_wrong_encoding_or_none() -> None:
    assert page_text(PAGE.encode("utf-8"), "甲.html") == PAGE
    assert page_text(PAGE.replace("gb2312", "utf-8").encode("gb18030"), "甲.html") == PAGE.replace(
        "gb2312", "utf-8"
    )
    assert page_text("<p>甲</p>".encode("gb18030"), "甲.html") == "<p>甲</p>"


def test_a_page_as_clauses(tmp_path: Path) -> None:
    (tmp_path / "甲.htm").write_bytes(PAGE.encode("gb18030"))
    corpus = load(tmp_path)
    (document,) = corpus.documents
    assert (document.title, document.number) == ("关于加快算力发展的通知", "某政发〔2025〕12号")
    assert str(document.published) == "2025-03-08"
    assert [(c.addr, c.text) for c in corpus.clauses] == [
        ("front.p1", "各区人民政府，市各委办局："),
        (
            "s1",
            "一、总体要求\n坚持统筹发展原则，按照《某省数据条例》第三条规定，制定本通知。\n"
            "另起一行，仍属本条，应当单独成行，并予保留。",
        ),
        ("s2", "二、工作目标"),
        ("s2.p1", "指标：算力规模｜目标·2023年：5｜目标·2025年：8"),
        ("s2.1", "1.建设中心，完善网络，强化供给。"),
        ("s2.2", "2.扩大应用，支持首用，给予补贴。"),
    ]


def test_a_table_that_lays_out_the_page_is_no_table(tmp_path: Path) -> None:
    page = (
        "<table><tr><td><a href=a>菜单</a></td><td><table><tr><td><p>一、总体要求</p><p>坚持统筹。</p></td></tr></table></td>"
        "</tr><tr><td>左</td><td>右</td></tr></table>"
    )
    assert read(tmp_path, "甲.html", page.encode()).splitlines() == [
        "菜单",
        "一、总体要求",
        "坚持统筹。",
        "左",
        "右",
    ]


def test_the_frame_of_everything_is_kept_whatever_its_class(tmp_path: Path) -> None:
    page = (
        '<body><div class="main menu share">'
        + "<p>坚持统筹发展，加快建设，完善机制。</p>" * 3
        + "</div></body>"
    )
    assert len(read(tmp_path, "甲.html", page.encode()).splitlines()) == 3


def test_headings_and_lists(tmp_path: Path) -> None:
    page = (
        "<h1>算力券管理办法</h1><h2>申领条件</h2><p>企业应当同时满足以下条件，缺一不可，并提交证明材料：</p>"
        '<ol start="3"><li>在本市注册；</li><li></li><li>按期纳税。</li></ol><ul><li>说明一</li></ul><h2>申领程序</h2><p>登录平台。</p>'
    )
    assert read(tmp_path, "甲.html", page.encode()).splitlines() == [
        "算力券管理办法", "申领条件", "企业应当同时满足以下条件，缺一不可，并提交证明材料：",
        "3. 在本市注册；", "5. 按期纳税。", "说明一", "申领程序", "登录平台。",
    ]  # fmt: skip
    corpus = load(tmp_path)
    assert [(c.addr, c.heading) for c in corpus.roots(corpus.documents[0].id)] == [
        ("r1", "申领条件"),
        ("r2", "申领程序"),
    ]


def test_markup_in_words_stays_words(tmp_path: Path) -> None:
    page = "<p>&lt;script&gt;alert(1)&lt;/script&gt; 5&#37; &amp; A&ensp;B</p><template>模板</template><noscript>无</noscript>"
    assert read(tmp_path, "甲.html", page.encode()) == "<script>alert(1)</script> 5% & A\u2002B\n"
