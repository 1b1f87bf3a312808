"""Broken sentences are joined, lists, fields and titles are not."""

import pytest

from assistant.ingest.joining import glue, joins, printed_lines
from assistant.ingest.wrapping import unwrap

LONG = "全市电子信息制造业集群规模达到1.6万亿元，同比增长8.5%，已成"


@pytest.mark.parametrize(
    ("previous", "following", "joined"),
    [
        (LONG, "为中国大陆第三的集聚地。", True),
        (LONG + "为第一。", "下一段从这里开始。", False),
        ("一年来，全县直接经济损失达到1.", "6亿元。", True),
        ("入汛以来，全市共排查隐患点4", "8处，整改率98%。", True),
        ("增长8.5", "%，比全国高0.4个百分点。", True),
        ("他在会上说：“我们要坚持绿色发展。", "走好自己的路。”", True),
        ("行动方案中明确提出“一", "区多园”模式。", True),
        ("村民们说，“现在环境好了，", "游客多了，", True),
        ("根据《成渝地区双城经济圈", "建设规划纲要》，要抓好落实。", True),
        ("他说：“第一段引语很长。", "“第二段引语另起。”", False),
        (LONG + "为重要、", "（一）完善制度。", False),
        (LONG, "一、总体要求", False),
        (LONG, "1. 加强领导", False),
        ("办理地点：政务服务中心三楼", "办理时间：工作日上午", False),
        ("行业\t增速\t占比", "化工\t7.9%\t21%", False),
        ("| 行业 | 增速 |", "| 化工 | 7.9% |", False),
        ("以推动绿色发展助力实现双碳目标", "建设现代化产业体系", False),
        ("床前明月光，", "疑是地上霜。", False),
        ("我在山中", "数过三百个清晨", False),
        ("各区县人民政府，市政府有关部门，有关单位：", "经市政府同意，现通知如下。", False),
        ("标题", "，逗号不会在行首。", True),
        ("（作者单位：某某大学马克思主义学院，某某研究中心）", "下一篇文章的题目", False),
    ],
)
def test_sentence_goes_on(previous: str, following: str, joined: bool) -> None:
    assert joins(previous, following) is joined


def test_nothing_is_put_between_chinese_parts() -> None:
    assert glue("获批国", "家先进制造业") == "获批国家先进制造业"
    assert glue("达到1.", "6亿元") == "达到1.6亿元"


def test_latin_words_of_a_latin_text_are_parted() -> None:
    assert glue("the quick brown", "fox jumps") == "the quick brown fox jumps"


def texts(text: str) -> list[str]:
    return [line.text for line in unwrap(printed_lines(text))]


def test_hard_wraps_are_undone() -> None:
    paragraph = (
        "推动形成绿色低碳的生产方式和生活方式，是一场广泛而深刻的经济社会系统性变革，需要久久为功、持续用力，也需要全社会共同参与。"
        * 3
    )
    wrapped = "\n".join(paragraph[n : n + 40] for n in range(0, len(paragraph), 40))
    assert texts(f"题目\n\n{wrapped}\n\n{wrapped}") == ["题目", paragraph, paragraph]


def test_indents_part_paragraphs_of_wrapped_text() -> None:
    text = (
        "　　挂号要扫码，乘车要扫码，连买菜也\n要扫码。技术让生活更便捷，却也让一些\n老人寸步难行。"
        "\n　　便民不能只便一部分人。数字化改革\n的出发点是人，落脚点也是人。"
    )
    assert texts(text) == [
        "挂号要扫码，乘车要扫码，连买菜也要扫码。技术让生活更便捷，却也让一些老人寸步难行。",
        "便民不能只便一部分人。数字化改革的出发点是人，落脚点也是人。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "故人西辞黄鹤楼，\n烟花三月下扬州。\n孤帆远影碧空尽，\n唯见长江天际流。\n（唐·李白）",
        "姓名：张三丰先生\n电话：0570-1234\n地址：城南路三十号\n邮编：324000号\n单位：某某中学校",
        "甲社区服务中心\n乙社区服务中心\n丙社区服务中心\n丁社区服务中心\n戊社区服务中心",
    ],
)
def test_verse_records_and_lists_keep_their_lines(text: str) -> None:
    assert texts(text) == text.split("\n")


def test_english_wraps_are_undone_with_spaces() -> None:
    words = ["the assistant answers questions about documents and cites every sentence"] * 6
    paragraph = " ".join(words) + "."
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    assert texts("\n".join(lines)) == [paragraph]
