"""Copies of labelled sentences with other names in the same places, so that the tagger learns contexts, not lists.

People: Chinese surname + given name, Japanese, transliterated and minority names. Places: the divisions of places.tsv with
the same level word, and village names. Organisations: the place at their head exchanged; known companies exchanged.
"""

# The word lists below are data.
# ruff: noqa: E501

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsextract.entities import naming, organisations, places
from newsextract.entities.labels import Span
from training.entities.corpus import Sentence

JAPANESE = [
    "佐藤",
    "铃木",
    "高桥",
    "田中",
    "渡边",
    "伊藤",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐佐木",
    "山口",
    "松本",
    "井上",
    "木村",
    "清水",
    "林",
    "斋藤",
    "山崎",
    "阿部",
    "森",
    "池田",
    "桥本",
    "石川",
    "山下",
    "小川",
    "石井",
    "长谷川",
    "后藤",
    "冈田",
    "近藤",
    "前田",
    "藤田",
    "远藤",
    "青木",
    "坂本",
    "村上",
    "太田",
    "金子",
    "藤井",
    "福田",
    "西村",
    "三浦",
    "竹内",
    "中川",
    "冈本",
    "松田",
    "原田",
    "中岛",
    "小野",
    "田村",
    "中山",
    "和田",
    "石田",
    "森田",
    "上田",
    "内田",
    "柴田",
    "酒井",
    "宫崎",
    "横山",
    "高木",
    "安藤",
    "宫本",
    "大野",
    "小岛",
    "谷口",
    "今井",
    "工藤",
    "高田",
    "增田",
    "丸山",
    "杉山",
    "村田",
    "大塚",
    "新井",
    "小山",
    "平野",
    "藤原",
    "河野",
    "上野",
    "野口",
    "武田",
    "松井",
    "千叶",
    "菅原",
    "岩崎",
    "木下",
    "久保",
    "松尾",
    "佐野",
    "野村",
    "菊地",
    "杉本",
    "安倍",
    "岸田",
    "石破",
    "麻生",
    "鸠山",
    "小泉",
    "细川",
    "海部",
    "福原",
    "大岛",
    "菅",
    "二阶",
    "三木",
    "大平",
    "宫泽",
    "羽田",
    "村山",
    "小渊",
    "中曾根",
    "河野",
    "町村",
    "谷垣",
    "石原",
    "桥下",
    "小池",
    "玉木",
    "枝野",
    "茂木",
    "甘利",
    "高市",
    "河村",
    "加茂",
    "黑田",
    "植田",
    "白川",
]
JAPANESE_GIVEN = [
    "一郎",
    "太郎",
    "次郎",
    "三郎",
    "健一",
    "正",
    "诚",
    "浩",
    "浩二",
    "隆",
    "茂",
    "和夫",
    "俊介",
    "大辅",
    "翔太",
    "拓也",
    "直树",
    "英明",
    "美智子",
    "惠子",
    "明子",
    "和子",
    "雅子",
    "佳子",
    "理惠",
    "绫子",
    "洋子",
    "幸子",
    "由美",
    "真由美",
    "裕子",
    "爱",
    "晋三",
    "信介",
    "义伟",
    "文雄",
    "太一",
    "良一",
    "健太郎",
    "纯一郎",
    "龙太郎",
    "一成",
    "康弘",
    "敏夫",
    "明",
    "裕",
    "由纪夫",
    "直人",
    "敏充",
    "东彦",
    "和男",
    "博文",
    "裕仁",
    "嘉仁",
    "睦仁",
    "秀树",
    "雄一",
    "正义",
    "孝之",
    "贵之",
    "武",
    "刚",
    "学",
    "勇",
]
FOREIGN_PARTS = [
    "亚历山大",
    "约翰",
    "大卫",
    "迈克尔",
    "罗伯特",
    "威廉",
    "詹姆斯",
    "查尔斯",
    "托马斯",
    "丹尼尔",
    "马修",
    "安德鲁",
    "彼得",
    "保罗",
    "马克",
    "史蒂夫",
    "史密斯",
    "约翰逊",
    "布朗",
    "琼斯",
    "米勒",
    "戴维斯",
    "加西亚",
    "罗德里格斯",
    "威尔逊",
    "马丁内斯",
    "安德森",
    "泰勒",
    "穆罕默德",
    "艾哈迈德",
    "侯赛因",
    "阿里",
    "哈桑",
    "易卜拉欣",
    "阿卜杜拉",
    "萨利赫",
    "伊万",
    "德米特里",
    "谢尔盖",
    "弗拉基米尔",
    "伊戈尔",
    "彼得罗夫",
    "伊万诺夫",
    "斯米尔诺夫",
    "库兹涅佐夫",
    "玛丽",
    "安娜",
    "伊丽莎白",
    "索菲亚",
    "艾玛",
    "奥利维亚",
    "凯瑟琳",
    "安吉拉",
    "默克尔",
    "施罗德",
    "马克龙",
    "奥朗德",
    "萨科齐",
    "卡梅伦",
    "布莱尔",
    "梅德韦杰夫",
    "普京",
    "拉夫罗夫",
    "泽连斯基",
    "拜登",
    "特朗普",
    "奥巴马",
    "布什",
    "希拉里",
    "莫迪",
    "辛格",
    "苏哈托",
    "佐科",
    "维多多",
    "杜特尔特",
    "阿基诺",
    "埃尔多安",
    "内塔尼亚胡",
    "沙龙",
    "鲁哈尼",
    "莱希",
    "卡扎菲",
    "穆巴拉克",
    "塞西",
    "祖马",
    "曼德拉",
    "肯雅塔",
    "卢拉",
    "博索纳罗",
    "马杜罗",
    "查韦斯",
    "莫拉莱斯",
    "贝索斯",
    "马斯克",
    "扎克伯格",
    "库克",
    "乔布斯",
    "盖茨",
    "巴菲特",
    "索罗斯",
    "费德勒",
    "纳达尔",
    "德约科维奇",
    "梅西",
    "内马尔",
    "姆巴佩",
    "哈兰德",
    "勒布朗",
    "科比",
    "杜兰特",
    "古特雷斯",
    "潘基文",
    "谭德塞",
    "拉加德",
    "格奥尔基耶娃",
    "克里斯蒂安",
    "塞巴斯蒂安",
    "费尔南多",
    "卡洛斯",
    "何塞",
    "路易斯",
    "胡安",
    "佩德罗",
    "弗朗西斯科",
]
MINORITY = [
    "买买提",
    "艾尼瓦尔",
    "阿不都",
    "热合曼",
    "古丽",
    "阿依古丽",
    "吐尔逊",
    "努尔",
    "白克力",
    "扎西",
    "次仁",
    "多吉",
    "卓玛",
    "央金",
    "尼玛",
    "巴桑",
    "格桑",
    "旺姆",
    "达瓦",
    "平措",
    "乌兰",
    "巴特尔",
    "其其格",
    "斯琴",
    "高娃",
    "格日勒",
    "朝鲁",
    "那仁",
    "图雅",
]
LATIN = [
    "Alan Hellawell",
    "John Smith",
    "David Lee",
    "Mary Johnson",
    "Peter Brown",
    "James Wang",
    "Kevin Chen",
    "Michael Liu",
    "Robert Scott",
    "Emma Stone",
    "Tom Hanks",
    "Daniel Green",
    "Sarah Miller",
    "Jack Ma",
    "Paul Krugman",
    "Anna Wilson",
]
BRANDS = [
    "华",
    "中",
    "金",
    "天",
    "海",
    "新",
    "东",
    "安",
    "恒",
    "盛",
    "大",
    "科",
    "鑫",
    "瑞",
    "联",
    "宏",
    "创",
    "国",
    "万",
    "泰",
    "德",
    "康",
    "信",
    "美",
    "博",
    "方",
    "正",
    "元",
    "通",
    "达",
    "迅",
    "云",
    "光",
    "星",
    "智",
    "龙",
    "凯",
    "亚",
    "同",
    "丰",
    "荣",
    "润",
    "银",
    "汇",
    "福",
    "宝",
    "诚",
    "高",
    "佳",
    "力",
    "伟",
    "维",
    "生",
    "晶",
    "阳",
    "易",
    "途",
    "迪",
    "特",
    "尔",
    "斯",
    "朗",
    "拓",
    "森",
    "威",
    "奥",
    "凌",
    "旭",
    "辉",
    "鸿",
    "腾",
]
VILLAGE_HEADS = [
    "王",
    "李",
    "张",
    "刘",
    "陈",
    "赵",
    "孙",
    "马",
    "石",
    "杨",
    "上",
    "下",
    "东",
    "西",
    "南",
    "北",
    "大",
    "小",
    "前",
    "后",
    "新",
    "老",
    "高",
    "白",
    "黄",
    "红",
    "青",
    "龙",
    "凤",
    "金",
    "银",
    "双",
    "三",
    "五",
    "八",
    "河",
    "沟",
    "岭",
    "坪",
    "湾",
    "泉",
    "桥",
    "塘",
    "坝",
    "窑",
    "营",
    "庄",
    "岗",
    "坡",
    "梁",
    "洼",
    "店",
    "柳",
    "槐",
    "枣",
    "梨",
    "竹",
    "松",
    "桃",
    "奇",
    "齐",
    "花",
    "云",
    "水",
    "山",
    "关",
    "寺",
    "庙",
    "塔",
    "平",
    "安",
    "太",
    "永",
    "长",
    "古",
    "沙",
    "土",
    "木",
    "盐",
]
LEVEL_WORDS = (
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "街道",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
    "镇",
    "乡",
    "村",
)


