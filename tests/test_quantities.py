"""Numbers in running text: value, unit, and the very characters that say them."""

from decimal import Decimal

import pytest

from assistant.quantities import parse_number
from assistant.text import quantities


def read(text: str) -> list[tuple[str, float, str]]:
    return [(text[q.start : q.end], q.value, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("总量达7.4万亿元", [("7.4万亿元", 7.4e12, "元")]),
        ("总量达７．４ 万億元", [("７．４ 万億元", 7.4e12, "元")]),
        ("七点四万亿", [("七点四万亿", 7.4e12, "")]),
        ("增长百分之八点五", [("百分之八点五", 8.5, "%")]),
        ("增长8.5％，提高0.3个百分点", [("8.5％", 8.5, "%"), ("0.3个百分点", 0.3, "百分点")]),
        ("二〇二一年", [("二〇二一年", 2021, "年")]),
        ("一九四九年十月一日", [("一九四九年", 1949, "年"), ("十月", 10, "月"), ("一日", 1, "日")]),
        ("2021-03-05", [("2021", 2021, "年"), ("03", 3, "月"), ("05", 5, "日")]),
        ("2022—2030年", [("2022", 2022, "年"), ("2030年", 2030, "年")]),
        ("5至8万元", [("5", 50_000, "元"), ("8万元", 80_000, "元")]),
        ("10%-15%", [("10%", 10, "%"), ("15%", 15, "%")]),
        ("半年，半个月", [("半年", 0.5, "年"), ("半个月", 0.5, "月")]),
        ("1,234.5亿元", [("1,234.5亿元", 123_450_000_000, "元")]),
        ("100多万人，3000余家", [("100多万人", 1_000_000, "人"), ("3000余家", 3000, "家")]),
        ("5千瓦时", [("5千瓦时", 5, "千瓦时")]),
        ("300P算力，带宽100Gbps", [("300P", 300, "p"), ("100Gbps", 100, "gbps")]),
        ("储能15GWh，220kV线路", [("15GWh", 15, "gwh"), ("220kV", 220, "kv")]),
        ("三分之一", [("三分之一", pytest.approx(1 / 3), "")]),
        ("3万5千人", [("3万5千人", 35_000, "人")]),
        ("十四个区县", [("十四个", 14, "个")]),
        ("百万元", [("百万元", 1_000_000, "元")]),
        ("突破200万大关", [("200万", 2_000_000, "")]),
        ("零部件、零件，零元起", [("零元", 0, "元")]),
    ],
)
def test_quantity_is_read(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    ["万一不行", "千家万户", "三四个人", "十分重要", "一是推动", "数百万人", "几百家", "上百万",
     "四川九龙坡", "COVID-19", "H7N9", "5G网络", "4K电视", "3D打印",
     "千万不要", "一个方面", "百花齐放"],
)  # fmt: skip
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("第六", 6, ""), ("第6位", 6, "位"), ("第三十二条", 32, "条")]
)
def test_ordinals_are_marked(text: str, value: float, unit: str) -> None:
    [quantity] = quantities(f"排名{text}。")
    assert (quantity.start, quantity.end) == (2, 2 + len(text))
    assert (quantity.value, quantity.unit, quantity.ordinal) == (value, unit, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [("一万二", 12_000), ("一万零二", 10_002), ("一百五", 150), ("七万四千亿", 7_400_000_000_000),
     ("十五", 15), ("二零零三", 2003), ("八点五", Decimal("8.5"))],
)  # fmt: skip
def test_number_is_parsed(text: str, value: Decimal) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "点五", "十百千", "万里", "八点", "1.2.3"])
def test_malformed_number_is_none(text: str) -> None:
    assert parse_number(text) is None
