"""What no sentence of an answer may hold, whatever it says: markup, addresses, talk to the reader."""

from __future__ import annotations

import re
import unicodedata

_MARKUP = re.compile(r"[<>`#*_|\\{}$^=\[\]【】]|&\w+;|!\[|\]\(")
_ADDRESS = re.compile(
    r"https?:|ftp:|www\.|://|@|\b[\w-]+\.(?:com|cn|net|org|gov|io|html?|php)\b|(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4})(?!\d)",
    re.I,
)
_TALK = re.compile(
    r"[您你俺咱]|我(?!国|省|市|县|区|院|部)|作为(?:一个|一名)?(?:AI|人工智能助手|语言模型|助手)|语言模型|提示词|系统提示|"
    r"抱歉|对不起|忽略|点击|扫码|拨打|致电|转账|汇款|下载|登录|关注公众号|微信|密码|验证码|验证|请(?!求|示|假|愿)|[?!]"
)
_KNOWN = re.compile(
    r"[\u3400-\u9fff〇\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％！？!?A-Za-z0-9\s,.;:()%+/·、。，；：（）《》〈〉“”‘’\"'「」『』〔〕—–\-～‰℃×≥≤]"
)
_TITLE = re.compile(r"《[^《》]*》")  # 《各省市注意!…》 is a name, compared as such
LONGEST = 400  # characters of one sentence


def clean(text: str) -> str:
    """Text without control, format, surrogate and private characters; line breaks are kept.

    >>> clean("能\\u200b耗\\x00绿\\u202e色")
    '能耗绿色'
    """
    return "".join(c for c in text if c in "\n" or unicodedata.category(c)[0] != "C")


def unfit(text: str, source: str) -> bool:
    """Whether a sentence is written as none of an answer may be; words of the source are no talk.

    >>> unfit("请您拨打电话", ""), unfit("全市网络零售额达5000亿元。", "")
    (True, False)
    """
    narrow = unicodedata.normalize("NFKC", text)
    if len(text) > LONGEST or _MARKUP.search(narrow) or _ADDRESS.search(narrow):
        return True
    if any(not _KNOWN.match(c) and c not in source for c in text):
        return True
    talk = _TALK.finditer(_TITLE.sub("", narrow))
    return any(m[0] not in source or m[0] in "?!您你" for m in talk)