class Swapper:
    """Makes copies with the names that the training sentences and the place table hold."""

    def __init__(self, sentences: Iterable[Sentence], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # names, no secret
        self._given: list[str] = []
        for sentence in sentences:
            for span in sentence.spans:
                name = sentence.text[span.start : span.end]
                if span.label == "PERSON" and 2 <= len(name) <= 3 and name[0] in naming.surnames():
                    self._given.append(name[1:])
        weights = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤"
        self._surnames = list(weights) * 3 + sorted(naming.surnames())
        self._places: dict[str, list[str]] = defaultdict(list)
        for name, rows in places.table().rows.items():
            if len(name) < 2:
                continue
            level = next((word for word in LEVEL_WORDS if name.endswith(word) and len(name) > len(word) + 1), "")
            if min(places.row_level(code) for code, _ in rows) == 4 and not level:
                continue
            self._places[level].append(name)
        self._companies = [name for group in organisations.known().sure.values() for name in group]
        self._company_set = set(organisations.known().sure["companies"]) | set(organisations.known().sure["finance"])
        self._traded = sorted(self._company_set)

    def copy(self, sentence: Sentence) -> Sentence:
        """The sentence with about two thirds of its names exchanged."""
        parts: list[str] = []
        spans: list[Span] = []
        at = length = 0
        chosen: dict[tuple[str, str], str] = {}
        for span in sentence.spans:
            old = sentence.text[span.start : span.end]
            key = (old, span.label)
            if key not in chosen:
                chosen[key] = self._other(old, span.label) if self._random.random() < 0.67 else old
            new = chosen[key]
            parts += (sentence.text[at : span.start], new)
            length += span.start - at
            spans.append(Span(length, length + len(new), span.label))
            length += len(new)
            at = span.end
        parts.append(sentence.text[at:])
        return Sentence("".join(parts), tuple(spans))

    def _other(self, old: str, label: str) -> str:
        if label == "PERSON":
            return self._person(old)
        return self._place(old) if label == "LOC" else self._organisation(old)

    def _person(self, old: str) -> str:
        pick = self._random.choice
        if re.fullmatch("[老小阿][\u4e00-\u9fff]", old):
            return old[0] + pick(self._surnames)
        kind = self._random.random()
        if "·" in old or (len(old) > 3 and kind < 0.8) or kind < 0.12:
            if kind < 0.1 and "·" not in old:
                return pick(FOREIGN_PARTS)
            return "·".join(pick(FOREIGN_PARTS) for _ in range(2 if kind < 0.7 else 3))
        if kind < 0.22:
            return pick(JAPANESE) + pick(JAPANESE_GIVEN)
        if kind < 0.24:
            return pick(JAPANESE_GIVEN) if kind < 0.23 else pick(JAPANESE)
        if kind < 0.26:
            return pick(MINORITY) + pick(("·", "")) + pick(MINORITY)
        if kind < 0.275:
            return pick(LATIN).replace(" ", pick(("", " ", "·")))
        if kind < 0.45:
            return pick(self._surnames) + "".join(pick(self._given)[-1] for _ in range(pick((1, 2, 2))))
        return pick(self._surnames) + pick(self._given)

    def _place(self, old: str) -> str:
        level = next((word for word in LEVEL_WORDS if old.endswith(word) and len(old) > len(word)), "")
        if level == "村":
            return "".join(self._random.choice(VILLAGE_HEADS) for _ in range(self._random.choice((1, 2, 2, 3)))) + "村"
        if level in self._places and level:
            return self._random.choice(self._places[level])
        return self._random.choice(self._places[""]) if places.is_name(old) else old

    def _organisation(self, old: str) -> str:
        if old in self._company_set:
            return self._random.choice(self._traded) if self._random.random() < 0.6 else self._brand()
        for end in range(min(len(old) - 2, 8), 1, -1):
            if places.is_name(old[:end]):
                return self._place(old[:end]) + old[end:]
        match = re.search("(?:集团|公司|股份|有限公司|科技|药业|汽车|电器|证券|银行)$", old)
        return self._brand() + match[0] if match and len(old) <= 8 else old

    def _brand(self) -> str:
        return "".join(self._random.choice(BRANDS) for _ in range(self._random.choice((2, 2, 3))))


def copies(sentences: Sequence[Sentence], seed: int) -> list[Sentence]:
    """One copy of each sentence that holds a name."""
    swapper = Swapper(sentences, seed)
    return [swapper.copy(sentence) for sentence in sentences if sentence.spans]
