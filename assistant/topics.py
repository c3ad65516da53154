"""What a question is about, once places, names and the words that only ask are taken away."""

from __future__ import annotations

import re

from assistant.naming import DocumentNames, flat
from assistant.places import mentions

# 那, 还有: words that begin a follow-up and say nothing.
_LEADING = re.compile(
    r"^(那么(?!多)|那(?![些个么里边年种时样几款类])|还有|另外|再(?!生)|然后|那?请问|顺便(问(一下|下)?)?|对了|接着|(嗯+|哦|噢|好的?|行|可以|知道了|明白了?|谢谢)(?=[,，、!。\s]))[,,、!。\s]*"
)
# Words of a question that carry no topic: what is left without them is what it is about.
_EMPTY_WORDS = re.compile(
    r"何时|什么|啥|哪些|哪个|哪家|哪|多少|几[个家项件条份座]|几|怎么样?|怎样|如何|为什么|为啥|是谁|谁来|谁|是|的|了|呢|吗|吧|啊|呀|要|有|会|能|可以|应该|应当|"
    r"那么?|还|又|再|也|都|就|和|与|跟|由|在|到|对|把|被|给|让|请问|请|一下|一共|总共|具体|主要|时候|年[底末初]|年|月|日|"
    r"负责|牵头|配合|部门|单位|目标|要求|规定|措施|内容|条件|标准|任务|期限|时间|数量|金额|多久|多长|多大|主体|处罚|罚款|罚|违反|管|这块|"
    r"年均|平均|每年|增长率|增速|增幅|占比|比重|比例|指标|方面|增长|涨|同期|当年|那年|"
    r"同一|同样|打算|想要|准备|计划(?=再|新)|列出|说说|讲讲|说|讲|介绍|详细|分别|各自|达到|完成|做|办|定|[?,。!??,.!、:;《》“”\"'‘’()\s\d]"
)


def without_lead(text: str) -> str:
    """A normalised question without the words that only join it to what was said before.

    >>> without_lead("那么,另外江苏呢?")
    '江苏呢?'
    """
    while (rest := _LEADING.sub("", text)) != text and rest:
        text = rest
    return text


def led(text: str) -> bool:
    """Whether a normalised question begins with a word that joins it to what was said before."""
    return _LEADING.match(text) is not None


def topic(text: str, names: DocumentNames | None = None) -> str:
    """What is left of a normalised question without places, names of documents and empty words.

    >>> topic("那苏州网络零售额的目标是多少?"), topic("谁牵头?")
    ('网络零售额', '')
    """
    return topic_words(text, names).replace(",", "")


def topic_words(text: str, names: DocumentNames | None = None) -> str:
    """The topic with a comma where something was taken away, so that no word is made of two.

    >>> topic_words("培育几家骨干企业")
    '培育,骨干企业'
    """
    if names is not None and (spans := names.named(text).spans):
        plain = flat(text)
        for start, end, _ in reversed(spans):
            plain = f"{plain[:start]} {plain[end:]}"
        text = plain
    for mention in reversed(mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return re.sub("[, ]+", ",", _EMPTY_WORDS.sub(",", text)).strip(",")
