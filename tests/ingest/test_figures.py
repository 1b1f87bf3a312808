import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.ingest.figures import Figure, find_figures
from assistant.types import Article


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(Article(id="a", title="", text=text))


def rows(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.indicator, f.change, f.printed, f.year, f.region) for f in figures_of(text)]


def test_values_of_one_sentence_share_the_indicator_and_the_year() -> None:
    assert rows("2021年全市经济总量约2.8万亿元，比2019年净增0.4万亿元，同比增长8.3%。") == [
        ("经济总量", "", "约2.8万亿元", "2021", "全市"),
        ("经济总量", "比2019年净增", "0.4万亿元", "2021", "全市"),
        ("经济总量", "同比增长", "8.3%", "2021", "全市"),
    ]


def test_values_told_respectively_go_to_their_own_places() -> None:
    assert rows("湖北、湖南2020年创新能力指数分列全国第7、第12。") == [
        ("创新能力指数", "分列全国", "第7", "2020", "湖北"),
        ("创新能力指数", "分列全国", "第12", "2020", "湖南"),
    ]


def test_each_item_of_an_enumeration_is_its_own_indicator() -> None:
    assert rows("浙江已建成国家级开发区21个、省级重点实验室150家。") == [
        ("国家级开发区", "", "21个", "", "浙江"),
        ("省级重点实验室", "", "150家", "", "浙江"),
    ]


def test_what_is_counted_may_stand_after_the_number() -> None:
    assert rows("全省选派了17名干部，走访3200户居民。") == [
        ("干部", "", "17名", "", "全省"),
        ("居民", "", "3200户", "", "全省"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年，成立半年多来，2月9日8点开始。",
        "三大产业、三个万亿级产业集群和“一带一路”建设。",
        "《规划（2022-2030年）》和“1+10+1000”优势集群。",
        "把人民群众生命安全放在第一位，第一产业稳中向好。",
        "",
    ],
    ids=["times", "words", "names", "ordinals", "empty"],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert rows(text) == []


def test_value_unit_and_offsets_are_those_of_the_print() -> None:
    text = "导语。2021年，全国粮食产量达6.8亿吨。"
    (figure,) = figures_of(text)
    assert (figure.value, figure.unit) == (680_000_000, "吨")
    assert text[figure.start : figure.end] == figure.printed == "6.8亿吨"
    assert figure.label.of(text) == figure.indicator == "粮食产量"
    assert figure.sentence.of(text) == "2021年，全国粮食产量达6.8亿吨。"


WORDS = (
    "2021年 重庆、四川 经济总量 约 7.4万亿元 ，比2019年 净增 8.5% 、 。 分别为 第6 个 23 “ ” 《 》"
    " \n 增长 百分之五 三个"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_figure_lies_in_its_sentence(text: str) -> None:
    for figure in figures_of(text):
        assert text[figure.start : figure.end] == figure.printed
        assert figure.sentence.start <= figure.start < figure.end <= figure.sentence.end
        assert figure.label.of(text).strip() == figure.indicator
        assert figure.year in text
        assert figure.region in text
