"""Guides of an office: what stands under a heading answers what people ask otherwise."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

GUIDE = """# 棠溪县取水许可证核发办事指南

发布单位：棠溪县水务局

## 一、适用范围
本指南适用于棠溪县行政区域内利用取水工程直接从河流、湖泊取水的单位和个人申请取水许可证。家庭生活零星取水的不需要申请取水许可证。

## 二、办理条件
1. 取水工程已经验收合格；
2. 计量设施已经安装并能正常运行。

## 三、办理流程
网上填报→窗口受理→专家评审→作出决定→制证送达。

## 四、办理时限
自受理之日起20个工作日内作出决定，本局承诺8个工作日办结。补正材料所用时间不计入办理时限。

## 五、收费标准
不收费。

## 六、证件有效期
取水许可证有效期为5年。有效期届满需要延续的，应当于届满45日前提出申请。

## 七、救济途径
申请人对决定持有异议的，可以自收到决定书之日起60日内向棠溪县人民政府申请行政复议。
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("guide"), 取水许可_md=GUIDE)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("办取水许可证要钱吗？", "不收费。"),
        ("申请取水许可证收不收费？", "不收费。"),
        ("取水许可证多久能办好？", "8个工作日办结"),
        ("取水许可证有效期是多久？", "有效期为5年"),
        ("取水许可证办理流程", "网上填报→窗口受理"),
        ("取水许可证没批下来，我不服，去哪里说理？", "申请行政复议"),
    ],
)
def test_the_heading_that_is_asked_for_leads(guide: Assistant, question: str, told: str) -> None:
    first, *others = guide.ask(question).statements
    assert told in first.text
    assert len(others) <= 1
    assert not any("有效期为5年" in each.text for each in others)


def test_what_is_asked_of_the_thing_itself_is_answered_by_prose(guide: Assistant) -> None:
    (statement, *_) = guide.ask("家庭零星取水要不要申请取水许可证？").statements
    assert "不需要申请" in statement.text


def test_a_heading_of_another_document_does_not_lead(tmp_path: Path) -> None:
    other = (
        "# 游泳馆开放公告\n\n## 一、票价\n成人每次20元，学生每次10元。\n\n"
        "## 二、时间\n每天9时开放。\n"
    )
    library = library_of(tmp_path, 取水许可_md=GUIDE, 游泳馆_md=other)
    (statement, *_) = library.ask("游泳馆学生多少钱？").statements
    assert "10元" in statement.text


def test_prose_under_a_label_is_no_field_that_lacks_what_is_asked(tmp_path: Path) -> None:
    text = (
        "澄海市就业政策\n\n一、就业见习补贴\n"
        "政策内容：就业见习补贴范围包括见习人员在见习期间的基本生活费、人身意外伤害保险费以及指导管理费用。\n"
        "申请渠道：区县人力资源和社会保障局\n"
    )
    answer = library_of(tmp_path, 政策_txt=text).ask("给企业的就业见习补贴包含哪几项费用？")
    assert "指导管理费" in answer.text
