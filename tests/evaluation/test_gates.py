import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.gates import Limit, broken, parse_limits
from assistant.evaluation.intervals import Estimate

FIGURES = {
    "fact_recall": Estimate(0.9, 10),
    "token_f1": Estimate(None, 0),
    "latency_p95_ms": Estimate(40.0, 10),
}


def test_limits_are_read() -> None:
    assert parse_limits(["fact_recall=0.95"]) == (Limit("fact_recall", 0.95),)
    assert parse_limits(["latency_p95_ms=30"], at_most=True) == (
        Limit("latency_p95_ms", 30.0, at_most=True),
    )


@pytest.mark.parametrize(
    ("text", "at_most", "message"),
    [
        ("fact_recal=0.9", False, "没有指标 'fact_recal'；可用：right、"),
        ("fact_recall", False, "应写成 指标=数值"),
        ("fact_recall=高", False, "应写成 指标=数值"),
        ("fact_recall=nan", False, "应写成 指标=数值"),
        ("latency_p95_ms=30", False, "越低越好，请用 --max"),
        ("fact_recall=0.9", True, "越高越好，请用 --min"),
        ("fact_recall=95", False, "0 到 1 之间的比例；95% 请写成 fact_recall=0.95"),
        ("failed=5", True, "5% 请写成 failed=0.05"),
        ("right=-1", False, "0 到 1 之间的比例"),
    ],
)
def test_error_says_what_to_write(text: str, at_most: bool, message: str) -> None:
    with pytest.raises(QuestionSetError, match=message):
        parse_limits([text], at_most=at_most)


def test_limits_not_kept_are_told() -> None:
    limits = (
        Limit("fact_recall", 0.9),
        Limit("fact_recall", 0.95),
        Limit("token_f1", 0.1),
        Limit("latency_p95_ms", 30, at_most=True),
        Limit("latency_p95_ms", 40, at_most=True),
    )
    assert broken(limits, FIGURES) == (
        "要点召回（fact_recall）为 0.9000，低于下限 0.95",
        "字词 F1（全文）（token_f1）在这个问题集上不适用，无法达到 0.1",
        "耗时 p95（latency_p95_ms）为 40.0000，高于上限 30",
    )
