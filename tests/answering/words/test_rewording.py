from dataclasses import replace

from assistant.answering.words.question import analyse
from assistant.answering.words.rewording import reword
from assistant.answering.words.terms import weigh
from tests.answering.fakes import CountedStatistics


def reworded(question: str, *texts: str) -> str:
    asked = analyse(question)
    terms = weigh(asked.topic, CountedStatistics(texts))
    return reword(replace(asked), terms, texts)


def test_an_abbreviation_is_found_in_its_full_name() -> None:
    assert reworded("公租房在哪里申请？", "公共租赁住房申请指南") == "公共租赁住房,申请"


def test_a_wrong_character_is_found_by_the_others() -> None:
    assert reworded("智能网连汽车是什么？", "发展智能网联汽车") == "智能网联汽车"


def test_a_word_is_found_by_its_sound() -> None:
    assert reworded("压仓石产业有哪些？", "汽车等产业起到压舱石的作用") == "压舱石产业"
    assert reworded("怎么分税手？", "合理划分税收") == "分税收"


def test_another_word_of_the_same_sound_is_left_alone() -> None:
    assert reworded("公式怎么推导？", "各地公示名单") == "公式,推导"


def test_a_character_of_the_next_word_is_not_heard_as_another() -> None:
    text = "青川市工业和信息化局。住房公积金缴存"
    assert reworded("青川市公积金缴存比例是多少？", text) == "青川市公积金缴存比例"


def test_a_character_that_makes_a_word_with_the_next_is_not_heard_as_another() -> None:
    # 食堂建 is the end of one word and the beginning of another.
    assert reworded("食堂减多少？", "社区食堂建设资金") == "食堂减"


def test_a_short_word_is_not_guessed_from_what_a_slip_would_leave() -> None:
    assert reworded("失业率是多少？", "缴纳失业保险费") == "失业率"
    assert reworded("重庆的人口有多少？", "重庆的人才") == "重庆的人口"


def test_another_word_is_no_slip() -> None:
    assert reworded("重庆的汽车产量是多少？", "重庆的汽车产业") == "重庆的汽车产量"


def test_a_character_of_the_word_before_is_no_slip() -> None:
    assert reworded("去年全年吞吐量是多少？", "集装箱吞吐量增长") == "去年全年吞吐量"


def test_a_character_of_a_word_that_the_text_goes_on_with_is_no_slip() -> None:
    assert reworded("重庆市长是谁？", "重庆市建设科学城") == "重庆市长"


def test_a_character_of_the_next_word_is_no_slip() -> None:
    text = "上半年全市工业增长8%。新能源汽车零售额增长42%"
    assert reworded("上半年新能源汽车零售增长多少？", text) == "上半年新能源汽车零售增长"


def test_a_word_the_library_knows_is_left_alone() -> None:
    assert reworded("氢走廊是什么？", "加快建设氢走廊") == "氢走廊"


def test_a_word_that_is_nowhere_is_left_alone() -> None:
    assert reworded("量子芯片是什么？", "加快建设氢走廊") == "量子芯片"


def test_a_character_of_a_known_word_is_no_slip() -> None:
    assert reworded("财政收入增速是多少？", "由县财政纳入年度预算，居民收入") == "财政收入增速"


def test_particles_and_numerals_are_no_slips() -> None:
    assert reworded("开助餐点要什么证？", "物业公司参与助餐点运营") == "开助餐点,证"
    assert reworded("纸质材料交到哪里？", "纸质材料一式三份") == "纸质材料交到"
