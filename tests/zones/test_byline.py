"""By-lines of every usual form: who, in which role, from where, when."""

from __future__ import annotations

import pytest

from newsextract import text as texts
from newsextract.zones import byline

W, P, E, C = "writer", "photographer", "editor", "correspondent"

AUTHORS = {
    "本报记者 林向阳 文 周小舟 图": [("林向阳", W), ("周小舟", P)],
    "本报记者 林向阳 文/图": [("林向阳", W), ("林向阳", P)],
    "记者 林向阳 通讯员 周小舟 陈平": [("林向阳", W), ("周小舟", C), ("陈平", C)],
    "本报记者 林向阳 通讯员 周小舟 文/图": [("林向阳", W), ("周小舟", C)],
    "文/云城晚报记者 林向阳 图/周小舟": [("林向阳", W), ("周小舟", P)],
    "图文/林向阳": [("林向阳", W), ("林向阳", P)],
    "新华社记者林向阳摄": [("林向阳", P)],
    "林向阳 摄": [("林向阳", P)],
    "责任编辑：周小舟": [("周小舟", E)],
    "【编辑：周小舟】": [("周小舟", E)],
    "责编|周小舟 校对|陈平": [("周小舟", E)],
    "责任编辑：周小舟_YC1234": [("周小舟", E)],
    "作者：张 三": [("张三", W)],
    "作者：欧阳向阳": [("欧阳向阳", W)],
    "记者 扎西顿珠 林向阳": [("扎西顿珠", W), ("林向阳", W)],
    "记者 阿依古丽·买买提": [("阿依古丽·买买提", W)],
    "林向阳 周小舟 本报记者 陈平": [("林向阳", W), ("周小舟", W), ("陈平", W)],
    "記者陳栢謙／高雄報導": [("陳栢謙", W)],
    "通讯员周小舟报道": [("周小舟", C)],
    "来源：云城日报 作者：林向阳 责任编辑：周小舟": [("林向阳", W), ("周小舟", E)],
    "（来源：《云城日报》/林向阳）": [("林向阳", W)],
    "责编 林向阳 版式 周小舟": [("林向阳", E)],
    "本报记者 林向阳 北京报道": [("林向阳", W)],
    "记者 林向阳 周小舟报道": [("林向阳", W), ("周小舟", W)],
    "作者：林向阳 点击：35": [("林向阳", W)],
    # No person.
    "记者手记": [],
    "作者：云城网": [],
    "发布人：-云城科技": [],
    "作者：云城大学经济学院教授": [],
    "图片来源：云城图库": [],
    "作者：佚名": [],
    "记者 林向阳 整合": [("林向阳", W)],
    "时间：当地时间5月9日上午10时30分消息": [],
}


@pytest.mark.parametrize(("row", "people"), AUTHORS.items(), ids=AUTHORS)
def test_authors(row: str, people: list[tuple[str, str]]) -> None:
    assert [(a.name, a.role) for a in byline.read(texts.shadow(row), row).authors] == people


SOURCES = {
    "来源：云城日报": "云城日报",
    "來源：雲城日報": "雲城日報",
    "（来源：《云城日报》）": "云城日报",
    "来源|云城发布": "云城发布",
    "本文来源：云城日报  责任编辑：周小舟": "云城日报",
    "来源：微信公众号 云城发布": "云城发布",
    "（据《云溪日报》）": "云溪日报",
    "据新华社电": "新华社",
    "转载自：云溪日报": "云溪日报",
    "据统计局消息": None,
    "来源：网络": None,
    "图片来源：云城日报": None,
    "作者：林向阳": None,
}


@pytest.mark.parametrize(("row", "publication"), SOURCES.items(), ids=SOURCES)
def test_publication(row: str, publication: str | None) -> None:
    assert byline.read(texts.shadow(row), row).publication == publication


DAYS = {
    "2011-04-19": [
        "发布时间：2011-04-19",
        "2011年04月19日 08:00",
        "2011-4-19",
        "２０１１．４．１９",
        "日期:2011/04/19 08:00:00",
        "2011年4月19日 星期二",
        "二〇一一年四月十九日",
        "最后更新: 2011-04-19T08:00",
        "2011年04月19日08:00来源：云城网",
    ],
    "2012-03-22": ["二○一二年三月廿二日"],
    "2012-12-30": ["二零一二年十二月三十日"],
    "none": ["2011-13-19", "2011-02-30", "12011-04-19", "电话：010-68791889"],
}


@pytest.mark.parametrize(("day", "row"), [(day, row) for day, rows in DAYS.items() for row in rows])
def test_published(day: str, row: str) -> None:
    assert (byline.read(texts.shadow(row), row).published or "none") == day
