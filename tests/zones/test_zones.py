"""Pages row by row: `type|row`, blank rows ignored; then what the page says of itself."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract import text as texts
from newsextract import zones
from newsextract.errors import ConfigError
from newsextract.records import Author, Meta
from newsextract.zones.words import parse

PAGES = {
    "e-paper": """
nav|第B03版：乡村周刊 上一版2  3下一版
title|山路弯弯通云端 村寨灯火照新家
nav|返回主页 | 云城日报 | 版面导航 | 云城晚报
nav|上一期  下一期
title|山路弯弯通云端 村寨灯火照新家
caption|新建的村口广场
caption|整洁的卫生室
body|过去五年，云城修通了通往36个村寨的公路，总里程超过420公里。
heading|修一条路
body|2016年以来，全市投入2.4亿元，让运货的卡车第一次开进了山里。
heading|“种”一片林
body|群众栽下核桃树3.2万亩，去年人均收入达到1.1万元。
byline|本报记者 林向阳 文 周小舟 图
boilerplate|版权声明 @ 云城网 网站版权所有
""",
    "portal": """
nav|首页 > 新闻中心 > 正文
title|云城一季度外贸增长8.1%
byline|发布时间：2011-04-19 08:00  来源：云城日报
nav|字号：大 中 小  打印  关闭
body|本报讯（记者 林向阳）云城海关昨日公布，一季度全市进出口总值12.6亿元。
body|业内人士认为，增长主要来自机电产品出口。
byline|责任编辑：周小舟
boilerplate|相关阅读
boilerplate|云城去年外贸总值首破50亿元
boilerplate|海关推出12项便利措施
boilerplate|更多精彩内容请扫描二维码关注云城发布公众号
boilerplate|声明：本文仅代表作者观点，未经授权不得转载。
boilerplate|Copyright © 2011 云城网 All Rights Reserved 云ICP备11000000号
""",
    "links with dates": """
body|云城上半年新开工保障房3200套，完成投资9.7亿元。
boilerplate|云城今年计划新建保障房6000套2011/03/02
boilerplate|保障房申请条件放宽2010/11/15
boilerplate|专家解读保障房新政（图）2010/10/08
boilerplate|云城出台意见计划在三至五年内将公共租赁住房的比例从一成八提高到三成左右并且鼓励社会资金参与建设和运营管理2009/03/19
""",
    "a list under a colon": """
body|新線昨日通車，首日客流逾12萬人次。
boilerplate|延伸閱讀：
boilerplate|新線票價方案出爐
boilerplate|搶先看車站壁畫
""",
    "prose that ends with a day": """
body|云城保障房申请昨日开始，共受理申请3200份。
body|申请人可以通过网站或者社区服务窗口提交材料，审核结果将在网站公示，公示期为十个工作日，截止日期为2011-04-19
""",
    "headings and captions": """
title|老城区里的新生意
byline|□ 本报记者 林向阳
body|傍晚六点，桥头的夜市准时亮灯，200多个摊位一字排开。
caption|图为夜市一角。
body|摊主陈平说，一个晚上能卖出300多碗面。
caption|▲游客在夜市品尝小吃。周小舟 摄
heading|一、从占道到入室
body|2018年以前，这里的摊位都摆在马路上。
heading|【链接】
body|云城目前有夜市12处，摊位近2000个。
byline|（林向阳）
""",
    "a column of numbers": """
body|全市主要农产品产量如下。
table|指标
table|产量（万吨）
table|粮食
table|65.2
table|蔬菜
table|12.8
table|水果
table|7.4
body|粮食产量比上年增长3.1%，是连续第九年增产。
""",
    "rows of cells": """
body|主要指标见下表。
table|指标	绝对数	增长（%）
table|生产总值	512.7	2.6
table|出口额	61.2	-3.5
table|| 进口额 | 20.1 | 4.0 |
body|注：数据为初步核算数。
""",
    "masthead": """
title|云城股份去年净利增长一成
byline|2024-04-26　云城证券报　A07版　上市公司
body|云城股份昨日公布年报，去年净利润3.2亿元，增长10%。
""",
    "run together": """
title|- 云城芯片产值突破30亿元
byline|最后更新: 2019-09-07 15:14:21
body|9月3日，云城举办产业大会，发布了12项成果。
body|业内预计，明年产值仍将保持两位数增长。
""",
    # Content that looks like furniture and must stay.
    "a regulation": """
body|新规对网络转载作出了规定。
body|未经许可擅自转播的，处3万元以上10万元以下罚款，情节严重的吊销许可证。
""",
    "a notice with amounts": """
body|云城地铁二号线昨日开通，首日客流12.3万人次。
body|请乘客扫描站内二维码下载客户端购票，目前已有40万人注册。
""",
    "a numbered list of content": """
