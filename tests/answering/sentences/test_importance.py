"""Why a thing matters, and what a place builds on."""

import pytest

from assistant.service import Assistant
from tests.answering.libraries import answered, library_of

COMMENT = """让低空经济飞得更稳

柳川低空经济研究院提出，要发展低空制造业，推动低空制造业向中高端迈进，打造世界级低空制造业集群，为柳川低空经济发展提供支撑。
低空经济是新兴产业，安全运行决定着低空市场竞争的成败。柳川是全省主要航空制造基地之一，已形成“1+5+200”零部件集群，具有完整的低空制造产业链。
研究院已推出监管平台，围绕安全运行和低空制造开展技术攻关，建成试飞中心3个。
促进成果转化是实现创新发展的重要手段，是打通研发与市场的关键所在。成果转化平台今年对接项目42个，面向企业开放，成果转化的落地对于低空制造业集群意义重大。
敬老节是每年的重要节日，因为它让人记得老人的好。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return library_of(tmp_path_factory.mktemp("importance"), comment_txt=COMMENT)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("低空经济为什么要突出安全运行？", "决定着低空市场竞争的成败"),
        ("凭什么说安全运行对低空经济这么要紧？", "决定着低空市场竞争的成败"),
        ("干嘛那么强调安全运行？", "决定着低空市场竞争的成败"),
        ("做成果转化的意义何在？", "重要手段"),
        ("柳川发展低空制造业有什么基础？", "航空制造基地"),
        ("柳川凭什么搞低空制造，有什么底子？", "1+5+200"),
    ],
)
def test_the_sentence_that_gives_the_worth_or_the_basis_leads(
    library: Assistant, question: str, said: str
) -> None:
    assert said in answered(library, question)


def test_what_is_done_is_still_told_to_who_asks_for_it(library: Assistant) -> None:
    assert "42个" in answered(library, "成果转化平台今年对接项目多少个？")
    assert "因为" in answered(library, "敬老节为什么这么重要？")
    assert "监管平台" in answered(library, "研究院围绕安全运行做了什么？")
