"""Folding, sentences, tokens: what meets in search, and that offsets stay those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import fold, quantities, search_terms, sentences, starts_of, tokens
from assistant.types import Span

CHINESE = st.text(st.sampled_from("甲乙。！？；，…”」）\n 三個万億7.%第点〇-～"), max_size=60)


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_one_that_stays() -> None:
    codes = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert [c for c in map(chr, codes) if len(fold(c)) != 1 or fold(fold(c)) != fold(c)] == []


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("發展綠色經濟", "发展绿色经济"),
        ("ＧＤＰ　７．４％", "gdp 7.4%"),
        ("“雙碳”「双碳」『双碳』", '"双碳""双碳""双碳"'),
        ("2022—2030～2035－2040", "2022-2030-2035-2040"),
        ("‘甲’’", "'甲''"),
        ("裏裡臺台麵", "里里台台面"),
        ("㎡½ß", "㎡½ß"),
    ],
)
def test_fold_brings_spellings_together(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_sentences_end_after_their_closing_quotation_mark() -> None:
    text = "他说：“好。”然后走了！\n  第二段…… 完"
    assert [span.of(text) for span in sentences(text)] == [
        "他说：“好。”",
        "然后走了！",
        "第二段……",
        "完",
    ]


def test_sentences_of_a_part_keep_the_offsets_of_the_whole() -> None:
    assert sentences("甲。乙。丙。", 2, 4) == (Span(2, 4),)


@given(CHINESE)
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    covered = [i for span in sentences(text) for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def test_starts_of_a_piece_do_not_overlap() -> None:
    assert starts_of("哈哈", "哈哈哈哈,哈") == [0, 2]
    assert starts_of("县", "市") == []


def test_tokens_are_bigrams_words_and_numbers() -> None:
    assert tokens("双碳目标，GDP增8%") == ("双碳", "碳目", "目标", "gdp", "增", "8%")


def test_search_terms_add_single_characters() -> None:
    assert search_terms("双碳x") == ("双", "碳", "双碳", "x")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("雙碳", "双碳"),
        ("双 碳", "双碳"),
        ("“万亿级”产业", "万亿级产业"),
        ("吉格梅·多吉", "吉格梅多吉"),
    ],
)
def test_spellings_have_the_same_tokens(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    "printed",
    ["7.4万亿元", "7.4 万亿", "七点四万亿", "７．４万億", "74000亿", "7,400,000,000,000元"],
)
def test_ways_to_write_one_number_share_a_token(printed: str) -> None:
    assert "7400000000000" in tokens(printed)


@pytest.mark.parametrize(
    ("one", "other", "token"),
    [
        ("第六", "第6", "第6"),
        ("百分之八点五", "8.5％", "8.5%"),
        ("二〇二一年", "2021年", "2021"),
        ("三十二家", "32家", "32"),
        ("一百五十万", "150万", "1500000"),
    ],
)
def test_chinese_and_arabic_figures_share_a_token(one: str, other: str, token: str) -> None:
    assert token in tokens(one)
    assert token in tokens(other)


def test_tokens_of_nothing_are_none() -> None:
    assert tokens("") == tokens("，。！") == ()


@given(CHINESE)
def test_quantities_lie_in_order_within_the_text(text: str) -> None:
    found = quantities(text)
    bounds = [bound for quantity in found for bound in (quantity.start, quantity.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
