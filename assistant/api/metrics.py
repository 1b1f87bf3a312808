"""What Prometheus reads at `/metrics`; one registry per app, nothing global."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.types import Answer, Article, Hit, Point, Statement

_log = logging.getLogger("assistant.questions")

# Seconds; extractive answers take milliseconds, a language model's take seconds.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Service(Protocol):
    """The part of `assistant.service.Assistant` that the HTTP face uses."""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        """One checked answer."""

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Iterator[Statement | Answer]:
        """The statements, then the whole checked answer."""

    def search(self, query: str, limit: int = 10) -> tuple[Hit, ...]:
        """The best hits."""

    def articles(self) -> tuple[Article, ...]:
        """All articles."""

    def selected(self, names: Sequence[str]) -> tuple[Article, ...]:
        """The articles that are named; raises QuestionError."""

    def article(self, article_id: str) -> Article:
        """One article; raises ArticleNotFound."""

    def outline(self, article_id: str) -> Point:
        """The article's outline; raises ArticleNotFound."""

    def info(self) -> Any:
        """A `LibraryInfo`: version, generation, articles, passages, encoder, checksum."""


class Metrics:
    """The counters of one running server."""

    def __init__(self, service: Service, waiting: Callable[[], int]) -> None:
        registry = self.registry = CollectorRegistry()
        self.questions = Counter(
            "youju_questions",
            "Questions by outcome and face.",
            ["outcome", "face"],
            registry=registry,
        )
        self.seconds = Histogram(
            "youju_question_seconds",
            "Time to a whole answer.",
            ["face"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self.failures = Counter("youju_failures", "Failures by kind.", ["kind"], registry=registry)
        self.refused = Counter("youju_refused", "Refusals by code.", ["code"], registry=registry)
        self.requests = Counter(
            "youju_requests", "Requests by status class.", ["status"], registry=registry
        )
        self.key_questions = Counter(
            "youju_key_questions", "Questions by the name of the key.", ["key"], registry=registry
        )
        articles = Gauge("youju_articles", "Articles in the library.", registry=registry)
        articles.set_function(lambda: float(service.info().articles))
        passages = Gauge("youju_passages", "Passages in the library.", registry=registry)
        passages.set_function(lambda: float(service.info().passages))
        inside = Gauge(
            "youju_questions_in_progress", "Questions running or waiting.", registry=registry
        )
        inside.set_function(lambda: float(waiting()))

    def render(self) -> bytes:
        """All values in Prometheus' text format."""
        return generate_latest(self.registry)


class ObservedService:
    """A service whose questions are counted under the name of one face: api, chat, embed, …."""

    def __init__(
        self, service: Service, metrics: Metrics, face: str, *, log_questions: bool = False
    ) -> None:
        self._service = service
        self._metrics = metrics
        self._face = face
        self._log_questions = log_questions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._service, name)

    @contextmanager
    def _counting(self, question: str) -> Iterator[Callable[[Answer], None]]:
        """Counts a failure inside; what it gives is called with the whole answer."""
        if self._log_questions:
            _log.info("question", extra={"question": question})
        started = time.perf_counter()

        def finished(answer: Answer) -> None:
            self._metrics.questions.labels(answer.outcome, self._face).inc()
            self._metrics.seconds.labels(self._face).observe(time.perf_counter() - started)

        try:
            yield finished
        except Exception as error:
            # Counted and passed on, whatever it is.
            self._metrics.questions.labels("failed", self._face).inc()
            self._metrics.failures.labels(type(error).__name__).inc()
            raise

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        """As the service's, counted."""
        with self._counting(question) as finished:
            answer = self._service.ask(question, history, as_of=as_of, articles=articles)
            finished(answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Iterator[Statement | Answer]:
        """As the service's, counted when the whole answer has come."""
        with self._counting(question) as finished:
            items = self._service.stream(question, history, as_of=as_of, articles=articles)
            for item in items:
                if isinstance(item, Answer):
                    finished(item)
                yield item
