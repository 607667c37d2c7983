"""Amounts in running text: what is one, where it begins and ends, and every field. Examples are our own.

Markup: [surface|value unit], the value “low..high” for a range; then optional per=… mod=….
"""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from newsextract.records import Quantity
from tests.quantities.conftest import Find

MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")

EXAMPLES = """
全村[26180 户|26180 户][96467 人|96467 人]，脱贫[7个|7 个]村
投入[7.1亿元|710000000 元]，占[93%|93 %]
低保标准提高到[5160元/年|5160 元 per=年]
选派[10多项|10 项 mod=MORE_THAN]措施，涉及[二十多万吨|200000 吨 mod=MORE_THAN]粮食
近[9.5万人|95000 人 mod=APPROX]，约[300公里|300 公里 mod=APPROX]，不足[10%|10 % mod=LESS_THAN]
超过[5000公里|5000 公里 mod=MORE_THAN]、不低于[200元|200 元 mod=EQUAL_OR_MORE]、不得超过[3次|3 次 mod=EQUAL_OR_LESS]
[100亿元|10000000000 元 mod=EQUAL_OR_MORE]以上，[20%|20 % mod=EQUAL_OR_LESS]以下，[3公里|3 公里 mod=APPROX]左右
招引[亿元|100000000 元 mod=EQUAL_OR_MORE]以上项目[50个|50 个]
每亩收入[3000元|3000 元 per=亩]，人均[1.2万元|12000 元 per=人]，年均增长[5%|5 % per=年]
人均可支配收入增长[6%|6 %]
每月至少举办[两场|2 场 per=月 mod=EQUAL_OR_MORE]比赛，每个月演出[3场|3 场 per=月]，进入全球前30名
月收入[3000元|3000 元 per=月]，每个贫困村[1名|1 名 per=贫困村]干部，山南三村两委
要求每个原深度贫困地区县和边境县都有[1所|1 所 per=县]高中，每个片区还有[两条|2 条 per=片区]公交线
每千服务人口配[1名|1 名 per=千服务人口]医生，万人口床位数达[60张|60 张 per=万人口]
近[上百名|100 名 mod=MORE_THAN]考生，收入迈上[百亿元|10000000000 元]台阶，检修农机[3万台（套）|30000 台（套）]
日均客流量增长[26%|26 %]，每天增长[2%|2 % per=天]，每年民生支出占[七成|7 成]，[2成多|2 成 mod=MORE_THAN]是学生
人数最多的[五大|5 大]行业，一个万达广场，游客在[百万|1000000  mod=EQUAL_OR_MORE]以上
每千人口执业（助理）医师[2人|2 人 per=千人口]，每晚翻身[7次|7 次 per=晚]，上[十倍|10 倍 mod=MORE_THAN]
年平均增长率为[0.5%|0.5 % per=年]，上半年平均增速[6%|6 %]
千人床位数[6.5张|6.5 张 per=千人]，万户用车拥有量[30台|30 台 per=万户]，近[千人|1000 人 mod=APPROX]参加
手机有[8GB|8 GB]/[256GB|256 GB][两种|2 种]，带宽[100MB/s|100 MB per=s]
总人口[2亿2182万|221820000 ]，收入比由[2.36|2.36 ]缩小至[2.31|2.31 ]，[1/10|0.1 ]人口
他一点一点学，用手一米一米地拉，二十四节气、24节气，十大考古新发现，祖孙[三代|3 代]人，覆盖[七地（市）|7 地（市）]
- 一位专家说原因有[两点|2 点]：指数在[0.6至0.8|0.6..0.8 ]之间，净值的[0.7|0.7 ]，连升[3级|3 级]，三级医院，四处活动
设计环节约占总收入的[40%|40 % mod=APPROX]
最大扭矩[440牛•米|440 牛•米]，2013款的[2.4L|2.4 L][四缸|4 缸]发动机，[6速|6 速]手动，三速，看二人转的[二人|2 人]
每年销量增幅[200%到300%|200..300 % per=年]，差值为[-19|-19 ]，前值为[+4|4 ]，每个组由[4名|4 名 per=组]队员组成
每户平均[42万元|420000 元 per=户]，高于前年的[16万元|160000 元 per=户]
比例高于70、80后，2.4排量，[八成|8 成]都是女性，九成都去过，在[2500转|2500 转]时
[5挡|5 挡]手动，大约只增长[2－2.5千克|2..2.5 千克 mod=APPROX]
车身4630×1780×[1500mm|1500 mm]，功率[110kW|110 kW]/[6000rpm|6000 rpm]，装机[2×66万千瓦|1320000 千瓦]
他共进[32球|32 球]，以[两球|2 球]领先，三球员受罚，乒乓球
不够[10人|10 人 mod=LESS_THAN]，挺穿[21000点|21000 点 mod=MORE_THAN]大关，13-2大胜
最多能坐[5人|5 人 mod=EQUAL_OR_LESS]，最多时有[5只|5 只]，买了一块[125元|125 元]的表
夏练三伏，四处环水，住在许桥村四组，八德路四段，站上[100万亿|100000000000000  mod=MORE_THAN]台阶
花了[15w元|150000 元]和[3k元|3000 元]，[6000日币|6000 日元]，[八百块港币|800 港元]，[一毛五|1.5 毛]
装机[10kw|10 kw]，8日币值走低
年产值达[5亿元|500000000 元 per=年]，日处理能力[5万吨|50000 吨 per=日]，10月销量[2万辆|20000 辆]
时速[120公里|120 公里 per=小时]，每人每月[200元|200 元 per=月]
股指先后跌破[3100点|3100 点 mod=LESS_THAN]、[3000点|3000 点 mod=LESS_THAN][两道|2 道]整数关口
三天跌去[200多点|200 点 mod=MORE_THAN]
区间[2900-3100点|2900..3100 点]，第二，[2950点|2950 点]是底部，失守[2900点|2900 点 mod=LESS_THAN]整数关口，获得500点赞
气温[-5～3℃|-5..3 ℃]，夜间为[-10～-6℃|-10..-6 ℃]，同比[-3.2%|-3.2 %]，增速为[-3.2%～-1.5%|-3.2..-1.5 %]，歼-10列队
高出[3个多百分点|3 个百分点 mod=MORE_THAN]，花了[5个多亿|500000000  mod=MORE_THAN]
约[2.5~3亿|250000000..300000000  mod=APPROX]，占GDP[8%|8 %]
[半数|0.5  mod=EQUAL_OR_MORE]以上的企业，过[半数|0.5  mod=MORE_THAN]员工
产量的[一倍半|1.5 倍]，算力[200TOPS|200 TOPS]，重启六方会谈，四分五裂
路程[5—8公里|5..8 公里]，补助[3—5万元|30000..50000 元]，[2万到3万元|20000..30000 元]
占[40%—50%|40..50 %]，单价[5元至8元|5..8 元]
价格上涨[10元|10 元]至[50元|50 元]
分别为[3万|30000 ]、[5万|50000 ]和[8万元|80000 元]
选[3|3 ]、[4|4 ]、[5个|5 个]
产量[1302万吨|13020000 吨]标准煤
[三成|3 成]农户，[三成五|3.5 成]土地，打[八折|8 折]
[百分之五|5 %]，[千分之三|3 ‰]，[三分之一|0.333333333333 ]，各占[一半|0.5 ]
[一斤二两|1.2 斤]、[3斤5两|3.5 斤]、[3元5角|3.5 元]、[1米75|1.75 米]、[一吨半|1.5 吨]
[30万|300000 ]市民，增长到[3000多|3000  mod=MORE_THAN]，收入[60个亿|6000000000 ]
[六大|6 大]体系，[8大|8 大]产业
发生[6.1级|6.1 级]地震，沪指报[3686.92点|3686.92 点]
[人民币5元|5 元]不等
[人民币50元|50 元]，[US$5亿|500000000 美元]，[¥300|300 元]，[30万美金|300000 美元]
气温[-5℃|-5 ℃]，[零下12摄氏度|-12 摄氏度]，[摄氏37度|37 度]
[数十名|20..99 名 mod=APPROX]学生，[十几笔|11..19 笔 mod=APPROX]，[几十万元|200000..990000 元 mod=APPROX]
[两三个|2..3 个 mod=APPROX]人，[上百人|100 人 mod=MORE_THAN]，近[百人|100 人 mod=APPROX]
今年[83岁|83 岁]，参会[1500多人次|1500 人次 mod=MORE_THAN]
提高[0.3个百分点|0.3 个百分点]，加息[25个基点|25 个基点]
指数为[62.7%|62.7 %]，路面指数[90|90  mod=EQUAL_OR_MORE]以上
装机[2663亿千瓦时|266300000000 千瓦时]，[4.7亿千瓦|470000000 千瓦]，[323千卡|323 千卡]，[12千米|12 千米]
[1000千伏|1000 千伏]线路，礼炮[21响|21 响]
[8元|8 元 per=小时]每小时
球队[30胜|30 胜][0负|0 负]领跑，他[13投|13 投][8中|8 中]，二中全会、三平台。翻了[两番|2 番]，增长[1.5倍|1.5 倍]
[五省市|5 省市]签约，[180村|180 村]通车，[10省区市|10 省区市]
接近全省总产能的[30%|30 % mod=APPROX]，将突破[2000万吨|20000000 吨 mod=MORE_THAN]以上
甲县和乙县[两县|2 县]合作，[三地|3 地]联动，[五大类|5 大类]产业
约占全省产量[七成|7 成 mod=APPROX]，产量占全国[1/4|0.25 ]
费用节省了[一半多|0.5  mod=MORE_THAN]。农户一年能卖[两千斤|2000 斤 per=年]，一天要走[5公里|5 公里 per=天]
存款、贷款分别突破[1.5万亿元|1500000000000 元 mod=MORE_THAN]、[1.4万亿元|1400000000000 元 mod=MORE_THAN]
涨到[6块钱|6 块钱]
开了[三次|3 次]会议
发电[1390万兆瓦时|13900000 兆瓦时]，装机[2×66万千瓦|1320000 千瓦]，打[对折|5 折]
[两国|2 国]元首，陈、梁、宋[三国|3 国]外长，[五国|5 国]领导人，苏浙皖[三省|3 省]
几乎相当于全县人口的[四分之一|0.25  mod=APPROX]，大约占总量的[三成|3 成 mod=APPROX]
不超过总面积的[30%|30 % mod=EQUAL_OR_LESS]
高出[一倍|1 倍 mod=MORE_THAN]还多，只占[5%|5 % mod=MORE_THAN]多一些
[三成|3 成 mod=LESS_THAN]都不到，比[3亿元|300000000 元]还多[2万元|20000 元]
算下来，[2/3|0.666666666667 ]，这是煤的比重，比分1/3，1/2决赛
年消费天然气预计达到[3亿立方米|300000000 立方米 per=年]，日产汽车[900辆|900 辆 per=日]
建成后年产值[5亿元|500000000 元 per=年]
家庭年收入还不到[2万元|20000 元 per=年 mod=LESS_THAN]
人均年收入[1.3万元|13000 元 per=人]，年旅客吞吐量首次突破[300万人次|3000000 人次 per=年 mod=MORE_THAN]
当年增收[3000元|3000 元]，青年培训[300人|300 人]，单日新增[3例|3 例]，节日消费[3亿元|300000000 元]
对日出口[3亿元|300000000 元]
每市斤[1.2元|1.2 元 per=市斤]的最低收购价，比上年提高了[0.1元|0.1 元 per=市斤]
每度电[0.5元|0.5 元 per=度]，降低[0.1元|0.1 元 per=度]
汽油每吨上调[300元|300 元 per=吨]，柴油上调[290元|290 元 per=吨]，每户补助[500元|500 元 per=户]，多投入[200元|200 元]
日订单容量在[500万|5000000  per=日 mod=APPROX]左右，跌破发行价[20元|20 元 mod=LESS_THAN]，快到[60岁|60 岁 mod=APPROX]
东区每千人口的[7.6人|7.6 人 per=千人口]和中区的[7.2人|7.2 人 per=千人口]
日产原油[17吨|17 吨 per=日]、天然气[1500立方米|1500 立方米 per=日]
年产量从不到[100部|100 部 per=年 mod=LESS_THAN]达到[754部|754 部 per=年]，每年在[400亩|400 亩]地上劳作
年发运煤炭量将超[2300万吨|23000000 吨 per=年 mod=MORE_THAN]，今年产量[3万吨|30000 吨]
[512K|512 K]用户提速为[1M|1 M]，[100M|100 M]宽带，3M公司的网站，4K电视
占[三分之一|0.333333333333  mod=MORE_THAN]强，[四分之一|0.25  mod=LESS_THAN]弱
[三分之二多|0.666666666667  mod=MORE_THAN]，[三分之一|0.333333333333 ]多数
製程為[7奈米|7 奈米]，北纬[35.6|35.6 ]，东经[81.6|81.6 ]
"""

