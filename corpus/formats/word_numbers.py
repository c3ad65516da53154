"""The numbers that Word prints before paragraphs: they stand in no paragraph's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_FORMAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_COUNTED = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographTraditional",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)


@dataclass(frozen=True)
class NumberLevel:
    """One level of a numbering scheme, as in w:lvl."""

    style: str  # w:numFmt: decimal, chineseCounting, bullet
    pattern: str  # w:lvlText: 第%1条
    start: int = 1
    gap: str = " "  # what stands between number and text
    arabic: bool = False  # w:isLgl: numbers of higher levels are shown in Arabic digits
    restarts_below: int | None = None  # w:lvlRestart: counts anew only after levels below this; 0 is never


@dataclass
class NumberCounter:
    """Counts the paragraphs of one numbering scheme."""

    levels: Mapping[int, NumberLevel]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """The number of the next paragraph at `level`, as printed; "" for a bullet."""
        rule = self.levels.get(level)
        if rule is None:
            return ""
        self.counts[level] = self.counts.get(level, rule.start - 1) + 1
        for deeper in [n for n in self.counts if n > level]:
            below = self.levels[deeper].restarts_below
            if below is None or level < below:
                del self.counts[deeper]
        if rule.style in ("bullet", "none"):
            return ""
        number = rule.pattern
        for above in range(level + 1):
            place = self.levels.get(above)
            if place is not None and f"%{above + 1}" in number:
                count = self.counts.setdefault(above, place.start)
                style = "decimal" if rule.arabic else place.style
                number = number.replace(f"%{above + 1}", printed(count, style))
        return f"{number}{rule.gap}" if number.strip() else ""


def printed(count: int, style: str) -> str:
    """A count as Word prints it in a number format.

    >>> [printed(n, "chineseCounting") for n in (3, 10, 12, 20, 105, 110)]
    ['三', '十', '十二', '二十', '一百〇五', '一百一十']
    >>> printed(3, "decimalEnclosedCircle"), printed(7, "decimalZero"), printed(4, "lowerRoman")
    ('③', '07', 'iv')
    """
    if style in _COUNTED:
        return chinese(count)
    if style == "chineseLegalSimplified":
        return chinese(count).translate(_FORMAL)
    if style.startswith("decimalEnclosedCircle") and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if style.startswith("decimalFullWidth"):
        return "".join(chr(0xFF10 + int(d)) for d in str(count))
    if style in ("upperLetter", "lowerLetter") and 1 <= count <= 26:
        return chr(ord("A" if style == "upperLetter" else "a") + count - 1)
    if style in ("upperRoman", "lowerRoman") and 1 <= count < 40:
        roman = ""
        for value, letters in _ROMAN:
            while count >= value:
                roman += letters
                count -= value
        return roman.upper() if style == "upperRoman" else roman
    return f"{count:02d}" if style == "decimalZero" else str(count)


def chinese(count: int) -> str:
    """A number below ten thousand in Chinese counting numerals."""
    if not 0 < count < 10_000:
        return str(count)
    text = ""
    digits = str(count)
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[place]
        elif text and not text.endswith("〇"):
            text += "〇"
    text = text.rstrip("〇")
    return text[1:] if 10 <= count < 20 else text
