"""Places that a question names and no document does."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

NOTICE = """关于做好2025年老年助餐工作的通知

柳川市民政局

2025年柳川市新建社区老年食堂24家，每家给予一次性建设补助15万元。镜湖区、云坪县要在6月底前完成选址。申请补助要经过社区申报、街道初审、区县复核三个环节。
助餐补贴按每人每餐3元发放，由市、区两级财政按四六比例分担。
"""
REGION = """川渝共建绿色走廊

两地加快推进川渝绿色走廊建设，已创建国家现代农业产业园19个，成渝电子信息产业集群规模达到1.6万亿元。合作的主要任务有三项：一是共建清洁能源基地，二是共建绿色交通，三是共建碳市场。
今年的联席会议在重庆召开。
"""
ANONYMOUS = """关于加装电梯的补助办法

本市既有住宅加装电梯，每台补助20万元。补助经过申请、公示、拨付三个环节。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    documents = {"notice_txt": NOTICE, "region_txt": REGION}
    return library_of(tmp_path_factory.mktemp("places"), **documents)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("芦汀区申请老年食堂补助要经过哪些环节？", "芦汀区"),
        ("铜陂镇今年新建社区老年食堂几家？", "铜陂镇"),
        ("长江经济带合作的主要任务有哪些？", "长江经济带"),
        ("长株潭合作有哪三项主要任务？", "长株潭"),
        ("黔中经济区合作的主要任务有哪些？", "黔中"),
    ],
)
def test_a_place_that_no_document_names_is_not_answered_for(
    library: Assistant, question: str, place: str
) -> None:
    assert place in declined(library, question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("镜湖区申请老年食堂补助要经过哪些环节？", "社区申报"),
        ("柳川2025年新建社区老年食堂多少家？", "24家"),
        ("本县2025年新建社区老年食堂多少家？", "24家"),
        ("溜川2025年新建社区老年食堂多少家？", "24家"),
        ("成渝合作的主要任务有哪三项？", "共建碳市场"),
        ("川渝合作的主要任务有哪三项？", "共建清洁能源基地"),
        ("现代都市圈合作的主要任务有哪三项？", "共建绿色交通"),
        ("门槛今年有多高，助餐补贴每人每餐多少钱？", "3元"),
    ],
)
def test_a_place_that_stands_there_or_is_misspelt_is_answered_for(
    library: Assistant, question: str, said: str
) -> None:
    assert said in answered(library, question)


def test_documents_that_name_no_place_may_be_those_of_the_place_asked_about(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    library = library_of(tmp_path_factory.mktemp("anonymous"), rule_txt=ANONYMOUS)
    assert "20万元" in answered(library, "柳川市既有住宅加装电梯每台补助多少钱？")


def test_what_a_region_has_together_is_not_counted_for_one_of_its_places(
    library: Assistant,
) -> None:
    assert "重庆" in declined(library, "重庆创建了多少个国家现代农业产业园？")
    assert "19个" in answered(library, "川渝创建了多少个国家现代农业产业园？")
    assert "1.6万亿元" in answered(library, "重庆电子信息产业有多大？")
