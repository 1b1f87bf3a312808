from pathlib import Path

import pytest

from assistant.answering.refusal import (
    NOT_IN_DOCUMENTS,
    NOT_OF_ARTICLES,
    explain,
    missing_words,
)
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import weigh
from tests.answering.fakes import CountedStatistics
from tests.answering.libraries import library_of

LIBRARY = CountedStatistics(["长安汽车与赛力斯开展合作"] * 9)


def test_what_a_page_prints_around_its_articles_is_said_not_to_be_read(
    tmp_path: Path,
) -> None:
    page = library_of(
        tmp_path, page_txt="渔港新貌\n□ 周启帆\n\n渔港码头今年扩建，可泊渔船1200艘。\n"
    )
    answer = page.ask("我想投稿，邮箱是多少？")
    assert (answer.outcome, answer.reason) == ("abstained", NOT_IN_DOCUMENTS + NOT_OF_ARTICLES)


def test_overlapping_unknown_pairs_are_one_word() -> None:
    question = analyse("长安汽车的董事长是谁？")
    assert missing_words(question, weigh(question.topic, LIBRARY)) == ("董事长",)


def test_a_missing_word_does_not_drag_the_end_of_a_name_along() -> None:
    question = analyse("赛力斯的总部在哪里？")
    assert missing_words(question, weigh(question.topic, LIBRARY)) == ("总部",)


def test_a_missing_word_takes_no_character_of_the_words_beside_it() -> None:
    harbour = CountedStatistics(["去年货物吞吐量增长", "企业的利益分配"])
    question = analyse("去年全年吞吐量是多少？")
    assert missing_words(question, weigh(question.topic, harbour)) == ("全年",)
    question = analyse("企业搬家后利益怎么分？")
    assert missing_words(question, weigh(question.topic, harbour)) == ("搬家",)


def test_characters_that_only_join_words_are_not_named_as_missing() -> None:
    moving = CountedStatistics(["企业迁移", "地方"] * 9)
    question = analyse("企业迁到别的地方怎么办？")
    assert missing_words(question, weigh(question.topic, moving)) == ()


def test_a_failed_constraint_is_said_instead_of_missing_words() -> None:
    question = analyse("长安汽车的董事长是谁？")
    terms = weigh(question.topic, LIBRARY)
    why, sentence = explain(question, terms, "文中只有别的。", None, lambda _: False)
    assert why.kind == "constraint"
    assert sentence == f"{NOT_IN_DOCUMENTS}文中只有别的。"


def test_of_a_run_over_several_words_only_the_words_are_named() -> None:
    depot = CountedStatistics(["冷库由财政补助建设"] * 9)
    question = analyse("冷库公家能给掏钱买一台货车吗？")
    assert "货车" in missing_words(question, weigh(question.topic, depot))
    assert not any("给" in word for word in missing_words(question, weigh(question.topic, depot)))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("冷库有没有人聊保险的事？", ("保险",)),
        ("补助的钱赔给谁？", ()),
        ("冷库搞得外地老板都来了吗？", ("外地", "老板")),
        ("冷库的退休金是多少？", ("退休金",)),
        ("冷库哪家公司坐镇？", ("坐镇",)),
        ("货拉拉给冷库送货吗？", ("货拉拉", "送货")),
        ("冷库今年的产值记了多少？", ("产值",)),
        ("冷库网格员怎么招？", ("网格员",)),
        ("冷库家长现在大概交什么？", ("家长",)),
    ],
)
def test_no_word_is_shown_that_is_cut_out_of_others(question: str, words: tuple[str, ...]) -> None:
    depot = CountedStatistics(["冷库由财政补助建设，有没有都行"] * 9)
    analysed = analyse(question)
    assert missing_words(analysed, weigh(analysed.topic, depot)) == words


@pytest.mark.parametrize("word", ["内容", "说法", "主张"])
def test_a_word_of_asking_is_not_named_as_missing(word: str) -> None:
    question = analyse(f"冷库的{word}有哪些？")
    assert word not in missing_words(question, weigh(question.topic, LIBRARY))


def test_a_missing_thing_that_is_no_whole_word_is_not_said() -> None:
    question = analyse("冷库有人聊吗？")
    terms = weigh(question.topic, LIBRARY)
    _, sentence = explain(question, terms, "文中没有提到“人聊”。", None, lambda _: False)
    assert "人聊" not in sentence
    question = analyse("到保县怎么走？")
    terms = weigh(question.topic, LIBRARY)
    _, sentence = explain(question, terms, "文中没有提到“到保县”。", None, lambda _: False)
    assert "到保县" in sentence


@pytest.mark.parametrize(
    ("question", "cut", "whole"),
    [
        ("冷库由公司坐镇吗？", "司坐镇", "坐镇"),
        ("货拉拉来了吗？", "货拉", "货拉拉"),
        ("冷库产值记多少？", "产值记", "产值"),
        ("冷库建了多少加氢站了？", "加氢站了", "加氢站"),
        ("冷库有多少家长？", "家长", "家长"),
        ("冷库吐回来多少？", "吐回来", "吐回来"),
        ("冷库占地多少平方公里？", "方公里", "平方公里"),
        ("冷库的网格员有谁？", "格员", "网格员"),
    ],
)
def test_a_missing_thing_is_named_whole(question: str, cut: str, whole: str) -> None:
    analysed = analyse(question)
    terms = weigh(analysed.topic, LIBRARY)
    _, sentence = explain(analysed, terms, f"文中没有提到“{cut}”。", None, lambda _: False)
    assert sentence == f"{NOT_IN_DOCUMENTS}文中没有提到“{whole}”。"
