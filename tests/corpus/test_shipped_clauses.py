"""What stands in the five files, found by hand: documents, clauses and the lines that they come from."""

from __future__ import annotations

import re

import pytest

from corpus.fold import comparison_form
from corpus.model import Corpus, Span

# DESIGN §3, by hand: file, id, first line.
DOCUMENTS = [
    ("000", "jiangsu-plan", 1),
    ("001", "jiangsu-opinion", 1),
    ("002", "xi-study", 117),
    ("002", "stat-explained", 147),
    ("002", "stat-classes", 229),
    ("002", "blockchain-news", 387),
    ("002", "blockchain", 408),
    ("002", "iot-comment", 515),
    ("002", "iot-plan", 573),
    ("002", "algorithms", 729),
    ("002", "ai-bases", 820),
    ("002", "zjtx", 856),
    ("002", "dsl-news", 1255),
    ("002", "dsl-draft2", 1281),
    ("002", "cii-news", 1393),
    ("002", "vuln-news", 1413),
    ("002", "vuln-rules", 1418),
    ("002", "5g-qa", 1476),
    ("002", "dc-plan", 1565),
    ("002", "dc-explained", 1719),
    ("002", "soe", 1754),
    ("002", "soe-infographic", 1838),
    ("002", "features", 1855),
    ("002", "provinces", 1902),
    ("002", "yrd-comment", 2131),
    ("002", "jiangsu-news", 2243),
    ("002", "jiangsu-reprint", 2268),
    ("002", "shanghai-news", 2622),
    ("002", "zhejiang-plan", 2644),
    ("002", "terms-news", 2847),
    ("003", "suzhou-plan", 3),
    ("004", "zhenjiang-opinion", 1),
]


def test_documents_and_first_lines(shipped: Corpus) -> None:
    assert [(d.file[:3], d.id, d.first_line) for d in shipped.documents] == DOCUMENTS
    assert shipped.problems == ()


