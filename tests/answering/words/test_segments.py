"""A question is cut into the words that exist, and a name that is none stays whole."""

import pytest

from assistant.answering.words.segments import segments


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("哪家公司坐镇园区", "哪 家 公司 坐镇 园区"),
        ("送拉拉今年产值记多少", "送 拉拉 今年 产值 记 多少"),
        ("货拉拉今年产值记多少", "货拉拉 今年 产值 记 多少"),
        ("网格员和保洁员", "网格员 和 保洁员"),
        ("昭浦耗能多大的厂子", "昭浦 耗能 多大 的 厂子"),
        ("2024年长株潭总规模", "2024年 长株潭 总规模"),
        ("抽的血送去化验", "抽 的 血 送去 化验"),
        ("解放碑附近", "解放碑 附近"),
        ("app太多", "app 太 多"),
    ],
)
def test_a_text_is_cut_into_whole_words(text: str, words: str) -> None:
    assert [each.text for each in segments(text, lambda _: False)] == words.split()


def test_what_the_library_has_decides_between_two_ways_of_cutting() -> None:
    cut = segments("四号码头动工", {"码头"}.__contains__)
    assert [each.text for each in cut] == ["四", "号", "码头", "动工"]
    assert cut[2].start == 2


def test_the_pieces_of_a_text_are_the_text() -> None:
    text = "岑州2025年的gdp, 比上年增长几成?"
    assert "".join(each.text for each in segments(text, lambda _: False)) == text
