"""A follow-up keeps what it does not replace: what is counted, who is spoken of, its subject."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering.conversation.continued import person_in, subjects_for, with_what_is_counted
from assistant.answering.conversation.counterparts import subject_of, substituted
from tests.answering.libraries import library_of


@pytest.mark.parametrize(
    ("question", "earlier", "whole"),
    [
        ("今年建多少个？", ["去年建了多少个口袋公园？"], "今年建多少个口袋公园？"),
        (
            "今年建多少个？",
            ["面积多少亩？", "去年建了多少个口袋公园？"],
            "今年建多少个口袋公园？",
        ),
        ("县里出多少？", ["这座桥一共花了多少钱？"], "县里出多少钱？"),
        ("男的女的各多少？", ["一共招了多少名教师？"], "男的女的各多少名教师？"),
        ("学生用交吗？", ["游泳馆一次收多少钱？"], "学生用交钱吗？"),
        ("哪些人不用交？", ["游泳馆一次收多少钱？"], "哪些人不用交钱？"),
        ("在哪里交？", ["游泳馆一次收多少钱？"], "在哪里交？"),
        # What is asked has its own noun, or is a measure itself.
        ("今年建多少个公厕？", ["去年建了多少个口袋公园？"], "今年建多少个公厕？"),
        ("面积多少？", ["这座桥一共花了多少钱？"], "面积多少？"),
        ("有多少所？", ["去年建了多少个口袋公园？"], "有多少所？"),
        ("最高那档交多少？", ["一共分几档？"], "最高那档交多少？"),
        ("县财政一年少收多少？", ["关了多少采石场？"], "县财政一年少收多少？"),
        ("县里出多少？", ["近几年关了哪些采石场？"], "县里出多少？"),
        ("什么时候交？", ["去年建了多少个口袋公园？"], "什么时候交？"),
    ],
)
def test_what_is_counted_is_kept(question: str, earlier: Sequence[str], whole: str) -> None:
    assert with_what_is_counted(question, earlier) == whole


@pytest.mark.parametrize(
    ("question", "asked", "standalone", "subjects"),
    [
        # The subject of the first question goes on to the third.
        (
            "投资多少？",
            "受益多少户？",
            "云泽市水库加固受益多少户？",
            ("云泽市水库加固受益", "云泽市水库加固"),
        ),
        # Another year takes the year's place.
        ("今年多少？", "2023年云泽市招聘多少人？", "2023年云泽市招聘多少人？", ("云泽市招聘",)),
        # A breakdown is one of what was counted.
        ("男女各多少？", "云泽市去年招了多少人？", "云泽市去年招了多少人？", ("云泽市去年招了",)),
    ],
)
def test_a_follow_up_goes_on_with_the_subject(
    question: str, asked: str, standalone: str, subjects: tuple[str, ...]
) -> None:
    assert subjects_for(question, asked, standalone) == subjects


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("县医院收治的那位在外地打工的陈先生输了几次血？", "陈先生"),
        ("刘海燕老师教几个班？", "刘海燕老师"),
        ("郭守田是谁？", "郭守田"),
        ("作者是谁？", ""),
        ("现任市长是谁？", ""),
        ("施工方是谁？", ""),
        ("董事长是谁？", ""),
        ("县医院有多少名医生？", ""),
    ],
)
def test_a_person_is_told_by_the_title(question: str, person: str) -> None:
    assert person_in(question) == person


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("文化馆书法班收多少钱？", "文化馆书法班"),
        ("全县去年税收多少？", "全县去年税收"),
    ],
)
def test_a_verb_of_paying_is_no_part_of_the_subject(question: str, subject: str) -> None:
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    ("earlier", "what", "whole"),
    [
        ("周明说水路运输怎么发展？", "航空", "周明说航空怎么发展？"),
        ("交通运输怎么发展？", "能源", "能源怎么发展？"),
        ("门诊报销比例是多少？", "住院", "住院报销比例是多少？"),
    ],
)
def test_the_thing_is_replaced_not_its_speaker_nor_its_attribute(
    earlier: str, what: str, whole: str
) -> None:
    assert substituted(earlier, what) == whole


HOSPITAL = """清溪县医院通讯

在清溪县医院，长期在外地打工的陈先生5日从急诊室转入内科病房。医院为他先后输血3次。

养护院的老人每天测量血压2次。养护院的老人出现头晕、呕吐等症状的，护理员应立即报告值班医生。

食堂供应早餐和午餐。
"""


@pytest.mark.parametrize(
    ("earlier", "question", "standalone", "answer"),
    [
        (
            "那位在外地打工的陈先生一共输了几次血？",
            "他是几号转到内科病房的？",
            "陈先生是几号转到内科病房的？",
            "5日",
        ),
        (
            "养护院的老人每天量几次血压？",
            "要是有谁半夜里突然头晕呕吐怎么办？",
            "养护院的老人每天量，要是有谁半夜里突然头晕呕吐怎么办？",
            "报告值班医生",
        ),
    ],
)
def test_a_person_and_a_case_belong_to_what_was_asked(
    tmp_path: Path, earlier: str, question: str, standalone: str, answer: str
) -> None:
    found = library_of(tmp_path, 通讯_txt=HOSPITAL).ask(question, [earlier])
    assert found.standalone_question == standalone
    assert answer in found.statements[0].text


def test_a_case_that_stands_alone_takes_nothing_over(tmp_path: Path) -> None:
    question = "如果老人出现呕吐症状怎么办？"
    found = library_of(tmp_path, 通讯_txt=HOSPITAL).ask(question, ["食堂供应什么？"])
    assert found.standalone_question == question