# Clause, line at which it starts, its first six characters, line at which it ends, its last six;
# read in the files (blanks left out). Displaced blocks end on a line before the one they start on.
KNOWN = [
    ("jiangsu-plan#front.p1", 9, "各市、县(市", 9, "各直属单位:"),
    ("jiangsu-plan#front.p4", 17, "2021年8", 17, "年8月10日"),
    ("jiangsu-plan#front.p5", 25, "为抢抓数字时", 25, "编制本规划。"),
    ("jiangsu-plan#s1.1", 29, "(一)发展基", 31, "展的新引擎。"),
    ("jiangsu-plan#s1.1.r5", 41, "数字基础设施", 41, "展态势初显。"),
    ("jiangsu-plan#s1.1.p1", 43, "同时,我省数", 43, "待创新优化。"),
    ("jiangsu-plan#s1.2", 45, "(二)面临形", 53, "的先行优势。"),
    ("jiangsu-plan#s3.4.2.r4", 215, "推进数字化民", 215, "化、智能化。"),
    ("jiangsu-plan#s3.5", 217, "(五)加速数", 219, "展提供动力。"),
    ("jiangsu-plan#s3.5.3.r3", 241, "加强个人信息", 241, "和网络平台。"),
    ("jiangsu-plan#s3.6.1", 247, "1.优先布局", 247, "字基础设施。"),
    ("jiangsu-plan#s3.6.1.r1", 249, "建设先进泛在", 249, "联网试商用。"),
    ("jiangsu-plan#s4.5", 307, "(五)营造发", 309, "办服务方式。"),
    ("jiangsu-opinion#front.p2", 2, "数字经济是引", 2, "出如下意见。"),
    ("jiangsu-opinion#s1", 4, "一、总体要求", 5, "供有力支撑。"),
    ("jiangsu-opinion#s2.2", 10, "（二）数字创", 10, "新引领工程。"),
    ("jiangsu-opinion#s2.2.3", 13, "3．提升数字", 13, "责分工负责）"),
    ("jiangsu-opinion#s2.4.1", 19, "1．提升政务", 19, "政务办负责）"),
    ("jiangsu-opinion#s3.6", 40, "（六）加强统", 41, "责分工负责）"),
    ("xi-study#p1", 122, "中共中央政治", 122, "国数字经济。"),
    ("xi-study#p13", 145, "习近平强调,", 145, "展社会基础。"),
    ("stat-explained#s1", 162, "数字经济的界", 167, "素缺一不可。"),
    ("stat-explained#s2", 185, "《数字经济分", 169, "下几项原则。"),
    ("stat-explained#s2.r1", 189, "一是需求导向", 189, "的基本范围。"),
    ("stat-explained#s2.r2", 187, "二是国际接轨", 187, "种经济活动。"),
    ("stat-explained#s2.r3", 193, "三是立足当下", 193, "和发展趋势。"),
    ("stat-explained#s2.r4", 191, "四是注重实际", 191, "行统计测算。"),
    ("stat-explained#s3", 177, "《数字经济分", 197, "的全部范围。"),
    ("stat-explained#s6", 233, "数字经济对统", 221, "重要的意义。"),
    ("stat-classes#s1", 229, "一、分类目的", 231, "制定本分类。"),
    ("stat-classes#s2.1", 245, "(一)以党中", 245, "的基本范围。"),
    ("stat-classes#s5.2", 269, "(二)本分类", 269, "释》相一致。"),
    ("blockchain#s1.3", 435, "(三)发展目", 437, "的重要支撑。"),
    ("blockchain#s2.5", 479, "(五)促进融", 479, "促进融通发展"),
    ("blockchain#s2.5.1", 503, "1.推进“区", 503, "式、新业态。"),
    ("blockchain#s2.5.4", 507, "4.推进“区", 507, "智能化水平。"),
    ("blockchain#s3.6", 498, "(六)深化国", 499, "水平和层次。"),
    ("blockchain#back.p1", 500, "工业和信息化", 500, "委员会办公室"),
    ("iot-comment#r1", 530, "再次确定物联", 538, "工作待进行。"),
    ("iot-comment#r3", 565, "物联网发展全", 563, "023年)》"),
    ("iot-plan#s1.1", 594, "(一)指导思", 603, "络强国建设。"),
    ("iot-plan#s1.2", 612, "(二)基本原", 612, "二)基本原则"),
    ("iot-plan#s1.2.r4", 620, "统筹协同,汇", 620, "成产业合力。"),
    ("iot-plan#s1.3.d4", 610, "——支撑体系", 610, "共服务平台。"),
    ("iot-plan#s2.2.x2", 653, "专栏2:产业", 653, "生态培育指引"),
    ("iot-plan#s2.2.x2.r2", 656, "加强产业集聚", 656, "聚发展水平。"),
    ("iot-plan#s2.3", 651, "(三)融合应", 651, "应用发展行动"),
    ("iot-plan#s2.3.6", 649, "6.社会治理", 649, "智能化水平。"),
    ("iot-plan#s2.3.7", 672, "7.行业应用", 672, "和应用标杆。"),
    ("iot-plan#s2.4.9", 695, "9.推进IP", 695, "模组的应用。"),
    ("iot-plan#s2.4.x6.r2", 709, "行业物联网应", 709, "Pv6功能。"),
    ("iot-plan#s3.1", 703, "(一)优化协", 703, "、资源共享。"),
    ("iot-plan#s3.5", 721, "(五)深化国", 721, "化发展层次。"),
    ("algorithms#front.p14", 774, "近年来,互联", 774, "出如下意见。"),
    ("algorithms#s1.1", 762, "(一)指导思", 763, "供有力支撑。"),
    ("algorithms#s3.11", 798, "(十一)严厉", 798, "务算法安全。"),
    ("algorithms#s4.15", 812, "(十五)防范", 812, "的风险隐患。"),
    ("zjtx#front.p7", 882, "表3:各地“", 882, "策汇总如下:"),
    ("zjtx#s1.1.1.1", 890, "(1)在中华", 890, "0号)规定。"),
    ("zjtx#s2.6.4", 974, "4.有上市计", 974, "三板精选层)"),
    ("zjtx#s3.1.3~2", 991, "3.近2年研", 991, "不低于3%。"),
    ("zjtx#s3.2~2.1", 994, "1.专业化。", 994, "到5%以上。"),
    ("zjtx#s3.2.4", 997, "4.新颖化。", 997, "000万元。"),
    ("zjtx#s6.1.p1", 1036, "以上第三、四", 1036, "超过50%。"),
    ("zjtx#s6.2.4", 1041, "4.新颖化(", 1063, "工程中心等。"),
    ("zjtx#s7", 1049, "七、四川", 1050, "和基本标准。"),
    ("zjtx#s7.2.4", 1061, "(4)新颖化", 1094, "行业标准等。"),
    ("zjtx#s9.3.3", 1102, "3.上年度营", 1102, "(含)以上。"),
    ("zjtx#s11.3.1.C", 1123, "C.企业拥有", 1123, "准1件以上。"),
    ("zjtx#s16", 1168, "十六、河北", 1171, "项专项条件。"),
    ("zjtx#s19.2.2", 1222, "2.精细化。", 1222, "化要求相同)"),
    ("zjtx#s21.5", 1247, "5.满足以下", 1247, "准1个以上。"),
    ("dsl-draft2#c2", 1320, "第二章数据安", 1320, "据安全与发展"),
    ("dsl-draft2#a7.k2", 1302, "工业、电信、", 1302, "全监管职责。"),
    ("dsl-draft2#a18", 1317, "第十八条国家", 1317, "据交易市场。"),
    ("dsl-draft2#a31", 1345, "第三十一条任", 1345, "、使用数据。"),
    ("dsl-draft2#a36", 1353, "第三十六条国", 1353, "发展的能力。"),
    ("dsl-draft2#a53", 1385, "第五十三条本", 1385, "月日起施行。"),
    ("vuln-rules#a7", 1426, "第七条网络产", 1426, "取防范措施:"),
    ("vuln-rules#a7.i1", 1439, "(一)发现或", 1439, "产品提供者。"),
    ("vuln-rules#a7.k3", 1443, "鼓励网络产品", 1443, "人给予奖励。"),
    ("vuln-rules#a9.i6", 1451, "(六)在国家", 1451, "全漏洞信息。"),
    ("vuln-rules#a10.k2", 1455, "鼓励发现网络", 1455, "全漏洞信息。"),
    ("5g-qa#q2", 1481, "二、推动5G", 1485, "了重要作用。"),
    ("5g-qa#q3", 1507, "三、《行动计", 1510, "的重大事项。"),
    ("5g-qa#q4", 1512, "四、未来三年", 1499, "G发展方向。"),
    ("5g-qa#q4.r3", 1502, "三是在衡量5", 1502, "施供给能力。"),
    ("5g-qa#q5", 1503, "五、如何推动", 1521, "用加快落地。"),
    ("dc-plan#s1.2.r4", 1595, "绿色低碳,安", 1595, "全保障体系。"),
    ("dc-plan#s1.3", 1596, "(三)主要目", 1598, "于20毫秒。"),
    ("dc-plan#s2.1.4", 1604, "4.加速改造", 1604, "散”数据中心"),
    ("dc-plan#s2.6.x6", 1691, "专栏6安全可", 1693, "转移和恢复。"),
    ("dc-explained#q9", 1742, "9、如何保障", 1744, "的支撑能力。"),
    ("dc-explained#p1", 1746, "工业等重点领", 1746, "力供给能力。"),
    ("soe#front.p1", 1768, "近日,国务院", 1768, "发展新动能。"),
    ("soe#s2.1", 1761, "(一)建设基", 1777, "业上云步伐。"),
    ("soe#s5.3", 1812, "(三)打造建", 1820, "均劳动效能。"),
    ("soe#s6.3", 1828, "(三)做好数", 1830, "化转型工作。"),
    ("features#s1.3", 1874, "(三)数字经", 1875, "20.3%。"),
    ("provinces#r4", 1934, "江苏:努力建", 1942, "和标准制定。"),
    ("provinces#r11", 1990, "湖南:打造全", 1982, "全管理体系。"),
    ("provinces#r12", 1986, "河北:办好中", 1988, "地建设发展。"),
    ("provinces#r15", 2010, "江西:努力建", 2020, "“微经济”。"),
    ("provinces#r18", 2031, "天津:着力打", 2042, "服务全覆盖。"),
    ("provinces#r20", 2049, "辽宁:加快辽", 2061, "人信息保护。"),
    ("provinces#r21.r1", 2063, "大力建设“数", 2063, "序开放共享。"),
    ("provinces#r22", 2066, "山西:先行布", 2079, "展平台企业。"),
    ("provinces#r25", 2089, "内蒙古:建设", 2101, "、灾备中心。"),
    ("yrd-comment#s2.3.r2", 2175, "重大事项", 2167, "要好好把握。"),
    ("yrd-comment#s3", 2235, "NO.3|叁", 2212, "说不是重点。"),
    ("jiangsu-reprint#s1.2", 2310, "(二)面临形", 2323, "的先行优势。"),
    ("jiangsu-reprint#s2.2.r3", 2330, "具有未来引领", 2338, "献江苏智慧。"),
    ("zhejiang-plan#s1.p1", 2664, "我省数字经济", 2664, "平有待提升。"),
    ("zhejiang-plan#s2.2.p1", 2675, "到2035年", 2675, "供强大支撑。"),
    ("zhejiang-plan#s9.3", 2839, "(三)加强改", 2839, "射带动作用。"),
    ("suzhou-plan#s1.3", 24, "(三)总体目", 26, "”标杆城市。"),
    ("suzhou-plan#s2.1.5", 50, "5.技术标准", 52, "20项以上。"),
    ("suzhou-plan#s2.3.3.r1", 96, "云计算和大数", 98, "000亿元。"),
    ("suzhou-plan#s3.4", 254, "(四)营造宣", 256, "好社会氛围。"),
    ("zhenjiang-opinion#s2.1.1", 46, "1.加快新一", 46, "等分工负责)"),
    ("zhenjiang-opinion#s2.4.10", 70, "10.推进数", 70, "等分工负责)"),
    ("zhenjiang-opinion#s2.4.12", 74, "12.完善智", 76, "等分工负责)"),
    ("zhenjiang-opinion#s2.6.16", 88, "16.构筑宁", 88, "等分工负责)"),
    ("zhenjiang-opinion#s3.5", 108, "(五)健全统", 110, "等分工负责)"),
    ("zhenjiang-opinion#back.p2", 114, "2021年7", 114, "月30日印发"),
]