NOTHING = """
第3名、第14位，第三、四届
三级财政 一把手 D18版 三农
2013年 3年 5月 12日 3天 2小时 两个月 三年多 15点30分 上午9时
一人一策 三番五次 千家万户 四面八方 百家争鸣
一个 一项 一批 一种 一些 一系列 一步 一度 一方面
比分为3:1，3：2领先
5G 4K A股 H5N1 PM2.5 A4纸 G20
二期工程 三级医院 Ⅲ类水
省道217线 107国道 歼-10
党的十九大 十八大以来
沪深两市 三国演义 读三国 东北三省 二十国集团 成千上万只 成百上千人 五代十国
十一届全国人大四次会议 十九届中央纪委二次全会
三门峡 七台河 三亚 五家渠 六合区
电话0371-67655555 13812345678
二线城市 二手房
北医三院 市二院 唯一一家 统一一个口径
千万小心 亿万观众 十分重要 万分感谢
节约型 附近 三元区
版本1.2.3
三重奏 四通八达 两面人 三步走 1∶5万比例尺 64公斤级 零部件 新三样 老两口 西气东输三线 七国集团 沪深300股指
"""


def show(mention: Quantity) -> str:
    number = f"{mention.value}" if mention.value is not None else f"{mention.low}..{mention.high}"
    extra = f" per={mention.per}" * bool(mention.per) + f" mod={mention.mod}" * bool(mention.mod)
    return f"{number} {mention.unit}{extra}"


