"""What a title is apart from its edition: the part that two versions of one document share."""

from __future__ import annotations

import re

from corpus.fold import comparison_form

_WRAPPED = re.compile(r"^.*?关于(?:印发|发布|公布)(?:修订后的)?《(.+)》的(?:通知|公告|决定)$")
_YEAR = r"(?:19|20)\d{2}(?:年?[-—–~至到](?:19|20)?\d{2})?(?:年度|年版|年|版)?"
_EDITION = (
    r"(?:第?[一二三四五六七八九十\d]+次)?(?:修订|修正|修改|[一二三]审)?"
    r"(?:草案|征求意见稿?|送审稿|修订|修正|修改|试行|暂行|稿|版|本)?"
)
_IN_BRACKETS = re.compile(rf"[(\[〔](?:{_YEAR})?,?(?:{_EDITION})[)\]〕]")  # (2024年修订), (试行), (二审草案)
_BARE = (
    re.compile(_YEAR),
    re.compile(r"[“\"']?十[一二三四五六七八九]五[”\"']?"),  # a five-year plan names its years
    re.compile(r"(?:暂行|试行)(?=办法|规定|条例|细则|规则|意见|方案)"),
    re.compile(r"(?:修订|修正)(?:版|稿|本)$"),
    re.compile(r"[\W_]+"),
)
_PLACE = re.compile(
    r"中华人民共和国|全国|国家|省|市(?!场)|自治[区州县旗]|[\u4e00-\u9fff]县|[\u4e00-\u9fff]区(?![块域间])"
)


def title_core(title: str) -> str:
    """A title without what tells its versions apart: years, 修订, 试行, the notice around it.

    >>> title_core("关于印发《苏州市算力券管理办法(2024年修订)》的通知")
    '苏州市算力券管理办法'
    >>> title_core("苏州市算力券管理暂行办法"), title_core("数字苏州行动计划（2021—2023年）")
    ('苏州市算力券管理办法', '数字苏州行动计划')
    """
    core = comparison_form(title)
    if wrapped := _WRAPPED.match(core):
        core = wrapped[1]
    core = _IN_BRACKETS.sub("", core)
    for pattern in _BARE:
        core = pattern.sub("", core)
    return core


def names_a_place(title: str) -> bool:
    """Whether a title says for which place it speaks: 苏州市, 全国, 中华人民共和国.

    >>> names_a_place("苏州市算力券管理办法"), names_a_place("关于推进市场建设的意见")
    (True, False)
    """
    return _PLACE.search(title) is not None