@pytest.mark.parametrize(("clause_id", "first_line", "start", "last_line", "end"), KNOWN)
def test_known_clauses(
    shipped: Corpus, clause_id: str, first_line: int, start: str, last_line: int, end: str
) -> None:
    clause = shipped.clause(clause_id)
    text = re.sub(r"\s", "", clause.text)
    assert (text[: len(start)], text[-len(end) :]) == (start, end)
    source = shipped.texts[clause.file]

    def line_of(offset: int) -> int:
        return source.count("\n", 0, offset) + 1

    assert (line_of(clause.spans[0].start), line_of(clause.spans[-1].end - 1)) == (first_line, last_line)


def test_missing_articles_are_absent(shipped: Corpus) -> None:
    addresses = {c.addr for c in shipped.clauses_of("dsl-draft2")}
    assert {"a31", "a36"} <= addresses  # 002 L1345, L1353
    assert addresses.isdisjoint({"a32", "a33", "a34", "a35"})


def test_chapters_hold_the_articles_of_their_subject(shipped: Corpus) -> None:
    chapters = {
        "c1": range(1, 13), "c2": range(13, 20), "c3": range(20, 26), "c4": range(26, 32),
        "c5": range(36, 43), "c6": range(43, 51), "c7": range(51, 54),
    }  # fmt: skip
    for addr, articles in chapters.items():
        assert [c.addr for c in shipped.children(f"dsl-draft2#{addr}")] == [f"a{n}" for n in articles]


