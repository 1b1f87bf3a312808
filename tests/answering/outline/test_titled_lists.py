"""Lists that a title or one sentence counts."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.answering.libraries import library_of

GATES = """乡村文旅要闯四道关

近几年乡村文旅热度不减，但同质化、淡旺季等问题也很突出。

要闯“内容关”。各地的项目大同小异，应当挖掘本地的手艺和节庆，做出别处没有的体验。

要闯“人才关”。懂经营的人不愿下乡，应当让返乡青年以技术和民宿入股，与村集体共享收益。

要闯“季节关”。冬季客流不足夏季的三成，可以发展温泉、年货节，把淡季做成旺季。

要闯“品质关”。卫生和停车仍是投诉最多的两项，要从小处改起。

归根到底，文旅靠的是把客人当家人。
"""
RULES = """# 《青屏市公共停车管理办法》政策解读

问：为什么要修订这个办法？
答：原办法施行已满五年，停车供需矛盾突出，收费标准不统一、投诉较多，有必要加以修订。

问：与原办法相比有哪些变化？
答：主要有三点。一是新增夜间错时停车；二是收费由计次改为计时；三是取消路内泊位包月。

问：什么时候施行？
答：自2026年7月1日起施行。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("titled")
    return library_of(folder, 文旅_txt=GATES, 停车_md=RULES)


@pytest.mark.parametrize("question", ["乡村文旅要闯哪四道关？", "文旅的四道关是哪四道关？"])
def test_the_paragraphs_that_a_title_counts_are_given_all(
    library: Assistant, question: str
) -> None:
    said = [statement.text for statement in library.ask(question).statements]
    assert [text[:6] for text in said] == [
        "要闯“内容关",
        "要闯“人才关",
        "要闯“季节关",
        "要闯“品质关",
    ]


@pytest.mark.parametrize(
    "question", ["停车管理办法新版比原办法变了哪三点？", "停车管理办法有哪三点变化？"]
)
def test_what_one_sentence_counts_is_given_as_it_goes_on(library: Assistant, question: str) -> None:
    said = [statement.text for statement in library.ask(question).statements]
    assert said == [
        "一是新增夜间错时停车",
        "二是收费由计次改为计时",
        "三是取消路内泊位包月。",
    ]


@pytest.mark.parametrize("question", ["停车管理办法提了哪三点建议？", "乡村文旅有哪三点建议？"])
def test_what_is_counted_of_another_thing_is_not_given(library: Assistant, question: str) -> None:
    said = [statement.text for statement in library.ask(question).statements]
    assert "一是新增夜间错时停车" not in said
