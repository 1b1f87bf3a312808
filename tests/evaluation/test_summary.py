from io import StringIO

import pytest
from rich.console import Console

from assistant.evaluation.intervals import Estimate, mean
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.nearest import NearestCount
from assistant.evaluation.summary import summarise, summary_to_mapping
from assistant.evaluation.terminal import print_summary
from tests.evaluation.records import ANSWERS, HEADER, QUESTIONS, records


def test_figures_by_hand() -> None:
    summary = summarise(records())
    figures = {name: (f.value, f.n) for name, f in summary.figures.items()}
    assert (summary.n, summary.failures) == (4, 1)
    assert figures["right"] == (0.5, 4)
    assert figures["fact_recall"] == (0.5, 3)  # 1, 1/2, and 0 for the failure
    assert figures["right_outcome"] == (0.75, 4)
    assert figures["failed"] == (0.25, 4)
    assert figures["abstention_precision"] == (1.0, 1)
    assert figures["abstention_recall"] == (1.0, 1)
    assert figures["refused_answerable"] == (0.0, 2)
    assert figures["auroc"] == (1.0, 3)
    assert figures["quote_exactness"] == (1.0, 2)
    assert figures["token_f1"] == (None, 0)
    assert figures["latency_p50_ms"] == (pytest.approx(10.0), 3)


def test_every_metric_is_given_in_the_order_of_the_table() -> None:
    assert list(summarise(records()).figures) == [metric.name for metric in METRICS]


def test_breakdowns_hold_every_question_of_their_part() -> None:
    summary = summarise(records())
    assert [(part.name, part.n) for part in summary.by_kind] == [
        ("fact", 2),
        ("list", 1),
        ("none", 1),
    ]
    assert [(part.name, part.n) for part in summary.by_article] == [("产业体系", 1)]


def test_no_record_applies_to_no_figure() -> None:
    summary = summarise([])
    assert {figure.value for figure in summary.figures.values()} == {None}


def test_same_records_give_the_same_intervals() -> None:
    assert summarise(records()) == summarise(records())


def test_interval_holds_its_mean_and_does_not_apply_to_one_value() -> None:
    found = mean([0.0, 1.0, 1.0, 0.5, None])
    assert found.value == 0.625
    assert found.n == 4
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= 0.625 <= found.high <= 1
    assert mean([1.0]) == Estimate(1.0, 1)
    assert mean([None]) == Estimate(None, 0)


def test_share_that_is_always_one_has_wilsons_interval() -> None:
    found = mean([1.0] * 20, is_proportion=True)
    # n / (n + z²) with z = 1.96
    assert found == Estimate(1.0, 20, pytest.approx(0.8389, abs=1e-4), 1.0)
    assert mean([0.0] * 20, is_proportion=True).high == pytest.approx(1 - 0.8389, abs=1e-4)


def nearest_too() -> dict[str, dict[str, object]]:
    """The answers, of which the first (right) and the second (not) only show what is nearest."""
    shown = [question.question for question in QUESTIONS[:2]]
    return {text: value | {"only_nearest": text in shown} for text, value in ANSWERS.items()}


def test_what_is_only_nearest_is_counted_apart_of_the_answers() -> None:
    found = summarise(records(nearest_too())).nearest
    assert found == NearestCount(answered=2, n=2, right=1)
    assert found.sentence == (
        "作答的 2 题里有 2 题只给出意思最接近的原文（标着“不能肯定”），"
        "其中 1 题对；其余 0 题是肯定的回答。"
    )
    # results of before that key, and answers that are none of this sort
    assert summarise(records()).nearest == NearestCount(2, 0, 0)
    assert summarise(records()).nearest.sentence == ""


def test_the_keys_of_the_figures_keep_their_order_and_new_ones_go_last() -> None:
    plain = summary_to_mapping(HEADER, summarise(records(nearest_too())))
    assert list(plain) == [
        *("run", "n", "failures", "figures", "by_set", "by_kind", "by_article"),
        *("answered", "only_nearest"),
    ]
    assert (plain["answered"], plain["only_nearest"]) == (2, {"n": 2, "right": 1})


def test_the_terminal_tells_how_many_answers_only_show_what_is_nearest() -> None:
    told = StringIO()
    print_summary(summarise(records(nearest_too())), Console(file=told, width=110))
    assert "作答的 2 题里有 2 题只给出意思最接近的原文" in told.getvalue()


def test_plain_values_hold_the_run_and_every_figure() -> None:
    plain = summary_to_mapping(HEADER, summarise(records()))
    assert plain["run"] == HEADER
    assert plain["figures"]["right"]["value"] == 0.5
    assert plain["by_kind"]["none"]["n"] == 1
