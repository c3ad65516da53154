"""Words of clauses that can stand in a question: indicators, headings and titles, or nothing where they would limp."""

from __future__ import annotations

import re

from assistant.places import places
from corpus.model import Clause, Document, DocumentKind
from corpus.targets import Target

_BRACKETS = re.compile(r"[((【].*?[))】]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BREAKS = re.compile(r"[,，。;；:：?？!！、\n()（）/…]")
# An indicator that begins so is the end of a longer statement, or a verb.
_TORN = re.compile(
    r"^(累计|相关|各类|各|主导|参与|投入|分|企业提供|提供|其他|其中|以及|等|并|年|平均|行业|重点|具有|特色鲜明|一批|新增|省|市|的|为|对|在|将)|(?:组织|提供|参与|制定|开展).*(?:活动|服务|制定)$|^.{1,3}率$|(?:上图|交换|增长|完整性)$"
)
_VERBS = (
    "加快|加强|加大|加速|强化|深化|优化|完善|健全|提升|提高|增强|推进|推动|促进|助推|构建|建设|建立|打造|营造|培育|发展|壮大|做强|做大|做优|巩固|夯实|"
    "布局|部署|探索|引导|鼓励|支持|扩大|保障|保护|防范|打击|释放|激发|融入|引进|引育|制定|做好|压实|落实|规范|盘活|拓展|创建|争创|统筹|突破|升级|开展|严控|畅通|参与|引培|对接|培养|降低|淘汰|举办|助力|赋能|融通发展|凝聚|树立|倡导"
)
_ADVERBS = "大力|积极|着力|全面|深入|有序|有效|持续|逐步|优先|前瞻|灵活|按需|高水平|高标准|高起点|充分|严厉|协同|系统|先行|稳步|扎实|切实|进一步|不断|深度|加快|全力|统筹|合理|科学"
_MANNER = "大力|积极|着力|深入|有序|有效|逐步|严厉|切实|进一步|全力"  # only a verb can follow
_ACTS = re.compile(rf"^(?:{_MANNER})(?=.{{4}})|^(?:{_ADVERBS})*(?:{_VERBS})(?=.{{2}})")
# A heading that says what has come about tells of a state, not of a matter.
_STATES = re.compile(
    r"不断|显著|稳步|持续|更加|有力$|扎实$|走在|日益|有所|加快$|健全$|完善$|引领发展|高效$|提升$|推进$|升级$|^坚持|^具有|^建成|^实现|^[一二三四五六七八九十]是|^第.{1,3}[,，]|^附件"
)
_MATTER = re.compile(
    r"(?:产业|业|平台|贸易|金融|文旅|制造|建造|交通|能源|乡村|城市|政务|卫生|环保|建设|保护|管理|体系|网络|人才|改造|诊断|推广|运营|安全|服务|机制|数据中心|互联网|能力|工程|行动|共享|通办|统管|通用|家居|应用|治理|监管|农业|教育|医疗|养老|物流|引进|突破|创新|协同)$"
)
_LISTS = re.compile(r"(?:原则|任务|措施|定位|条件)$")


def indicator(target: Target) -> str | None:
    """The indicator of a target where it names by itself what is counted or measured."""
    words = _BRACKETS.sub("", target.indicator).strip()
    if "每年" in (target.scope or ""):
        return None
    if target.subject is not None or target.year is None or not 4 <= len(words) <= 22:
        return None
    if _TORN.search(words) or _BREAKS.search(words) or len(_HAN.findall(words)) < 3:
        return None
    if words.count("“") != words.count("”") or (target.region and target.region in words):
        return None
    return words


def act(clause: Clause) -> str | None:
    """A heading that says what is to be done: 推进数字政务建设."""
    words = _plain(clause)
    fits = words and len(words) > 4 and _ACTS.match(words) and not _STATES.search(words)
    return words if fits else None  # 发展目标, 保障措施: of four characters the first two are no verb


def matter(clause: Clause) -> str | None:
    """A heading that names a matter: 数字贸易."""
    words = _plain(clause)
    fits = words and _MATTER.search(words) and not _ACTS.match(words) and not _STATES.search(words)
    return words if fits else None


def is_work(words: str) -> bool:
    """Whether a matter is a piece of work with a name of its own: 绿色低碳发展行动."""
    return words.endswith(("行动", "工程"))


def term(words: str) -> bool:
    """Whether what a text defines is a term, and not the end of a longer phrase."""
    return re.search(r"[的所中]|规定|办法|条例|标准", words) is None


def list_name(clause: Clause) -> str | None:
    """A heading that names a list: 基本原则."""
    words = _BRACKETS.sub("", clause.heading or "").strip()
    fits = 4 <= len(words) <= 10 and _LISTS.search(words) and not _BREAKS.search(words)
    return words if fits and not (len(words) > 4 and _ACTS.match(words)) else None


def _plain(clause: Clause) -> str | None:
    words = _BRACKETS.sub("", clause.heading or "").strip().rstrip("。")
    if not 4 <= len(words) <= 22 or _BREAKS.search(words) or words.count("“") != words.count("”"):
        return None
    return words


def title(document: Document) -> str | None:
    """What a document is called in a question: its title without issuer and years; None where that is unwieldy."""
    if document.kind is not DocumentKind.POLICY:
        short = document.short_names[0] if document.short_names else ""
        return f"“{short}”" if len(short) >= 4 else None
    words = re.sub(r"[((（]\d{4}[^))）]*[))）]$", "", document.title)
    words = words.removeprefix("中华人民共和国")
    about = words.find("关于")
    if about > 0 and re.search(r"(?:部|委|委员会|办公室|厅|局|政府|院|会)$", words[:about]):
        words = words[about:]
    return f"《{words}》" if 4 <= len(words) <= 34 else None


def place_of(document: Document) -> str | None:
    """The place whose text a document is, where questions can name it."""
    if document.kind is not DocumentKind.POLICY or not document.region:
        return None
    return document.region if places(document.region) == (document.region,) else None
