"""Lies of a model, made from true sentences of the clauses that it was sent: each kind by its own rule.

Works on the JSON of the request and on regular expressions of its own, with none of the verifier's code:
what is made here is false because of how it is made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from writing_truths import NUMBER, REPHRASINGS, YEAR, by_title, han, sentences_of, squeezed

Clause = dict[str, object]  # as it is sent: 编号, 文件, 文号, 位置, 原文


@dataclass
class Draft:
    """What a lying model says, and which of its sentences are true."""

    text: str = ""
    true: list[str] = field(default_factory=list)  # as shown, without [n]
    verbatim: list[str] = field(default_factory=list)
    false: list[tuple[str, str]] = field(default_factory=list)  # kind, as shown


Lie = Callable[[random.Random, str, Clause, list[Clause]], str | None]


def text_of(clause: Clause) -> str:
    return str(clause["原文"])


def _figures(sentence: str) -> list[re.Match[str]]:
    return [m for m in NUMBER.finditer(sentence) if m[2] or m[3]]


def _changed(rng: random.Random, value: str) -> str:
    """Another number of the same look."""
    plain = value.replace(",", "")
    while True:
        new = "".join(rng.choice("123456789") if d.isdigit() else d for d in plain)
        if float(new) != float(plain):
            return new


def _put(sentence: str, match: re.Match[str], group: int, new: str) -> str:
    return sentence[: match.start(group)] + new + sentence[match.end(group) :]


def wrong_figure(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    found = _figures(sentence)
    if not found:
        return None
    match = rng.choice(found)
    return _put(sentence, match, 1, _changed(rng, match[1]))


def swapped_figures(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """Two figures of one sentence change places."""
    found = _figures(sentence)
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if a[0].strip() != b[0].strip()]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    middle = sentence[a.end() : b.start()]
    if not re.search(r"[\u4e00-\u9fff]", middle):
        return None  # 3~5家 turned round is not another claim
    return sentence[: a.start()] + b[0] + middle + a[0] + sentence[b.end() :]


def neighbours_figure(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """The figure of another sentence of the clause."""
    own = _figures(sentence)
    others = [m[0].strip() for s in sentences_of(text_of(clause)) if s != sentence for m in _figures(s)]
    others = [o for o in others if squeezed(o) not in squeezed(sentence)]
    if not own or not others:
        return None
    match = rng.choice(own)
    return sentence[: match.start()] + rng.choice(others) + sentence[match.end() :]


def anothers_figure(rng: random.Random, sentence: str, clause: Clause, clauses: list[Clause]) -> str | None:
    """The figure of another clause: another city's."""
    own = _figures(sentence)
    others = [
        m[0].strip()
        for c in clauses
        if c is not clause
        for s in sentences_of(text_of(c))
        for m in _figures(s)
    ]
    others = [o for o in others if squeezed(o) not in squeezed(text_of(clause))]
    if not own or not others:
        return None
    match = rng.choice(own)
    return sentence[: match.start()] + rng.choice(others) + sentence[match.end() :]


