"""One sentence against one clause: what stands, and for what reason anything else is dropped."""

from __future__ import annotations

import pytest
from assistant_fakes import make_corpus
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.terms import TermWeights
from assistant.writing.draft import Claim, Draft, claims
from assistant.writing.evidence import number
from assistant.writing.plain import plain
from assistant.writing.verify import Fault, Supported, Verifier
from assistant.writing.words import negations, permits

CORPUS = make_corpus()
VERIFIER = Verifier(TermWeights(f"{c.address} {c.text}" for c in CORPUS.clauses))
# 1 is 003 L58, 2 the clause on talents beside it, 3 004 L76, 4 and 5 of 002 L1419-1451, 6 and 7 of 002 L1301-1345
IDS = ["suzhou#s2.3.4.r1", "suzhou#s3.2", "zhenjiang#s3.4", "vuln#a9.i5", "vuln#a9.i6", "dsl#a18", "dsl#a31"]
SUPPLIED = {s.n: s for s in number(CORPUS, [CORPUS.clause(i) for i in IDS])}

STANDS = [
    "到2023年，全市网络零售额达5000亿元，培育电子商务平台和龙头企业20家[1]。",
    "到2023年,全市网络零售额达 5000 亿元[1]。",
    "2023年全市网络零售额的目标是5000亿元[1]。",
    "全市网络零售额到2023年达到５０００亿元。[1]",
    "到二〇二三年，全市网络零售额达五千亿元[1]。",
    "到2023年，全市网络零售额达0.5万亿元[1]。",
    "到2023年，全市网络零售额达5,000亿元[1]。",
    "苏州全市网络零售额2023年达5000亿元[1]。",
    "培育龙头企业20家[1]。",
    "培育20家龙头企业[1]。",
    "到2023年，培育电子商务平台和龙头企业二十家[1]。",
    "根据《苏州市推进数字经济和数字化发展三年行动计划(2021—2023年)》，到2023年全市网络零售额达5000亿元[1]。",
    "根据苏委发〔2021〕1号，到2023年全市网络零售额达5000亿元[1]。",
    "由市商务局牵头，市工信局、市大数据局按职责分工负责[1]。",
    "牵头单位是市商务局[1]。",
    "到2023年，全市网络零售额达5000亿元，由市商务局牵头[1]。",
    "探索“苏州标准”，按人才层次建立金字塔式支持体系[2]。",
    "镇江深化“金山英才”计划[3]。",
    "发布网络产品安全漏洞时，应当同步发布修补或者防范措施[4]。",
    "在国家举办重大活动期间，未经公安部同意，不得擅自发布网络产品安全漏洞信息[5]。",
    "国家建立健全数据交易管理制度，规范数据交易行为，培育数据交易市场[6]。",
    "第十八条规定，国家建立健全数据交易管理制度[6]。",
    "《数据安全法》规定，国家培育数据交易市场[6]。",
    "任何组织、个人收集数据，应当采取合法、正当的方式[7]。",
    "任何组织、个人收集数据，必须采取合法、正当的方式[7]。",
    "探索“苏州标准”[2]；镇江深化“金山英才”计划[3]。",
]


@pytest.mark.parametrize("written", STANDS)
def test_what_a_clause_says_stands(written: str) -> None:
    (claim,) = claims(Draft(written, finished=True))
    verdict = VERIFIER.check(claim, SUPPLIED)
    assert isinstance(verdict, Supported), verdict
    assert verdict.text == claim.text
    assert {s.n for s in verdict.sources} <= set(claim.cites)


