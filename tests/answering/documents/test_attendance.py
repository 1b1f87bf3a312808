"""Who held a meeting, spoke at it and was there, from lists with a line for each."""

import pytest

from assistant.answering.sentences.who import nobody_named
from assistant.service import Assistant
from tests.answering.libraries import library_of

PRESS = """平川市“桥梁安全”新闻发布会实录

时间：2025年4月10日上午10:00
地点：平川市市民中心三楼
发布人：
　　周景行　平川市交通运输局副局长
　　欧阳明　平川市公路事务中心总工程师
主持人：
　　秦　越　平川市人民政府新闻办公室科长

主持人 秦越：
各位记者，大家上午好。欢迎出席桥梁安全新闻发布会。

周景行：
全市有桥梁1260座，去年加固了48座。谁主持加固，谁负责到底。
"""
FORUM = """渔港建设座谈会纪要

会议时间：2024年9月3日

出席人员：
平川市渔业局局长　黎小满
平川市财政局科长　顾长河
记录人：
苗雨田　平川市渔业局办公室科员

会议认为，渔港泊位要增加到120个。
"""
TALK = """码头改造访谈实录

主持人 温如雪：
今天请来了岳明川老师，请他谈谈老码头怎样活化。

岳明川：
码头边开了46家铺子，留住了人。
"""
HOST = "主持人：秦越 平川市人民政府新闻办公室科长"
SPEAKERS = ["发布人：周景行 平川市交通运输局副局长", "发布人：欧阳明 平川市公路事务中心总工程师"]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("reports")
    return library_of(folder, press_txt=PRESS, forum_txt=FORUM, talk_txt=TALK)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("桥梁安全新闻发布会谁主持？", [HOST]),
        ("桥梁安全新闻发布会的主持人是谁？", [HOST]),
        ("桥梁安全新闻发布会由哪位领导主持？", [HOST]),
        ("桥梁安全新闻发布会的主持人是什么职务？", [HOST]),
        ("桥梁安全新闻发布会的发布人有哪些？", SPEAKERS),
        ("桥梁安全新闻发布会上有哪些人发布？", SPEAKERS),
        ("谁出席了桥梁安全新闻发布会？", [*SPEAKERS, HOST]),
        (
            "渔港建设座谈会有哪些人出席？",
            ["出席人员：黎小满 平川市渔业局局长", "出席人员：顾长河 平川市财政局科长"],
        ),
        ("渔港建设座谈会谁做的记录？", ["记录人：苗雨田 平川市渔业局办公室科员"]),
        ("码头改造访谈是谁主持的？", ["主持人：温如雪"]),
    ],
)
def test_those_who_are_listed_are_told_with_their_part(
    reports: Assistant, question: str, said: list[str]
) -> None:
    assert [statement.text for statement in reports.ask(question).statements] == said


def test_the_day_and_the_host_are_told_in_one_answer(reports: Assistant) -> None:
    answer = reports.ask("桥梁安全新闻发布会是哪天开的？谁主持？")
    assert "2025年4月10日" in answer.text
    assert answer.statements[-1].text == HOST
    assert answer.reason == ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("秦越是什么职务？", "秦越 平川市人民政府新闻办公室科长"),
        ("顾长河在哪个单位工作？", "平川市财政局科长　顾长河"),
    ],
)
def test_a_list_tells_what_somebody_is(reports: Assistant, question: str, said: str) -> None:
    assert [statement.text for statement in reports.ask(question).statements] == [said]


@pytest.mark.parametrize("question", ["市政府常务会议谁主持？", "渔港建设座谈会谁主持？"])
def test_another_meetings_host_is_not_told(reports: Assistant, question: str) -> None:
    assert "主持人：" not in reports.ask(question).text


def test_a_sentence_on_a_meeting_does_not_tell_who_held_it() -> None:
    assert nobody_named("文旅大会谁主持?", "今天召开文旅大会,总结去年工作。")
    assert not nobody_named("文旅大会谁主持?", "会议由副县长周明主持。")
