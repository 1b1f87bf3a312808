"""What announces a list brings the list, and a clause its exemption, whatever way led there."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

RULES = """桐陂县青年驿站管理办法

第一章 总则
第一条 为规范青年驿站管理，结合本县实际，制定本办法。
第二条 县团委负责入住资格审核，县文旅委负责日常运营。

第二章 入住条件
第三条 入住青年驿站应当同时符合下列条件：
（一）年龄在十八周岁以上三十五周岁以下；
（二）在本县求职、见习或者参加招聘考试；
（三）在本县城区没有自有住房；
（四）一年内累计入住不超过十四天。
第四条 退役军人、应届毕业生可不受第三条第（三）项限制。

第三章 费用
第五条 每人每晚收取水电费二十元，前三晚免收。
第六条 不得留宿他人；损坏物品的，照价赔偿。

第四章 附则
第七条 本办法自2025年3月1日起施行。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The rules of an inn."""
    return library_of(tmp_path_factory.mktemp("leads"), rules_md=RULES)


@pytest.mark.parametrize(
    "question",
    [
        "青年驿站入住条件有哪些？",
        "入住青年驿站需要什么条件",
        "入住青年驿站要满足哪些条件",
        "青年驿站的入住条件是什么",
        "什么人能入住青年驿站",
    ],
)
def test_a_sentence_that_announces_a_list_brings_all_its_items(
    library: Assistant, question: str
) -> None:
    """Whether the chapter, the clause or the sentence was found first."""
    said = [statement.text for statement in library.ask(question).statements]
    for item in ("年龄在十八", "求职、见习", "没有自有住房", "累计入住不超过十四天"):
        assert sum(item in text for text in said) == 1


@pytest.mark.parametrize(
    ("question", "exempts"),
    [
        ("我是应届毕业生，县城有房子，能入住青年驿站吗", True),
        ("第三条第三项是什么", True),
        ("第三条第二项是什么", False),
        ("水电费每晚多少钱", False),
    ],
)
def test_an_exemption_stands_beside_the_clause_that_it_exempts_from(
    library: Assistant, question: str, exempts: bool
) -> None:
    """Of 第（三）项 alone, not of the clause's other items or of other clauses."""
    said = "".join(statement.text for statement in library.ask(question).statements)
    assert said
    assert ("可不受第三条第（三）项限制" in said) is exempts
