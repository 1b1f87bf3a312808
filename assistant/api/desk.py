"""Where the asynchronous faces meet the synchronous service: checked, pooled, counted."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from assistant.api.metrics import Metrics, ObservedService, Service
from assistant.api.pool import AskPool
from assistant.api.problems import ApiError
from assistant.errors import ArticleNotFound
from assistant.serialise import answer_to_dict
from assistant.settings import Settings
from assistant.types import Answer, Article, Hit, Statement

T = TypeVar("T")

_log = logging.getLogger("assistant.questions")


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole checked answer, and the same as the JSON object that programs get."""

    answer: Answer
    json: dict[str, Any]


class Desk:
    """Takes questions for one running server; `face` names who asks in the metrics."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.settings = settings
        self.pool = AskPool(
            settings.answer_threads, settings.max_waiting, settings.request_timeout_seconds
        )
        # Reading an article must not wait behind a language model's answers.
        self.reading = AskPool(
            settings.answer_threads, settings.max_waiting, settings.request_timeout_seconds
        )
        self.metrics = Metrics(service, lambda: self.pool.inside)
        self._faces = {
            face: ObservedService(service, self.metrics, face)
            for face in ("api", "embed", "openai", "mcp")
        }

    def close(self) -> None:
        """Take no more work."""
        self.pool.close()
        self.reading.close()

    def observed(self, face: str) -> ObservedService:
        """The service as another face uses it in its own threads: counted, not pooled."""
        log = self.settings.log_questions
        return ObservedService(self.service, self.metrics, face, log_questions=log)

    def _check(self, question: str, request_id: str) -> None:
        # Not the history: what is too long of it the service cuts.
        limit = self.settings.max_question_chars
        if not question.strip():
            raise ApiError(422, "question_empty", "问题不能为空。")
        length = len(question.strip())
        if length > limit:
            detail = f"问题有 {length} 个字，超过 {limit} 个字的上限；请问得短一些。"
            raise ApiError(422, "question_too_long", detail)
        if self.settings.log_questions:
            _log.info("question", extra={"request_id": request_id, "question": question})

    def _reply(self, answer: Answer) -> Reply:
        wanted = {citation.article_id for citation in answer.citations}
        wanted |= {hit.passage.article_id for hit in answer.hits}
        return Reply(answer, answer_to_dict(answer, tuple(self._known(wanted))))

    def _known(self, article_ids: set[str]) -> Iterator[Article]:
        for article_id in sorted(article_ids):
            try:
                yield self.service.article(article_id)
            except ArticleNotFound:
                # Removed while the answer was made: its title stays empty.
                continue

    async def ask(
        self,
        face: str,
        question: str,
        history: Sequence[str] = (),
        as_of: str = "",
        request_id: str = "",
        articles: Sequence[str] = (),
    ) -> Reply:
        """One whole answer; raises ApiError and the service's errors."""
        self._check(question, request_id)
        service = self._faces[face]
        return await self.pool.run(
            lambda: self._reply(
                service.ask(question, tuple(history), as_of=as_of, articles=tuple(articles))
            )
        )

    async def stream(
        self,
        face: str,
        question: str,
        history: Sequence[str] = (),
        as_of: str = "",
        request_id: str = "",
        articles: Sequence[str] = (),
    ) -> AsyncIterator[Statement | Reply]:
        """The statements, then the answer; what is wrong before the first item is raised here."""
        self._check(question, request_id)
        service = self._faces[face]

        def work() -> Iterator[Statement | Reply]:
            items = service.stream(question, tuple(history), as_of=as_of, articles=tuple(articles))
            for item in items:
                yield self._reply(item) if isinstance(item, Answer) else item

        items = self.pool.stream(work)
        first = await anext(items)

        async def rest() -> AsyncIterator[Statement | Reply]:
            try:
                yield first
                async for item in items:
                    yield item
            finally:
                # A client that went away stops the thread at its next item.
                await items.aclose()

        return rest()

    async def search(self, query: str, limit: int) -> tuple[tuple[Hit, Article], ...]:
        """The best passages for a query, each with its article."""
        self._check(query, "")

        def work() -> tuple[tuple[Hit, Article], ...]:
            hits = self.service.search(query, limit)
            known = {found.id: found for found in self._known({h.passage.article_id for h in hits})}
            return tuple(
                (hit, known[hit.passage.article_id])
                for hit in hits
                if hit.passage.article_id in known
            )

        return await self.reading.run(work)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Any other call of the service, off the event loop and bounded likewise."""
        return await self.reading.run(work)

    async def article(self, article_id: str) -> Article:
        """One article; raises ArticleNotFound."""
        return await self.in_thread(lambda: self.service.article(article_id))
