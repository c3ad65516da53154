"""Questions that the empty page offers, by what they show can be asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ExampleGroup:
    """One kind of question with examples that the shipped documents answer."""

    name: str
    questions: tuple[str, ...]


EXAMPLES = (
    ExampleGroup(
        "查数字", ("苏州到2023年全市网络零售额的目标是多少？", "江苏2025年数字经济核心产业占比目标是多少？")
    ),
    ExampleGroup(
        "找责任单位", ("网络产品安全漏洞由哪些部门监督管理？", "江苏加快5G网络建设由哪些部门负责？")
    ),
    ExampleGroup("看条款", ("《网络产品安全漏洞管理规定》第九条是怎么规定的？", "《数据安全法》第十八条")),
    ExampleGroup(
        "比各地",
        ("苏州和镇江的数字经济核心产业增加值目标分别是多少？", "天津和重庆的数字化建设重点有什么不同？"),
    ),
    ExampleGroup(
        "问条件", ("北京认定专精特新中小企业要满足什么条件？", "新建大型数据中心的能效要求是什么？")
    ),
)
EMBED_EXAMPLES = tuple(group.questions[0] for group in EXAMPLES[:3])
