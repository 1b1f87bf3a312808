"""Dates that pages and file names state."""

import pytest

from assistant.ingest.dates import date_of_lines, date_of_name, iso_date, published_on, stated_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年1月5日 星期四 第06版", "2023-01-05"),
        ("2023 年 01 月 05 日", "2023-01-05"),
        ("重庆日报-2023-01-05", "2023-01-05"),
        ("20230105理论版", "2023-01-05"),
        ("2023.1.5", "2023-01-05"),
        ("2023年13月5日", ""),
        ("电话 0570-1234567", ""),
        ("渝府发〔2023〕105号", ""),
        ("202301056789", ""),
        ("", ""),
    ],
)
def test_full_dates(text: str, date: str) -> None:
    assert iso_date(text) == date


def test_file_name_may_state_a_month() -> None:
    assert date_of_name("2023-04 工作简报") == "2023-04"
    assert date_of_name("2023年4月工作简报") == "2023-04"
    assert date_of_name("2023年政府工作报告") == ""


def test_page_states_its_date_before_its_file_name() -> None:
    assert published_on(["第06版", "2022年9月20日 星期二"], "2020-01-01") == "2022-09-20"
    assert published_on(["第06版"], "2020-01-01") == "2020-01-01"


@pytest.mark.parametrize(
    ("value", "date"),
    [("2023", "2023"), ("2023-02", "2023-02"), ("2023/2/1", "2023-02-01"), ("去年", "")],
)
def test_stated_dates(value: str, date: str) -> None:
    assert stated_date(value) == date


def test_lines_that_are_a_date_and_sentences_that_hold_one() -> None:
    assert date_of_lines(["发布时间：2022-05-06 来源：水务局", "正文。"]) == "2022-05-06"
    assert date_of_lines(["正文。", "某市人民政府", "2022年5月6日"]) == "2022-05-06"
    assert date_of_lines(["2022年5月6日，全市开会。", "正文。"]) == ""
    assert date_of_lines(["——2024年1月18日在某县人大第四次会议上", "正文。"]) == "2024-01-18"
    assert date_of_lines(["正文。", "（原载《云江日报》2024年4月9日第3版）"]) == "2024-04-09"
    assert date_of_lines(["原载于2023年报告的数字，2024年4月9日更正。"]) == ""


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("平川市水文局　2024年4月2日", "2024-04-02"),
        ("平水〔2024〕11号　　2024年3月6日印发", "2024-03-06"),
        ("现印发给你们，请遵照执行。 平川市教育局 2023年9月4日 平川市饮水指南", "2023-09-04"),
        ("平川市教育局（代章） 2023年9月4日", "2023-09-04"),
        ("经平川市教育局 2023年9月4日会议研究，同意。", ""),
        ("开工日期 2023年9月4日", ""),
    ],
)
def test_the_day_that_an_office_signs_with(line: str, date: str) -> None:
    assert date_of_lines([line]) == date
