"""Which articles name a thing: in their text, or in the line that says who wrote them."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

PARK = (
    "# 园区怎样用上绿电\n\n作者：陆清远\n\n园区要统一建设储能，以虚拟电厂方式参与调度。\n\n"
    "（作者系江城理工大学能源系教授）\n"
)
BEARING = (
    "# 轴承产业怎样升级\n\n作者：何思敏\n\n要联合江城理工大学共建检测中心，与其盲目上大项目，"
    "不如把小企业磨亮。\n\n（作者单位：省社科院）\n"
)
PILES = "# 充电设施行动方案\n\n在行政中心开展试点，参与虚拟电厂聚合调度。\n"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("papers"), park_md=PARK, bearing_md=BEARING, piles_md=PILES
    )


def groups(library: Assistant, question: str) -> set[str]:
    return {statement.group for statement in library.ask(question).statements}


def test_the_line_of_who_wrote_it_names_a_body_too(papers: Assistant) -> None:
    named = groups(papers, "江城理工大学在哪几篇文章里出现过？")
    assert named == {"《园区怎样用上绿电》（陆清远）", "《轴承产业怎样升级》（何思敏）"}


def test_a_person_is_not_found_in_the_line_of_his_own_name(papers: Assistant) -> None:
    assert "《园区怎样用上绿电》（陆清远）" not in groups(papers, "哪几篇文章提到了陆清远？")


def test_a_number_of_papers_is_asked_for_by_what_they_say(papers: Assistant) -> None:
    named = groups(papers, "哪两份材料提到了虚拟电厂？")
    assert named == {"《园区怎样用上绿电》（陆清远）", "《充电设施行动方案》"}


def test_what_an_article_argues_for_tells_which_it_is(papers: Assistant) -> None:
    assert groups(papers, "哪篇文章主张不要盲目上大项目？") == {"《轴承产业怎样升级》（何思敏）"}
