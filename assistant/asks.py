"""What a question asks for: a figure, a body, a list, a definition."""

from __future__ import annotations

import re
from enum import StrEnum


class Ask(StrEnum):
    """The kind of thing that would answer."""

    FIGURE = "figure"
    BODY = "body"
    LIST = "list"
    DEFINITION = "definition"
    CONDITION = "condition"
    PENALTY = "penalty"
    COMPARISON = "comparison"
    PROCEDURE = "procedure"
    ARTICLE = "article"
    DATE = "date"
    REASON = "reason"
    GENERAL = "general"


# What a sentence says that gives a reason; 为主 and 为核心 are none, 作为 and 成为 neither.
REASON = (
    r"为了|(^|条|[,，。;；])为(?![主核期])[^,，。]{2,60}[,，]|旨在|目的|意义|有利于|有助于|由于|原因|迫切|挑战"
    r"|还?(存在|面临).{0,30}(问题|不足|短板|风险)"
)

# In order of precedence: 罚多少 is a penalty before it is a figure, 哪些部门 is a body before a list.
_PATTERNS: tuple[tuple[Ask, str], ...] = (
    (
        Ask.COMPARISON,
        r"区别|差别|差异|不同|相比|对比|比较一下|各自|各(?=是|有|为|指|怎|按)|分别(?!由|从哪)|谁更|哪个(更|高|低|多|少|大|严|快|强|好)|哪边|(跟|和|与|同)[^,。?;]{2,12}比(?![例重率值较])|比起|哪家更|一样吗|一不一样|异同|谁(的.{0,12})?(更|高|多|大|快)|相差|差多少",
    ),
    (
        Ask.PENALTY,
        r"罚|处分|什么后果|啥后果|处理措施|怎么处理|如何处理|吃官司|追究|违反.{0,20}(会|要|怎么|怎样)|(不|没有?|未)[^,。?]{1,14}会(怎样|怎么样|如何|咋样)|担责|判",
    ),
    (
        Ask.BODY,
        r"谁(来)?(牵头|负责|管|主管|审批|批准|统筹|组织|制定|发布|印发|盖章|拍板)|牵头|(哪|什么|啥)(个|些|几个|一个)?(部门|单位|机构|机关|厅|局|委|处室)|归谁|谁(来)?(干|做|抓|办|弄|搞)|负责(单位|部门|的是|人)|找谁|由谁|主管部门|责任单位|谁的(事|活|职责)|几家(部门|单位)|哪几家|哪(一)?位|谁(来)?(讲|介绍|解读|说|发言|作)|(专家|领导|院士|记者|作者|负责人)是谁",
    ),
    (
        Ask.FIGURE,
        r"多少|(?<![哪这那好])几(个|家|万|亿|年|天|日|成|座|项|条|倍|次|种|类|名|人|所|批|处|大类)|多大|多高|多长|多久|占比|比例|比重|百分之|金额|规模(是|目标|要|达|有)|目标值|指标是|数量|(增速|增长率|增加值|利用率|普及率|渗透率|覆盖率|PUE|算力|门槛)(要|是|达|得|目标|不)|涨到|达到什么水平|不(低|高|少)于",
    ),
    (Ask.DATE, r"什么时候|啥时候|何时|哪(一)?(年|天|日)|几月|几号|生效|施行日|截止|期限|日期"),
    (
        Ask.DEFINITION,
        r"(什么|啥)(是|叫|叫做)|(是|叫|指)(什么|啥)(?!时候|部门|单位|样|水平|目标|要求|条件|内容|措施|原则|情况)|指的是|含义|定义|什么意思|啥意思|怎么界定|如何界定|是什么概念|怎么理解|何谓|所称|(怎么|如何|怎样)(来)?(解释|定义|界定|理解|描述|阐释)|下.{0,4}定义|(这个|这一)(词|概念|说法|提法|术语)",
    ),
    (
        Ask.CONDITION,
        r"条件|门槛|资格|符合(什么|哪些|啥)|满足(什么|哪些|啥)|要求(是|有|包括)|怎样才(能|算)|怎么才(能|算)|才(能|可以)(申|评|认|算|报)|能不能(申|评|报)|够不够|够格|标准是|算不算",
    ),
    (
        Ask.LIST,
        r"哪(些|几|几个|几种|几类|几项|几条|几大|几方面|[二两三四五六七八九十]+[个项条种类大方点家位步])|(各|分别)(指|是|有)(什么|啥|哪)|有(什么|啥)|包括(什么|哪|啥)|包含|列(出|举|一下)|都有|分(为|成)(哪|几|什么)|主要(任务|措施|内容|原则|目标)是|几大|清单|名单",
    ),
    (
        Ask.PROCEDURE,
        r"流程|步骤|程序|怎么(办|申请|报|申报|备案|做)|如何(申请|申报|备案|报送|办理)|手续|应当怎么|该怎么",
    ),
    (Ask.REASON, r"为什么|为何|为啥|为(了)?(什么|啥)|原因|目的|意义|图(什么|啥)|出于"),
)
_COMPILED = tuple((ask, re.compile(pattern)) for ask, pattern in _PATTERNS)


def asks(text: str) -> tuple[Ask, ...]:
    """What a normalised question asks for, the most specific first; GENERAL where nothing shows.

    >>> [a.value for a in asks("苏州到2023年全市网络零售额的目标是多少?")]
    ['figure']
    >>> [a.value for a in asks("工业互联网由哪些部门牵头?")]
    ['body', 'list']
    """
    found = tuple(ask for ask, pattern in _COMPILED if pattern.search(text))
    return found or (Ask.GENERAL,)
