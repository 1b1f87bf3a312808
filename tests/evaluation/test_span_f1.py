import pytest

from assistant.evaluation.span_f1 import longest_common_run, mixed_tokens, token_f1


def test_text_is_cut_into_characters_and_words() -> None:
    assert mixed_tokens("由光荣和 Omega-Force 于2010年开发。") == [
        *"由光荣和",
        "omegaforce",
        "于",
        "2010",
        *"年开发",
    ]


def test_overlap_is_one_contiguous_run() -> None:
    assert longest_common_run("abcxde", "abcyde") == 3
    assert longest_common_run("", "abc") == 0


def test_f1_by_hand() -> None:
    # Run of 4 of 6 predicted and 4 of 5 accepted characters.
    assert token_f1("甲乙丙丁戊己", ["乙丙丁戊庚"]) == pytest.approx(2 * 4 / (6 + 5))


def test_best_accepted_answer_counts() -> None:
    assert token_f1("光荣", ["村雨城", "光荣"]) == 1.0


def test_no_overlap_is_zero_and_no_answer_does_not_apply() -> None:
    assert token_f1("甲", ["乙"]) == 0.0
    assert token_f1("", ["乙"]) == 0.0
    assert token_f1("甲", []) is None
