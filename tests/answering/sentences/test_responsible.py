"""Who is responsible: 由…牵头 for 由谁负责, and no line of addressees for 找哪个部门."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, declined, library_of

MINUTES = """# 砚溪镇第12次镇长办公会议纪要

2025年5月9日，镇长陶静主持召开镇长办公会议。现纪要如下。

一、研究老集市搬迁工作
会议听取了镇经发办的汇报，进度滞后。会议决定由副镇长何春生牵头，成立工作专班，6月底前完成搬迁。

二、听取小学校车工作汇报
会议听取了镇中心校的汇报，今年增设2条线路。
"""
NOTICE = """砚溪县残疾人联合会文件

关于做好2025年残疾人两项补贴年审工作的通知

各镇人民政府、街道办事处，县级有关部门：

为做好2025年残疾人两项补贴年审工作，现将有关事项通知如下。

一、年审对象
持有残疾人证并领取两项补贴的居民。

二、工作要求
每月5日前将年审进度表报县残联维权科，联系人：戚蓉，电话：0571-8612 0000。

砚溪县残疾人联合会
2025年1月12日
"""
RULES = """# 砚溪县人才公寓管理办法

第一条 为规范人才公寓管理，制定本办法。
第二条 县人社局负责资格认定，县住建局负责日常管理。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("responsible")
    return library_of(folder, minutes_md=MINUTES, notice_txt=NOTICE, rules_md=RULES)


@pytest.mark.parametrize(
    "question",
    [
        "老集市搬迁由谁负责",
        "谁负责老集市搬迁",
        "老集市搬迁由谁牵头",
        "老集市搬迁工作由哪个领导负责",
        "老集市搬迁是谁负责？",
    ],
)
def test_whoever_leads_a_task_is_responsible_for_it(library: Assistant, question: str) -> None:
    assert answered(library, question).startswith("会议决定由副镇长何春生牵头")


def test_who_leads_another_task_is_not_responsible_for_this_one(library: Assistant) -> None:
    assert "没有" in declined(library, "小学校车由谁负责")


def test_those_whom_a_document_is_sent_to_are_not_where_to_go(library: Assistant) -> None:
    assert "县残联维权科" in answered(library, "残疾人两项补贴找哪个部门")


def test_two_subjects_are_asked_each_by_itself(library: Assistant) -> None:
    said = answered(library, "残疾人两项补贴和人才公寓分别找哪个部门")
    assert "县残联维权科" in said
    assert "县人社局负责资格认定" in said
    assert "各镇人民政府" not in said
