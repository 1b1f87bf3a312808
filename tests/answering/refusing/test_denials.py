"""Why a thing must not be is no question of why it must: 不可或缺 denies nothing."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answering.refusing.case import Case
from assistant.answering.refusing.denials import denial_unsaid, prevention_unsaid
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import Term, Terms
from tests.answering.fakes import ranked_texts


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("为什么不应该建？", "不应该"),
        ("为什么不能只看速度？", "不能"),
        ("为什么不能少于三人？", "不能"),
        ("为什么数据不可或缺？", ""),
        ("为什么说创新必不可少？", ""),
        ("为什么不能没有绿道？", ""),
        ("为什么不得不改？", ""),
        ("为什么涨价不要紧？", ""),
    ],
)
def test_two_denials_are_none(question: str, denied: str) -> None:
    (praise,) = ranked_texts("绿道是城市的骨架")
    context = SimpleNamespace(sentences=(praise.evidence.sentence,))
    evidence = cast(Evidence, SimpleNamespace(sentence=praise.evidence.sentence, context=context))
    case = Case(replace(analyse(question), kind="why"), Terms(()), [Ranked(evidence, 0.8)])
    expected = f"文中相近的内容没有说到“{denied}”。" if denied else ""
    assert denial_unsaid(case) == expected


@pytest.mark.parametrize(
    ("question", "text", "unsaid"),
    [
        ("怎么防止恶性竞争？", "智能化决定着市场竞争的胜负", "防止恶性竞争"),
        ("恶性竞争怎么防？", "智能化决定着市场竞争的胜负", "防止恶性竞争"),
        ("如何避免恶性竞争", "提升产业竞争力", "避免恶性竞争"),
        ("怎么防止恶性竞争？", "破除各种市场壁垒", ""),
        ("怎么防止市场竞争？", "智能化决定着市场竞争的胜负", ""),
        ("怎么防汛？", "组织巡堤查险", ""),
        ("怎么应对恶性竞争？", "智能化决定着市场竞争的胜负", ""),
        ("恶性竞争怎么防的文件有哪些", "智能化决定着市场竞争的胜负", ""),
    ],
)
def test_an_evil_without_a_word_of_it_or_against_it_is_not_prevented(
    question: str, text: str, unsaid: str
) -> None:
    terms = Terms((Term("恶性", 5.0, False), Term("竞争", 2.0, True), Term("市场", 2.0, True)))
    case = Case(analyse(question), terms, ranked_texts(text))
    expected = f"文中相近的内容没有说到“{unsaid}”。" if unsaid else ""
    assert prevention_unsaid(case) == expected
