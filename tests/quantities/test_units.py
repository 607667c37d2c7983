"""The unit lexicon: complete, sourced, exact; the user's own units; the physical factors against pint."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from typing import Any

import pint
import pytest

from newsextract.config import Config
from newsextract.errors import ConfigError
from newsextract.quantities import build
from newsextract.quantities.units import DIMENSIONS, lexicon
from newsextract.toml import tomllib
from tests.quantities.conftest import article

DOCUMENT = tomllib.loads(files("newsextract.quantities").joinpath("units.toml").read_text(encoding="utf-8"))
ENTRIES: list[dict[str, Any]] = DOCUMENT["lexicon"]["unit"]
UNITS = lexicon(Config())

PINT = {
    "length": "米 meter|公里 kilometer|分米 decimeter|厘米 centimeter|毫米 millimeter|微米 micrometer|纳米 nanometer"
    "|皮米 picometer|海里 nautical_mile|英里 mile|英尺 foot|英寸 inch|码 yard|英寻 2*yard|光年 light_year"
    "|天文单位 astronomical_unit|秒差距 parsec|埃 angstrom",
    "area": "平方米 meter**2|平方公里 kilometer**2|平方厘米 centimeter**2|平方毫米 millimeter**2|公顷 hectare|公亩 are"
    "|英亩 4840*yard**2|平方英里 mile**2|平方英尺 foot**2|平方英寸 inch**2|平方码 yard**2"
    "|平方海里 nautical_mile**2",
    "volume": "立方米 meter**3|升 liter|毫升 milliliter|微升 microliter|立方公里 kilometer**3|百升 hectoliter"
    "|立方英尺 foot**3|立方英寸 inch**3|立方码 yard**3|加仑 gallon|英制加仑 imperial_gallon|夸脱 quart|品脱 pint"
    "|液量盎司 fluid_ounce|蒲式耳 bushel|桶原油 oil_barrel",
    "mass": "吨 metric_ton|千克 kilogram|克 gram|毫克 milligram|微克 microgram|克拉 carat|磅 pound|盎司 ounce"
    "|金衡盎司 troy_ounce|短吨 short_ton|长吨 long_ton|格令 grain|英石 stone",
    "speed": "迈 mile/hour|节航速 knot|km/h kilometer/hour|光速 speed_of_light",
    "energy": "千瓦时 kilowatt_hour|瓦时 watt_hour|兆瓦时 megawatt_hour|焦耳 joule|千焦 kilojoule|兆焦 megajoule"
    "|千卡 1000*international_calorie|电子伏特 electron_volt|英热单位 british_thermal_unit"
    "|吨油当量 tonne_of_oil_equivalent",
    "power": "瓦 watt|千瓦 kilowatt|兆瓦 megawatt|吉瓦 gigawatt|毫瓦 milliwatt|马力 metric_horsepower",
    "pressure": "帕 pascal|百帕 hectopascal|千帕 kilopascal|兆帕 megapascal|毫巴 millibar"
    "|标准大气压 standard_atmosphere"
    "|毫米汞柱 millimeter_Hg|psi pound_force_per_square_inch|公斤压力 kilogram_force/centimeter**2",
    "frequency": "赫兹 hertz|千赫 kilohertz|兆赫 megahertz|吉赫 gigahertz|rpm 1/minute",
    "angle": "度 degree|角分 arcminute|角秒 arcsecond",
    "charge": "安时 ampere_hour|毫安时 milliampere_hour",
    "time": "毫秒 millisecond|微秒 microsecond|纳秒 nanosecond",
}
BASE = {
    "length": "meter", "area": "meter**2", "volume": "meter**3", "mass": "kilogram", "speed": "meter/second",
    "energy": "joule", "power": "watt", "pressure": "pascal", "frequency": "1/second", "angle": "degree",
    "charge": "coulomb", "time": "second",
}  # fmt: skip


def test_the_table_is_large_and_every_entry_has_a_source() -> None:
    assert len({entry["surface"] for entry in ENTRIES}) == len(ENTRIES) >= 450
    assert sum(entry["dimension"] == "count" for entry in ENTRIES) >= 200
    assert sum(entry["dimension"] == "money" for entry in ENTRIES) >= 80
    assert {entry["source"] for entry in ENTRIES} == set(DOCUMENT["sources"])
    assert {entry["dimension"] for entry in ENTRIES} <= set(DIMENSIONS)


@pytest.mark.parametrize(
    ("dimension", "surface", "expression"),
    [(dimension, *pair.split(" ", 1)) for dimension, row in PINT.items() for pair in row.split("|")],
)
def test_factor_against_pint(registry: pint.UnitRegistry[Any], dimension: str, surface: str, expression: str) -> None:
    unit = UNITS.units[surface]
    expected = registry.parse_expression(expression).to(BASE[dimension]).magnitude
    assert unit.dimension == dimension
    assert float(unit.factor) == pytest.approx(float(expected), rel=2e-7)


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[Any]:
    return pint.UnitRegistry()


def test_temperatures_against_pint(registry: pint.UnitRegistry[Any]) -> None:
    fahrenheit = registry.Quantity(70, registry.degF).to("degC").magnitude
    kelvin = registry.Quantity(300, registry.kelvin).to("degC").magnitude
    assert float(UNITS.units["华氏度"].to_base(Decimal(70))) == pytest.approx(fahrenheit)
    assert float(UNITS.units["开尔文"].to_base(Decimal(300))) == pytest.approx(kelvin)


def test_the_longest_unit_wins_and_words_are_no_units() -> None:
    found = UNITS.match("平方公里", 0)
    assert found is not None
    assert found.surface == "平方公里"
    assert UNITS.match("元旦", 0) is None
    assert UNITS.match("mmx", 0) is None


MINE = {"surface": "笼屉", "dimension": "count", "base": "{笼屉}", "factor": "1", "source": "own"}


def test_own_unit() -> None:
    document = article("蒸了30笼屉包子")
    (mention,) = build(Config(unit=(MINE,)))(document, document.shadow)
    assert (mention.text, mention.unit, mention.base_unit) == ("30笼屉", "笼屉", "{笼屉}")


def test_own_unit_may_replace_a_shipped_one() -> None:
    entry = {"surface": "石", "dimension": "mass", "base": "kg", "factor": "75", "replace": True}
    document = article("收粮3石。")
    (mention,) = build(Config(unit=(entry,)))(document, document.shadow)
    assert mention.base_value == 225


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"factor": "1/0"}, "bad factor"),
        ({"factor": "about 3"}, "bad factor"),
        ({"factor": "-2"}, "bad factor"),
        ({"factor": 3}, "factor is missing"),
        ({"dimension": "taste"}, "unknown dimension"),
        ({"dimension": "mass"}, "base unit of mass is kg"),
        ({"surface": ""}, "surface is missing"),
        ({"surface": "公里"}, "defined twice"),
        ({"offset": "x"}, "bad offset"),
        ({"tail": "屉子"}, "tail"),
        ({"colour": "red"}, "unknown key"),
    ],
)
def test_a_wrong_own_unit_is_an_error(change: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        build(Config(unit=({**MINE, **change},)))
    assert caught.value.code == "NX203"
    assert caught.value.where is not None


def test_two_own_units_of_one_surface_are_an_error() -> None:
    with pytest.raises(ConfigError, match="defined twice"):
        build(Config(unit=(MINE, MINE)))
