"""The people of a group, listed by role: who they are, and what each is."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import declined, library_of

NOTICE = """川宁市人民政府办公室关于成立川宁市防汛抗旱工作专班的通知

各县（区）人民政府，市政府各部门：

为加强防汛抗旱工作的统筹协调，市政府决定成立防汛抗旱工作专班。现将有关事项通知如下。

一、人员组成

组　长：秦越山　市政府副市长

副组长：何其沛　市政府副秘书长

　　　　孟知远　市水利局局长

　　　　陶静安（市应急管理局局长）

成　员：市水利局、市应急管理局、市气象局，青柳县人民政府分管负责同志。

专班办公室设在市水利局，市水利局局长兼任办公室主任。各成员单位确定1名联络员。

二、主要职责

统筹推进和督促指导全市防汛抗旱工作。

川宁市人民政府办公室
2025年3月6日
"""
REPORT = """岚州市防汛工作综述

今年汛期，岚州市转移群众3200人，水库安全度汛。各县区建立巡查队伍，全天值守。
"""
OTHER = NOTICE.replace("川宁", "云陵").replace("防汛抗旱", "森林防火").replace("秦越山", "罗景行")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("roster"), 专班_txt=NOTICE, 综述_txt=REPORT)


def said(library: Assistant, question: str, *history: str) -> list[str]:
    return [statement.text for statement in library.ask(question, history).statements]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("川宁防汛抗旱工作专班的组长是谁？", ["组　长：秦越山　市政府副市长"]),
        ("谁担任专班组长", ["组　长：秦越山　市政府副市长"]),
        ("防汛专班的头儿是谁", ["组　长：秦越山　市政府副市长"]),
        (
            "副组长都有谁？",
            [
                "副组长：何其沛　市政府副秘书长",
                "副组长：孟知远　市水利局局长",
                "副组长：陶静安（市应急管理局局长）",
            ],
        ),
        (
            "专班的成员单位有哪些？",
            ["成　员：市水利局、市应急管理局、市气象局，青柳县人民政府分管负责同志。"],
        ),
        ("孟知远是什么职务？", ["副组长：孟知远　市水利局局长"]),
        ("陶静安是谁", ["副组长：陶静安（市应急管理局局长）"]),
        ("川宁市应急局局长是谁？", ["副组长：陶静安（市应急管理局局长）"]),
    ],
)
def test_the_lines_of_the_roster_answer(
    library: Assistant, question: str, lines: list[str]
) -> None:
    assert said(library, question) == lines


def test_a_name_further_down_is_cited_with_the_role_above_it(library: Assistant) -> None:
    answer = library.ask("孟知远是什么职务？")
    (article,) = (each for each in library.articles() if each.source == "专班.txt")
    quotes = [each.quote for each in answer.citations]
    assert quotes == ["孟知远　市水利局局长", "副组长"]
    assert all(article.text[c.start : c.end] == c.quote for c in answer.citations)


def test_he_is_the_one_who_was_told(library: Assistant) -> None:
    assert said(library, "他是什么职务？", "防汛专班的组长是谁？") == [
        "组　长：秦越山　市政府副市长"
    ]
    deputies = said(library, "他们都是什么职务？", "副组长有哪几位？")
    assert deputies == said(library, "副组长都有谁？")


def test_the_group_that_is_named_is_meant(tmp_path: Path) -> None:
    both = library_of(tmp_path, 甲_txt=NOTICE, 乙_txt=OTHER)
    assert said(both, "森林防火专班的组长是谁？") == ["组　长：罗景行　市政府副市长"]
    answer = both.ask("专班的组长是谁？")
    assert {(s.group, s.text) for s in answer.statements} == {
        (
            "川宁市人民政府办公室关于成立川宁市防汛抗旱工作专班的通知",
            "组　长：秦越山　市政府副市长",
        ),
        (
            "云陵市人民政府办公室关于成立云陵市森林防火工作专班的通知",
            "组　长：罗景行　市政府副市长",
        ),
    }


def test_a_group_without_a_roster_has_nobody(library: Assistant) -> None:
    assert "没有说谁是组长" in declined(library, "岚州市防汛的组长是谁？")
    assert declined(library, "谁是岚州市防汛办公室主任？")


def test_a_post_that_the_text_gives_the_role_is_an_answer(tmp_path: Path) -> None:
    told = "成立全县河长制工作领导小组，由分管副县长任组长。\n\n领导小组每季度开会。\n"
    library = library_of(tmp_path, 方案_txt=f"云泽县河长制方案\n\n{told}")
    assert "分管副县长任组长" in said(library, "领导小组的组长是谁？")[0]


def test_a_heading_after_the_list_is_nobody(library: Assistant) -> None:
    assert not any("职责" in line for line in said(library, "副组长都有谁？"))
    assert "市水利局局长兼任办公室主任" in said(library, "专班办公室主任由谁担任？")[0]
