import json
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, QuestionSetError
from assistant.evaluation.questions import Question
from assistant.evaluation.results import local_time, read_results
from assistant.evaluation.runner import Workers, prepare, threads
from assistant.evaluation.session import make_header, run_session, sample
from tests.evaluation.fakes import FakeDocuments, FakeTarget, answer

QUESTIONS = tuple(
    Question(f"q{i}", f"第{i}个？", "fact", ((("是",),),), set_name="s") for i in range(5)
)
ANSWERS = {q.question: answer(q.question, [("是。", [])]) for q in QUESTIONS}


def header(questions: tuple[Question, ...] = QUESTIONS, **about: Any) -> dict[str, Any]:
    return make_header(questions, about={"version": "1", **about}, started="2026-01-01")


class Interrupting(FakeTarget):
    """Raises KeyboardInterrupt at its third question, as Ctrl-C would."""

    def ask(self, question: Question) -> Mapping[str, Any]:
        if len(self.asked) == 2:
            raise KeyboardInterrupt
        return super().ask(question)


def test_results_file_holds_a_header_and_a_line_per_question(tmp_path: Path) -> None:
    path = tmp_path / "new" / "r.jsonl"
    run = prepare(FakeTarget(ANSWERS), FakeDocuments())
    session = run_session(run, QUESTIONS, header(), results=path)
    lines = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
    assert lines[0] == header()
    assert "id" not in lines[0]
    assert [line["id"] for line in lines[1:]] == ["q0", "q1", "q2", "q3", "q4"]
    assert lines[1:] == list(session.records)
    assert list(lines[1])[:6] == [
        "question",
        "standalone_question",
        "outcome",
        "confidence",
        "reason",
        "answer",
    ]


def test_several_jobs_give_the_same_file(tmp_path: Path) -> None:
    for jobs in (1, 3):
        run = prepare(FakeTarget(ANSWERS), FakeDocuments())
        workers = threads(run, jobs) if jobs > 1 else None
        path = tmp_path / f"{jobs}.jsonl"
        run_session(run, QUESTIONS, header(), results=path, workers=workers)
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()


def test_failure_of_one_question_is_recorded_and_the_run_goes_on(tmp_path: Path) -> None:
    answers = {text: value for text, value in ANSWERS.items() if text != "第2个？"}
    run = prepare(FakeTarget(answers), FakeDocuments())
    session = run_session(run, QUESTIONS, header(), results=tmp_path / "r.jsonl")
    assert [r["outcome"] for r in session.records] == ["answered"] * 2 + ["failed"] + [
        "answered"
    ] * 2
    assert session.records[2]["failure"] == "KeyError: '第2个？'"
    assert session.records[2]["scores"]["failed"] == 1.0


def test_interrupted_run_goes_on_without_losing_or_repeating(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    first = Interrupting(ANSWERS)
    session = run_session(prepare(first, FakeDocuments()), QUESTIONS, header(), results=path)
    assert session.interrupted
    assert [r["id"] for r in read_results(path).records] == ["q0", "q1"]
    second = FakeTarget(ANSWERS)
    again = run_session(
        prepare(second, FakeDocuments()), QUESTIONS, header(), results=path, resume=True
    )
    assert second.asked == ["q2", "q3", "q4"]
    assert again.taken_over == 2
    assert [r["id"] for r in read_results(path).records] == ["q0", "q1", "q2", "q3", "q4"]


def test_line_torn_by_a_kill_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    run = prepare(FakeTarget(ANSWERS), FakeDocuments())
    run_session(run, QUESTIONS, header(), results=path)
    whole = path.read_text("utf-8")
    path.write_text(whole[:-20], "utf-8")
    target = FakeTarget(ANSWERS)
    run_session(prepare(target, FakeDocuments()), QUESTIONS, header(), results=path, resume=True)
    assert target.asked == ["q4"]
    assert path.read_text("utf-8") == whole


def test_failure_is_asked_again_on_resume(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    run_session(prepare(FakeTarget({}), FakeDocuments()), QUESTIONS, header(), results=path)
    target = FakeTarget(ANSWERS)
    run_session(prepare(target, FakeDocuments()), QUESTIONS, header(), results=path, resume=True)
    assert target.asked == [q.id for q in QUESTIONS]


def test_results_of_another_run_are_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    run = prepare(FakeTarget(ANSWERS), FakeDocuments())
    run_session(run, QUESTIONS, header(), results=path)
    with pytest.raises(QuestionSetError, match=r"r\.jsonl 是另一次评测的结果（不同之处：version）"):
        run_session(run, QUESTIONS, header() | {"version": "2"}, results=path, resume=True)


def test_sample_is_fixed_and_keeps_the_order() -> None:
    chosen = sample(QUESTIONS, 3)
    assert chosen == sample(tuple(reversed(QUESTIONS)), 3)[::-1]
    assert len(chosen) == 3
    assert sample(QUESTIONS, 0) == QUESTIONS


def test_asking_does_not_change_what_the_target_gave() -> None:
    given = json.dumps(ANSWERS)
    run_session(prepare(FakeTarget(ANSWERS), FakeDocuments()), QUESTIONS, header())
    assert json.dumps(ANSWERS) == given


def test_worker_that_dies_is_named_with_the_remedy(tmp_path: Path) -> None:
    workers = Workers(ProcessPoolExecutor(1), die, 1)
    run = prepare(FakeTarget(ANSWERS), FakeDocuments())
    with pytest.raises(AssistantError, match=r"工作进程意外结束.*--jobs 1 --resume"):
        run_session(run, QUESTIONS, header(), results=tmp_path / "r.jsonl", workers=workers)


def die(question: Question) -> Any:
    """End the worker process at once, as the kernel does when memory runs out."""
    del question
    os._exit(1)


def test_a_workbook_is_no_results_file(tmp_path: Path) -> None:
    book = tmp_path / "题.xlsx"
    book.write_bytes(b"PK\x03\x04\xff\xfe\x8d")
    with pytest.raises(QuestionSetError, match=r"^题\.xlsx 不是评测的结果文件.*\.jsonl") as raised:
        read_results(book)
    assert "codec" not in str(raised.value)


def test_the_time_of_a_run_says_how_far_it_is_from_utc() -> None:
    assert local_time("2025-07-22T09:30:00+08:00") == "2025-07-22 09:30:00（UTC+08:00）"
    assert local_time("2025-07-22T01:30:00Z") == "2025-07-22 01:30:00（UTC）"
    assert local_time("昨天") == "昨天"