def test_tails_across_pages_are_one_sentence(shipped: Corpus) -> None:
    joins = {  # 002: words on both sides of the join
        "zjtx#s6.2.4": "新创意、新模式等方面",  # L1041, L1063
        "zjtx#s7.2.4": "有效发明专利(含集成电路",  # L1061, L1094
        "iot-plan#s1.1": "加速推进全面感知",  # L595, L603
        "provinces#r4": "“5G+工业互联网”融合",  # L1932, L1942
        "provinces#r15": "培育大数据和云计算",  # L2008, L2020
        "provinces#r20": "实体经济深度融合",  # L2051, L2061
        "provinces#r22": "依托阳泉市、晋城市",  # L2069, L2079
        "provinces#r25": "服务业数字化。",  # L2091, L2101
        "jiangsu-reprint#s1.2": "同时国际环境",  # L2312, L2320: the comma is lost in print
        "jiangsu-reprint#s2.2.r3": "变革的推动作用",  # L2330, L2338
        "zhenjiang-opinion#s2.4.12": "建设智慧交通,构建交通大数据",  # 004 L74, L76
    }
    for clause_id, words in joins.items():
        assert words in shipped.clause(clause_id).text, clause_id


def test_the_reprint_has_the_words_of_the_plan(shipped: Corpus) -> None:
    """An oracle: the magazine prints the whole Jiangsu plan again, in another layout."""

    def words(text: str) -> str:
        return re.sub(r"[\W_]", "", comparison_form(text))

    plan = {
        c.addr: words(c.text) for c in shipped.clauses_of("jiangsu-plan") if not c.addr.startswith("front")
    }
    reprint = {
        c.addr: words(c.text) for c in shipped.clauses_of("jiangsu-reprint") if not c.addr.startswith("front")
    }
    assert plan == reprint


def test_nothing_of_a_page_header_is_left_in_a_clause(shipped: Corpus) -> None:
    for clause in shipped.clauses:
        assert "政策专篇" not in clause.text, clause.id
        assert not re.search(r"\n\d{2,3}\n数志", clause.text), clause.id


def test_own_texts_and_full_text(shipped: Corpus) -> None:
    section = shipped.clause("jiangsu-plan#s3.6.1")
    assert section.text == "1.优先布局新型数字基础设施。"  # 000 L247
    full = shipped.full_text(section.id)
    assert full.startswith(section.text + "\n建设先进泛在的通信网络基础设施。")
    assert full.endswith(shipped.clause("jiangsu-plan#s3.6.1.r3").text)
    assert shipped.clause("jiangsu-plan#s3.6.1").spans == (Span(*section.spans[0]),)
