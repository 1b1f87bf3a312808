import re
from pathlib import Path

import pytest

from assistant.errors import QuestionSetError
from assistant.evaluation.comparison import (
    GATED,
    check_comparable,
    compare,
    describe_regressions,
    differences,
)
from tests.evaluation.fakes import answer, citation
from tests.evaluation.records import ANSWERS, QUESTIONS, QUOTE, records


def worse() -> dict[str, dict[str, object]]:
    return ANSWERS | {"增长多少？": answer("增长多少？", confidence=0.1)}


def test_same_run_has_no_change() -> None:
    comparison = compare(records(), records())
    assert {change.status for change in comparison.questions} == {"same"}
    assert comparison.regressions == ()
    assert comparison.common == 4


def test_lost_answer_is_worse_and_regresses() -> None:
    comparison = compare(records(), records(worse()))
    assert [change.status for change in comparison.questions] == ["worse", "same", "same", "same"]
    assert {c.metric.name for c in comparison.regressions} >= {"right", "fact_recall"}
    assert "完全答对（right）由 0.5000 变为 0.2500" in describe_regressions(comparison)


def test_found_answer_is_better_and_does_not_regress() -> None:
    comparison = compare(records(worse()), records())
    assert comparison.count("better") == 1
    assert comparison.regressions == ()


def test_fall_within_the_tolerance_is_no_regression() -> None:
    comparison = compare(records(), records(worse()), tolerance=1.0)
    assert comparison.regressions == ()


def test_other_words_of_the_same_worth_are_only_changed() -> None:
    said = answer("增长多少？", [("增长8.5%。", [1])], [citation(1, "a", QUOTE)], confidence=0.9)
    comparison = compare(records(), records(ANSWERS | {"增长多少？": said}))
    assert comparison.questions[0].status == "changed"


def test_new_dropped_and_edited_questions_are_not_compared() -> None:
    before, after = records(), records()
    edited = [dict(after[0], question="另一个问题？"), *after[1:3]]
    edited.append(dict(after[3], id="q5", question="新的问题？"))
    comparison = compare(before, edited)
    assert [(c.id, c.status) for c in comparison.questions] == [
        ("q1", "edited"),
        ("q2", "same"),
        ("q3", "same"),
        ("q5", "new"),
        ("q4", "dropped"),
    ]
    assert comparison.common == 2


def test_a_question_is_known_by_what_it_asks_where_its_set_or_its_id_changed() -> None:
    before = [dict(record, set="旧名", id=f"r{n}") for n, record in enumerate(records(), 2)]
    check_comparable(before, QUESTIONS)
    comparison = compare(before, records())
    assert [change.status for change in comparison.questions] == ["same"] * 4
    assert comparison.common == 4


def test_an_id_that_moved_to_another_question_does_not_hide_the_one_that_asks_the_same() -> None:
    first, second, *rest = records()
    swapped = [dict(first, id=second["id"]), dict(second, id=first["id"]), *rest]
    assert [c.status for c in compare(swapped, records()).questions] == ["same"] * 4
    other = dict(first, history=["前一问？"], id="x")
    changes = compare([other, second, *rest], records()).questions
    assert [c.status for c in changes] == ["new", "same", "same", "same", "dropped"]


def test_runs_with_nothing_in_common_are_not_compared() -> None:
    before = [dict(record, question="改过的题？") for record in records()]
    with pytest.raises(QuestionSetError, match="与基线没有一道相同的题，无从比较"):
        compare(before, records())
    with pytest.raises(QuestionSetError, match="与基线没有一道相同的题，无从比较"):
        check_comparable(before, QUESTIONS)
    with pytest.raises(QuestionSetError, match="基线里是空的"):
        compare([], records())
    check_comparable(records(), QUESTIONS)


def test_figure_is_compared_over_questions_to_which_it_applies_twice() -> None:
    """A failure takes a question out of the ranking figures; that is no fall of theirs."""
    failing = {text: value for text, value in ANSWERS.items() if text != QUESTIONS[0].question}
    changed = {c.metric.name: c for c in compare(records(), records(failing)).metrics}
    assert changed["quote_exactness"].difference.value == 0.0
    assert not changed["quote_exactness"].regressed
    assert changed["failed"].regressed


def test_what_else_differed_between_two_runs_is_said() -> None:
    before = {
        "encoder": "builtin",
        "model_fingerprint": "a",
        "library_checksum": "x",
        "articles": 5,
        "passages": 90,
        "version": "1",
        "settings": {"llm_model": "", "vector_store": "faiss"},
    }
    after = before | {
        "model_fingerprint": "b",
        "articles": 6,
        "settings": {"llm_model": "qwen3", "vector_store": "faiss"},
    }
    assert differences(before, before) == ()
    assert differences(before, after) == (
        "编码器不同：基线 builtin（a），本次 builtin（b）",
        "文档库不同：基线 5 篇、90 段（校验和 x），本次 6 篇、90 段（校验和 x）",
        "设置不同：llm_model 由 '' 变为 'qwen3'",
    )
    assert compare(records(), records(), headers=(before, after)).differences


def test_the_guide_lists_the_figures_that_gate(repository: Path) -> None:
    guide = (repository / "docs" / "evaluation.md").read_text(encoding="utf-8")
    (listed,) = re.findall(r"下列指标.*?即为退步[^：]*：(.*?)。", guide)
    assert tuple(re.findall(r"`(\w+)`", listed)) == GATED
