"""Every sentence that an answer may hold beside the documents' own words; slots come from metadata only."""

from __future__ import annotations

GREETING = "您好，我是有据，政策条款问答助手。请直接提问，例如“苏州到2023年全市网络零售额的目标是多少？”，我用文件原文回答，并注明出自哪一条。"
THANKS = "不客气。还有别的政策问题，可以接着问。"
FAREWELL = "再见，欢迎随时再来查政策。"
WHO = "我是有据，政策条款问答助手：只用已收录文件的原文回答，每一句都注明出处；文件里没有的，我会直说未找到。"
CAPABILITIES = (
    "我可以回答已收录政策文件里的指标数字、牵头单位、任务清单、名词定义、申报条件、处罚规定，也可以按“第几条”直接调出条文，"
    "或把两地的规定放在一起。每句话都出自原文并可点开核对。"
)
HOLDINGS = "目前已收录{count}份文件（{counts}），{titles}。您可以直接就其中的内容提问。"
HOLDINGS_KIND = "{kind}{count}份"
HOLDINGS_MORE = "包括{titles}等"
HOLDINGS_ALL = "即{titles}"
HOLDINGS_NONE = "目前还没有收录文件，请联系管理员添加。"
UPDATED = "已收录文件中，注明日期的最晚一份是《{title}》（{day}）。文件由管理员添加，我不会自动更新；现行要求请以最新文件为准。"
UPDATED_UNDATED = "已收录的文件没有注明日期。文件由管理员添加，我不会自动更新；现行要求请以最新文件为准。"
ACCURACY = "我只摘录已收录文件的原文并注明出处，但可能找错条款或漏掉内容，请点开出处核对后再使用。觉得不对时，写明地区、文件名或年份再问一次，往往更准。"
NETWORK = "我不从网上找答案，回答只出自已收录的文件。"
PRIVACY = "在网页和接口上提的问题，默认连同回答、评价和用时记在本单位这台服务器上，用来改进，90天后删除；不记姓名和网络地址，同一页面只用一个无法还原的代号。勾选页面上的“不记录我的提问”就不再记录；管理员看得到记录，也可以改保留天数或关掉记录。命令行的提问不记录，日志里只记错误、不记问题。网页为了导出，还把最近64次问答暂存在内存里，重启即清空；之前的对话只存在您自己的浏览器里，可以在页面上清除。如果管理员接入了语言模型，请以本单位的说明为准。"
UNHAPPY = "抱歉，没能帮上忙。请写明地区、文件名或年份再问一次，例如“镇江到2025年数字经济核心产业增加值占比目标是多少？”；文件里没有的，我会直说未找到。"
PRAISE = "很高兴能帮上忙。还有别的政策问题，可以接着问。"
TEST = "收到，一切正常。请直接提问政策问题。"
OFF_TOPIC = "这个问题与政策无关，我帮不上忙。我只回答已收录政策文件里的内容，请换一个政策问题试试。"

READING_PLACE = "按“{place}”理解"  # taken from the questions before
READING_TITLE = "按《{title}》理解"
READING_TITLE_PLACE = "按《{title}》中的“{place}”理解"
READING_ON = "接着上一个问题理解"
READING_ON_TITLE = "接着上一个问题，按《{title}》理解"  # the one document that answers
READING_WHOLE = "按“{question}”理解"  # 那镇江呢: the question before with its place exchanged
READING_WIDENED = "“{place}”没有单独收录的文件，按“{province}”理解"
READ_AS = "“{said}”按“{meant}”理解"
READ_AS_TITLE = "“{said}”按《{title}》理解"
READING_JOINT = "；"
READING_WITHIN = "只在所选的{count}份文件中查找"

