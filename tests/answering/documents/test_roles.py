"""Who signed, filled in, checked or explained a document, and how many clauses it has."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

ORDER = """平川市人民政府令

第31号

《平川市农村公路养护办法》已经2025年3月18日市人民政府第20次常务会议通过，现予公布，自2025年6月1日起施行。

市长　贺知节
2025年4月2日

平川市农村公路养护办法

第一章　总则

第一条　为了加强农村公路养护，制定本办法。

第二条　本市农村公路的养护适用本办法。

第二章　养护

第三条　县道每季度巡查一次，由县交通运输部门负责。

第四条　养护经费由县级财政安排，每公里不低于6000元。

第三章　附则

第五条　本办法自2025年6月1日起施行。
"""
EXCERPT = """# 平川市渡口管理条例（节选）

第三章　渡船

第九条　渡船应当每年检验一次。

第十条　渡船应当配备救生衣。
"""
TABLE = """# 表2-1　平川市2024年各镇水产养殖面积

单位：公顷

| 镇 | 池塘 | 网箱 |
|---|---|---|
| 柳塘镇 | 312 | 18 |
| 石笕镇 | 205 | 9 |

填表人：祝小满　　审核人：顾长河　　填报日期：2025年1月15日
"""
READING = """# 《平川市慢病用药保障办法》政策解读

问：哪些病可以参加？
答：高血压、糖尿病等12种。

问：药费怎么报销？
答：按70%报销，每年最高800元。

解读机关：平川市医疗保障局待遇保障科　解读人：章一苇
"""
SUMMARY = """# 石笕县粮食局2024年工作总结和2025年工作打算

石粮〔2025〕6号　　2025年1月8日

县人民政府：

2024年，全县收购粮食4.6万吨。现将有关情况报告如下。

石笕县粮食局
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(
        tmp_path_factory.mktemp("roles"),
        公路_txt=ORDER,
        渡口_md=EXCERPT,
        平川水产养殖统计表_md=TABLE,
        用药_md=READING,
        总结_md=SUMMARY,
    )


def _printed(library: Assistant, question: str) -> list[str]:
    statements = library.ask(question).statements
    return [statement.text.partition("》：")[2] or statement.text for statement in statements]


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("平川市农村公路养护办法一共几章多少条？", ["《平川市农村公路养护办法》共三章五条"]),
        ("农村公路养护办法有多少条？", ["《平川市农村公路养护办法》共五条"]),
        ("农村公路养护办法分几章，共多少条？", ["《平川市农村公路养护办法》共三章五条"]),
        ("平川公路养护办法是哪位市长签的，哪天公布的？", ["市长　贺知节", "2025年4月2日"]),
        ("农村公路养护办法是谁签发的，第几号令？", ["市长　贺知节", "第31号"]),
        ("农村公路养护办法是哪一天公布的？", ["2025年4月2日"]),
        (
            "水产养殖统计表谁填的、谁审的？",
            ["填表人：祝小满　　审核人：顾长河　　填报日期：2025年1月15日"],
        ),
        (
            "平川2024年水产养殖面积的填表人是谁？",
            ["填表人：祝小满　　审核人：顾长河　　填报日期：2025年1月15日"],
        ),
        (
            "慢病用药保障办法政策解读的解读人是谁，哪个科室的？",
            ["解读机关：平川市医疗保障局待遇保障科　解读人：章一苇"],
        ),
        ("石笕县粮食局那份工作总结的文号？", ["石粮〔2025〕6号"]),
    ],
)
def test_who_signs_and_how_long_it_is_stands_in_its_print(
    library: Assistant, question: str, printed: list[str]
) -> None:
    assert _printed(library, question) == printed


def test_an_excerpt_does_not_tell_how_many_clauses_the_whole_has(library: Assistant) -> None:
    answer = library.ask("平川市渡口管理条例一共多少条？")
    assert not any("共" in statement.text for statement in answer.statements)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("县道谁负责巡查？", "县交通运输部门"),
        ("养护经费每公里多少钱？", "6000元"),
        ("慢病用药的药费每年最高报销多少？", "800元"),
        ("石笕县2024年收购了多少粮食？", "4.6万吨"),
    ],
)
def test_what_the_text_says_is_not_asked_of_who_signs(
    library: Assistant, question: str, said: str
) -> None:
    assert any(said in statement.text for statement in library.ask(question).statements)