body|会议确定了五件实事:
body|1、新建公办幼儿园二十所并全部投用
body|2、改造老旧小区一百二十个惠及居民
body|3、新增城市公园绿地面积三百万平方米
body|4、建成社区食堂五十家覆盖城区街道
body|5、完成农村厕所改造一万五千户任务
""",
    "bulleted content": """
body|云城今年的民生实事全部完成。
body|·新建公办幼儿园二十所
body|·改造老旧小区120万户
body|·新增公园绿地三百万平方米
""",
    "bulleted links": """
body|云城今年的民生实事全部完成。
boilerplate|·云城民生实事今年怎么选
boilerplate|·市民代表走进建设现场
boilerplate|·公园绿地又添新去处
""",
    "a chronicle": """
title|云城大桥建设记
body|云城大桥历时三年建成，今天正式通车。
body|2016年3月1日
body|大桥开工，首根桩基完成浇筑，计划工期36个月。
body|2019年2月20日
body|大桥合龙，比计划提前了10天。
""",
    "column of prose": """
body|云城今年安排2亿元修缮古城墙，工程分三期实施。
heading|新闻链接
body|云城古城墙始建于明代，全长8.6公里，现存城门4座。
""",
    "a title in brackets": """
title|（原标题：云城五年修通公路420公里）
body|云城过去五年修通公路420公里，总投资2.4亿元。
caption|图片来源于网络
body|今年还将开工8条。
""",
    "one line": "body|3.5亿元",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_zone_of_each_row(page: str) -> None:
    wanted = [tuple(line.split("|", 1)) for line in page.strip().splitlines()]
    separator = " " if "最后更新: " in page else "\n"  # the run-together page is one line
    text = separator.join(row for _, row in wanted[:3]) + "".join(f"\n{row}" for _, row in wanted[3:])
    layout = zones.split(text, texts.shadow(text))
    found = [(z.type, row) for z in layout.zones for row in text[z.start : z.end].split("\n")]
    assert found == wanted
    hidden = [(z.start, z.end) for z in layout.zones if z.type in ("nav", "boilerplate")]
    assert layout.hidden == hidden


# Rows between headline and text, and rows after the text.
ROWS = {
    "byline": """
□ 本报记者 林向阳
◎ 记者 林向阳 实习生 周小舟
文丨林向阳 图丨周小舟
特约记者 林向阳 通讯员 周小舟 文/摄
本报记者 林向阳 发自北京
生活中心／林向陽報導
编辑：林向阳 美编：周小舟 责校：陈平
责编 林向阳 版式 周小舟 校对 陈平
本版责编：林向阳
值班编委：林向阳 责任编辑：周小舟
（据《云溪日报》）
据新华社
本文转自云溪日报
制图：周小舟
监制：林向阳
2019年10月17日 星期四 第A05版：乡村周刊 云溪日报
""",
    "caption": """
图①：大桥夜景。
大桥夜景 周小舟/摄
大桥夜景（资料图片）
▲大桥夜景。 受访者供图
（图片由市交通局提供）
大桥夜景。新华社发（周小舟 摄）
""",
    "nav": """
首页 要闻 财经 体育
您的位置：首页 >> 要闻
上一篇：大桥开工
3 上一版 下一版
【字号 大 中 小】
关闭窗口
""",
    "boilerplate": """
