"""What is nearest is shown to a question in everyday words, and said to be only that."""

from pathlib import Path

import numpy as np
import pytest

from assistant.answering.refusing.everyday import (
    FEATURES,
    NEAREST_HEADING,
    NEAREST_NOTE,
    EverydayWords,
    describe,
    is_everyday,
)
from assistant.answering.words.terms import Term, Terms
from assistant.service import Assistant
from tests.answering.libraries import library_of

CARDS = """预付卡管理办法
第一条 为了规范预付卡的发行和使用，保护消费者的合法权益，制定本办法。
第二条 消费者自付款之日起七日内未使用预付卡的，有权无理由退款，经营者应当在五日内退还全部款项。
第三条 经营者收取预付款后终止经营、恶意逃避消费者申请退款的，由市场监督管理部门列入严重失信名单。
第四条 经营者应当将预付资金存入专用存款账户，由银行监管。
"""
GRAIN = """青禾县粮食收购工作情况
今年秋粮收购从9月25日开始，农民可以在手机上预约送粮时间，平均排队时间缩短到40分钟。
收购资金由农业发展银行专项保障，售粮款在三个工作日内汇入农户账户。
全县投入烘干设备86台，日烘干能力4200吨，保障湿粮及时入库。
"""
SPOKEN, WRITTEN = Term("老板", 3.0, False), Term("董事", 3.0, False)


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("everyday")
    return library_of(folder, cards_txt=CARDS, grain_txt=GRAIN)


def test_the_nearest_is_shown_with_a_note_and_with_its_low_confidence(cards: Assistant) -> None:
    answer = cards.ask("健身房老板跑路了，押金去哪儿要？")
    assert (answer.outcome, answer.only_nearest) == ("answered", True)
    assert answer.reason == NEAREST_NOTE
    assert {statement.group for statement in answer.statements} == {NEAREST_HEADING}
    assert answer.text.startswith(NEAREST_HEADING)
    assert answer.confidence < 0.2
    assert all(citation.quote in CARDS for citation in answer.citations)
    assert answer.citations


def test_what_is_answered_by_its_words_needs_no_note(cards: Assistant) -> None:
    answer = cards.ask("消费者七日内未使用预付卡能退款吗？")
    assert (answer.outcome, answer.reason, answer.only_nearest) == ("answered", "", False)


@pytest.mark.parametrize(
    "question",
    ["预付卡协会的会长由谁担任？", "全市去年发行了多少张预付卡？", "老百姓去镇上看病要排多久队？"],
)
def test_what_is_not_said_stays_declined(cards: Assistant, question: str) -> None:
    assert cards.ask(question).outcome == "abstained"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((SPOKEN, WRITTEN), True),
        ((WRITTEN,), False),
        ((Term("老板", 3.0, True),), False),  # the documents have the word
    ],
)
def test_a_missing_word_of_everyday_speech_makes_a_question_everyday(
    terms: tuple[Term, ...], expected: bool
) -> None:
    assert is_everyday(Terms(terms)) is expected
    assert not EverydayWords().are_answered(0.1, Terms(terms), [], [])


def test_the_row_tells_spoken_from_written_words() -> None:
    row = describe(0.1, Terms((SPOKEN, WRITTEN)), [], [])
    assert row.shape == (len(FEATURES),)
    assert np.isfinite(row).all()
    shares = dict(zip(FEATURES, row.tolist(), strict=True))
    assert shares["unknown_spoken"] == pytest.approx(0.5)
    assert shares["unknown_written"] + shares["unknown_rare"] == pytest.approx(0.5)