FALLS = [
    # figures
    ("到2023年，全市网络零售额达6000亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达50000亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000万元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000亿美元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000亿[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达五万亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达五千五百亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5 0 0 0 0亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达６０００亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达15000亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000.5亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达③亿元[1]。", Fault.MANNER),
    ("到2023年，全市网络零售额达٥٠٠亿元[1]。", Fault.MANNER),
    ("到2023年，全市网络零售额达𝟓𝟎𝟎亿元[1]。", Fault.MANNER),
    ("到2023年，全市网络零售额达20家，培育龙头企业5000亿元[1]。", Fault.FIGURE),
    ("培育电子商务平台和龙头企业5000家[1]。", Fault.FIGURE),
    ("到2023年，全市数字贸易额达5000亿元[1]。", Fault.FIGURE),
    ("目标是5000亿元[1]。", Fault.FIGURE),
    # bounds
    ("到2023年，全市网络零售额超过5000亿元[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000亿元以下[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000亿元左右[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额不超过5000亿元[1]。", Fault.FIGURE),
    # years and days
    ("到2025年，全市网络零售额达5000亿元[1]。", Fault.FIGURE),
    ("到二〇二四年，全市网络零售额达5000亿元[1]。", Fault.FIGURE),
    ("到2023年底，全市网络零售额达5000亿元[1]。", Fault.YEAR),
    ("2022年探索“苏州标准”[2]。", Fault.YEAR),
    ("到2023年，全市网络零售额达5000亿元，2030年[1]。", Fault.YEAR),
    ("全市网络零售额达5000亿元(2030年)[1]。", Fault.FIGURE),
    ("到2023年，全市网络零售额达5000亿元，20家[1]。", Fault.FIGURE),
    ("9月1日起探索“苏州标准”[2]。", Fault.YEAR),
    # names
    ("镇江网络零售额2023年达5000亿元[1]。", Fault.FIGURE),
    ("镇江探索“苏州标准”[2]。", Fault.NAME),
    ("苏州深化“金山英才”计划[3]。", Fault.NAME),
    ("由市公安局牵头[1]。", Fault.NAME),
    ("由省商务局牵头[1]。", Fault.NAME),
    ("由市工信局牵头[1]。", Fault.NAME),
    ("牵头单位是市工信局[1]。", Fault.NAME),
    ("由市商务局配合[1]。", Fault.NAME),
    ("根据苏政发〔2021〕1号，全市网络零售额达5000亿元[1]。", Fault.NAME),
    ("根据《江苏省数字经济促进条例》，国家培育数据交易市场[6]。", Fault.NAME),
    ("第十九条规定，国家建立健全数据交易管理制度[6]。", Fault.NAME),
    ("探索“江苏标准”[2]。", Fault.NAME),
    # citations
    ("到2023年，全市网络零售额达5000亿元。", Fault.NO_CITATION),
    ("到2023年，全市网络零售额达5000亿元[8]。", Fault.NOT_SUPPLIED),
    ("到2023年，全市网络零售额达5000亿元[1][8]。", Fault.NOT_SUPPLIED),
    ("到2023年，全市网络零售额达5000亿元[2]。", Fault.FIGURE),
    ("国家培育数据交易市场[7]。", Fault.WORDS),
    # sense
    ("在国家举办重大活动期间，未经公安部同意，可以发布网络产品安全漏洞信息[5]。", Fault.SENSE),
    ("发布网络产品安全漏洞时，可以同步发布修补或者防范措施[4]。", Fault.SENSE),
    ("发布网络产品安全漏洞时，不得同步发布修补或者防范措施[4]。", Fault.SENSE),
    ("国家不再培育数据交易市场[6]。", Fault.SENSE),
    ("国家应当培育数据交易市场[6]。", Fault.SENSE),
    ("不得擅自发布网络产品安全漏洞信息[5]。", Fault.CONDITION),
    ("擅自发布网络产品安全漏洞信息[5]。", Fault.SENSE),
    # words
    ("国家培育数据交易市场，并给予补贴[6]。", Fault.WORDS),
    ("国家培育房地产交易市场[6]。", Fault.WORDS),
    ("数据交易市场培育国家[6]。", Fault.WORDS),
    ("全国建立健全数据交易管理制度[6]。", Fault.NAME),
    ("国家首次建立健全数据交易管理制度[6]。", Fault.DECIDING),
    ("国家建立健全数据交易管理制度，由市商务局牵头[6][1]。", Fault.SPLICED),
    ("三家企业培育数据交易市场[6]。", Fault.FIGURE),
    ("国家建立健全AI数据交易管理制度[6]。", Fault.NUMERAL),
    # manner
    ("请您查看：国家培育数据交易市场[6]。", Fault.MANNER),
    ("国家培育数据交易市场，详见http://a.cn/x[6]。", Fault.MANNER),
    ("国家培育数据交易市场，电话025-83279999[6]。", Fault.MANNER),
    ("<b>国家培育数据交易市场</b>[6]。", Fault.MANNER),
    ("国家培育数据交易市场😀[6]。", Fault.MANNER),
    ("作为语言模型，国家培育数据交易市场[6]。", Fault.MANNER),
    ("国家培育数据交易市场吗？[6]", Fault.MANNER),
    ("[1]。", None),
    ("具体如下[1]。", Fault.EMPTY),
    ("", None),
]


@pytest.mark.parametrize(("written", "fault"), FALLS)
def test_what_no_clause_says_falls(written: str, fault: Fault | None) -> None:
    made = claims(Draft(written, finished=True))
    if fault is None:
        assert all(not isinstance(VERIFIER.check(c, SUPPLIED), Supported) for c in made)
        return
    (claim,) = made
    assert VERIFIER.check(claim, SUPPLIED) is fault


