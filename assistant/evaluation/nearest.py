"""Answers that only show the nearest text: counted apart, for they do not claim to be answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evaluation.results import Record


@dataclass(frozen=True, slots=True)
class NearestCount:
    """Of `answered` questions, `n` were only shown the nearest text, `right` of them rightly."""

    answered: int
    n: int
    right: int

    @property
    def sentence(self) -> str:
        """For a reader of figures; "" where every answer was given as one."""
        if not self.n:
            return ""
        return (
            f"作答的 {self.answered} 题里有 {self.n} 题只给出意思最接近的原文（标着“不能肯定”），"
            f"其中 {self.right} 题对；其余 {self.answered - self.n} 题是肯定的回答。"
        )


def is_only_nearest(record: Record) -> bool:
    """Whether the question was answered so; results of before that key have none."""
    return record["outcome"] == "answered" and bool(record.get("only_nearest"))


def count_nearest(records: Sequence[Record]) -> NearestCount:
    """How many were answered, how many of these only so, and how many of those are right."""
    nearest = [record for record in records if is_only_nearest(record)]
    return NearestCount(
        answered=sum(record["outcome"] == "answered" for record in records),
        n=len(nearest),
        right=sum(record["scores"]["right"] == 1 for record in nearest),
    )
