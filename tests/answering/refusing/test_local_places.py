"""Places that only the library's titles name are told apart by their bare names."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

BULLETIN = """# 霁州市2023年统计公报

霁州市统计局
2024年3月26日

初步核算，全年实现地区生产总值1846.2亿元，比上年增长5.7%。全市老年食堂一份套餐卖12元。

老年助餐点建成214个。全市图书馆藏书98万册。

注：本公报2023年数据为初步统计数。
"""
BRIEFING = """# 宁浦市养老服务新闻发布会实录

目前全市建成老年助餐点187个。今年7月1日起执行新的补贴办法。
"""


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("cities")
    return library_of(folder, bulletin_md=BULLETIN, briefing_md=BRIEFING)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("宁浦建成了多少个老年助餐点？", "187个"),
        ("霁州建成了多少个老年助餐点？", "214个"),
        # The day of its signature is not the year of a bulletin, nor 1846.2 one.
        ("霁州市2023年地区生产总值是多少？", "1846.2亿元"),
        ("霁州2023年GDP", "1846.2亿元"),
    ],
)
def test_each_city_is_answered_from_its_own_document(
    cities: Assistant, question: str, figure: str
) -> None:
    first = cities.ask(question).statements[0]
    assert figure in first.text


@pytest.mark.parametrize("question", ["宁浦的图书馆藏书多少万册？", "宁浦的老年食堂套餐卖几块钱？"])
def test_one_citys_figure_is_not_given_for_another(cities: Assistant, question: str) -> None:
    answer = cities.ask(question)
    assert answer.outcome == "abstained"


def test_a_year_is_no_part_of_the_attribute_that_is_not_there(cities: Assistant) -> None:
    assert "“产量”" in cities.ask("霁州市2023年产量是多少？").reason


def test_two_cities_are_asked_about_one_by_one(cities: Assistant) -> None:
    answer = cities.ask("霁州和宁浦哪个市建成的老年助餐点多，各多少？")
    said = "".join(statement.text for statement in answer.statements)
    assert "214个" in said
    assert "187个" in said


def test_a_library_without_such_titles_asks_for_no_place(tmp_path: Path) -> None:
    prose = library_of(tmp_path, note_md="# 别让乡村直播间只热闹一阵子\n\n全市直播间有35个。\n")
    assert prose.ask("别让乡村直播间那篇文章说有多少个直播间？").outcome == "answered"
