"""Where the page's verdicts arrive; there is no route that reads them."""

import logging
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StringConstraints

from assistant.api.problems import as_api_error
from assistant.errors import AssistantError
from assistant.feedback import Feedback, FeedbackStore

logger = logging.getLogger(__name__)

Sent = Annotated[str, StringConstraints(max_length=20_000)]


class SentFeedback(BaseModel):
    """A verdict as the page sends it; longer texts are cut by the store."""

    verdict: Literal["useful", "useless"]
    question: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
    reason: Sent = ""
    note: Sent = ""
    history: list[Sent] = Field(default_factory=list, max_length=50)
    outcome: Sent = ""
    answer: Sent = ""
    articles: list[Sent] = Field(default_factory=list, max_length=100)


class Withdrawal(BaseModel):
    """The receipt of a verdict that is taken back."""

    id: Annotated[int, Field(ge=1, le=2**63 - 1)]  # what a SQLite id can be
    token: Annotated[str, StringConstraints(max_length=100)]


def feedback_router(path: Path) -> APIRouter:
    """POST /feedback gives a receipt; POST /feedback/withdraw takes the entry of one back."""
    router = APIRouter(include_in_schema=False)
    store = FeedbackStore(path)

    @router.post("/feedback")
    def give(sent: SentFeedback) -> JSONResponse:
        feedback = Feedback(
            verdict=sent.verdict,
            question=sent.question,
            reason=sent.reason,
            note=sent.note,
            history=tuple(sent.history),
            outcome=sent.outcome,
            answer=sent.answer,
            articles=tuple(sent.articles),
        )
        try:
            receipt = store.add(feedback)
        except AssistantError as error:
            logger.warning("a verdict was not kept: %s", error)
            problem = as_api_error(error)
            return JSONResponse({"message": problem.detail}, status_code=problem.status)
        return JSONResponse({"id": receipt.id, "token": receipt.token}, status_code=201)

    @router.post("/feedback/withdraw")
    def withdraw(sent: Withdrawal) -> JSONResponse:
        gone = store.withdraw(sent.id, sent.token)
        return JSONResponse({"withdrawn": gone}, status_code=200 if gone else 404)

    return router
