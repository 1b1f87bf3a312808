"""Puts the questions of a set to an assistant, one record each, whatever happens."""

from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from assistant.errors import AssistantError
from assistant.evaluation.gold import Documents, Gold, GoldFinder
from assistant.evaluation.questions import Question
from assistant.evaluation.replies import Reply, ReplyCitation, ReplyHit, reply_from_json
from assistant.evaluation.results import Record
from assistant.evaluation.scoring import check_facts, failure_scores, score

SEARCH_LIMIT = 50
"""Passages asked for when a ranking is judged: enough to hold ten different documents."""

CONTEXT_CHARS = 30
"""Characters of the article kept on both sides of a quote, for the report."""


class RunStopped(AssistantError):
    """The target takes no more questions: this ends the run and is no question's failure."""


class Target(Protocol):
    """What is evaluated: an assistant in this process or behind a URL."""

    def ask(self, question: Question) -> Mapping[str, Any]:
        """The answer's JSON; raises whatever goes wrong."""

    def search(self, query: str, limit: int) -> Sequence[ReplyHit] | None:
        """The passages found, best first; None where the answer's own hits must do."""


@dataclass(frozen=True, slots=True)
class Run:
    """A target together with what its library holds."""

    target: Target
    documents: Documents
    gold: Callable[[Question], Gold]


def prepare(target: Target, documents: Documents) -> Run:
    """Look up the library's titles once for all questions."""
    return Run(target, documents, GoldFinder(documents).find)


def measure(run: Run, question: Question) -> Record:
    """Ask one question; a failure becomes a record of its own kind, never an abstention.

    Raises RunStopped.
    """
    try:
        answer = dict(run.target.ask(question))
        reply = reply_from_json(answer)
        ranked = _needs_ranking(question) and run.target.search(
            reply.standalone_question or question.question, SEARCH_LIMIT
        )
        return _record(run, question, answer, reply, ranked or reply.hits)
    except RunStopped:
        raise
    # The boundary of a run: whatever one question breaks, the others are still asked.
    except Exception as error:
        return failure_record(question, error)


def _needs_ranking(question: Question) -> bool:
    return question.answerable and bool(question.articles or question.gold_passage_ids)


def _record(
    run: Run,
    question: Question,
    answer: Record,
    reply: Reply,
    found: Sequence[ReplyHit],
) -> Record:
    gold = run.gold(question)
    scores = score(question, reply, gold=gold, found=found, documents=run.documents)
    checks = check_facts(question, reply)
    return answer | {
        **_about(question),
        "failure": None,
        "facts": [
            {"spellings": list(c.spellings), "answered": c.answered, "cited": c.cited}
            for c in checks
        ],
        "gold_articles": list(gold.articles),
        "unknown_articles": list(gold.unknown),
        "contexts": [_context(run.documents, citation) for citation in reply.citations],
        "scores": scores.rounded(),
    }


def _about(question: Question) -> Record:
    return {
        "id": question.id,
        "set": question.set_name,
        "kind": question.kind,
        "answerable": question.answerable,
        "history": list(question.history),
        "expected_articles": list(question.articles or question.gold_passage_ids),
        "accepted_answers": list(question.answers),
        "note": question.note,
    }


def _context(documents: Documents, citation: ReplyCitation) -> list[str]:
    text = documents.text(citation.article_id)
    if text is None:
        return ["", ""]
    begin = max(0, citation.start - CONTEXT_CHARS)
    return [text[begin : citation.start], text[citation.end : citation.end + CONTEXT_CHARS]]


def failure_record(question: Question, error: Exception) -> Record:
    """The record of a question whose asking raised `error`."""
    return {
        "question": question.question,
        "standalone_question": question.question,
        "outcome": "failed",
        "confidence": None,
        "reason": "",
        "answer": "",
        "statements": [],
        "citations": [],
        "hits": [],
        "suggestions": [],
        "seconds": None,
        **_about(question),
        "failure": f"{type(error).__name__}: {error}",
        "facts": [
            {"spellings": list(fact), "answered": False, "cited": False} for fact in question.facts
        ],
        "gold_articles": [],
        "unknown_articles": [],
        "contexts": [],
        "scores": failure_scores(question).rounded(),
    }


@dataclass(frozen=True, slots=True)
class Workers:
    """An executor and the function that it runs (for processes: one that can be pickled).

    `stop` ends whatever a worker waits for; None where workers never wait long.
    """

    executor: Executor
    ask: Callable[[Question], Record]
    jobs: int
    stop: Callable[[], None] | None = None


def run_questions(
    questions: Sequence[Question], ask: Callable[[Question], Record]
) -> Generator[Record, None, None]:
    """Records one after another, in this thread."""
    yield from map(ask, questions)


def run_in_workers(
    questions: Sequence[Question], workers: Workers
) -> Generator[Record, None, None]:
    """Records as they are finished, at most `workers.jobs` questions at a time.

    Stopping the iteration (Ctrl-C included) leaves the questions not yet begun unasked.
    """
    waiting = iter(questions)
    try:
        running: set[Future[Record]] = set()
        while True:
            # No more than keeps every worker busy, so that an interrupt loses little.
            while len(running) < 2 * workers.jobs and (question := next(waiting, None)) is not None:
                running.add(workers.executor.submit(workers.ask, question))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except BrokenExecutor:
        raise AssistantError(
            "评测的工作进程意外结束（可能是内存不足）；已完成的题在 --results 文件里，"
            "请用 --jobs 1 --resume 接着做。"
        ) from None
    finally:
        if workers.stop:
            workers.stop()
        workers.executor.shutdown(wait=True, cancel_futures=True)


def threads(run: Run, jobs: int, stop: Callable[[], None] | None = None) -> Workers:
    """Workers in this process: right for a target that waits for a server."""
    executor = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="evaluate")
    return Workers(executor, partial(measure, run), jobs, stop)