def marked(text: str, mentions: list[Quantity]) -> str:
    """The text with its mentions in markup."""
    parts: list[str] = []
    at = 0
    for mention in mentions:
        parts += (text[at : mention.start], f"[{mention.text}|{show(mention)}]")
        at = mention.end
    return "".join([*parts, text[at:]])


@pytest.mark.parametrize("example", EXAMPLES.strip().splitlines())
def test_example(find: Find, example: str) -> None:
    text = MARK.sub(r"\1", example)
    claimed = ("每小时",) if "8元" in text and "每小时" in text else ()
    assert marked(text, find(text, claimed)) == example


@pytest.mark.parametrize("text", NOTHING.strip().splitlines())
def test_no_amount(find: Find, text: str) -> None:
    assert [mention.text for mention in find(text)] == []


@pytest.mark.parametrize("zero", ["一", "二", "三", "五"])
def test_dates_are_no_amounts_even_unclaimed(find: Find, zero: str) -> None:
    for word in ("年", "天", "个月", "小时", "分钟", "个星期", "个世纪", "周年"):
        assert find(f"历时{zero}{word}完成") == []


def test_people_are_no_year(find: Find) -> None:
    (mention,) = find("剩余贫困人口1785人")
    assert (mention.value, mention.unit, mention.base_unit) == (Decimal(1785), "人", "{人}")


