"""What is told before a question: left out where nothing depends on it, kept where it may."""

from pathlib import Path

import pytest

from assistant.answering.conversation.parts import parts_of
from assistant.answering.conversation.preamble import question_alone, without_occasion
from assistant.service import Assistant
from tests.answering.libraries import library_of


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "写稿子要两个数：全县小型水库的总库容是多少？",
            "全县小型水库的总库容是多少？",
        ),
        (
            "领导让我准备个汇报材料，请说说中学食堂为什么改成自营？",
            "请说说中学食堂为什么改成自营？",
        ),
        ("游泳馆的票价分哪几档，各是多少？我要写进方案里", "游泳馆的票价分哪几档，各是多少？"),
        ("下午要给领导汇报，全县小型水库的总库容是多少？", "全县小型水库的总库容是多少？"),
        ("这篇文章讲了什么？用一两句话概括。", "这篇文章讲了什么？"),
        ("两位作者各自怎么看？请对比说明并注明出处。", "两位作者各自怎么看？"),
        ("旧水渠怎么管护，文章里怎么说？", "旧水渠怎么管护"),
        ("护林员不够怎么办，作者有什么办法", "护林员不够怎么办"),
        ("申报条件是什么？通知里是怎么规定的？", "申报条件是什么？"),
        (
            "我在写一份汇报，想核几个数。全县小型水库的总库容是多少？",
            "全县小型水库的总库容是多少？",
        ),
        ("想核对几个数据，全县小型水库的总库容是多少？", "全县小型水库的总库容是多少？"),
    ],
)
def test_the_occasion_is_left_out(question: str, asked: str) -> None:
    assert without_occasion(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "我们在写北湖县的材料，全县小型水库的总库容是多少？",
        "准备申报材料，一共要交几份？",
        "领导要去北京开会，会议的主要议题是什么？",
        "发现重大安全隐患，要向主管部门汇报，最迟多长时间内报送？",
        "我是博士，来这里工作能领多少生活补贴？",
        "写论文要注意什么，格式怎么定？",
        "护林员短缺有哪些表现，作者有什么建议？",
        "哪篇文章谈到护林员，文章怎么说的？",
        "旧水渠怎么管护，水利局怎么说？",
        "文章怎么说，作者有什么办法？",
        "个人缴费每年是多少元，单位缴费每年是多少元？",
    ],
)
def test_what_says_which_thing_or_who_is_kept(question: str) -> None:
    assert without_occasion(question) == question


def test_a_story_before_a_whole_question_can_be_left_out() -> None:
    asked = "物业维修资金的使用申请要交到哪里？"
    assert question_alone(f"我们小区才换了物业，手续乱得很，{asked}") == asked


@pytest.mark.parametrize(
    "question",
    [
        "我是外地户口，上小学要带什么？",  # too short to say what it is about
        "我们小区2019年换了物业，维修资金的使用申请要交到哪里？",
        "我家住七层，加装一部电梯政府补助多少钱？",
        "我在北湖县上班，公积金贷款的最高额度是多少？",
        "我朋友开了个店，那种许可证要到什么地方办理才行？",
        "收运车辆漏了渣土的，按照管理办法的规定要罚多少钱？",  # nobody's story
    ],
)
def test_a_condition_is_no_story(question: str) -> None:
    assert question_alone(question) == ""


FUND = """住宅维修资金使用指南

物业维修资金的使用申请交到街道办事处二楼窗口。审核时间为10个工作日。
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("shelf"), fund_txt=FUND)


def test_the_question_after_a_story_is_answered(shelf: Assistant) -> None:
    asked = "物业维修资金的使用申请要交到哪里？"
    story = "我们楼邻居刚吵完架，业委会还没选出来，怕耽误了修屋顶，"
    answer = shelf.ask(story + asked)
    assert answer.outcome == "answered"
    assert "街道办事处二楼窗口" in answer.text


def test_a_story_that_the_documents_speak_of_is_kept(shelf: Assistant) -> None:
    asked = "公办学校教师参加培训每年补助学费多少元？"
    told = "我老婆自己交完物业维修资金，使用申请也交到街道办事处二楼窗口，还在等审核，"
    assert shelf.ask(told + asked).standalone_question == told + asked


def test_a_kind_that_the_document_does_not_speak_of_is_kept(tmp_path: Path) -> None:
    grant = "就业补贴办法\n\n文科专业毕业生就业补贴的发放标准是每人2000元。\n\n补贴按季度发放。\n"
    library = library_of(tmp_path, grant_txt=grant)
    asked = "毕业生就业补贴的发放标准是每人多少元？"
    assert library.ask(f"我家娃考完试了，爷爷奶奶急得团团转，{asked}").outcome == "answered"
    answer = library.ask(f"我家娃是理科，爷爷奶奶急得团团转，{asked}")
    assert answer.outcome == "abstained"
    assert answer.reason.endswith("文中相近的内容说的是“文科”，不是“理科”。")


def test_a_condition_that_the_documents_speak_against_is_kept(tmp_path: Path) -> None:
    library = library_of(tmp_path, fee_txt="停车收费标准\n\n2024年路边停车每小时收费5元。\n")
    asked = "2021年路边停车每小时收费的标准是多少元？"
    assert library.ask(f"我刚从外乡开车过来，家里老人唠叨得很，{asked}").outcome == "abstained"


def test_what_the_answer_is_for_is_no_question_but_a_condition_stays() -> None:
    asked = "全县灌区一期工程有多少亩？"
    assert parts_of(without_occasion(f"{asked}我要写进材料里")) == [asked]
    told = "退休的人能领多少养老补贴？我妈今年60岁"
    assert "我妈今年60岁" in "".join(parts_of(without_occasion(told)))