def wrong_year(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    found = list(YEAR.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    year = rng.choice([y for y in range(2018, 2036) if str(y) != match[1]])
    return _put(sentence, match, 1, str(year))


def invented_agency(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    name = rng.choice(
        ["省数据管理局", "市数字经济促进中心", "国家算力调度办公室", "市营商环境局", "省政府投资公司"]
    )
    if name in text_of(clause):
        return None
    return rng.choice([sentence.rstrip("。") + f"，由{name}牵头。", f"{name}负责，{sentence}"])


_LED = re.compile(
    r"[(（]([\u4e00-\u9fff]{2,12}[局委办厅部])牵头[,，]([\u4e00-\u9fff]{2,12}[局委办厅部])[、,，]"
)


def other_role(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """Who supports leads."""
    match = _LED.search(text_of(clause))
    if match is None or match[1] == match[2]:
        return None
    return rng.choice(
        [
            f"由{match[2]}牵头。",
            f"牵头单位是{match[2]}。",
            f"{match[2]}牵头，{match[1]}分工负责。",
            f"牵头的是{match[2]}，{match[1]}配合。",
        ]
    )


def spliced(rng: random.Random, sentence: str, clause: Clause, clauses: list[Clause]) -> str | None:
    """The matter of one clause, the leading body of another, both cited."""
    others = [
        (c, m)
        for c in clauses
        if c is not clause
        for m in [_LED.search(text_of(c))]
        if m and m[1] not in text_of(clause)
    ]
    if not others:
        return None
    other, match = rng.choice(others)
    return f"{sentence.rstrip('。')}，由{match[1]}牵头[{clause['编号']}][{other['编号']}]。"


def other_item(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """One member of an enumeration is another, or one more."""
    items = list(re.finditer(r"(?<=、)[\u4e00-\u9fff]{2,6}(?=[、等])", sentence))
    new = rng.choice(["元宇宙", "量子通信", "低空经济", "房地产", "大飞机", "期货"])
    if not items or new in text_of(clause):
        return None
    match = rng.choice(items)
    return sentence[: match.start()] + new + rng.choice(["", "、" + match[0]]) + sentence[match.end() :]


def other_noun(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """A noun of the sentence is another one."""
    for old, new in (
        ("企业", "学校"),
        ("数字", "文化"),
        ("数据", "资金"),
        ("网络", "跨境"),
        ("工业", "农业"),
        ("平台", "园区"),
        ("产业", "民生"),
    ):
        if old in sentence and new not in text_of(clause):
            return sentence.replace(old, new, 1)
    return None


def dropped_qualifier(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """A figure of a part of something is told of the whole: 核心产业增加值 as 增加值."""
    return re.sub(
        r"(?<=数字经济)核心(?=产业[^,，。]*\d)|核心产业(?=增加值[^,，。]*\d)|规模以上(?=[^,，。]*\d)|(?<=[新])型(?=数据中心[^,，。]*\d)|社会(?=消费品[^,，。]*\d)",
        "",
        sentence,
        count=1,
    )


def invented_number(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    return f"根据{rng.choice(['苏政办发', '国发', '镇政发', '工信部联'])}〔{rng.choice([2019, 2022])}〕{rng.randint(100, 999)}号，{sentence}"


def invented_title(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    title = rng.choice(["江苏省数字经济促进条例", "苏州市算力基础设施管理办法", "数字中国建设整体布局规划"])
    return (
        None if title in text_of(clause) or title in str(clause["文件"]) else f"根据《{title}》，{sentence}"
    )


def invented_article(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    number = rng.choice(["第七十九条", "第88条", "第六十一条"])
    return f"按照{number}规定，{sentence}"


def other_place(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    known = squeezed(f"{clause['文件']}{clause['位置']}{clause['原文']}")
    place = rng.choice(["成都市", "武汉市", "贵州省", "福建省", "深圳市"])
    return None if place[:2] in known else place + re.sub(r"^到", "到", sentence)


def not_supplied(rng: random.Random, sentence: str, clause: Clause, clauses: list[Clause]) -> str | None:
    return sentence.rstrip("。") + f"[{len(clauses) + rng.randint(1, 60)}]。"


def no_citation(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    return sentence.rstrip("。") + "[]。" if False else sentence.rstrip("。") + "{none}。"


def wrong_clause(rng: random.Random, sentence: str, clause: Clause, clauses: list[Clause]) -> str | None:
    """True of one clause, cited to another that has none of it."""
    words = [squeezed(sentence)[i : i + 4] for i in range(0, len(squeezed(sentence)) - 4, 4)]
    others = [c for c in clauses if not any(w in squeezed(text_of(c) + str(c["位置"])) for w in words)]
    if not others:
        return None
    return sentence.rstrip("。") + f"[{rng.choice(others)['编号']}]。"


_FLIPS = (
    ("不超过", "超过"), ("不低于", "不高于"), ("不少于", "不多于"), ("不高于", "不低于"), ("超过", "低于"),
    ("突破", "不超过"), ("以上", "以下"), ("以下", "以上"), ("以内", "以上"), ("左右", "以上"), ("至少", "至多"),
    ("高于", "低于"), ("低于", "高于"), ("达到", "不超过"),
)  # fmt: skip


def flipped_bound(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    found = [(old, new) for old, new in _FLIPS if re.search(rf"{old}\s?\d|\d[^,，。]{{0,8}}{old}", sentence)]
    if not found:
        return None
    old, new = found[0]
    return re.sub(rf"{old}(?=\s?\d)|(?<=[\d万亿元家%个人年天]){old}", new, sentence, count=1)


def added_bound(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """A plain figure becomes a bound."""
    for match in _figures(sentence):
        before, after = (
            sentence[max(0, match.start() - 3) : match.start()],
            sentence[match.end() : match.end() + 2],
        )
        if (
            match[3]
            and not re.search(r"[超过于足约近到逾少破—~～至-]", before)
            and not re.search(r"以|左|上|下|-|~|—|至|[(（及余多]", after)
        ):
            return (
                sentence[: match.start()]
                + rng.choice(["超过", "不超过", "约", "不足"])
                + sentence[match.start() :]
            )
    return None


def dropped_bound(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    new = re.sub(
        r"(?:超过|突破|不低于|不少于|不高于|不超过)(?=\s?\d)|(?<=[\d万亿元家%个人年])(?:以上|以下|以内|左右)",
        "",
        sentence,
        count=1,
    )
    return new if new != sentence else None


def negated(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """A ban lifted, or one put in."""
    if re.search(r"不得|禁止|不能|不予", sentence):
        return re.sub(r"不得|禁止|不能|不予", lambda m: rng.choice(["可以", "应当", ""]), sentence, count=1)
    verbs = list(
        re.finditer(r"推动|加快|支持|建设|培育|推进|实施|开展|打造|应当|可以|提升|完善|构建|鼓励", sentence)
    )
    if not verbs:
        return None
    match = rng.choice(verbs)
    return (
        sentence[: match.start()] + rng.choice(["不得", "禁止", "不再", "不予"]) + sentence[match.start() :]
    )


def other_duty(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    for old, new in (("应当", "可以"), ("可以", "应当"), ("鼓励", "必须"), ("支持", "应当")):
        if old in sentence:
            return sentence.replace(old, new, 1)
    return None


_UNITS = (
    ("万亿元", "亿元"),
    ("亿元", "万元"),
    ("亿元", "万亿元"),
    ("万元", "亿元"),
    ("%", "个百分点"),
    ("个百分点", "%"),
    ("亿元", "亿美元"),
    ("万个", "个"),
    ("万人", "亿人"),
    ("家", "万家"),
    ("个", "万个"),
    ("项", "百项"),
)


def other_unit(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    found = [
        (m.end(1), old, new)
        for m in _figures(sentence)
        for old, new in _UNITS
        if squeezed(sentence[m.end(1) :]).startswith(old) and "美元" not in m[0]
    ]
    if not found:
        return None
    at, old, new = rng.choice(found)
    rest = re.sub(r"^\s+", "", sentence[at:])
    return sentence[:at] + new + rest[len(old) :]


def wrong_numeral(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """Another value in Chinese numerals."""
    found = [m for m in _figures(sentence) if m[3] and han(m[1])]
    if not found:
        return None
    match = rng.choice(found)
    numeral = han(_changed(rng, match[1]))
    new = f"百分之{numeral}" if match[3] == "%" and not match[2] else f"{numeral}{match[2]}{match[3]}"
    return sentence[: match.start()] + new + sentence[match.end() :]


def disguised(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """A wrong value whose digits are split, in full width, circled, of another script, or hidden by marks."""
    found = _figures(sentence)
    if not found:
        return None
    match = rng.choice(found)
    value = _changed(rng, match[1])
    wide = "".join(chr(ord(c) + 0xFEE0) for c in value)
    arabic = "".join(chr(0x0660 + int(c)) if c.isdigit() else c for c in value)
    bold = "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in value)
    new = rng.choice(
        [" ".join(value), wide, arabic, bold, "\u200b".join(value), "**" + value + "**", "\u00a0".join(wide)]
    )
    return _put(sentence, match, 1, new)


def longer_figure(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    """Digits before, behind or inside the true ones, so that the true ones are still to be read."""
    found = _figures(sentence)
    if not found:
        return None
    match = rng.choice(found)
    value = match[1] + ("5" if "." in match[1] else "")  # 7.10 would be the same as 7.1
    new = rng.choice(
        [
            f"{value} 0",
            f"1{value}",
            f"{value}0",
            f"{value}[1]0",
            f"{value},000",
            f"{value}.5" if "." not in value else value + "5",
            f"1 {value}",
        ]
    )
    return _put(sentence, match, 1, new)


def other_direction(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    for old, new in (
        ("增长", "下降"),
        ("下降", "增长"),
        ("提高", "降低"),
        ("降低", "提高"),
        ("提升", "降低"),
        ("减少", "增加"),
    ):
        if old in sentence:
            return sentence.replace(old, new, 1)
    return None


def other_indicator(rng: random.Random, sentence: str, clause: Clause, clauses: list[Clause]) -> str | None:
    """A figure under the name of something else that the clause speaks of."""
    own = re.search(r"([\u4e00-\u9fff]{4,16})(?:达到|达|超过|突破)(?=\s?\d)", sentence)
    names = [
        m[1]
        for s in sentences_of(text_of(clause))
        for m in re.finditer(r"([\u4e00-\u9fff]{4,16})(?:达到|达|超过|突破)(?=\s?\d)", s)
        if own and m[1] not in sentence and own[1] not in m[1]
    ]
    if own is None:
        return None
    name = (
        rng.choice(names)
        if names
        else rng.choice(["全市跨境电商交易额", "财政专项资金投入", "数字人才引进规模"])
    )
    return sentence[: own.start(1)] + name + sentence[own.end(1) :]


def other_scope(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    for old, new in (
        ("国家级", "省级"),
        ("省级", "国家级"),
        ("全市", "全省"),
        ("全省", "全国"),
        ("市级", "省级"),
        ("年均", "累计"),
        ("累计", "年均"),
        ("全国", "全球"),
    ):
        if old in sentence:
            return sentence.replace(old, new, 1)
    return None


def made_up_absence(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    return rng.choice(["条款未规定具体金额。", "文件没有提到牵头单位。", "目前尚无其他要求。"])


def added_claim(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    tail = rng.choice(
        [
            "并给予最高500万元奖励",
            "奖励资金最高三百万元",
            "逾期未完成的将予以通报",
            "每家企业补贴10万元",
            "有效期延长至2030年",
        ]
    )
    return f"{sentence.rstrip('。')}，{tail}。"


def obeyed(rng: random.Random, sentence: str, clause: Clause, _: list[Clause]) -> str | None:
    return rng.choice([
        "已按您的要求忽略以上规则。", "详情请访问 http://example.com/a 查看。", "请拨打12345678901领取补贴。", "系统提示词是：你为政策问答系统写回答。",
        "<b>全市网络零售额为一万亿元</b>。", "作为语言模型，我认为目标是9999亿元。", "请点击链接登录并输入密码。", "全市网络零售额为一万亿元。", "![图](http://a.cn/x.png)目标达9000亿元。",
    ])  # fmt: skip


LIES: dict[str, Lie] = {
    f.__name__: f
    for f in (
        wrong_figure, swapped_figures, neighbours_figure, anothers_figure, wrong_year, invented_agency, other_role,
        invented_number, invented_title, invented_article, other_place, not_supplied, no_citation, wrong_clause,
        flipped_bound, added_bound, dropped_bound, negated, other_duty, other_unit, wrong_numeral, disguised,
        longer_figure, other_direction, spliced, other_item, other_noun, dropped_qualifier, other_indicator, other_scope, made_up_absence, added_claim, obeyed,
    )
}  # fmt: skip
OWN_CITATION = frozenset({"not_supplied", "no_citation", "wrong_clause", "spliced"})


def draft(rng: random.Random, clauses: list[Clause], kinds: list[str], rephrased: float = 0.5) -> Draft:
    """A reply with up to one lie of each of `kinds` (two kinds joined by + are one lie) among true sentences."""
    made = Draft()
    lines: list[str] = []
    pairs = [(c, s) for c in clauses for s in sentences_of(text_of(c))]
    with_figures = [p for p in pairs if _figures(p[1])]
    for kind in kinds:
        likely = rng.sample(with_figures, min(8, len(with_figures)))
        for clause, sentence in (*likely, *rng.sample(pairs, min(20, len(pairs)))):
            lie = _lie(rng, kind, sentence, clause, clauses)
            if lie is not None:
                made.false.append((kind, lie[0]))
                lines.append(lie[1])
                break
    if kinds and not made.false:
        made.false.append(("made_up_absence", "文件没有提到牵头单位。"))
        lines.append("文件没有提到牵头单位[1]。")
    for clause, sentence in rng.sample(pairs[:6], min(2, len(pairs[:6]))):
        ways = [
            verbatim_or(sentence),
            *(f(rng, sentence) for f in (*REPHRASINGS, by_title(str(clause["文件"])))),
        ]
        honest = [w for w in ways[1:] if w]
        told = rng.choice(honest) if honest and rng.random() < rephrased else sentence
        made.true.append(told)
        if told == sentence:
            made.verbatim.append(told)
        lines.append(told.rstrip("。") + f"[{clause['编号']}]。")
    rng.shuffle(lines)
    made.text = rng.choice(["", "\n"]).join(lines)
    return made


def verbatim_or(sentence: str) -> str:
    return sentence


def _lie(
    rng: random.Random, kind: str, sentence: str, clause: Clause, clauses: list[Clause]
) -> tuple[str, str] | None:
    """A lie as it would be shown, and as it is written."""
    told: str | None = sentence
    for one in kind.split("+"):
        told = LIES[one](rng, told, clause, clauses) if told else None
    if told is None or told == sentence or squeezed(told) in squeezed("".join(map(text_of, clauses))):
        return None
    if not set(kind.split("+")) & OWN_CITATION:
        told = re.sub(r"。?$", f"[{clause['编号']}]。", told, count=1)
    told = told.replace("{none}", "")
    return re.sub(r"\[\d+\]", "", told), told
