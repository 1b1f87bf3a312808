"""A run from its first question to its results file, interruptible and resumable."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assistant.errors import QuestionSetError
from assistant.evaluation.questions import Question, fingerprint
from assistant.evaluation.results import (
    FORMAT,
    Record,
    key,
    line,
    read_results,
    same_run,
    write_results,
)
from assistant.evaluation.runner import Run, Workers, measure, run_in_workers, run_questions

Progress = Callable[[int, int], None]
"""Told how many questions are done, of how many."""


@dataclass(frozen=True, slots=True)
class Session:
    """What came of a run; `interrupted` when it was stopped before the last question."""

    header: Mapping[str, Any]
    records: tuple[Record, ...]
    interrupted: bool
    taken_over: int = 0


def make_header(
    questions: Sequence[Question], *, about: Mapping[str, Any], started: str
) -> dict[str, Any]:
    """The first line of a results file; `about` says what was asked (version, settings, …)."""
    return {
        "type": "run",
        "format": FORMAT,
        **about,
        "sets": sorted({question.set_name for question in questions}),
        "questions": len(questions),
        "questions_sha256": fingerprint(questions),
        "started": started,
    }


def sample(questions: Sequence[Question], limit: int) -> tuple[Question, ...]:
    """At most `limit` questions, chosen by the hash of their ids, in their given order."""
    if limit <= 0 or len(questions) <= limit:
        return tuple(questions)

    def rank(question: Question) -> str:
        name = f"{question.set_name}/{question.id}"
        return hashlib.sha256(name.encode("utf-8")).hexdigest()

    chosen = set(sorted(questions, key=rank)[:limit])
    return tuple(question for question in questions if question in chosen)


def run_session(
    run: Run,
    questions: Sequence[Question],
    header: Mapping[str, Any],
    *,
    results: Path | None = None,
    resume: bool = False,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Session:
    """Ask every question once; with `resume` only those that the results file lacks.

    Every record is written as soon as it is there; at the end the file is put in the order
    of the questions. Ctrl-C ends the run with what is done. Failures are asked again on resume.
    With `workers` several questions are asked at a time.
    """
    done = _earlier(results, header, questions) if resume and results else {}
    taken_over = len(done)
    interrupted = False
    if results:
        results.parent.mkdir(parents=True, exist_ok=True)
        write_results(results, header, list(done.values()))
    open_questions = [q for q in questions if (q.set_name, q.id) not in done]
    report = progress or _silent
    report(len(done), len(questions))
    finished = (
        run_in_workers(open_questions, workers)
        if workers
        else run_questions(open_questions, partial(measure, run))
    )
    file = results.open("a", encoding="utf-8", newline="\n") if results else None
    try:
        for record in finished:
            done[key(record)] = record
            if file:
                file.write(line(record))
                file.flush()
            report(len(done), len(questions))
    except KeyboardInterrupt:
        interrupted = True
    finally:
        finished.close()
        if file:
            file.close()
    records = tuple(done[i] for q in questions if (i := (q.set_name, q.id)) in done)
    if results:
        write_results(results, header, records)
    return Session(header, records, interrupted, taken_over)


def _earlier(
    path: Path, header: Mapping[str, Any], questions: Sequence[Question]
) -> dict[tuple[str, str], Record]:
    """Finished records of an interrupted run of the same thing; {} where there is none."""
    if not path.exists():
        return {}
    earlier = read_results(path, torn_allowed=True)
    differing = same_run(earlier.header, header)
    if differing:
        raise QuestionSetError(
            f"{path.name} 是另一次评测的结果（不同之处：{'、'.join(differing)}），不能接着做；"
            "请换一个 --results 文件名，或把 --resume 换成 --force 重新评测。"
        )
    wanted = {(question.set_name, question.id) for question in questions}
    return {
        key(record): record
        for record in earlier.records
        if key(record) in wanted and record["failure"] is None
    }


def _silent(done: int, total: int) -> None:
    """Report to nobody."""
