"""What is asked for by a name that also ends a longer one, or stands cut in another word."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

FARMING = """川宁市一季度经济运行简况

2020-04-20

农林牧渔业总产值165.05亿元，增长3.0%。其中，农业产值42.86亿元，增长3.3%；林业产值2.54亿元，增长16.8%；渔业产值69.42亿元，增长3.5%。

3月份全市财政支出46.06亿元，比2月份增加23.12亿元，环比增长100.8%。

移动客户端要全面支持IPv6（互联网协议第6版），支持在不同终端便捷使用。
"""
COUNTY = """点点滴滴民生事

郭平海 黄小满 本报记者 方宁

定宁县把民生摆上重中之重的位置，民生支出占财政收入的七成以上。

近年来，该县从各单位中抽调干部组成便民服务队，分别进驻119个村和社区，当好政策的宣传员、矛盾的调解员。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("names")
    return library_of(folder, 简况_txt=FARMING, 民生_txt=COUNTY)


def test_a_part_is_not_answered_by_the_whole_whose_name_ends_in_its(library: Assistant) -> None:
    (first, *_) = library.ask("渔业增长多少？").statements
    assert "渔业产值69.42亿元，增长3.5%" in first.text
    (whole, *_) = library.ask("农林牧渔业总产值是多少？").statements
    assert "165.05亿元" in whole.text


def test_a_word_cut_out_of_a_longer_one_is_no_other_kind(library: Assistant) -> None:
    assert "IPv6" in answered(library, "移动客户端要支持哪个网络协议？")


def test_an_amount_and_its_growth_are_asked_together(library: Assistant) -> None:
    told = answered(library, "2020年3月份全市财政支出金额及环比增幅？")
    assert "46.06亿元" in told
    assert "100.8%" in told


def test_that_county_is_the_one_that_the_report_names(library: Assistant) -> None:
    assert "119个村" in answered(library, "定宁县便民服务队进驻了多少个村？")
    assert declined(library, "信平县便民服务队进驻了多少个村？")


def test_correspondents_before_the_reporter_are_authors_too(library: Assistant) -> None:
    assert "郭平海、黄小满、方宁" in answered(library, "《点点滴滴民生事》的作者是谁？")
