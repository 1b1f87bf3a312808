"""The tokenizer's own folding, against Python's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.training.charsmap import folding, precompile
from embeddings.training.tokenizer import empty_tokenizer

TABLE = folding()
TOKENIZER = empty_tokenizer()


def test_every_character_of_the_basic_plane_is_folded_as_the_table_says() -> None:
    characters = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    # One text for all: a separator that folding leaves alone keeps the characters apart.
    folded = TOKENIZER.normalizer.normalize_str("#".join(characters)).split("#")
    expected = "#".join(TABLE.get(character, character) for character in characters).split("#")
    assert folded == expected


@given(st.text(alphabet="臺灣经济７．４Ａb “”「」－、的 ①㈠ﬁ", max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    normalise = TOKENIZER.normalizer.normalize_str
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("character", ["漢", "Ａ", "％", "“"])
def test_the_table_agrees_with_unicode_where_no_rule_of_ours_applies(character: str) -> None:
    normal = unicodedata.normalize("NFKC", character).lower()
    assert TABLE[character] == {"漢": "汉", "“": '"'}.get(character, normal)


def test_the_binary_form_starts_with_the_size_of_its_trie() -> None:
    blob = precompile({"Ａ": "a", "Ｂ": "b"})
    size = int.from_bytes(blob[:4], "little")
    assert (size % 1024, blob[4 + size :]) == (0, b"a\0b\0")


def test_numbers_stay_whole_and_punctuation_goes() -> None:
    words = TOKENIZER.pre_tokenizer.pre_tokenize_str("增长12.5%，达7.4万亿元。（v2.0）")
    assert [word for word, _ in words] == ["增长", "12.5%", "达", "7.4", "万亿元", "v", "2.0"]
