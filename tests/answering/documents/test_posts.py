"""Who wrote and who spoke, where and when it appeared, and what a person is: all as printed."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

FEATURE = """# 一湾清水的归来——青禾县治水记

云江日报记者 沈括海 通讯员 黎小满

县水利局河湖科科长秦玉华说，河水变清用了八年。养殖户葛青搬走了网箱。

（原载《云江日报》2024年4月9日第3版）
"""
INTERVIEW = """# 让孩子爱上阅读——访云江市图书馆馆长罗昌亮

《云江文化》2023年第7期　本刊记者 方宁

近日，本刊记者采访了图书馆馆长罗昌亮。

记者：怎样让孩子爱上阅读？

罗昌亮：先让他们看见大人在读。
"""
REPORT = """# 政府工作报告

——2024年1月18日在青禾县第十八届人民代表大会第四次会议上

青禾县人民政府县长 周正平

各位代表：

现在，我代表县人民政府报告工作。
"""
OPINION = """# 青禾县人民政府关于推进养老服务高质量发展的实施意见

现提出如下意见。

本意见自2023年9月1日起施行。

青禾县人民政府
2023年8月10日
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("papers")
    return library_of(
        folder, feature_md=FEATURE, interview_md=INTERVIEW, report_md=REPORT, opinion_md=OPINION
    )


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        ("一湾清水的归来作者是谁？", "的作者是沈括海、黎小满", "沈括海 通讯员 黎小满"),
        ("《一湾清水的归来》登在哪家报纸上？", "刊于《云江日报》2024年4月9日第3版", "《云江日报》"),
        ("《一湾清水的归来》发表于哪一天？", "2024年4月9日", "2024年4月9日"),
        ("采访罗昌亮的记者叫什么？", "的作者是方宁", "方宁"),
        ("采访者是谁？", "的作者是方宁", "方宁"),
        ("访罗昌亮的文章登在哪本刊物上？", "刊于《云江文化》2023年第7期", "《云江文化》"),
        ("政府工作报告是谁作的？", "周正平：青禾县人民政府县长", "周正平"),
        ("政府工作报告是哪一天作的？", "2024年1月18日", "2024年1月18日"),
        ("青禾县县长是谁？", "周正平：青禾县人民政府县长", "周正平"),
        ("养老服务的实施意见什么时候发布的？", "2023年8月10日", "2023年8月10日"),
    ],
)
def test_what_is_printed_above_or_under_a_text_is_answered_and_cited(
    papers: Assistant, question: str, text: str, quote: str
) -> None:
    answer = papers.ask(question)
    (statement,) = answer.statements
    assert statement.check == "metadata"
    assert statement.text.endswith(text)
    assert any(citation.quote.startswith(quote) for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "post"),
    [
        ("罗昌亮是什么职务？", "云江市图书馆馆长"),
        ("秦玉华担任什么职务？", "县水利局河湖科科长"),
        ("葛青是做什么的？", "养殖户"),
        ("黎小满是谁？", "通讯员"),
    ],
)
def test_a_post_is_printed_before_the_name(papers: Assistant, question: str, post: str) -> None:
    (statement,) = papers.ask(question).statements
    (emphasis,) = statement.emphasis
    assert emphasis.of(statement.text) == post


@pytest.mark.parametrize(
    "question",
    [
        "《养老规划》什么时候发布的？",
        "青禾县副县长是谁？",
        "关于阅读的通知什么时候印发？",
        "关于阅读的通知落款日期是哪天？",
        "馆长是什么职务？",
    ],
)
def test_another_document_or_post_is_not_answered_with_the_nearest(
    papers: Assistant, question: str
) -> None:
    statements = papers.ask(question).statements
    assert all(s.check != "metadata" and not s.text.startswith("云江市") for s in statements)