BASES = {
    "7.1亿元": (710000000, "CNY"),
    "93%": (Decimal("0.93"), "1"),
    "三成": (Decimal("0.3"), "1"),
    "75折": (Decimal("0.75"), "1"),
    "1.5倍": (Decimal("1.5"), "1"),
    "0.3个百分点": (Decimal("0.3"), "[pp]"),
    "25个基点": (Decimal("0.25"), "[pp]"),
    "3亩": (2000, "m2"),
    "1亩": (Decimal("666.666666667"), "m2"),
    "3斤5两": (Decimal("1.75"), "kg"),
    "每小时36公里": (10, "m/s"),
    "2亿千瓦时": (720000000000000, "J"),
    "5万千瓦": (50000000, "W"),
    "100万吨标准煤": (29307600000000000, "J"),
    "华氏70度": (Decimal("21.1111111111"), "Cel"),
    "64GB": (64000000000, "By"),
    "83岁": (83, "a"),
    "30多户": (30, "{户}"),
    "翻两番": (4, "1"),
    "翻了一番": (2, "1"),
    "400点": (400, None),
    "5毛": (Decimal("0.5"), "CNY"),
    "3美分": (Decimal("0.03"), "USD"),
    "港币两千元": (2000, "HKD"),
}


@pytest.mark.parametrize(("text", "expected"), [(t, e) for t, e in BASES.items() if e[1]])
def test_base(find: Find, text: str, expected: tuple[Decimal | int, str]) -> None:
    (mention,) = find(text)
    assert (mention.base_value, mention.base_unit) == expected


@pytest.mark.parametrize(
    ("text", "dimension"),
    [
        ("他投篮得到20分", "score"),
        ("本子20分", "money"),
        ("人均三分旱地", "area"),
        ("用电20度", "energy"),
        ("最高气温20度", "temperature"),
        ("东经120度", "angle"),
        ("一共7块", "money"),
        ("7块田", "count"),
    ],
)
def test_the_sense_of_an_ambiguous_unit(find: Find, text: str, dimension: str) -> None:
    (mention,) = find(text)
    assert mention.dimension == dimension


def test_traditional_text_keeps_its_characters(find: Find) -> None:
    (first, second) = find("確診兩個方案，約３００歲")
    assert (first.text, first.unit, first.value) == ("兩個", "個", Decimal(2))
    assert (second.text, second.unit, second.value, second.mod) == ("３００歲", "歲", Decimal(300), "APPROX")


def test_numbers_print_their_digits(find: Find) -> None:
    (mention,) = find("增长23.50%")
    assert str(mention.value) == "23.5"
    assert str(find("7.10亿元")[0].value) == "710000000"
