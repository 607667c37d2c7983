"""Sentences with their mentions marked: 〔surface|value|mod|relation〕, fields left out where null."""

from __future__ import annotations

import re

import pytest

from tests.dates.conftest import Read

MARK = re.compile(r"〔([^|〕]*)\|([^〕]*)〕")

# Published on Thursday, 17 October 2019.
MARKED = [
    # relations and mods stand outside the span
    "截至〔2018年底|2018|END|AS_OF〕，全县脱贫。",
    "〔2014年|2014||SINCE〕以来，产量增长。",
    "自〔2018年3月1日|2018-03-01||SINCE〕起施行。",
    "到〔2020年|2020||UNTIL〕全面建成。",
    "〔年底|2019|END|BEFORE〕前完成。",
    "〔2017年|2017||AFTER〕之后，价格回落。",
    "〔5月10日|2019-05-10|APPROX〕前后成熟。",
    "工期不到〔两年|P2Y|LESS_THAN〕，用了〔3年多|P3Y|MORE_THAN〕，等了约〔20分钟|PT20M|APPROX〕。",
    "贫困率由〔2013年底|2013|END〕的11%降至〔现在|PRESENT_REF〕的1%。",
    # what points back
    "〔2018年3月|2018-03〕他入伍，〔同年|2018〕立功，〔次年|2019〕退役。",
    "〔9月24日|2019-09-24〕开幕，〔当日|2019-09-24〕签约，〔次日|2019-09-25〕闭幕。",
    "〔今年上半年|2019-H1〕产量增长，〔去年同期|2018-H1〕为下降。",
    "〔1—5月|2019-01/2019-05〕出口增长，增幅高于〔同期|2019-01/2019-05〕进口。",
    "〔2018年|2018〕产量比〔2017年|2017〕增长，增速比〔上年|2017〕回落。",
    "〔2018年末|2018|END〕余额比〔上年末|2017|END〕增长。",
    "〔2018年|2018〕动工，〔年底|2018|END〕完工。",
    "〔4月份|2019-04〕同比增长，比〔上月|2019-03〕回落。",
    "〔1958年11月|1958-11〕建厂，〔当时|1958-11〕只有三间房。",
    "〔去年|2018〕歉收，预计到〔年底|2019|END|UNTIL〕可达十万元。",
    "〔今天上午9时|2019-10-17T09:00〕开幕。",
    "会议由〔上午9时46分|2019-10-17T09:46||SINCE〕开始，〔11时|2019-10-17T11:00〕结束。",
    "〔2008年5月12日|2008-05-12〕地震，〔5月19日|2008-05-19〕默哀，〔三天后|2008-05-22〕复课。",
    "〔下午1时|2019-10-17T13:00〕出发，〔1点半|2019-10-17T13:30〕到达。",
    "〔晚上|TEV〕约〔8时|2019-10-17T20:00|APPROX〕许离开。",
    "〔2011年|2011||SINCE〕两院结对以来，新增五个专科。",
    "户数由〔2012年|2012〕的四万增长到〔如今|PRESENT_REF〕的九万。",
    "从〔全年|2019〕走势来看，〔岁末年初|2019-12/2020-01〕价格平稳。",
    "他〔当年|PAST_REF〕徒步走过长征路。",
    "〔3月|2019-03〕回升，比〔上月|2019-02〕高，比〔去年同期|2018-03〕低。",
    "〔98年|1998〕洪水后，他守堤〔19年|P19Y〕，刑期〔12年零1个月|P12Y1M〕，〔07年|2007〕获奖。",
    "仅〔大年初四|2019-02-08〕〔一天|P1D〕，游客过万。",
    # lists and ranges
    "〔每周一至周五|XXXX-WXX-1/XXXX-WXX-5〕开放。",
    "〔3月|2019-03〕、〔5月|2019-05〕和〔8月|2019-08〕各办一场。",
    "从〔6号到21号|2019-10-06/2019-10-21〕展出。",
    "〔每年6月至9月|XXXX-06/XXXX-09〕是汛期。",
    "〔2014年至2018年国庆长假|2014/2018-10-07〕免费。",
    "考核〔一年|P1Y〕一次，〔每年3月底|XXXX-03〕前上报，〔每年年底|P1Y〕公布。",
    "较“〔十三五|2016/2020〕”增长。",
    # shapes of news
    "新华社北京〔10月17日|2019-10-17〕电　记者〔17日|2019-10-17〕获悉，〔16日晚|2019-10-16TEV〕航班停飞。",
    "发布时间：〔2019-10-17 07:23:33|2019-10-17T07:23:33〕",
    "〔四天之后|2019-10-21〕的〔10月21日|2019-10-21〕将开会。",
    "他被困〔22小时|PT22H||AFTER〕后获救。",
    "“〔五一|2019-05-01〕”期间游客增长，“〔十一五|2006/2010〕”期间翻番。",
    "連續〔三載|P3Y〕，〔當時|PAST_REF〕。",
    # a number is never cut by a time; what goes on after one
    "据〔3月4日|2019-03-04〕和〔9日|2019-03-09〕的通报，茶叶出口〔前五月|2019-01/2019-05〕增长。",
    "截至莫斯科时间〔10月16日16时|2019-10-16T16:00||AS_OF〕，没过〔一个月|P1M|LESS_THAN〕，水位回落到〔近年|PAST_REF〕低点。",
    "〔2010年|2010〕产值较〔五年前|2005〕增长。",
    "本馆藏有〔公元前13世纪|-1299/-1200〕的青铜器。",
    "“〔过去|PAST_REF〕种玉米，〔现在|PRESENT_REF〕种茶。",
    "指数较〔前一交易日|2019-10-16〕上涨。",
    "〔2018年|2018〕引种，〔这一年|2018〕成活。",
    "〔1月份|2019-01〕增长，〔去年同期|2018-01〕下降。",
    "“〔十三五|2016/2020〕”期间增长，“十三五”全省林业保护发展规划出台。",
    # Traditional characters, full-width digits, inner blanks
    "規劃案〔今（17）日|2019-10-17〕審議，〔民國110年至112年|2021/2023〕執行，〔明年第1季|2020-Q1〕完工。",
    "〔現時|PRESENT_REF〕發展商惜售。",
    "〔２０１８ 年|2018〕動工，〔10 月 17 日|2018-10-17〕完工。",
]  # fmt: skip

