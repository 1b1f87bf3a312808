"""GDP in a question leads to figures of 地区生产总值, and to no day."""

from dataclasses import dataclass

import pytest

from assistant.answering.sentences.written_names import written_name_first
from assistant.answering.words.question import analyse


@dataclass(frozen=True)
class Said:
    """Evidence as far as it is looked at here."""

    text: str
    probability: float
    evidence: None = None


FIRST, WRITTEN = Said("数据于5月发布", 0.5), Said("地区生产总值186亿元", 0.4)


@pytest.mark.parametrize(
    ("question", "leading"),
    [("GDP是多少？", WRITTEN), ("GDP是什么时候公布的？", FIRST), ("GDP什么时候到186亿元？", FIRST)],
)
def test_a_figure_under_the_written_name_leads_where_a_number_is_asked(
    question: str, leading: Said
) -> None:
    assert written_name_first(analyse(question), [FIRST, WRITTEN])[0] is leading  # type: ignore[list-item]  # stands in
