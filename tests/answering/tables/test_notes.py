"""Notes under a table are told with the rows and columns that they speak of."""

from typing import TYPE_CHECKING

import pytest

from tests.answering.libraries import library_of

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.service import Assistant

HEATING = """# 北岭市居民供热价格通知

供热价格按户型分类，见下表。

| 户型 | 供热面积价（元/平方米） | 开户费（元/户） |
|---|---|---|
| 平房 | 22 | 180 |
| 楼房 | 26 | 240 |
| 别墅 | 35 | 600 |

注：1.以上价格自2031年11月1日起提高8%；低保户减半收取。
2.别墅超过300平方米的部分另加收20%。
3.开户费含入户阀门一只；平房开户费可缓交一年。
4.数据来源为市供热公司。5.楼房价格下调，主要因燃料需求减少。

本通知由市住房和城乡建设局解释。
"""
SCHOOLS = """# 北岭市学校抽测情况

学校　　抽测人数　　达标率（%）
一小　　620　　48.2
二小　　610　　45.6

备注：①达标率含优秀和良好；②二小抽测人数不含体育特长生。

北岭市教育局
"""
OF_ALL = ["以上价格自2031年11月1日起提高8%", "低保户减半收取。"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> "Assistant":
    return library_of(tmp_path_factory.mktemp("notes"), 供热_md=HEATING, 抽测_txt=SCHOOLS)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("楼房供热面积价是多少？", ["楼房，供热面积价（元/平方米）：26", *OF_ALL]),
        (
            "别墅供热面积价是多少？",
            ["别墅，供热面积价（元/平方米）：35", *OF_ALL, "别墅超过300平方米的部分另加收20%。"],
        ),
        (
            "楼房开户费多少钱？",
            ["楼房，开户费（元/户）：240", *OF_ALL, "开户费含入户阀门一只"],
        ),
        ("二小抽测人数是多少？", ["二小，抽测人数：610", "二小抽测人数不含体育特长生。"]),
        ("一小抽测人数是多少？", ["一小，抽测人数：620"]),
        ("二小达标率是多少？", ["二小，达标率（%）：45.6", "达标率含优秀和良好"]),
    ],
)
def test_the_notes_on_the_row_or_on_all_follow_it(
    library: "Assistant", question: str, expected: list[str]
) -> None:
    statements = [each.text for each in library.ask(question).statements]
    assert statements == expected


def test_a_note_is_quoted_where_it_stands(library: "Assistant") -> None:
    answer = library.ask("楼房供热面积价是多少？")
    assert [each.quote for each in answer.citations[-2:]] == OF_ALL


def test_the_second_part_is_read_from_the_row_in_spite_of_the_notes(library: "Assistant") -> None:
    texts = [each.text for each in library.ask("楼房供热面积价是多少，开户费呢？").statements]
    assert "楼房，供热面积价（元/平方米）：26" in texts
    assert any(text.endswith("开户费（元/户）：240") for text in texts)


def test_a_note_on_a_longer_name_is_not_on_the_shorter(tmp_path: "Path") -> None:
    text = "# 水价通知\n\n| 用户 | 水价（元） |\n|---|---|\n| 居民 | 2.8 |\n| 非居民 | 3.5 |\n\n"
    library = library_of(tmp_path, 水价_md=f"{text}注：1.非居民用户按实际用水量执行。\n")
    assert [each.text for each in library.ask("居民水价多少？").statements] == [
        "居民，水价（元）：2.8"
    ]
