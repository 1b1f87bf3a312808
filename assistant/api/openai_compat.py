"""`/v1/chat/completions` and `/v1/models`, as OpenAI's clients know them.

The last user message is the question, the earlier ones its history; system
and assistant messages are not read: what this server says rests on documents,
never on instructions in a conversation. Citations stand as [n] in the text
and as footnotes after it; the `youju` field of the answer holds them whole. The text is Markdown
in which what documents say is escaped; in the `youju` field it stands as printed.
`usage` counts characters, for there are no tokens.
"""

import json
import secrets
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field

from assistant.api.desk import Desk, Reply
from assistant.api.markdown import answer_markdown, escape_markdown, statement_markdown
from assistant.api.problems import ApiError, body_of, failure, request_id_of
from assistant.api.routes import SSE_HEADERS
from assistant.api.schemas import MAX_TEXT, Text
from assistant.asked import MAX_HISTORY
from assistant.serialise import page_name
from assistant.types import Statement

MODEL = "youju"


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: Text = ""


class Message(BaseModel):
    """A message as OpenAI's clients send it; other fields are ignored."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=10 * MAX_TEXT)] | list[Part] | None = None

    def plain(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """OpenAI's stream options."""

    include_usage: bool = False


class Completion(BaseModel):
    """A request; temperature and the like are accepted and have no meaning here."""

    model: Text = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=400)]
    stream: bool = False
    stream_options: StreamOptions | None = None


def footnotes(answer: dict[str, Any]) -> str:
    """The citations of an answer (as `answer_to_dict` gives it) as Markdown-safe footnotes."""
    lines = []
    for citation in answer["citations"]:
        by = f"，{citation['author']}" if citation["author"] else ""
        page = page_name(citation["page"], citation["recognised"])
        by += f"，{page}" if page else ""
        said = escape_markdown(f"《{citation['title']}》{by}：“{citation['quote']}”")
        lines.append(f"[{citation['number']}] {said}")
    return "\n".join(lines)


def _question(body: Completion) -> tuple[str, list[str]]:
    if body.model not in (MODEL, f"openai/{MODEL}"):
        raise ApiError(404, "model_not_found", f"没有模型 {body.model[:80]}；这里只有 {MODEL}。")
    asked = [message.plain() for message in body.messages if message.role == "user"]
    if not asked:
        raise ApiError(422, "question_empty", "messages 里没有 role 为 user 的消息。")
    return asked[-1], asked[:-1][-MAX_HISTORY:]


def _tail(reply: Reply, said: list[str]) -> str:
    """What of the checked answer has not been said yet, and the footnotes.

    Statements are checked before they are sent; should the checked answer
    still read otherwise, it is sent whole: what was sent cannot be taken back.
    """
    whole, before = answer_markdown(reply.answer), "\n".join(said)
    if not said:
        rest = whole
    elif whole.startswith(before):
        rest = whole[len(before) :].strip("\n")
    else:
        rest = f"核对后的回答：\n{whole}"
    tail = "\n\n".join(part for part in (rest, footnotes(reply.json)) if part)
    return f"\n{tail}" if said and tail else tail


def _usage(question: str, text: str) -> dict[str, int]:
    asked, said = len(question), len(text)
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def openai_router(desk: Desk) -> APIRouter:
    """The routes below `/v1`."""
    router = APIRouter(prefix="/v1", tags=["OpenAI 兼容"])

    def envelope(kind: str) -> dict[str, Any]:
        made = {"id": f"chatcmpl-{secrets.token_hex(12)}", "object": kind}
        return made | {"created": int(time.time()), "model": MODEL}

    async def chunks(
        items: AsyncIterator[Statement | Reply], body: Completion, path: str, question: str
    ) -> AsyncIterator[str]:
        base = envelope("chat.completion.chunk")

        def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> str:
            choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
            data = base | {"choices": [choice]} | more
            return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"

        said: list[str] = []
        group = ""
        yield chunk({"role": "assistant", "content": ""})
        try:
            async for item in items:
                if isinstance(item, Statement):
                    head = item.group if item.group != group else ""
                    group = item.group or group
                    said.append(
                        escape_markdown(head) + "\n" * bool(head) + statement_markdown(item)
                    )
                    yield chunk({"content": said[-1] + "\n"})
                    continue
                tail = _tail(item, said)
                if tail:
                    yield chunk({"content": tail})
                yield chunk({}, "stop", youju=item.json)
                if body.stream_options and body.stream_options.include_usage:
                    usage = {"choices": [], "usage": _usage(question, item.answer.text)}
                    yield f"data: {json.dumps(base | usage)}\n\n"
        except Exception as error:
            # The head of the response is gone: any failure becomes an event of the stream.
            yield f"data: {json.dumps(body_of(failure(error), path), ensure_ascii=False)}\n\n"
        yield "data: [DONE]\n\n"

    @router.post("/chat/completions", summary="对话（OpenAI 兼容）")
    async def complete(body: Completion, request: Request) -> Response:
        """最后一条用户消息是问题，此前的用户消息作为上文；出处写成脚注，并在 youju 字段里给全。"""
        question, history = _question(body)
        asked = (question, history, "", request_id_of(request))
        if body.stream:
            items = await desk.stream("openai", *asked)
            lines = chunks(items, body, request.url.path, question)
            return StreamingResponse(lines, media_type="text/event-stream", headers=SSE_HEADERS)
        reply = await desk.ask("openai", *asked)
        text = _tail(reply, [])
        message = {"role": "assistant", "content": text, "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        made = envelope("chat.completion") | {"choices": [choice], "youju": reply.json}
        return JSONResponse(made | {"usage": _usage(question, text)})

    @router.get("/models", summary="模型目录（OpenAI 兼容）")
    async def models() -> dict[str, Any]:
        """只有一个模型。"""
        return {"object": "list", "data": [model_entry()]}

    @router.get("/models/{name}", include_in_schema=False)
    async def model(name: str) -> dict[str, Any]:
        """那一个模型。"""
        if name != MODEL:
            raise ApiError(404, "model_not_found", f"没有这个模型；这里只有 {MODEL}。")
        return model_entry()

    return router


def model_entry() -> dict[str, Any]:
    """The one model as `/v1/models` lists it."""
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "youju"}
