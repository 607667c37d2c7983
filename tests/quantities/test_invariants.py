"""What holds for any text: no exception, exact offsets, disjoint spans, linear shapes do not hide mentions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract import quantities
from newsextract.config import Config
from newsextract.records import Zone
from tests.quantities.conftest import article

STAGE = quantities.build(Config())
PIECES = (
    *"半一两两几万亿多余个元块角毛分度亩斤成倍折番级点大人户年月日至到—~、和/每约第|。\n\t()%‰℃-负",
    *(
        "3",
        "12",
        "1,234.5",
        "三千五",
        "几十",
        "数百",
        "百分之五",
        "1/3",
        "零下",
        "公里",
        "人均",
        "超过",
        "不足",
        "以上",
    ),
    *("左右", "（含）", "人民币", "US$", "¥", "摄氏", "华氏", "千瓦", "标准煤", "单位：亿元", " "),
)


def check(text: str, free: str, zones: tuple[Zone, ...] = ()) -> None:
    document = article(text, zones)
    end = 0
    for position, mention in enumerate(STAGE(document, free), start=1):
        assert mention.id == f"q{position}"
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert (mention.value is None) == (mention.low is not None) == (mention.high is not None)
        assert "\ue000" not in free[mention.start : mention.end]
        assert mention.dimension
        end = mention.end


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_unicode(text: str) -> None:
    check(text, article(text).shadow)


def test_a_currency_belongs_to_the_half_before_it() -> None:
    check("半日元一", article("半日元一").shadow)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.data())
@settings(max_examples=500, deadline=None)
def test_any_order_of_what_amounts_are_made_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 4)))
    shadow = article(text).shadow
    claimed = shadow[:start] + "\ue000" * (end - start) + shadow[end:]
    check(text, claimed, (Zone("table", 0, len(text)),) if len(text) % 2 else ())
