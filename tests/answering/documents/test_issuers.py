"""Which office issued a document is told as the document prints it."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

GUIDE = """# 清溪市2024年度奖补资金申报指南

发布单位：清溪市工业和信息化局

## 一、支持对象

在本市登记注册的中小企业。发布会由县级部门组织。
"""
BULLETIN = """# 清溪市2023年统计公报

清溪市统计局

2024年3月22日

全年地区生产总值231.6亿元，比上年增长5.7%。
"""
NOTICE = """清溪市教育局关于做好2024年招生工作的通知

各学校：

小学一年级招收年满6周岁的儿童，由学校发布录取名单。
"""
RULES = """清溪市电动自行车管理条例
（2023年10月27日清溪市人民代表大会常务委员会第十四次会议通过）

第一条 为了加强电动自行车管理，制定本条例。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("issuers")
    return library_of(folder, 指南_md=GUIDE, 公报_md=BULLETIN, 通知_txt=NOTICE, 条例_txt=RULES)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("申报指南是哪个单位发布的？", "清溪市工业和信息化局"),
        ("统计公报是谁发布的？", "清溪市统计局"),
        ("招生工作的通知是哪个部门发的？", "清溪市教育局"),
        ("招生通知的印发单位是哪个？", "清溪市教育局"),
        (
            "电动自行车管理条例是谁制定的？",
            "2023年10月27日清溪市人民代表大会常务委员会第十四次会议通过",
        ),
    ],
)
def test_the_office_that_issued_a_document_is_named(
    library: Assistant, question: str, who: str
) -> None:
    answer = library.ask(question)
    assert [statement.text.partition("》：")[2] for statement in answer.statements] == [who]
    assert answer.citations[0].quote == who


def test_the_day_under_a_document_is_told(library: Assistant) -> None:
    (statement,) = library.ask("统计公报的落款日期是哪一天？").statements
    assert statement.text.endswith("2024年3月22日")


def test_who_hands_out_a_thing_is_no_question_for_an_issuer(library: Assistant) -> None:
    (statement,) = library.ask("录取名单由谁发布？").statements
    assert "由学校发布录取名单" in statement.text
