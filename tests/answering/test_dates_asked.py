"""When a thing is done is told by a day, not by the year that a paper is of."""

from pathlib import Path

from tests.answering.libraries import library_of

GUIDE = """# 清溪市2024年度奖补资金申报指南

## 一、申报材料

（1）奖补资金申请表；
（2）2022年度、2023年度财务审计报告。

## 二、申报程序

企业于2024年9月2日至9月20日登录平台提交材料。
"""


def test_a_report_of_a_year_says_no_day(tmp_path: Path) -> None:
    answer = library_of(tmp_path, 指南_md=GUIDE).ask("申报什么时候截止？")
    assert "9月2日至9月20日" in answer.statements[0].text


def test_the_year_of_a_report_is_told(tmp_path: Path) -> None:
    answer = library_of(tmp_path, 指南_md=GUIDE).ask("财务审计报告是哪个年度的？")
    assert answer.statements[0].text.startswith("2022年度、2023年度财务审计报告")
