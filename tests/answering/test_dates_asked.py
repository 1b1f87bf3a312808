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


RULES = """# 棠溪市扬尘污染防治条例

第五条　工地出入口应当设置车辆冲洗设施。

第十九条　本条例自2023年3月1日起施行。
"""


def test_a_day_is_no_hour(tmp_path: Path) -> None:
    question = "条例规定工地晚上几点后不许施工？"
    told = RULES.replace("设施。", "设施，二十二时后不得施工。")
    for folder in ("silent", "told"):
        (tmp_path / folder).mkdir()
    assert library_of(tmp_path / "silent", 条例_md=RULES).ask(question).outcome == "abstained"
    library = library_of(tmp_path / "told", 条例_md=told)
    assert "二十二时" in library.ask(question).statements[0].text


def test_the_year_of_a_report_is_told(tmp_path: Path) -> None:
    answer = library_of(tmp_path, 指南_md=GUIDE).ask("财务审计报告是哪个年度的？")
    assert answer.statements[0].text.startswith("2022年度、2023年度财务审计报告")