新闻热线：0371-12345678
投稿邮箱：a@example.com
标签：大桥 通车
字号：T T
语音播报
—END—
（完）
浏览量：3500
""",
}


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in ROWS.items() for row in rows.split("\n") if row]
)
def test_rows_above_and_below_the_text(kind: str, row: str) -> None:
    prose = "昨日，云溪大桥正式通车，全长12公里，总投资2.6亿元，设计时速80公里。"
    for text in (f"云溪大桥正式通车\n{row}\n{prose}\n{prose}", f"云溪大桥正式通车\n{prose}\n{prose}\n{row}"):
        (found,) = [z.type for z in zones.split(text, texts.shadow(text)).zones if text[z.start : z.end] == row]
        assert found == kind


def meta_of(page: str) -> Meta:
    text = "\n".join(line.split("|", 1)[1] for line in PAGES[page].strip().splitlines())
    return zones.split(text, texts.shadow(text)).meta


def test_meta_of_an_e_paper() -> None:
    assert meta_of("e-paper") == Meta(
        title="山路弯弯通云端 村寨灯火照新家",
        publication="云城日报",
        page="B03",
        section="乡村周刊",
        authors=(Author("林向阳", "writer"), Author("周小舟", "photographer")),
    )


def test_meta_of_a_portal() -> None:
    assert meta_of("portal") == Meta(
        title="云城一季度外贸增长8.1%",
        publication="云城日报",
        published="2011-04-19",
        published_from="page",
        authors=(Author("周小舟", "editor"), Author("林向阳", "writer")),
    )


def test_meta_of_a_masthead() -> None:
    meta = meta_of("masthead")
    assert (meta.publication, meta.published, meta.page, meta.section) == (
        "云城证券报",
        "2024-04-26",
        "A07",
        "上市公司",
    )


def test_bracketed_title_is_bare_in_the_meta() -> None:
    assert meta_of("a title in brackets").title == "云城五年修通公路420公里"


def test_brackets_of_the_title_itself_stay() -> None:
    text = "云城统计公报（摘要）\n云城去年实现生产总值512.7亿元，增长2.6%。"
    assert zones.split(text, texts.shadow(text)).meta.title == "云城统计公报（摘要）"


DATELINES = {
    "本报讯（记者 林向阳 通讯员 周小舟）昨日，云城通车。": ["林向阳", "周小舟"],
    "新华社云城10月17日电（记者林向阳）云城17日通车。": ["林向阳"],
    "云城日报讯 记者林向阳报道：昨日，云城通车，全长12公里。": ["林向阳"],
    "【記者陳栢謙報道】新線昨日通車，全長十二公里。": ["陳栢謙"],
    "昨日，云城通车，全长12公里。（林向阳）": ["林向阳"],
    "昨日，云城通车，全长12公里。（本报记者 林向阳）": ["林向阳"],
    "昨日，云城通车（图为现场）。": [],
    "参加会议的有多家单位（云城）。": [],
}


@pytest.mark.parametrize(("text", "names"), DATELINES.items(), ids=DATELINES)
def test_people_of_datelines_and_signatures(text: str, names: list[str]) -> None:
    assert [a.name for a in zones.split(text, texts.shadow(text)).meta.authors] == names


CREDITS = {
    "▲游客在夜市品尝小吃。周小舟 摄": ["周小舟"],
    "图为夜市一角（7月16日摄）。新华社记者周小舟摄": ["周小舟"],
    "图为夜市一角。（周小舟摄）": ["周小舟"],
    "图为夜市一角（7月16日摄）。": [],
    "图片来源：云城日报记者 周小舟 摄": ["周小舟"],
    "图为纪录片正在拍摄": [],
    "图片来源：云城图库": [],
}


@pytest.mark.parametrize(("caption", "names"), CREDITS.items(), ids=CREDITS)
def test_photographers_of_captions(caption: str, names: list[str]) -> None:
    text = f"老城夜市昨晚开业，首日接待游客3.2万人次。\n{caption}\n夜市将一直开到十月底，每晚十点收摊。"
    authors = zones.split(text, texts.shadow(text)).meta.authors
    assert authors == tuple(Author(name, "photographer") for name in names)


def test_given_title_marks_its_row() -> None:
    text = "专题报道\n云城新貌\n云城五年来修通公路420公里，投入资金2.4亿元。"
    layout = zones.split(text, texts.shadow(text), title="云城 新貌")
    assert [text[z.start : z.end] for z in layout.zones if z.type == "title"] == ["云城新貌"]


def test_a_day_after_the_text_is_the_day_of_publication() -> None:
    text = "各县区要按要求做好工作。\n\n云城市人民政府\n2016年2月17日"
    assert zones.split(text, texts.shadow(text)).meta.published == "2016-02-17"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("链接：http://news.example.cn/xw/2013/05/16/88.shtml", "2013-05-16"),
        ("原文链接: https://example.cn/jk/2014-03/07/c_126.htm", "2014-03-07"),
        ("网址：https://www.example.cn/zwgk/t20150612_88.html", "2015-06-12"),
        ("网址：https://www.example.cn/c/2021/06/31/t1.html", None),
        ("网址：https://www.example.cn/c/20210/6312.html", None),
        ("详见 https://www.example.cn/c/2021/06/30/t1.html", None),
    ],
)
def test_the_articles_address_may_tell_its_day(address: str, day: str | None) -> None:
    text = f"雨后山城现云海\n\n昨日上午，山城出现云海，吸引不少游客前来拍照。\n\n来源：山城网\n\n{address}"
    assert zones.split(text, texts.shadow(text)).meta.published == day


def test_a_day_within_the_text_is_not_the_day_of_publication() -> None:
    text = "大桥历时三年建成，今天正式通车。\n2016年3月1日\n大桥开工，首根桩基完成浇筑，计划工期36个月。"
    assert zones.split(text, texts.shadow(text)).meta.published is None


def test_traditional_names_stay_as_printed() -> None:
    text = "維港晨報　2024-05-13　財經\n\n新盤昨日開售，首日沽出三百多伙，套現約25億港元。"
    meta = zones.split(text, texts.shadow(text)).meta
    assert (meta.publication, meta.section) == ("維港晨報", "財經")


def test_hard_wrapped_paragraph_is_one_zone() -> None:
    full = "云城市今年把公路养护列为十件实事之一并且安排专项资金用于山区公路的维修和加固工程目前各县区"
    text = f"{full}\n{full}\n已经完工。\n\n{full}\n即将开工。"
    layout = zones.split(text, texts.shadow(text))
    assert [text[z.start : z.end] for z in layout.zones] == text.split("\n\n")


PAGE = Meta(title="页上", published="2011-04-19", published_from="page", authors=(Author("林向阳", "writer"),))
MERGED = [
    (Meta(), PAGE),
    (Meta(title="所知"), msgspec.structs.replace(PAGE, title="所知")),
    (Meta(published="2012-01-01"), msgspec.structs.replace(PAGE, published="2012-01-01", published_from="given")),
    (
        Meta(published="2012-01-01", published_from="filename"),
        msgspec.structs.replace(PAGE, published="2012-01-01", published_from="filename"),
    ),
    (
        Meta(authors=(Author("陈平", "editor"),), extra={"id": 1}),
        msgspec.structs.replace(PAGE, authors=(Author("陈平", "editor"),), extra={"id": 1}),
    ),
]


@pytest.mark.parametrize(("known", "merged"), MERGED)
def test_what_the_caller_knows_wins(known: Meta, merged: Meta) -> None:
    assert zones.merge(known, PAGE) == merged


def test_nothing_known_stays_nothing() -> None:
    assert zones.merge(Meta(), Meta()) == Meta()


# fmt: off
FRAGMENTS = st.sampled_from([
    "上一版", "第A01版：", "相关阅读", "记者", "张三", "文", "图", "摄", "来源：", "2011-04-19", "（", "）", "3.5亿元",
    "一、", "|", "版权所有", "……", "“", "”", "标题:", "■", "增长", "1、", "[详细]", "---", "。",
    "\n", "\r\n", " ", "\u3000", "\t",
])
# fmt: on


@given(st.one_of(st.text(), st.lists(FRAGMENTS, max_size=60).map("".join)))
def test_zones_cover_what_is_not_blank(text: str) -> None:
    shadow = texts.shadow(text)
    layout = zones.split(text, shadow)
    at = 0
    for zone in layout.zones:
        assert not shadow[at : zone.start].strip()
        assert at <= zone.start < zone.end <= len(text)
        assert shadow[zone.start : zone.end] == shadow[zone.start : zone.end].strip()
        at = zone.end
    assert not shadow[at:].strip()
    assert layout.hidden == sorted(layout.hidden)


OWN_GOLD = sorted((Path(__file__).parents[2] / "gold").glob("*.json"))


def gold_mentions_hidden(path: Path) -> list[str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    hidden = zones.split(gold["text"], texts.shadow(gold["text"])).hidden
    return [
        mention["text"]
        for layer in ("quantities", "dates", "policies", "entities")
        for mention in gold[layer]
        if any(start < mention["end"] and mention["start"] < end for start, end in hidden)
    ]


@pytest.mark.parametrize("path", OWN_GOLD, ids=[path.stem for path in OWN_GOLD])
def test_no_gold_mention_is_hidden(path: Path) -> None:
    assert gold_mentions_hidden(path) == []


@pytest.mark.parametrize("folder", ["gold", "gold-policy"])
def test_no_shared_gold_mention_is_hidden(shared: Path, folder: str) -> None:
    paths = sorted((shared / folder).glob("*.json"))
    assert paths
    assert {path.stem: lost for path in paths if (lost := gold_mentions_hidden(path))} == {}


BROKEN = [
    ({}, "keys"),
    ({**dict.fromkeys(("navigation", "strong_navigation", "related"), ""), "x": ""}, "keys"),
]


@pytest.mark.parametrize(("data", "message"), BROKEN)
def test_broken_lexicon_is_a_coded_error(data: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=f"NX203.*{message}"):
        parse(data)


LISTS = ("navigation", "strong_navigation", "related", "related_at_end", "publication_ends", "outlet_ends", "no_source")
NAMES = {"surnames": "张", "compound_surnames": "", "not_a_person": ""}


@pytest.mark.parametrize(
    ("roles", "message"), [({"boss": "总编"}, "no list of roles"), ({"writer": "文", "editor": "文"}, "two roles")]
)
def test_doubtful_roles_are_refused(roles: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        parse({**dict.fromkeys(LISTS, ""), "roles": roles, "names": NAMES})
