"""What is a mention and what not, in inline markup: <f>ormula</f>, <s>logan</s>, <d>ocument</d>, <p>rogramme</p>."""

from __future__ import annotations

import re

import pytest

from tests.policies.conftest import Find

KINDS = {"f": "formula", "s": "slogan", "d": "document", "p": "programme"}
TAG = re.compile(r"<([fsdp])>(.*?)</\1>", re.DOTALL)


def read(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text, and the spans and kinds that its markup says."""
    text, spans, at = "", [], 0
    for match in TAG.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match[2]), KINDS[match[1]]))
        text += match[2]
        at = match.end()
    return text + marked[at:], spans


FORMULAS = [
    "该县出台“<f>1+19+14</f>”政策体系。",
    "推行“<f>N+2</f>”帮扶模式,全县推开“<f>3+2+N</f>”。",
    "全角的“<f>1＋N</f>”方案也算,带空格的“<f>1 + 4</f>”亦然。",
    "两国举行<f>2+2</f>对话,外长防长会议(<f>2+2</f>)下周开。",
    "第三次<f>10+3</f>领导人会议讨论了<f>10+1</f>合作。",
    "职校试行<f>1+X</f>证书制度。",
    "他说这是“1+1>2”,而1+1=2是算术。",
    "《新闻1+1》播出了节目,新闻1+1的记者在场。",
    "第90+3分钟进球,主队3+1米领先。",
    "小米8+开售,信用评级A+级,5G+应用落地,B2+C3反应。",
    "“5G+4K+AI”演播室投入使用。",
]

SLOGANS = [
    "增强“<s>四个意识</s>”,坚定“<s>四个自信</s>”,做到“<s>两个维护</s>”。",
    "对照“<s>两不愁三保障</s>”标准逐户核查。",
    "坚持“<s>一国两制</s>”方针,落实中央<s>八项规定</s>精神。",
    "全镇推进“<s>三清一改</s>”行动,实行“<s>一岗双责</s>”。",
    "专项扶贫、行业扶贫、社会扶贫“<s>三位一体</s>”合力推进。",
    "按“<s>五有</s>”目标建强合作社。",
    "扎实做好<s>三农</s>工作,落实<s>六稳</s><s>六保</s>任务。",
    "两国探讨“<s>七大支柱</s>”合作,充实“<s>红木四边</s>”合作架构。",
    "提出“<s>382</s>”合作框架。",
    "“五一”假期,“双十一”购物,“九一八”警报,“三八”节。",
    "他是“一把手”,办事“一站式”,服务“一对一”,管理“一刀切”。",
    "“六一”儿童节,“二手”车,“四强”对阵,“三室一厅”房子。",
    "店名叫“两面针”,路过“三坊七巷”,成语“三番五次”。",
    "推行“一户一策”帮扶,打造“两微一端”。",
    "连续“三个月”上涨,历时“两小时”,排名“第二”。",
]

DOCUMENTS = [
    "国务院印发《<d>关于加强水库管理的意见</d>》。《<d>意见</d>》提出三条措施。",
    "会议审议《<d>“十四五”水利发展规划（草案）</d>》和《<d>某省条例（2021年修订）</d>》。",
    "讲话引用《<d>全国人大常委会关于修改〈土地管理法〉的决定</d>》。",
    "市里出台“<d>关于推进旧房改造的实施意见</d>”。",
    "两部门联合发布<d>关于处理网络借贷案件若干问题的规定</d>。",
    "国新办发表《<d>中国的粮食安全</d>》白皮书。",
    "修改<d>乡村振兴促进法</d>,审议<d>粮食安全保障法草案</d>,制定<d>黄土高原保护法</d>。",
    "<d>中华人民共和国刑法</d>和<d>民法典</d>都有规定。",
    "依据<d>国办发〔2019〕12号</d>文件执行。",
    "学习<d>党章</d>和<d>二十大报告</d>,落实<d>中央一号文件</d>。",
    "跨行的《<d>关于促进\n就业的意见</d>》也是标题。",
    "没有收尾的《半截标题。\n\n另一段有《<d>巡视工作条例</d>》。",
    "“6”包括<d>河流督察方案(试行)</d>、<d>湖泊监测网络建设方案</d>、<d>湿地损害追究办法</d>。",
    "电影《流浪行动》上映,歌曲《我的方案》走红,《人民日报》刊文,《高端访谈》播出。",
    "《反腐新规定》一书出版,他写了《论当前的战略》。",
    "他想方设法学习书法,依法办案,违法必究,中法两国,最高人民法院。",
    "韩国宪法法院作出裁决。",
    "广泛听取群众关于旧改方案的意见。",
]

PROGRAMMES = [
    "全面实施<p>乡村振兴战略</p>,打赢<p>脱贫攻坚战</p>。",
    "共建“<p>一带一路</p>”倡议,<p>西部大开发</p>再起步。",
    "启动<p>河湖清淤三年行动计划</p>。此后,全面实施<p>三年行动计划</p>。",
    "实施<p>平台经济强镇建设三年行动</p>。",
    "推进“<p>雪亮</p>”工程和“<p>互联网+</p>”行动。",
    "“<p>十三五</p>”规划收官,“<p>十四五</p>”援藏规划启动。",
    "“十三五”期间投资翻番,“十四五”时期目标明确。",
    "全国开展<p>城市燃气管线更新工程</p>建设。",
    "提出“<p>十大伙伴计划</p>”,参加“<p>志愿服务伙伴计划</p>”。",
    "<p>南水北调中线工程</p>水质达标。",
    "“<p>百镇万村</p>”重大项目完工。",
    "启动<p>南太平洋渔民上岸工程</p>,年内见效。",
    "用好<p>中葡政府间协调委员会机制</p>。",
    "落实相关扶贫政策,推进重点工程,制定三年工作计划,完善各项制度。",
    "发扬“绣花”功夫,开展“回头看”,补齐“短板”。",
    "“财政+金融”的合作模式见效,“政策+资源”组合拳。",
    "军方实施军事行动,议会要求以实际行动回应。",
    "俄军启动反恐行动,警方采取具体行动。",
    "有90项生态修复工程在建,这项工程和该计划都已完工。",
]


@pytest.mark.parametrize("marked", FORMULAS + SLOGANS + DOCUMENTS + PROGRAMMES)
def test_mentions(find: Find, marked: str) -> None:
    text, expected = read(marked)
    assert [(p.start, p.end, p.kind) for p in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("貫徹《關於加強水庫管理的意見》,實施鄉村振興戰略。", ["關於加強水庫管理的意見", "鄉村振興戰略"]),
        ("增強「四個意識」,堅持「一國兩制」方針。", ["四個意識", "一國兩制"]),
        ("共建「一帶一路」,推行「１＋Ｎ」模式。", ["一帶一路", "１＋Ｎ"]),
    ],
)
def test_other_scripts_keep_their_own_characters(find: Find, text: str, spans: list[str]) -> None:
    found = find(text)
    assert [p.text for p in found] == spans
    assert all(text[p.start : p.end] == p.text for p in found)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("探索“N+2”精准扶贫模式。", "精准扶贫模式"),
        ("共建“一带一路”倡议。", "倡议"),
        ("对照“两不愁三保障”标准。", "标准"),
        ("以“1+4”为基本框架。", None),
        ("坚持“一国两制”的方针。", None),
        ("“三变”。改革见效。", None),
        ("启动“9+3计划”。", "计划"),
    ],
)
def test_head(find: Find, text: str, head: str | None) -> None:
    assert next(p.head for p in find(text)) == head
