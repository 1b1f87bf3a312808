"""A short follow-up replaces its counterpart in the question before it, and nothing else."""

from pathlib import Path

import pytest

from assistant.answering.conversation.counterparts import substituted
from tests.answering.libraries import library_of


@pytest.mark.parametrize(
    ("earlier", "what", "whole"),
    [
        (
            "云泽市2023年第二产业增加值是多少？",
            "第三产业",
            "云泽市2023年第三产业增加值是多少？",
        ),
        ("小学网上报名是什么时候？", "初中", "初中网上报名是什么时候？"),
        ("直流充电桩每千瓦补贴多少？", "交流桩", "交流桩每千瓦补贴多少？"),
        (
            "购买第二套住房公积金首付比例是多少？",
            "首套",
            "购买首套住房公积金首付比例是多少？",
        ),
        (
            "2023年城镇居民人均可支配收入是多少？",
            "农村",
            "2023年农村居民人均可支配收入是多少？",
        ),
        (
            "云泽市2023年城镇居民人均可支配收入是多少？",
            "农村居民",
            "云泽市2023年农村居民人均可支配收入是多少？",
        ),
        ("云泽市2023年粮食总产量是多少？", "油料", "云泽市2023年油料总产量是多少？"),
        ("云泽市2023年粮食总产量是多少？", "临溪县", "临溪县2023年粮食总产量是多少？"),
        ("云泽市2023年粮食总产量是多少？", "2022年", "云泽市2022年粮食总产量是多少？"),
        ("粮食总产量是多少？", "临溪县", "临溪县粮食总产量是多少？"),
        ("年满90岁的老人每月津贴多少钱？", "80岁的", "年满80岁的老人每月津贴多少钱？"),
        ("对个人罚多少？", "对单位", "对单位罚多少？"),
        ("国家级小巨人企业奖补多少钱？", "省级的", "省级企业奖补多少钱？"),
        ("电子信息产业有多少家企业？", "汽车产业", "汽车产业有多少家企业？"),
        ("养老护理员的平均年龄是多少？", "平均工资", "养老护理员的平均工资是多少？"),
        ("申请公租房要什么条件？", "流程", "申请公租房要什么流程？"),
        ("怎么申请低保？", "公租房", "怎么申请公租房？"),
        ("报名时间是什么时候？", "考试", "考试时间是什么时候？"),
        ("安平市2023年常住人口是多少？", "面积", "安平市2023年面积是多少？"),
        ("经济体量占西部的比重是多少？", "占全国的", "经济体量占全国的比重是多少？"),
        ("两江新区有哪些企业？", "天府新区", "天府新区有哪些企业？"),
        ("2023年GDP是多少？", "去年", "去年GDP是多少？"),
        ("《条例》是谁制定的？", "《办法》", "《办法》是谁制定的？"),
        ("安平市2023年博物馆有几座？", "影剧院", "安平市2023年影剧院有几座？"),
    ],
)
def test_only_the_counterpart_is_replaced(earlier: str, what: str, whole: str) -> None:
    assert substituted(earlier, what) == whole


PLAN = """互助养老实施方案

一、重点任务

（一）健全服务制度。建立养老服务清单。

（二）优化社区服务。发展老年助餐，建设助餐点320个。

（三）加强队伍建设。开设智慧健康养老专业。

二、推广模式

农村养老推广互助养老模式，由低龄老人照顾高龄老人，服务时间存入时间银行。
"""


@pytest.mark.parametrize(
    ("earlier", "question", "standalone"),
    [
        ("重点任务有哪些？", "最后一个呢？", "“加强队伍建设”有哪些内容？"),
        ("农村养老推广哪个村的模式？", "这种模式具体怎么做？", "农村养老推广的模式具体怎么做？"),
        ("怎样推广互助养老模式？", "这种模式具体怎么做？", "推广互助养老模式具体怎么做？"),
    ],
)
def test_the_last_item_and_this_kind_of_thing_are_made_whole(
    tmp_path: Path, earlier: str, question: str, standalone: str
) -> None:
    answer = library_of(tmp_path, 方案_txt=PLAN).ask(question, [earlier])
    assert answer.standalone_question == standalone


def test_she_who_wrote_it_is_its_author(tmp_path: Path) -> None:
    article = "# 做好助餐服务\n\n作者：林若溪\n\n助餐点的办法是场地免租。\n"
    answer = library_of(tmp_path, article_md=article).ask(
        "她在哪里任职？", ["《做好助餐服务》是谁写的？"]
    )
    assert answer.standalone_question == "林若溪在哪里任职？"
