"""Radicals back to characters: PDFs print 工 as the radical ⼯ where a font draws both with one glyph."""

from __future__ import annotations

import unicodedata

# Pairs of the CJK Radicals Supplement that Noto Sans CJK draws with one glyph; only one of them has a
# compatibility mapping in Unicode. Components that never stand alone (⺡, ⻌) keep their own code point.
_SUPPLEMENT = (
    "⺟母⺠民⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿"
    "⻯竜⻰龙⻱龜⻲亀⻳龟⺒巳⺓幺⺎兀⺐尢"
)
_FOLDED = str.maketrans(
    {
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
        **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
        "⼾": "户",  # Unicode names 戶; simplified fonts draw 户
    }
)


def fold_radicals(text: str) -> str:
    """`text` with every radical that looks like a character written as that character.

    >>> fold_radicals("⼯业和信息化部第⼀⻚⻓三⾓")
    '工业和信息化部第一页长三角'
    """
    return text.translate(_FOLDED)
