"""Why a thing must not be is no question of why it must: 不可或缺 denies nothing."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.answering.refusing.case import Case
from assistant.answering.refusing.denials import denial_unsaid
from assistant.answering.sentences.extractive import Ranked
from assistant.answering.words.evidence import Evidence
from assistant.answering.words.question import analyse
from assistant.answering.words.terms import Terms
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
