"""Where the asynchronous faces meet the synchronous service: checked, pooled, counted."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from typing import TypeVar

from assistant.api.metrics import Metrics, ObservedService, Service
from assistant.api.pool import AskPool
from assistant.api.problems import ApiError
from assistant.settings import Settings
from assistant.types import Answer, Article, Hit, Statement

T = TypeVar("T")

_log = logging.getLogger("assistant.questions")


class Desk:
    """Takes questions for one running server; `face` names who asks in the metrics."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.settings = settings
        self.pool = AskPool(
            settings.answer_threads, settings.max_waiting, settings.request_timeout_seconds
        )
        self.metrics = Metrics(service, lambda: self.pool.inside)
        self._faces = {
            face: ObservedService(service, self.metrics, face) for face in ("api", "openai", "mcp")
        }

    def observed(self, face: str) -> ObservedService:
        """The service as another face uses it in its own threads: counted, not pooled."""
        return ObservedService(self.service, self.metrics, face)

    def _check(self, question: str, history: Sequence[str], request_id: str) -> None:
        limit = self.settings.max_question_chars
        if not question.strip():
            raise ApiError(422, "question_empty", "问题不能为空。")
        longest = max(len(text) for text in (question, *history))
        if longest > limit:
            detail = f"问题有 {longest} 个字，超过上限 {limit} 个字；请问得短一些。"
            raise ApiError(422, "question_too_long", detail)
        if self.settings.log_questions:
            _log.info("question", extra={"request_id": request_id, "question": question})

    async def ask(
        self,
        face: str,
        question: str,
        history: Sequence[str] = (),
        as_of: str = "",
        request_id: str = "",
    ) -> Answer:
        """One whole answer; raises ApiError and the service's errors."""
        self._check(question, history, request_id)
        service = self._faces[face]
        return await self.pool.run(lambda: service.ask(question, tuple(history), as_of=as_of))

    async def stream(
        self,
        face: str,
        question: str,
        history: Sequence[str] = (),
        as_of: str = "",
        request_id: str = "",
    ) -> AsyncIterator[Statement | Answer]:
        """The statements, then the answer; what is wrong before the first item is raised here."""
        self._check(question, history, request_id)
        service = self._faces[face]
        items = self.pool.stream(lambda: service.stream(question, tuple(history), as_of=as_of))
        first = await anext(items)

        async def rest() -> AsyncIterator[Statement | Answer]:
            yield first
            async for item in items:
                yield item

        return rest()

    async def search(self, query: str, limit: int) -> tuple[Hit, ...]:
        """The best passages for a query."""
        self._check(query, (), "")
        return await self.pool.run(lambda: self.service.search(query, limit))

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Any other call of the service, off the event loop and within the same bounds."""
        return await self.pool.run(work)

    async def article(self, article_id: str) -> Article:
        """One article; raises ArticleNotFound."""
        return await self.in_thread(lambda: self.service.article(article_id))
