from collections import Counter

import numpy as np

from embeddings.training.corpus import Pair, clean_pairs, is_legal_dev
from embeddings.training.overlap import SHINGLE_CHARS, ShingleSet, plain, shingles

HELD_OUT = "推动成渝地区双城经济圈建设走深走实，形成更多标志性成果。"
QUESTION = "借条上的名字和原告的名字写法不同该怎么办"


def test_thirteen_characters_in_a_row_overlap_and_twelve_do_not() -> None:
    held_out = ShingleSet([HELD_OUT])
    run = plain(HELD_OUT)
    assert held_out.overlaps(f"前言{run[3 : 3 + SHINGLE_CHARS]}后语")
    assert not held_out.overlaps(f"前言{run[3 : 3 + SHINGLE_CHARS - 1]}后语")


def test_punctuation_width_and_white_space_hide_no_overlap() -> None:
    assert ShingleSet([HELD_OUT]).overlaps("推动成渝地区\n双城经济圈 建设、走深走实")


def test_a_text_shorter_than_a_shingle_has_none() -> None:
    assert len(shingles("短文")) == 0
    assert not ShingleSet([]).overlaps(HELD_OUT)
    assert len(np.unique(shingles(HELD_OUT))) == len(plain(HELD_OUT)) - SHINGLE_CHARS + 1


def test_overlaps_duplicates_and_scraps_are_dropped_and_counted() -> None:
    good = Pair("双城经济圈", "两地共建一批产业园区", "d1", "news/title")
    given = [
        good,
        good,
        Pair("标题", f"导语。{HELD_OUT}", "d2", "news/title"),
        Pair(HELD_OUT, "另一段话", "d3", "news/ict"),
        Pair(QUESTION, "第三条 出借人应当提供凭证", "d4", "legal/q"),
        Pair("问", "一段话", "d5", "news/title"),
        Pair("甲乙", "甲乙", "d6", "news/title"),
    ]
    dropped: Counter[str] = Counter()
    kept = list(clean_pairs(given, ShingleSet([HELD_OUT]), ShingleSet([QUESTION]), dropped))
    assert kept == [good]
    assert dropped == {
        "news: duplicate": 2,
        "news: overlaps an evaluation passage": 2,
        "legal: overlaps an evaluation question": 1,
        "news: too short": 1,
    }


def test_an_overlapping_hard_negative_is_taken_off_its_pair() -> None:
    pair = Pair("双城经济圈", "两地共建一批产业园区", "d1", "p/neg", HELD_OUT)
    kept = list(clean_pairs([pair], ShingleSet([HELD_OUT]), ShingleSet([]), Counter()))
    assert kept == [Pair(pair.anchor, pair.positive, "d1", "p/neg")]


def test_about_an_eighth_of_the_lay_questions_are_kept_for_development() -> None:
    held = sum(is_legal_dev(f"第{number}个问题怎么办？") for number in range(2000))
    assert 200 < held < 300