NO_DATES = [
    "共有1785人参加。",
    "同比增长31.5%，单价为2018.12元。",
    "3.15晚会曝光。",
    "请拨打12306或110、120。",
    "这所985高校有211个教室。",
    "主队以3:1获胜，次局比分21:15。",
    "版本2.0.1，地址192.168.0.1。",
    "航班号CA1831，电话010-65231234。",
    "两会召开，党的十八大精神深入人心。",
    "新时期、长期、新时代、历史阶段，一时难忘。",
    "他读三年级，她上一年级。",
    "第一天地大厦位于天津。",
    "地铁8号线3号楼，嫦娥四号升空，中央一号文件发布。",
    "提出三点建议、2点要求。",
    "他说，同比和环比都在上升，此前与此后并无变化。",
    "百年大计，千年古都，一年四季，一天到晚。",
    "李国庆和张建军来到清明上河园。",
    "下大雪了，雨水很多。",
    "每人一份，每吨5元，逐步推进。",
    "历年来现有人员不变。",
    "世界首次月球背面着陆，送上年货。",
    "价格从5元到10元，涨幅3—5个百分点。",
    "身高一米八，三分之二通过。",
    "大会堂座无虚席，前年轻人很多。",
    "售价3.5万日元、三十万日元、一百五十日元、12.5日元。",
    "打三点一折，完成八点五成，占百分之九点五，增长三点二倍，投资一点五亿元，用时三分之一年。",
    "世界首次月背采样，每当夜幕降临，他出现在村口，商品展现在眼前。",
    "新华每日电讯报道，他一点一点学。",
    "产量超过此前日产纪录，离水源最近距离2公里。",
]


@pytest.mark.parametrize("marked", MARKED)
def test_marked(read: Read, marked: str) -> None:
    wanted = []
    for surface, fields in MARK.findall(marked):
        value, mod, relation = [*fields.split("|"), "", ""][:3]
        wanted.append((surface, value, mod or None, relation or None))
    text = MARK.sub(r"\1", marked)
    found = read(text)
    assert [(date.text, date.value, date.mod, date.relation) for date in found] == wanted
    assert all(text[date.start : date.end] == date.text for date in found)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(read: Read, text: str) -> None:
    assert [date.text for date in read(text)] == []


# published → a text that is nothing but an expression is no report: the next one, closed at the moment of asking
QUERIES = [
    ("周一", "2019-10-21", "2019-10-21"),
    ("春节", "2020-01-25", "2020-01-25"),
    ("正月初二", "2020-01-26", "2020-01-26"),
    ("2025年前", "2019-10-17", "2025-12-31"),
    ("17天内", "2019-10-17", "2019-11-03"),
]


@pytest.mark.parametrize(("text", "first", "last"), QUERIES)
def test_queries(read: Read, text: str, first: str, last: str) -> None:
    (date,) = read(text)
    assert (date.start_date, date.end_date) == (first, last)


@pytest.mark.parametrize("text", ["周一召开会议。", "2025年前完成。", "17天内办结。"])
def test_a_report_is_no_query(read: Read, text: str) -> None:
    (date,) = read(text)
    assert (date.start_date, date.end_date) != next(row[1:] for row in QUERIES if text.startswith(row[0]))


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2014-01-30", "从大年初三开始，气温回升。", "2014-02-02"),
        ("2026-04-04", "清明假期，游客增多。", "2026-04-04/2026-04-06"),
        ("2023-01-03", "元旦假期，游客增多。", "2022-12-31/2023-01-02"),
    ],
)
def test_near_the_turn_of_the_year(read: Read, published: str, text: str, value: str) -> None:
    assert [date.value for date in read(text, published)] == [value]


# surface in a sentence → bounds, inclusive; None is open or unknown
BOUNDS = [
    ("2013年底，", "2013-12-01", "2013-12-31"),
    ("2019年5月上旬，", "2019-05-01", "2019-05-10"),
    ("2020年2月底，", "2020-02-25", "2020-02-29"),
    ("三季度，", "2019-07-01", "2019-09-30"),
    ("20世纪90年代，", "1990-01-01", "1999-12-31"),
    ("2014年以来，", "2014-01-01", None),
    ("到2020年，", None, "2020-12-31"),
    ("2017年之后，", "2018-01-01", None),
    ("2019年10月1日之前，", None, "2019-09-30"),
    ("2018年第32周，", "2018-08-06", "2018-08-12"),
    ("3年，", None, None),
    ("每年，", None, None),
    ("公元前221年，", None, None),
    ("2019年冬季，", "2019-11-08", "2020-02-03"),
]


@pytest.mark.parametrize(("text", "first", "last"), BOUNDS)
def test_bounds(read: Read, text: str, first: str | None, last: str | None) -> None:
    (date,) = read(text)
    assert (date.start_date, date.end_date) == (first, last)
