"""What an answer must hold for a question to be answered: a unit, a year, a name."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.normalise import normalise, years
from assistant.question import Question
from assistant.sentences import Sentence
from assistant.terms import TermWeights, pieces
from corpus.model import Corpus

# A figure is asked for in a unit; the text may print it in any unit of the same kind.
_UNITS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"多少钱|多少(亿|万|千)?元|几(亿|万|千|百|块|十万)|金额|额度|奖励多少|补(贴|助)多少|罚多少|罚款多少|单价|价格"), re.compile(r"\d\s*[亿万千百]*\s*(元|美元|人民币)|[一二三四五六七八九十百千万]+元|倍")),
    (re.compile(r"百分之几|几个百分点|百分点|占比|比例|比重|百分比|利率|税率|增速|增长率|普及率|覆盖率|利用率|渗透率|几成"), re.compile(r"\d\s*[%％]|百分之|倍|翻番|成以上")),
    (re.compile(r"(多少|几)座"), re.compile(r"\d\s*万?\s*[座个]")),
    (re.compile(r"(多少|几)家"), re.compile(r"\d\s*万?\s*[家户个]|[一二三四五六七八九十]+家")),
    (re.compile(r"(多少|几)(个)?(小时|分钟)|几点"), re.compile(r"\d\s*(小时|分钟|时|点)")),
    (re.compile(r"(多少|几)(个)?(工作日|天|日)|多久|多长时间"), re.compile(r"\d\s*个?(工作日|天|周|个月|小时|分钟)|(?<![月\d])\d{1,3}\s*日|(?<!\d)\d{1,2}\s*年(?!\d)|[一二三四五六七八九十]+(日|天|年|个月)")),
    (re.compile(r"多少(平方米|亩|公顷|平米)"), re.compile(r"\d\s*万?\s*(平方米|亩|公顷|平方)")),
    (re.compile(r"(多少|几)(万)?(人|名|位)"), re.compile(r"\d\s*[万亿]*\s*(余)?[人名位]|\d亿")),
    (re.compile(r"多少分(?!钟)|几分(?!钟)"), re.compile(r"\d\s*分(?!钟)")),
)  # fmt: skip
_DETAIL = re.compile(
    r"叫什么名字|名字是|姓名是|姓什么|(电话|热线|邮箱|网址)(是|号码|多少|几)|(联系|咨询|办公|服务)(电话|热线|邮箱|地址|地点)|联系方式|(上班|办公|工作)时间"
)
_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,14}?(?:暂行办法|实施细则|管理办法|办法|条例|细则|(?<![算做方看立司执想用说书语])法))(?=第|要求|规定|里|中|对|从|认定|列|是|的|什么|怎么|如何|关于|,|$)"
)
_ASKS = re.compile(r"什么|怎么|哪|有|没|啥")  # 有什么办法 names no measure
# Colloquial turns that policy prose and formal questions do not use.
_COLLOQUIAL = re.compile(
    r"咱|俺|啥|咋|弄|捣鼓|人家|呗|哩|得了|好使|干活|瞎|凭|非得|上头|那拨|玩意|掰扯|折腾|倒腾|整个|掏|攒|挣|捞|蹭|靠谱|"
    r"那边|这边|一块儿|一个样|一趟|好几|没人|有人|别人|自己|自个|老(?=给|是|让|被|要)|光(?=靠|给|是)|还得|得(?=交|跑|去|有|多|按|先|花|找|备|怎)|能不能|会不会|要不要|是不是|有没有|管不管|帮不帮|行不行|可不可以|"
    r"东西|事儿|地方|盖(?=房|楼|机)|跑|拿(?=到|着|来|了)|给(?=我|咱|点|他|人|钱)|吗[?]?$|呢[?]?$|不[?]?$|怕|想(?=在|要|把|跟|找|做|当|去|弄|开|不)"
)

# Matters that staff also ask about; each counts only while no clause of the corpus speaks of it.
_TOPICS = re.compile(
    r"公积金|社保|医保|养老金|养老保险|失业金|失业保险|工伤|生育|产假|陪产|年假|婚假|津贴|低保|落户|户口|居住证|学区|入学|中考|高考|考研|考公|公务员考试|作业|双减|"
    r"摇号|车牌|驾照|驾驶证|违章|限行|宅基地|耕地|拆迁|征地|房贷|首付|首套房|二手房|公租房|租房|购房|限购|契税|物业|个税|个人所得税|增值税|车船税|"
    r"结婚|离婚|领养|护照|签证|身份证|港澳|天气|下雨|气温|地铁几号线|公交|高铁票|机票|酒店|彩票|股价|基金|黄金|汇率|垃圾分类|燃气|水费|狗证|养狗|疫苗|核酸|"
    r"招聘|工资|最低工资|加班|退休|丧葬|遗产|继承|赡养|抚养|律师|信访|门诊|住院|挂号费|学费|奖学金|兵役|征兵|烟草|食品安全|餐饮许可|卫生许可|消防|酒驾"
)


def other_topic(question: Question, terms: TermWeights) -> float:
    """1 where the question is about a matter of which no clause holds all the characters."""
    found = _TOPICS.findall(question.text)
    return 1.0 if any(not all(terms.known(p) for p in pieces(topic)) for topic in found) else 0.0


def unit_absent(question: Question, best: list[Sentence]) -> float:
    """1 where a figure is asked for in a unit that none of the sentences holds."""
    if question.wants(Ask.BODY):  # 几家部门 asks for names
        return 0.0
    for asked, given in _UNITS:
        if asked.search(question.text):
            return 0.0 if any(given.search(normalise(s.text)) for s in best) else 1.0
    if question.ask is Ask.FIGURE and not any(re.search(r"[\d一二三四五六七八九十]", s.text) for s in best):
        return 1.0
    return 0.0


def unit_given(question: Question, text: str) -> bool:
    """Whether a text holds a figure in the unit that is asked for."""
    return any(asked.search(question.text) and given.search(text) for asked, given in _UNITS)


def year_conflict(corpus: Corpus, question: Question, best: Sentence | None) -> float:
    """1 where the sentence speaks of other years than the one asked about, 0.5 where it speaks of none."""
    if not question.years or best is None:
        return 0.0
    wanted = set(question.years)
    own = set(years(normalise(best.text)))
    if own:
        return 0.0 if wanted & own else 1.0
    context = [best.clause.text, best.clause.address, corpus.document(best.clause.document).title]
    if best.clause.parent is not None:
        context.append(corpus.clause(best.clause.parent).text)
    around = set(years(normalise(" ".join(context))))
    if wanted & around:
        return 0.0
    return 1.0 if around else 0.5


def detail_asked(question: Question) -> float:
    """1 where a name, a telephone number, an address is asked for: policy texts hold none."""
    return 1.0 if _DETAIL.search(question.text) else 0.0


def other_title(question: Question, near: str) -> float:
    """1 where the question names a law or measure that is neither held nor cited near by."""
    titles = list(question.unheld)
    if not titles and not question.documents:
        titles = [m.group(1) for m in _TITLE.finditer(question.text) if not _ASKS.search(m.group(1))]
    if not titles:
        return 0.0
    return 0.0 if any(t in near for t in titles) else 1.0


def colloquial(question: Question) -> float:
    """0..1: how colloquial a question is; its words are then no measure of what the texts hold."""
    return min(1.0, len(_COLLOQUIAL.findall(normalise(question.raw))) / 2)
