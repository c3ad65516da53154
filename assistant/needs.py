"""What an answer must hold for a question to be answered: a year, a name, a title."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.naming import flat
from assistant.normalise import normalise, years
from assistant.places import mentions
from assistant.question import Question
from assistant.terms import TermWeights, content, pieces
from corpus.model import Corpus
from corpus.sentences import Sentence

_DETAIL = re.compile(
    r"叫什么名字|叫啥名|哪位|谁担任|组长|召集人是|负责人是谁|手机号|二维码|客服|热线|网址|入口|官网|名单|"
    r"叫什么名字|名字是|姓名是|姓什么|(电话|热线|邮箱|网址)(是|号码|多少|几)|(联系|咨询|办公|服务)(电话|热线|邮箱|地址|地点)|联系方式|(上班|办公|工作)时间"
)
_TITLE = re.compile(
    r"([\u4e00-\u9fff]{2,14}?(?:暂行办法|实施细则|管理办法|办法|条例|细则|行动计划|实施方案|规划纲要|指导意见|若干意见|白皮书|(?<![算做方看立司执想用说书语])法))(?=第|要求|规定|里|中|对|从|认定|列|是|的|什么|怎么|如何|关于|,|$)"
)
_ASKS = re.compile(r"什么|怎么|哪|有|没|啥")  # 有什么办法 names no measure


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


# What money, time and paperwork are called; a question for one of them is not answered by a text without it.
_DETAILS = re.compile(
    r"金额|额度|补贴|补助|资助|奖励|奖金|预算|总投资|投资额|经费|费用|收费|价格|单价|贷款|利率|税|"
    r"有效期|期限|截止|工作日|几天|几个月|哪天|哪一天|几号|几月|公示|批次|第几批|"
    r"材料|表格|流程|步骤|程序|手续|窗口|平台|系统|电话|邮箱|地址|编号|文号|排名|评分|得分|分值|权重|比例|占比|上限|下限"
)


# 天天接骗子的电话 asks for no telephone: the word stands beside one that asks, or last.
_ASKED_DETAIL = re.compile(
    rf"({_DETAILS.pattern})(?=[^,。?]{{0,6}}(?:多少|几|什么|啥|哪|怎么|如何|是否|吗|呢)|[的要得]{{0,1}}[?。]?$)|"
    rf"(?<=多少|什么|哪个|哪些|几个|哪份)({_DETAILS.pattern})"
)


def detail_unsaid(question: Question, near: str) -> float:
    """Share 0..1 of the details named in a question that no text near by names."""
    return _unsaid(set(_DETAILS.findall(question.text)), near)


def asked_detail_unsaid(question: Question, near: str) -> float:
    """The same of the details that it asks for."""
    return _unsaid({first or second for first, second in _ASKED_DETAIL.findall(question.text)}, near)


def _unsaid(named: set[str], near: str) -> float:
    return sum(word not in near for word in named) / len(named) if named else 0.0


_PLAN_PERIOD = re.compile(r"十([一二三四五六])五")


def other_period(question: Question, around: str) -> float:
    """1 where the question names a five-year plan that the text and its titles do not."""
    wanted = set(_PLAN_PERIOD.findall(question.text))
    return 1.0 if wanted and not wanted & set(_PLAN_PERIOD.findall(around)) else 0.0


_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:个|家|项|元|倍|年|日|天|以上|以下)")
_COMMA = re.compile(r"[,，;；。]")
_BARE = 6  # characters: a figure's part of a sentence that is shorter takes its subject from the part before


def figure_astray(question: Question, sentence: Sentence, terms: TermWeights) -> float:
    """Where a figure is asked for, share 0..1 of what it is asked of that no figure of the sentence stands with.

    The documents and places that a question names are no part of what it asks of them.
    A sentence of three figures holds the words of all three indicators; only those beside a figure are its own.
    """
    if not question.wants(Ask.FIGURE):
        return 0.0
    wanted = content(_YEAR.sub("", bare(question)))
    if not wanted:
        return 0.0
    parts = _COMMA.split(normalise(sentence.text))
    heading = pieces(sentence.clause.address.rpartition("›")[2])
    shares = [
        terms.share(wanted, heading | pieces((parts[i - 1] if i and len(part) < _BARE else "") + part))
        for i, part in enumerate(parts)
        if _FIGURE.search(_YEAR.sub("", part))
    ]
    return 1.0 - max(shares, default=0.0)


def bare(question: Question) -> str:
    """A question without its places, its quotation marks and the names of documents."""
    text = flat(question.text)
    for title in question.titles:
        text = text.replace(title, "")
    for mention in reversed(mentions(text)):
        text = text[: mention.start] + text[mention.end :]
    return text


_YEAR = re.compile(r"(到|至)?(20)?\d{2}年(底|末|初)?")


def other_title(question: Question, near: str) -> float:
    """1 where the question names a law or measure that is neither held nor cited near by."""
    titles = list(question.unheld)
    if not titles and not question.documents:
        titles = [m.group(1) for m in _TITLE.finditer(question.text) if not _ASKS.search(m.group(1))]
    if not titles:
        return 0.0
    return 0.0 if any(t in near for t in titles) else 1.0