ALSO_NEAR = "可能有关的原文："  # behind a sentence that shares few words with the question
PART_LEAD = "{place}："  # before the part of a place or a document
CELL_MISSING = "在该文件中未找到"  # a miss is no proof of absence
CELL_MISSING_ANYWHERE = "在已收录文件中未找到"  # where no text of the row's place is held
ROW_TITLE = "《{title}》{number}"
ROW_YEAR = "{year}年"
ROW_SAID = "“{said}”"  # what the question itself tells apart
LINE_ONE = "{row}："  # before a row of one column in plain text
LINE_MANY = "{row}（{column}）："
COLUMN_ROW = "地区或文件"
COLUMN_ONLY = "原文规定"
COLUMN_BODY = "责任单位"
COLUMN_DATE = "时间"
COLUMN_PENALTY = "处罚"
COLUMN_CONDITION = "条件"
COLUMN_FIGURE = "目标"
COLUMN_HOW = "任务和措施"
COLUMN_REGION = "地区"
COLUMN_STATED = "指标原文"
COLUMN_VALUE = "数值"
COLUMN_YEAR = "年份"
YEAR_ABOVE = "{year}年，上文所定"  # printed in a clause above
YEAR_STATE = "现状"  # a figure that the text reports rather than sets
YEAR_NONE = "原文未载"
YEAR_PERIOD = "{year}年，规划期末"  # the end of the plan's period

DISAGREES = "另一处原文的表述不同（《{title}》）："  # before a sentence with another figure
DISAGREES_REPRINT = "另一处原文的表述不同（《{title}》的转载本）："
REFERRED = "其中所引（{place}）："  # before a clause that a shown one refers to
REFERRED_ELSEWHERE = "其中所引（《{title}》{place}）："

WRITTEN_LEAD = "以下由语言模型根据所引条款写成，每句都已与原文核对，请以原文为准："
WRITTEN_DROPPED = "模型所写的{count}句未能与原文核对一致，已删去。"
WRITTEN_UNUSED = "模型所写的内容未能与原文核对一致或不够完整，未采用，回答仍用文件原文。"

NOT_FOUND = "在已收录文件中未找到相关规定。"
NOT_FOUND_WITHIN = "在所选的{count}份文件中未找到相关规定，其余文件没有查找；取消筛选后可以再问一次。"
OF_CHOSEN = (  # what is said of all documents held, and what may be said where only some were searched
    ("已收录文件", "所选文件"),
    ("原件未收录", "原件不在所选文件中"),
    ("没有单独收录的文件", "在所选文件中没有单独的文件"),
)
OUTSIDE = "问题里提到的《{title}》不在所选的{count}份文件之内；取消筛选后可以再问一次。"
NOT_FOUND_TITLE = "在已收录文件中未找到相关规定，也未找到名为《{title}》的文件。"
NOT_FOUND_ARTICLE = "在已收录文件中未找到相关规定：《{title}》中未找到{article}。"
NOT_DEFINED = "在已收录文件中未找到相关规定：没有哪一句说明“{term}”的定义。"
NOT_STATED = "在已收录文件中未找到相关规定：《{title}》有相近的内容，但没有写{what}。"
# what a text does not say
WHAT_INTERVAL = "间隔"
WHAT_SHARE = "比例"
WHAT_FINE = "罚款数额"
WHAT_LOAN = "贷款额度"
WHAT_GRANT = "补助或奖励的金额"
WHAT_COST = "费用或投资的金额"
WHAT_MONEY = "金额"
WHAT_SIZE = "规模"
WHAT_LATENCY = "毫秒数"
WHAT_DURATION = "时长"
WHAT_DAY = "日期"
WHAT_TIME = "时间"
WHAT_DAYS = "天数"
WHAT_YEARS = "年限"
WHAT_PERSONS = "人数"
WHAT_CONTACT = "电话或网址"
WHAT_NUMBER = "数量"
WHAT_FIGURE = "具体数字"
WHAT_COUNT = "“{said}”的数量"
WHAT_BODY = "由哪个部门负责"
WHAT_YEAR = "{year}年的数字"
WHAT_PLACE = "“{said}”的数字"
WHAT_REASON = "原因"
NOT_FOUND_LISTED = (
    "在已收录文件中未找到相关规定：《{title}》正文未写明{what}，文件信息所载的{what}是{value}。"
)
NOT_FOUND_GAP = "在已收录文件中未找到相关规定：《{title}》{gap}。"
NEAREST = "最接近的内容见《{title}》{address}，供参考。"