CUTS = [
    # reply, whether the model ended by itself, sentences with their numbers, whether each is whole
    ("甲[1]。乙。[2]", True, [("甲。", (1,), True), ("乙。", (2,), True)]),
    ("甲[1]。乙[2", False, [("甲。", (1,), True), ("乙[2", (), False)]),
    ("甲[1]。乙[2]", False, [("甲。", (1,), True), ("乙", (2,), False)]),
    ("甲[1]。乙[2]", True, [("甲。", (1,), True), ("乙", (2,), True)]),
    ("- 甲[1]\n- 乙[2]\n", False, [("甲", (1,), True), ("乙", (2,), False)]),
    ("1. 甲［1］【2】。", True, [("甲。", (1, 2), True)]),
    ("**甲**[1-3]。", True, [("甲。", (1, 2, 3), True)]),
    ("<think>甲[1]。</think>乙[2]。", True, [("乙。", (2,), True)]),
    ("<think>甲[1]。乙[2]。", True, []),
    ("“甲。乙”[1,2]。", True, [("“甲。乙”。", (1, 2), True)]),
    (" \n\u3000", True, []),
]


@pytest.mark.parametrize(("text", "finished", "expected"), CUTS)
def test_a_reply_is_cut_into_sentences(
    text: str, finished: bool, expected: list[tuple[str, tuple[int, ...], bool]]
) -> None:
    assert [(c.text, c.cites, c.whole) for c in claims(Draft(text, finished))] == expected


PLAIN = [
    # text, the form that is compared
    ("", ""),
    ("五千亿元", "5000亿元"),
    ("一万六千亿元", "16000亿元"),
    ("三亿五千万元", "350000000元"),
    ("百分之十点五", "10.5%"),
    ("百分之三十", "30%"),
    ("第十八条", "第18条"),
    ("壹拾贰家", "12家"),
    ("二〇二五年", "2025年"),
    ("廿家", "廿家"),
    ("一百二家", "一百二家"),
    ("“十四五”", "“十四五”"),
    ("三四十家", "三四十家"),
    ("1.6万亿元", "1.6万亿元"),
    ("億萬", "亿万"),
    ("Ⅳ级 ５Ｇ", "IV级5G"),
    ("1,234,567元、5,000家", "1234567元、5000家"),
    ("2021,2000家", "2021,2000家"),
]


@pytest.mark.parametrize(("text", "form"), PLAIN)
def test_numerals_have_one_form(text: str, form: str) -> None:
    assert plain(text) == form


@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_numeral_is_read_as_the_number_that_it_says(number_said: int) -> None:
    """The oracle writes numerals by itself: tests/assistant/writing_truths.py."""
    from writing_truths import han

    said = han(str(number_said))
    assert said is not None
    got = plain(f"共{said}元")
    digits = got.removeprefix("共").removesuffix("元").replace("万", "0000")
    expected = {str(number_said), said}  # a single numeral and 万 alone are left to the figures
    assert digits in expected or got == f"共{number_said // 10_000}万元"


def test_negation_and_permission_are_words_and_not_characters() -> None:
    # 002 L1413; 不断, 不低于, 无锡, 未来 and 非常 negate nothing
    assert negations(plain("未经公安部同意,不得擅自发布")) == 2
    assert negations(plain("无锡不断提升,不低于10%,未来非常可靠,可信可控")) == 0
    assert permits(plain("可以向有关部门报告"))
    assert not permits(plain("可信可控可持续"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.lists(st.integers(-1, 9), max_size=3))
def test_whatever_is_written_is_judged(text: str, cites: list[int]) -> None:
    verdict = VERIFIER.check(Claim(text, tuple(cites)), SUPPLIED)
    if isinstance(verdict, Supported):
        assert verdict.sources


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STANDS), st.integers(0, 60), st.sampled_from("0123456789零三五七九百千万亿"))
def test_a_numeral_put_in_anywhere_brings_a_sentence_down(written: str, at: int, numeral: str) -> None:
    (claim,) = claims(Draft(written, finished=True))
    at = min(at, len(claim.text) - 1)
    changed = claim.text[:at] + numeral + claim.text[at:]
    verdict = VERIFIER.check(Claim(changed, claim.cites), SUPPLIED)
    # 05000 is 5000, and full-width digits beside it make another number
    if isinstance(verdict, Supported):
        assert plain(changed).replace("0", "") == plain(claim.text).replace("0", "")
