"""One question from the page: checked, answered, and given out piece by piece.

Each piece holds the whole turn so far, so that a piece lost or merged on the
way loses nothing. States: "working" → "streaming"* → "done" | "failed".
"""

import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assistant.api.problems import as_api_error, type_and_places
from assistant.asked import MAX_SELECTED
from assistant.errors import AssistantError, QuestionError
from assistant.types import Answer, Statement
from assistant.web.payload import answer_payload, statement_payload

if TYPE_CHECKING:
    from assistant.service import Assistant

logger = logging.getLogger(__name__)

MAX_HISTORY = 10  # earlier questions sent along; a reference rarely reaches further back
MAX_TURN_ID_CHARS = 64


def stream_turn(
    assistant: "Assistant", request: Mapping[str, Any], *, max_question_chars: int
) -> Iterator[dict[str, Any]]:
    """Answer `request` (turn, question, history, articles); yields states as plain values.

    A question that cannot be taken and a failure end in "failed" with a Chinese
    sentence; nothing is raised, since Gradio would show its own message instead.
    """
    turn = str(request.get("turn", ""))[:MAX_TURN_ID_CHARS]
    try:
        question, history = _checked(request, max_question_chars)
        articles = _selected(request, assistant)
        yield {"turn": turn, "state": "working"}
        statements: list[dict[str, Any]] = []
        for piece in assistant.stream(question, history, articles=articles):
            if isinstance(piece, Statement):
                statements.append(statement_payload(piece))
                yield {"turn": turn, "state": "streaming", "statements": list(statements)}
            elif isinstance(piece, Answer):
                yield {"turn": turn, "state": "done", "answer": answer_payload(piece, assistant)}
    except AssistantError as error:
        if not isinstance(error, QuestionError):
            logger.warning("a question failed: %s", type_and_places(error))
        yield {"turn": turn, "state": "failed", "message": as_api_error(error).detail}
    except Exception as error:  # the page must say something whatever broke; the log has the rest
        incident = uuid.uuid4().hex[:8]
        logger.error("a question failed, incident %s: %s", incident, type_and_places(error))
        message = (
            f"程序出了意料之外的错误，已记入日志（编号 {incident}）；请再问一次，或告诉管理员。"
        )
        yield {"turn": turn, "state": "failed", "message": message}


def _checked(request: Mapping[str, Any], max_chars: int) -> tuple[str, Sequence[str]]:
    question = request.get("question")
    if not isinstance(question, str) or not question.strip():
        raise QuestionError("问题是空的；请写下想问的话。")
    if len(question) > max_chars:
        raise QuestionError(f"问题有 {len(question)} 字，最多 {max_chars} 字；请缩短后再问。")
    history = request.get("history")
    if not isinstance(history, list):
        return question.strip(), ()
    earlier = [text.strip() for text in history if isinstance(text, str)]
    return question.strip(), tuple(text[:max_chars] for text in earlier if text)[-MAX_HISTORY:]


def _selected(request: Mapping[str, Any], assistant: "Assistant") -> tuple[str, ...]:
    """The ids of the only articles to be looked at, () for all; QuestionError where one is gone."""
    chosen = request.get("articles")
    if not isinstance(chosen, list):
        return ()
    ids = tuple(each for each in chosen if isinstance(each, str))[: MAX_SELECTED + 1]
    if len(ids) > MAX_SELECTED:
        raise QuestionError(f"一次最多只查选定的 {MAX_SELECTED} 篇文章；请少选几篇，或查全部文章。")
    known = {article.id for article in assistant.articles()}
    gone = sum(each not in known for each in ids)
    if gone:
        raise QuestionError(
            f"选定的文章里有 {gone} 篇已不在文库里（文件改过，或移走了）；"
            "请在输入框上方重新选，或改为查全部文章。"
        )
    return ids