NEXT_TARGET = (
    "{place}到{year}年{matter}的目标是多少？"  # next questions: slots come from headings and indicators
)
NEXT_TARGET_COUNT = "{place}到{year}年{matter}要达到多少{unit}？"
NEXT_TARGET_OF = "{title}提出的{year}年{matter}目标是多少？"
NEXT_TARGET_COUNT_OF = "{title}提出到{year}年{matter}要达到多少{unit}？"
NEXT_BODY_LED = "{place}{matter}由哪些部门牵头？"
NEXT_BODY = "{place}{matter}由哪些部门负责？"
NEXT_BODY_LED_OF = "{title}中，{matter}由哪些部门牵头？"
NEXT_BODY_OF = "{title}中，{matter}由哪些部门负责？"
NEXT_ACT = "{place}如何{matter}？"
NEXT_MATTER = "{place}在{matter}方面有哪些举措？"
NEXT_OF = "{title}在{matter}方面有哪些要求？"
NEXT_WORK = "{title}的{matter}包括哪些内容？"
NEXT_PART = "{title}中，{place}部分讲了什么？"
NEXT_LIST = "{title}的{matter}有哪些？"
NEXT_LIST_BELOW = "{title}中，{above}的{matter}有哪些？"
NEXT_DEFINITION = "{title}中，“{matter}”是指什么？"
NEXT_ARTICLE = "{title}{matter}是怎么规定的？"

EMPTY_QUESTION = "请输入问题。"
TOO_LONG = "问题太长（{length}字），请精简到{limit}字以内再问。"
NO_WORDS = "没有看出要问什么，请用一句话写出想查的政策内容。"

WARN_ENDED = "《{title}》的规划期为{years}，已经结束，现行要求请以最新文件为准。"
WARN_NOTE = "《{title}》：{note}。"
DRAFT = "{edition}，非现行文本"  # of a document whose note does not say so itself
DRAFT_EDITION = "草案"
WARN_REVISED = "《{title}》已被修订，最新版本是《{newest}》{facts}，请以最新版本为准。"
WARN_REPLACED = "《{title}》已被《{newest}》{facts}取代，请以后者为准。"
WARN_EXPIRED = "《{title}》已失效或废止，不是现行文本。"
ALL_OF_IT = "以上出自"
PART_OF_IT = "以上部分内容出自"
WARN_ONE_PLACE = "问题没有写明地区，以上是{place}的规定，其他地区可能不同。"
WARN_NEWS = "{scope}{kind}《{title}》，{said}"
NEWS_TEXT = "正文见《{text}》。"
NEWS_ONLY = "不是文件正文。"
WARN_REPRINT = "{scope}转载的《{title}》，原件见《{original}》。"
WARN_REPRINT_OF_THE_SAME_TITLE = "{scope}转载的《{title}》，原件也已收录。"
WARN_REPRINT_ONLY = "{scope}转载的《{title}》，原件未收录。"
WARN_REFERENCE = "《{title}》引用的“{text}”未能一并列出：{reason}。"
WARN_NOT_STATED = "以上原文没有写{what}。"
WARN_GAP = "《{title}》{gap}。"

EXPORT_WARNING = "注意：{warning}"
EXPORT_SOURCES = "出处"
EXPORT_NEAREST = "最接近的条款（未必回答问题）"
EXPORT_COLOPHON = "由“有据”依据已收录文件生成，{date}。内容以原文为准。"


def gap_phrase(what: str) -> str:
    """A gap's own words, without the full stop that the template brings."""
    return what.rstrip("。")
