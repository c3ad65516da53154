"""What a question takes for granted and a policy text seldom says: that a goal was met, that a rule was undone."""

from __future__ import annotations

import re

_PROGRESS = re.compile(
    r"完成(了|得|进度|情况)|进度|达标了|实现了|实际(上)?(建|做|完|达|有|增|已)|(目前|现在|如今|眼下|至今|今天|到现在|已经)[^,。?]{0,8}(建|做|完|达|落地|投)[^,。?]{0,4}(了|到|成)|(建成|建好|办成|落地|兑现|做到|做成)了?(没|吗)|最后[^,。?]{0,6}(没|吗|多少)"
)
_REPORTED = re.compile(
    r"已|达到了|实现了|完成了|建成了|累计|同比|较上年|比上年|增长[^,。]{0,4}\d[^,。]{0,8}[,。]位居|位居"
)
_AHEAD = re.compile(r"到?20\d\d年底?前?|力争|争取|将|拟|计划|目标|要")
# Verbs that undo or bend a rule: a text that does not say them does not explain why.
_UNDOING = re.compile(
    r"取消|废止|废除|暂停|停止|叫停|禁止|禁用|不准|延长|缩短|下调|上调|调低|调高|推迟|提前|排除|撤销|放宽|收紧|取代|合并|退出|放弃|不再|关停|移出|改由|改成|换成"
)
_WHY = re.compile(r"为什么|为何|为啥|凭什么|何以|原因|考虑|怎么(?=取消|废止|停|禁)|咋")


def progress_asked(question: str, sentence: str) -> float:
    """1 where it is asked how far a goal was met and the sentence only sets one.

    >>> progress_asked("目前实际建成几个了?", "到2025年,建成30个以上"), progress_asked("要建几个?", "到2025年,建成30个")
    (1.0, 0.0)
    """
    if not _PROGRESS.search(question) or _REPORTED.search(sentence):
        return 0.0
    return 1.0 if _AHEAD.search(sentence) else 0.5


def undoing_presumed(question: str, near: str) -> float:
    """1 where a question asks why something was undone and no text near by speaks of that.

    >>> undoing_presumed("为什么取消了免费诊断?", "实施更多免费诊断"), undoing_presumed("取消了哪些?", "")
    (1.0, 0.0)
    """
    if not _WHY.search(question):
        return 0.0
    verbs = _UNDOING.findall(question)
    return 1.0 if verbs and not any(verb in near for verb in verbs) else 0.0
