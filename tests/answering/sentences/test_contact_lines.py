"""Fields of a notice: the number under a name, the hours of a weekday, no field before prose."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, library_of

TENDER = """县中学食堂监控项目公开招标公告

一、项目基本情况
项目名称：县中学食堂监控项目
开标地点：县公共资源交易中心二楼第三开标室

二、其他事项
1.本项目设置现场踏勘，集中时间为4月16日上午9时，在县第二中学东门集合，不参加踏勘不影响投标。

三、联系方式
采购代理机构：正衡项目管理有限公司
联系方式：0796-5567718
项目联系人：廖女士
电    话：0796-5567719
"""
LIFTS = """加装电梯补助办事指南

办理时间：周一至周五 9:00—12:00，13:30—17:00；周六 9:00—12:00（延时服务）
办理地点：政务服务中心三楼
补助标准：六层及以上每部补助15万元；四层、五层每部补助12万元。
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("office"), tender_txt=TENDER, lifts_txt=LIFTS)


def test_the_number_under_a_name_is_the_number_to_ring(office: Assistant) -> None:
    said = office.ask("食堂监控项目联系人廖女士的电话").statements[0].text
    assert "0796-5567719" in said


def test_a_sentence_on_the_very_thing_goes_before_the_field_of_another(office: Assistant) -> None:
    said = answered(office, "食堂监控项目的现场踏勘在哪个学校集合？")
    assert "第二中学" in said
    assert "开标室" not in said


@pytest.mark.parametrize("day", ["星期六", "周六", "礼拜六"])
def test_whether_one_may_come_on_a_weekday_is_told_by_the_hours(
    office: Assistant, day: str
) -> None:
    assert "周六 9:00" in answered(office, f"{day}能去办电梯补助吗？")


def test_what_one_gets_is_no_missing_field(office: Assistant) -> None:
    assert "15万元" in answered(office, "六层的楼加装电梯，一部能补多少钱？")
