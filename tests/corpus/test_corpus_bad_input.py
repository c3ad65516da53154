"""What people put into the folder: nothing, pictures, and policy texts that no record describes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corpus_samples import MakeFolder, load

from corpus.model import Corpus
from corpus.wiring import DocumentsFolderMissing, corpus_hash

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"

NOTICE = """某市人民政府关于印发《某市智能算力发展若干措施》的通知
某政发〔2025〕12号
各区人民政府，市各委办局：
现将《某市智能算力发展若干措施》印发给你们，请认真贯彻执行。
某市人民政府
2025年3月8日
为加快算力发展，制定本措施。
一、总体要求
（一）指导思想。坚持统筹布局。
（二）主要目标。到2027年，算力规模达到100 EFLOPS。
二、重点任务
（一）加强供给
1.建设算力中心。支持企业建设智能算力中心，最高补贴500万元。
2．完善网络。按照规定执行。
（二）扩大应用
１．支持首用。
（1）对首次使用的企业给予补贴。
（2）对示范项目给予奖励。
三、附则
本措施自2025年4月1日起施行。
附件：名词解释
"""
NOTICE_TREE = [
    "front.p1", "front.p2", "front.p3", "front.p4", "front.p5", "s1", "s1.1", "s1.2", "s2", "s2.1", "s2.1.1",
    "s2.1.2", "s2.2", "s2.2.1", "s2.2.1.1", "s2.2.1.2", "s3", "att1",
]  # fmt: skip
REGULATION = """某省数据条例
第一章 总则
第一条 为了规范数据处理活动，制定本条例。
第二条　本条例所称数据，是指信息的记录。
依照第一条规定处理的除外。
第三条 有关部门应当履行下列职责：
（一）制定规划；
（二）组织实施；
前款规定的职责由省人民政府确定。
第三条之一 省级部门应当公开目录。
第二章 法律责任
第四条 违反本条例第三条规定的，由有关部门责令改正；
有下列情形之一的，处罚款：
（一）拒不改正的；
（二）造成严重后果的。
"""
REGULATION_TREE = [
    "c1", "a1", "a2", "a2.k2", "a3", "a3.i1", "a3.i2", "a3.k2", "a3-1", "c2", "a4", "a4.k2", "a4.k2.i1", "a4.k2.i2",
]  # fmt: skip
QUESTIONS = """关于算力券申领的政策问答
一、哪些企业可以申领算力券？
在本市注册的中小企业可以申领。
二、怎么申领？
登录平台提交材料。
材料包括营业执照和合同。
三、补贴比例是多少?
按合同额的30%给予补贴。
"""
QUESTIONS_TREE = ["q1", "q2", "q3"]
NEW = [
    (
        NOTICE,
        "某市人民政府关于印发《某市智能算力发展若干措施》的通知",
        "mou-shi-ren-min-zheng-fu",
        NOTICE_TREE,
    ),
    (REGULATION, "某省数据条例", "mou-sheng-shu-ju-tiao-li", REGULATION_TREE),
    (QUESTIONS, "关于算力券申领的政策问答", "guan-yu-suan-li-quan", QUESTIONS_TREE),
]


@pytest.mark.parametrize(("text", "title", "slug", "tree"), NEW)
def test_an_unknown_text_gets_title_id_and_tree(
    tmp_path: Path, text: str, title: str, slug: str, tree: list[str]
) -> None:
    (tmp_path / "新文件.txt").write_text(text, encoding="utf-8")
    corpus = load(tmp_path)
    (document,) = corpus.documents
    assert corpus.problems == ()
    assert document.title == title
    assert document.id.startswith(slug)
    assert re.fullmatch(r"[a-z0-9-]{1,40}-[0-9a-f]{8}", document.id)
    assert [c.addr for c in corpus.clauses] == tree
    assert document.supplied == frozenset()


def test_what_a_notice_states(tmp_path: Path) -> None:
    (tmp_path / "新文件.txt").write_text(NOTICE, encoding="utf-8")
    document = load(tmp_path).documents[0]
    assert document.number == "某政发〔2025〕12号"
    assert document.issuer == "某市人民政府"
    assert str(document.written) == "2025-03-08"


def test_import_again_and_under_another_name_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "甲.txt").write_text(REGULATION, encoding="utf-8")
    (tmp_path / "b" / "乙.txt").write_bytes(REGULATION.replace("\n", "\r\n").encode("gb18030"))
    first, again, other = load(tmp_path / "a"), load(tmp_path / "a"), load(tmp_path / "b")
    assert first.clauses == again.clauses
    assert corpus_hash(first) == corpus_hash(again)
    assert [c.id for c in first.clauses] == [c.id for c in other.clauses]
    assert [c.text for c in first.clauses] == [c.text for c in other.clauses]


def test_versions_of_a_text_get_different_ids(tmp_path: Path) -> None:
    (tmp_path / "2024.txt").write_text(REGULATION, encoding="utf-8")
    (tmp_path / "2025.txt").write_text(REGULATION.replace("责令改正", "责令限期改正"), encoding="utf-8")
    corpus = load(tmp_path)
    assert len({d.id for d in corpus.documents}) == 2
    assert len({c.id for c in corpus.clauses}) == len(corpus.clauses)


def test_the_same_text_twice_is_held_once(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(REGULATION, encoding="utf-8")
    (tmp_path / "乙.txt").write_text(REGULATION, encoding="utf-8")
    corpus = load(tmp_path)
    assert len(corpus.documents) == 1
    assert len({c.id for c in corpus.clauses}) == len(corpus.clauses)
    assert corpus.problems == ("文件《甲.txt》与《乙.txt》内容相同，只收录一次。请删去其中一份。",)


@pytest.mark.parametrize(
    "text",
    ["。。。\n", "？！\n一、总体要求\n坚持。\n", "a\n", "🎉🎉\n正文。\n", "<script>alert(1)</script>\n"],
)
def test_odd_texts_still_get_a_usable_id(tmp_path: Path, text: str) -> None:
    (tmp_path / "怪.txt").write_text(text, encoding="utf-8")
    corpus = load(tmp_path)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*-[0-9a-f]{8}", corpus.documents[0].id)
    inked = re.sub(r"\s", "", text)
    held = re.sub(r"\s", "", "".join(c.text for c in corpus.clauses))
    metadata = "".join(text[s.start : s.end] for s in corpus.metadata["怪.txt"])
    assert len(held) + len(re.sub(r"\s", "", metadata)) == len(inked)


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "空页.txt").write_text("".join(f"{n}\n数志\n专篇\n" for n in range(1, 9)), encoding="utf-8")
    (tmp_path / "好.txt").write_text(QUESTIONS, encoding="utf-8")
    corpus = load(tmp_path)
    assert [d.file for d in corpus.documents] == ["好.txt"]
    assert corpus.problems == ("文件《空页.txt》只有页眉页码，没有正文，未收录。",)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(
        DocumentsFolderMissing, match=r"文件夹不存在。请检查设置 corpus\.documents_dir"
    ) as caught:
        load(tmp_path / "无")
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("content", [{}, {"图.png": PNG}, {"空.txt": b""}, {"图.txt": PNG}])
def test_a_folder_without_any_text(tmp_path: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(
        DocumentsFolderMissing, match=r"没有可以读取的政策文件。请放入 \.txt 文件后重试"
    ) as caught:
        load(tmp_path)
    assert all(f"《{name}》" in str(caught.value) for name in content)


def test_bad_files_among_good_ones(shipped: Corpus, folder_with: MakeFolder) -> None:
    corpus = load(
        folder_with(
            {
                "图.txt": PNG,
                "表.xlsx": b"PK\x03\x04",
                "空.txt": b"\n",
                "乱.md": b"abc\xff\xff\xff",
                ".DS_Store": b"\0",
            }
        )
    )
    assert corpus.clauses == shipped.clauses
    assert sorted(corpus.problems) == [
        "文件《乱.md》的编码无法识别，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。",
        "文件《图.txt》不是文本文件，未读取。请另存为 UTF-8 编码的 .txt 后再放入文件夹。",
        "文件《空.txt》没有文字，未读取。",
        "文件《表.xlsx》的格式暂不支持，未读取。可用格式：.txt、.md、.docx、.pdf、.html、.htm。",
    ]


def test_a_file_in_a_sub_folder_has_its_folder_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "市级").mkdir()
    (tmp_path / "市级" / "问答.md").write_text(QUESTIONS, encoding="utf-8")
    assert load(tmp_path).documents[0].file == "市级/问答.md"


def test_the_hash_follows_the_words(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(QUESTIONS, encoding="utf-8")
    before = corpus_hash(load(tmp_path))
    path.write_text(QUESTIONS.replace("30%", "40%"), encoding="utf-8")
    assert corpus_hash(load(tmp_path)) != before
