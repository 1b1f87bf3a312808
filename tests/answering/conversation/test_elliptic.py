"""A follow-up that names nothing of its own is asked of the thing before it."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

EAST = """东塘县2024年国民经济统计公报

全年全县生产总值91.4亿元，比上年增长5.4%。其中，第一产业增加值3.8亿元，占生产总值的比重为4.1%；第二产业增加值62.5亿元，占生产总值的比重为68.3%。

6月份汽车产量1.9万辆，同比下降16.5%。
"""
WEST = """西岭县2024年国民经济统计公报

三次产业占比优化为6.6:45.8:47.6，第三产业占比提高了2.6个百分点。

全年财政收入7.1亿元，同比下降6.2%。
"""
TABLE = """# 东塘市2024年各县（区）指标

| 县（区） | 地区生产总值（亿元） | 增速（%） |
| --- | --- | --- |
| 河西区 | 298.1 | 7.4 |
| 青浦县 | 178.3 | 4.1 |
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("reports"), east_txt=EAST, west_txt=WEST)


@pytest.mark.parametrize(
    ("earlier", "question", "figure"),
    [
        ("东塘县2024年第二产业增加值是多少？", "占比是多少？", "68.3%"),
        ("东塘县6月汽车产量是多少？", "同比降了多少", "16.5%"),
    ],
)
def test_a_measure_alone_is_of_what_was_asked_before(
    reports: Assistant, earlier: str, question: str, figure: str
) -> None:
    answer = reports.ask(question, [earlier])
    assert figure in answer.statements[0].text


def test_a_county_is_known_by_its_name_without_the_sort(tmp_path: Path) -> None:
    library = library_of(tmp_path, areas_md=TABLE)
    answer = library.ask("青浦呢？", ["河西区2024年增速是多少？"])
    assert answer.standalone_question == "青浦县2024年增速是多少？"
    assert "4.1" in answer.statements[0].text
