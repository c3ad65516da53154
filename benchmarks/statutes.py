"""Synthetic statutes for measuring: chapters, articles, 款 and items, of any length, the same for one seed."""

from __future__ import annotations

from random import Random

_SUBJECTS = ("市人民政府", "工业和信息化主管部门", "数据主管部门", "网络运营者", "重要数据处理者", "行业协会")
_ACTS = (
    "应当建立健全数字基础设施统筹协调机制",
    "负责本行政区域内数据安全监督管理工作",
    "推动算力资源共享开放",
)
_ENDS = ("，并向社会公布", "，具体办法由市人民政府另行制定", "，法律、行政法规另有规定的除外", "")
_ITEMS = ("数据资源开发利用", "数字产业集聚发展", "企业数字化转型", "公共数据开放共享")
_DIGITS = "〇一二三四五六七八九"
_ARTICLES_PER_CHAPTER = 8


def chinese(number: int) -> str:
    """A number below 10,000 as statutes print it.

    >>> [chinese(n) for n in (7, 10, 18, 20, 105, 120, 1013)]
    ['七', '十', '十八', '二十', '一百零五', '一百二十', '一千零一十三']
    """
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending and text else "") + _DIGITS[digit] + name
        pending = not digit
    return text[1:] if text.startswith("一十") else text


def statute(chars: int, seed: int) -> str:
    """A statute of at least `chars` characters, over by one article at most."""
    random = Random(seed)
    lines = [f"第{seed}号示范市数字经济促进条例", ""]
    length, article = len(lines[0]), 0
    while length < chars:
        if article % _ARTICLES_PER_CHAPTER == 0:
            lines.append(f"第{chinese(article // _ARTICLES_PER_CHAPTER + 1)}章　{random.choice(_ITEMS)}")
        article += 1
        new = _article(random, article)
        lines += new
        length += sum(map(len, new))
    return "\n".join(lines) + "\n"


def _sentence(random: Random) -> str:
    return random.choice(_SUBJECTS) + random.choice(_ACTS) + random.choice(_ENDS) + "。"


def _article(random: Random, number: int) -> list[str]:
    lines = [f"第{chinese(number)}条　{_sentence(random)}{_sentence(random)}"]
    lines += [_sentence(random) for _ in range(random.randrange(3))]
    if random.random() < 0.4:
        lines.append(random.choice(_SUBJECTS) + "应当支持下列活动：")
        lines += [f"（{chinese(i + 1)}）{item}；" for i, item in enumerate(_ITEMS)]
    return lines
