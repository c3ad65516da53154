"""Words that decide what a sentence claims, and words that claim nothing."""

from __future__ import annotations

import re

# Connecting words of any written sentence: they name no matter, no bound and no duty.
FILLERS = re.compile(
    r"根据|按照|依据|依照|关于|对于|以及|并且|而且|同时|此外|另外|其中|具体|来说|而言|方面|上述|分别|有关|相关|"
    r"单位(?=[是为:])|计划|共有|属于|涉及|用于|适用|作为|成为|通过|进行|如下|"
    r"提出|明确|规定|要求|目标|任务|内容|包括|主要|达到|实现|力争|文件|指出|即(?!时)|将|把(?![关握])|其(?!他)|该|此|这|由|"
    r"在(?![线岗校职])|到(?![位期])|至|为(?!主)|是|的|了(?!解)|和|与|及(?!时)|并(?![购网])|且|也|还|(?<![规原准细法])则|等(?!级)|"
    r"达(?!成)|对(?![接标象外口称比])|于|以(?![上下内外])|从(?![业事])|中(?=[,;。:、□]|$)|里(?!程)|内(?![容外部蒙])|要(?![素点件领])|□"
)
# Each of these must stand in what is cited as well; one that does not changes what is claimed.
DECIDING = re.compile(
    r"增长|增加|提高|提升|上升|扩大|增幅|下降|降低|减少|压减|下调|缩减|降幅|翻一?番|翻两番|倍增|成倍|"
    r"强制|自愿|免费|收费|有偿|无偿|免除|豁免|国家级|省级|市级|县级|区级|部级|全国|全省|全市|全球|世界|全县|全区|"
    r"首个|首家|首次|首批|第一|最[高低大小多少新强优快佳]|唯一|全部|所有|任何|全体|仅限?|只[有能需要限]|一律|均|优先|"
    r"现行|已经|废止|失效|生效|施行|实施|取消|暂停|停止|延期|延长|缩短|年均|累计|同比|环比|每[年月季日]|新增|总量|人均|"
    r"罚款|没收|吊销|警告|处分|刑事|拘留|处罚|保密|公开|至少|至多|最多|最少|以上|以下|以内|左右|上下|"
    r"超过|超出|突破|不足|不到|低于|高于|少于|多于|不超过|不低于|不高于|不少于|大约|约为|接近|将近|半数|过半|一半|大半|"
    r"数十|数百|数千|上百|上千|近百|近千|逾|牵头|配合|负责|协助|会同|批准|备案|许可|审批|同意|例外|除外|"
    r"鼓励|支持|试点|奖励|补贴|补助|资助|贷款|免税|减税|税收|预算|资金|投入|产值|营收|利润|收入|规模|占比|比重|增速|数量|"
    r"已|曾|拟|尚未|甲级|乙级|特级|一级|二级|三级"
)
# What measures in another way: where it stands beside a figure of the source, it must not be left out.
MEASURES = re.compile(
    r"增长|增加|提高|提升|上升|下降|降低|减少|压减|下调|缩减|翻一?番|年均|累计|同比|环比|每[年月季日]|人均|新增|"
    r"国家级|省级|市级|全国|全球|增速|占比|比重"
)
# How far a claim reaches: the word must stand before the same thing in the source.
SCOPES = re.compile(
    r"(?:国家级|省级|市级|县级|区级|部级|全国|全省|全市|全球|世界|全县|全区|国内|国际|省内|市内|全行业).?"
)
_BENIGN = re.compile(
    r"不断|不同|不仅|不但|不管|不论|不只|不少(?!于)|不良|不法|不正当|不可抗力|不动产|无论|无人|无线|无缝|无纸|无障碍|未来|未成年|非常|非公|"
    r"非遗|非物质|非法|非银|非税|非营利|除了|解除|除[尘湿错]|可靠|可信|可持续|可再生|可视|可控|可用|可行|可见|可能|可追溯|可及|可得|可复制|"
    r"可观|可知|可操作|可比|可选|许可|认可|可穿戴|可编程|免疫|避免|"
    r"不(?:得)?(?:低于|少于|超过|高于|大于|小于|多于|足|到)"  # bounds of figures, compared with them
)
_NEGATIONS = re.compile(
    r"不得|不能|不可|不予|不应|不再|不含|不包括|不准|不许|不需|不必|不宜|严禁|禁止|杜绝|防止|拒绝|除外|不|未|无(?!锡)|没有|没|非|勿|免|除"
)
_MUST = re.compile(
    r"应当|应该|必须|务必|须|(?<![供响适对相效反回顺因感])应(?![用急对链变邀有力届收征聘])|需要|(?<![急必所供内军])需(?!求)"
)
_MAY = re.compile(r"可以|有权|允许|准许|可(?=[由向在以按对依申要根])")


# What may be left out before the name of what is measured: scopes, and verbs that bring it about.
FREE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,3}[省市]|全[市省国县区]|[省市县区]|我[省市国]|建成|培育|形成|打造|引进|集聚|新建|建设|推动|推进|完成|"
    r"确保|保持|保证|使|让|开展|发展|拥有|建立|提供|支持|促进|带动|组织|举办|设立|参与|扶持|遴选|认定|入选|聚集|吸引|力争|"
    r"积极|加快|大力|持续|累计|新|再|共|每年)*"
)
# Words of duty and ban, which are compared as such: what stands around them is what is said.
MODALS = re.compile(r"应当|应该|必须|务必|须|可以|有权|不得|禁止|严禁|不能|不再|不予|不应")


def negations(text: str) -> int:
    """How many words of a plain text negate or forbid.

    >>> negations("未经同意,不得擅自发布"), negations("不断提升,不低于10%"), negations("禁止发布")
    (2, 0, 1)
    """
    return len(_NEGATIONS.findall(_BENIGN.sub("□", text)))


def obliges(text: str) -> bool:
    """Whether a plain text says that something must be done."""
    return _MUST.search(_BENIGN.sub("□", text)) is not None


def encourages(text: str) -> bool:
    """Whether a plain text leaves something to those whom it wants to do it."""
    return re.search(r"鼓励|支持|引导|倡导|探索|争取", text) is not None


def permits(text: str) -> bool:
    """Whether a plain text says that something may be done."""
    return _MAY.search(_BENIGN.sub("□", text)) is not None
