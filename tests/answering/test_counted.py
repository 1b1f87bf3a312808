"""What is counted, numbered or of one place, told from what stands beside it."""

import pytest

from assistant.answering.words.contrasts import numbered
from assistant.answering.words.places import towns_of
from assistant.answering.words.question import analyse
from assistant.answering.words.years import years_stated
from assistant.service import Assistant
from tests.answering.libraries import library_of

PAPER = """# 以“小切口”撬动公共服务大提升

□简知远

近年来，各地从群众身边小事入手改进公共服务，探索出不少好办法，取得了看得见的成效。

一、准确把握“小切口”的内涵

它包含三层意思：一是对象具体，聚焦一类人群；二是责任清楚，落到一个牵头部门；三是结果可感，群众能够判断办得好不好。

二、当前需要破解的三个难题

一是选题选不准。二是服务接不住。三是人才留不下。

三、以制度创新放大“小切口”效应

建立民意直通的选题机制，打通热线和网格的数据，按月形成诉求清单，由群众代表票选。
"""
REPORT = """# 竹材加工企业调研报告

（2024年9月修订，临竹协发〔2024〕27号印发）

为摸清“以竹代塑”带来的机遇和企业的实际困难，协会课题组用三个月实地走访企业，召开座谈会，回收问卷，形成本报告，供有关部门和企业参考使用。走访的企业在桐源县、柳埠区。

截至5月底，全市现有竹林面积94万亩，竹材加工企业312家。

表1　主要指标（2023年）

| 地区 | 企业数（家） | 平均开工率 |
|---|---|---|
| 桐源县 | 168 | 78% |
| 柳埠区 | 61 | 83% |
| 白蕨县 | 83 | 59% |

11月8日，市长主持召开市政府第58次常务会议，研究排水防涝、助餐服务等事项。

（1）市水务局：负责内河水位调控和闸坝调度，汛前将城区内河水位预降至4.2米以下。

青石镇2024年新建充电桩36台。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("counted"), 文章_md=PAPER, 报告_md=REPORT)


def said(library: Assistant, question: str) -> str:
    return "\n".join(statement.text for statement in library.ask(question).statements)


def test_three_meanings_are_not_the_three_parts_of_the_article(library: Assistant) -> None:
    found = said(library, "简知远的文章认为“小切口”包含哪三层含义？")
    assert all(word in found for word in ("对象具体", "责任清楚", "结果可感"))
    assert "制度创新" not in found


def test_rows_named_short_answer_each_of_the_year_in_the_caption(library: Assistant) -> None:
    found = said(library, "桐源、柳埠、白蕨三地2023年平均开工率各是多少？")
    assert [line.split("：")[-1] for line in found.splitlines()] == ["78%", "83%", "59%"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("桐源县竹林面积有多少万亩？", "桐源县"),
        ("市政府第57次常务会议研究了哪些事项？", "第58次"),
        ("石桥镇2024年新建充电桩多少台？", "石桥镇"),
    ],
)
def test_another_place_or_meeting_is_not_answered_for(
    library: Assistant, question: str, reason: str
) -> None:
    answer = library.ask(question)
    assert answer.outcome == "abstained"
    assert reason in answer.reason


def test_a_field_whose_value_says_what_is_asked_answers(library: Assistant) -> None:
    assert "4.2米" in said(library, "汛前城区内河水位要预降到多少米以下？")


def test_a_number_in_brackets_under_the_title_is_the_documents(library: Assistant) -> None:
    assert "临竹协发〔2024〕27号" in said(library, "竹材加工企业调研报告的文号是什么？")


def test_roman_levels_and_meetings_are_told_apart() -> None:
    assert numbered("Ⅲ级响应") != numbered("Ⅱ级响应")
    assert numbered("第57次会议") != numbered("第58次会议")


def test_towns_are_named_and_words_with_town_are_not() -> None:
    assert towns_of("青石镇和沙沟村") == ("青石镇", "沙沟村")
    assert towns_of("筠山县村卫生室,特色小镇,示范村,今年村镇自来水,乡镇,农村") == ()


def test_years_with_a_value_in_brackets_are_stated() -> None:
    assert years_stated("总额327亿元(2022年为334亿元)") == ("2022",)
    assert years_stated("规划(2022-2030年)") == ()


def test_the_attribute_stands_before_the_year() -> None:
    assert analyse("装备制造集群产值2021年达到多少亿？").heads[0] == "集群产值"
