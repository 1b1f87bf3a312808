"""Reports of one period in different years: the year asked about is the year that is told."""

import pytest

from assistant.answering.sentences.months import months_of
from assistant.answering.words.years import period_year
from assistant.service import Assistant
from tests.answering.libraries import declined, library_of

LATER = """川宁上半年经济企稳回升

2022-07-15　来源：川宁日报

市统计局发布上半年数据。初步核算，上半年地区生产总值562.4亿元，同比增长2.5%。分产业看，第一产业增加值29.1亿元，第三产业增加值304.8亿元。其中，二季度地区生产总值292.4亿元，同比增长0.4%。

上半年，固定资产投资271.4亿元，同比增长6.1%。分领域看，基础设施投资增长7.1%，房地产开发投资下降5.4%。

二季度，固定资产投资同比增长4.2%。其中，4月份增长1.8%，5月份增速加快至4.6%，6月份增速回升至5.6%。
"""
EARLIER = """川宁上半年经济平稳增长

2012-07-14　来源：川宁日报

初步测算，上半年地区生产总值227.1亿元，同比增长7.8%。其中，一季度增长8.1%，二季度增长7.6%，创下自2009年一季度以来的最低水平。第三产业增加值98.6亿元，增长7.7%。

GDP上半年增长7.8%，高于年初制定的7.5%的目标。
"""
FEES = """川宁市小学校服采购办法

学校采购校服应当按下列程序进行，先看要求。

一、采购要求及程序

（一）校服采购应当公开。供应商必须具备下列条件：

1.有营业执照；

2.信用良好。

（二）采购校服不得指定品牌。

（三）校服采购应按下列程序进行：

1.征求意见；

2.公开招标；

3.验收公示。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("years")
    return library_of(folder, 后_txt=LATER, 前_txt=EARLIER, 校服_txt=FEES)


def first(library: Assistant, question: str) -> str:
    answer = library.ask(question)
    assert answer.outcome == "answered", answer.reason
    return answer.statements[0].text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2022年上半年GDP是多少？", "562.4亿元"),
        ("2012年上半年GDP是多少？", "227.1亿元"),
        ("2012年上半年GDP增长多少？", "7.8%"),
        ("2022年二季度GDP增速是多少？", "0.4%"),
        ("2022年上半年房地产开发投资下降多少？", "5.4%"),
        ("2012年第三产业增加值是多少？", "98.6亿元"),
        ("2022年第三产业增加值是多少？", "304.8亿元"),
        ("2022年5月份固定资产投资增长多少？", "4.6%"),
    ],
)
def test_the_figure_is_of_the_year_and_month_asked_about(
    library: Assistant, question: str, figure: str
) -> None:
    assert figure in first(library, question)


def test_a_year_or_a_month_that_nothing_tells_of_is_declined(library: Assistant) -> None:
    assert "没有2021年的" in declined(library, "2021年上半年GDP是多少？")
    assert declined(library, "2022年3月份固定资产投资增长多少？")
    assert declined(library, "2022年一季度GDP增长多少？")


def test_the_list_that_is_announced_is_told_and_not_all_of_its_part(library: Assistant) -> None:
    told = [each.text for each in library.ask("校服采购的程序是什么？").statements]
    assert [each.rstrip("；。") for each in told[-3:]] == ["征求意见", "公开招标", "验收公示"]
    assert not any("品牌" in each or "营业执照" in each for each in told)


def test_a_period_without_a_year_is_of_the_year_it_is_told_in() -> None:
    assert period_year("1-6月增长3%", "2023-07-20") == "2023"
    assert period_year("前三季度增长3%", "2023-10-20") == "2023"
    assert period_year("一季度增长3%", "2023-03-31") == "2023"
    assert period_year("上半年完工", "2023-02-01") == ""
    assert period_year("2021年上半年增长3%", "2023-07-20") == ""
    assert period_year("上半年增长3%", "2023") == ""


def test_months_are_told_from_days_and_spans() -> None:
    assert months_of("4月份增长1.8%,5月增长") == {"4", "5"}
    for none in ("6月5日", "1-5月", "三个月", "12月底前", "第3月", "5月上旬"):
        assert months_of(none) == frozenset()
