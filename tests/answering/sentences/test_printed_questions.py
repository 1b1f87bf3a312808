"""A question that the document asks itself, put otherwise by who asks it."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, library_of

CANTEEN = """# 食堂翻新，孩子午饭怎么吃

学校食堂将封闭翻新，大家最关心的问题整理如下。

有忌口的，4月28日前向岚川二中食堂提交登记表。

## 01 为什么要翻新？

燃气管道严重老化，被列为必须整改的隐患。

## 02 什么时候翻，翻多久？

2025年5月6日至8月20日。秋季开学起正常使用。

## 03 请假了能退费吗？

可以。请在前一天18:00前点“停餐”，费用月底统一退回。
"""


@pytest.fixture
def school(tmp_path: Path) -> Assistant:
    return library_of(tmp_path, canteen_md=CANTEEN)


def test_the_day_is_told_under_the_question_for_it(school: Assistant) -> None:
    assert "5月6日" in answered(school, "岚川二中食堂从哪天开始翻新？")


def test_another_thing_is_not_told_there(school: Assistant) -> None:
    answer = school.ask("停餐要在什么时候前点？")
    assert "18:00" in answer.text
    assert "5月6日" not in answer.statements[0].text
