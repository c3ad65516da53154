"""Words by which a question leans on those before it, takes back what they said, or goes on about them."""

from __future__ import annotations

import re

POINTING = re.compile(
    r"它|其中|这个|那个|这些|那些|这里|那里|那边|这边|该(项|类|条|办法|规定|意见|计划|规划|市|省|平台|文件|机制|目标)|上述|前者|后者|此事|这事|这方面|这项|这类|这份|这条|这部|这块|他们|她|同样|也(是|有|要|得|能)|上一?(条|个|问)|刚才|前面|上面|以上"
)
AT_ARTICLE = re.compile(r"这一?(条|款|项)|该(条|款|项)|本(条|款|项)|其中|它")
ELLIPTIC = re.compile(r"^.{1,16}呢[??]?$")
MORE = re.compile(
    r"^(那|还)*(有(别的|其他的?|更多)?|别的|其他的?|其它的?|继续|接着说|就这些)(呢|吗|么)?[?。]?$"
)
# 占GDP多少, 达到什么水平: what is said of something begins the question, so that stands in the one before.
SAID_OF = re.compile(
    r"^(要|得|能|会|还)?(占(?!用|道)|达到|达(?!标|成)|增长(?!极)|增至|超过|降到|降至|涨到|同比|属于|归谁)"
)
# 要什么条件? 营收要求呢: of all conditions one.
CONDITIONS = re.compile(
    r"(需?要|须|得|应|的)?(满足|符合|具备|达到|有)?(哪些|什么|啥|哪几[个项])(样的)?(基本|申报|认定)?(条件|要求|门槛|标准)[?。]?$|的?(基本|申报|认定)?条件(有|是)(哪些|什么|啥)[?。]?$"
)
GOING_ON = re.compile(r"^(展开|详细|具体|仔细|再|继续|接着)(地|再)?(说|讲|介绍|谈)(说|讲|谈|下)?(一下)?")
# 不是镇江是苏州, 我问的是2025年, 换成苏州: what follows is what the question before should have said.
CORRECTION = re.compile(
    r"^(错了|不对|搞错了?|弄错了?|说错了?)?[,。!]?(?:不是(?P<wrong>[^,是]{1,12})[,]?(而|应该|应)?是|"
    r"(我|咱)?(想|要)?(问|说|指|讲)的?(是|应该是)|(还|应该|应)是|(如果|要是)?(再)?(换|改)(成|为|作|做|到))"
)
BACK = re.compile(
    r"^(再)?(回到|回头看|说回)?(刚才|前面|最开始|最初|开头|最早)?(的|那个)*(第一个|第1个|第一次|最开始|最初|最早|开头)(的|问的?|那个)*(问题|问的?|那个)[,的]?"
    r"|^(再)?(回到|说回)(最开始|最初|开头|最早|第一个|第1个)(的|那个)*[,]?"
)
YEARS = re.compile(r"(到|至|在)?(20\d{2}|二[零〇]..)年(底|末|初)?")
# Dropped from the earlier question so that it does not ask a second time: 目标是多少, 由谁牵头.
ASKING = re.compile(
    r"(一共|总共|具体|分别)?(要|会|需要|应当|应该)?(是|有|达到|包括|建|设|指)?(多少|几个|几|哪些|哪个|哪|什么|啥|多大|多高|多久)[^,,。;;]{0,4}[?。]?$|(是|由|归)?谁(来)?(牵头|负责|管|主管)[?。]?$|怎么(样|说|做|办)?(的)?[?。]?$|(怎么|怎样|如何)(?=[^,。?]{2,4}[?。]?$)"
)
