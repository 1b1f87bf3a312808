"""A follow-up on a fellow of what was asked stands by itself; a fund told of pays no author."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import declined, library_of

TEXT = """产业集群要做好三个协同

□方平

一、做好机制协同，深化分工协作。一是建立联席会议制度，每季度会商。二是统筹园区布局，编制产业地图。三是设立三大产业发展引导基金，支持重点项目。

二、加强政策协同，凝聚合力。一是统一招商政策。二是互认资质证书。

三、坚持创新协同，提升能级。一是共建科学城，集中布局研发平台。二是推动企业上云，建设工业互联网。

（作者系禾城大学教授。本文为市社科规划课题成果）
"""
ASKED = "机制协同怎么做？"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("fellows"), 集群_txt=TEXT)


@pytest.mark.parametrize(
    "question", ["那创新协同呢，具体要做哪些？", "创新协同具体要做哪些", "那创新协同呢"]
)
def test_a_fellow_is_asked_by_itself(library: Assistant, question: str) -> None:
    told = "".join(each.text for each in library.ask(question, (ASKED,)).statements)
    assert "共建科学城" in told
    assert "联席会议" not in told


def test_the_size_of_a_fund_is_no_matter_of_who_paid_for_the_article(library: Assistant) -> None:
    assert declined(library, "方平在文章中给三大产业发展引导基金定的规模是多少？")
    (paid, *_) = library.ask("方平那篇文章是什么课题的成果？").statements
    assert "社科规划课题" in paid.text
