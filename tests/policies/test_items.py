"""What the parts of formulas and slogans stand for, in every shape of definition."""

from __future__ import annotations

import pytest

from tests.policies.conftest import Find

CASES = [
    (
        "推行“N+2”模式。“N”就是因户施策,“2”就是两名干部包联一户。",
        [("N", "因户施策"), ("2", "两名干部包联一户")],
    ),
    (
        "“1”是指全市一个总规划,“4”是四个专项办法。“1+4”体系由此成形。",
        [("1", "全市一个总规划"), ("4", "四个专项办法")],
    ),
    (
        "打造“1+7+3”学习模式——就是书记讲1次课,举办7次读书班,组织3次讲堂。",
        [("1", "书记讲1次课"), ("7", "举办7次读书班"), ("3", "组织3次讲堂")],
    ),
    ("实行“3+3”模式,即语数外三门统考科目加三门自选科目。", [("3", "语数外三门统考科目"), ("3", "三门自选科目")]),
    ("完善“1+2”制度,即在章程之下分为组织制度、监督制度。", [("1", "章程"), ("2", "组织制度、监督制度")]),
    ("办好两国外长、防长“2+2”对话。", [("2", "两国外长"), ("2", "防长")]),
    (
        "市里出台《关于水库管理的意见》,19个部门、14个指挥部分别出台专案,构建“1+19+14”体系。",
        [("1", "《关于水库管理的意见》"), ("19", "19个部门"), ("14", "14个指挥部")],
    ),
    ("以对人、对事、对账“三对”为内容推进。", [(None, "对人"), (None, "对事"), (None, "对账")]),
    ("推动森林水库、钱库、粮库“三库”联动。", [(None, "水库"), (None, "钱库"), (None, "粮库")]),
    ("坚持扩绿兴绿护绿“三绿”并举。", [(None, "扩绿"), (None, "兴绿"), (None, "护绿")]),
    ("推进城镇建设与产业发展“两个轮子”改革。", [(None, "城镇建设"), (None, "产业发展")]),
    (
        "“四项重点任务”,包括提升产能、稳定收入、改善环境、培育新风。",
        [(None, "提升产能"), (None, "稳定收入"), (None, "改善环境"), (None, "培育新风")],
    ),
    (
        "提出“三个努力建成”目标,即努力建成窗口城市、工业基地、重要支点。",
        [(None, "窗口城市"), (None, "工业基地"), (None, "重要支点")],
    ),
    (
        "要有灵魂、有本事、有品德,培养“三有”新人活动。",
        [(None, "有灵魂"), (None, "有本事"), (None, "有品德")],
    ),
    (
        "“村村有产业、有合作社、户户有项目”的“三有”目标。",
        [(None, "村村有产业"), (None, "有合作社"), (None, "户户有项目")],
    ),
    (
        "增强政治意识、大局意识、核心意识、看齐意识这“四个意识”。",
        [(None, "政治意识"), (None, "大局意识"), (None, "核心意识"), (None, "看齐意识")],
    ),
    ("促进陆、海、空“三位一体”发展。", [(None, "陆"), (None, "海"), (None, "空")]),
    ("粮油产量、单产、播种面积实现“三增”目标。", [(None, "粮油产量"), (None, "单产"), (None, "播种面积")]),
    ("“两个维护”作为任务——论党的建设和作风建设。", []),
    ("申请人和审批部门的“双告知”机制。", []),
    ("坚持人才下沉、科技下乡、服务“三农”。", []),
    ("郑州大学、河南大学“双一流”建设提速。", []),
    ("碳达峰、碳中和“1+N”政策体系。", []),
    ("推广“N+2”模式。", []),
]


@pytest.mark.parametrize(("text", "items"), CASES)
def test_items(find: Find, text: str, items: list[tuple[str | None, str]]) -> None:
    explained = next((p for p in find(text) if p.kind in ("formula", "slogan") and p.items), None)
    found = explained.items if explained else ()
    assert [(item.part, item.text) for item in found] == items
    assert all(text[item.start : item.end] == item.text for item in found)


def test_items_stand_on_the_mention_that_is_explained(find: Find) -> None:
    text = "创新出台“1+N”机制。今年又用“1+N”机制,“1”是指一个总规划,“N”是很多套办法。“1+N”见效。"
    assert [len(p.items) for p in find(text)] == [0, 2, 0]
