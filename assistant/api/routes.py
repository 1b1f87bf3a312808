"""`/api/v1`: ask, search, articles, health and readiness."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from assistant.api.access import visitor_of
from assistant.api.desk import Desk, Reply
from assistant.api.problems import ApiError, body_of, failure, request_id_of
from assistant.api.schemas import Ask, Find
from assistant.serialise import article_to_dict, outline_to_dict
from assistant.types import Article, Hit, Statement

SSE_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def sse(event: str, data: object) -> str:
    """One server-sent event; the data is one line of JSON."""
    return f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


def _listed(article: Article) -> dict[str, Any]:
    """An article without its text: what a list shows."""
    whole = article_to_dict(article)
    whole.pop("text")
    return whole | {"characters": len(article.text)}


def _hit(hit: Hit, article: Article) -> dict[str, Any]:
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "article_id": passage.article_id,
        "title": article.title,
        "path": list(passage.path),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "page": article.page_at(passage.start),
        "score": hit.score,
        "found_by": list(hit.found_by),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "group": statement.group,
        "emphasis": [[span.start, span.end] for span in statement.emphasis],
        "check": statement.check,
    }


def api_router(desk: Desk) -> APIRouter:
    """The routes below `/api/v1`."""
    router = APIRouter(prefix="/api/v1", tags=["问答"])

    async def events(
        items: AsyncIterator[Statement | Reply], path: str, request_id: str
    ) -> AsyncIterator[str]:
        try:
            async for item in items:
                if isinstance(item, Reply):
                    yield sse("answer", item.json)
                else:
                    yield sse("statement", _statement(item))
        except Exception as error:
            # The head of the response is gone: any failure becomes the stream's last event.
            yield sse("error", body_of(failure(error, request_id), path, request_id))

    @router.post("/ask", summary="提问")
    async def ask(body: Ask, request: Request) -> Response:
        """一个问题，一个逐句带出处的回答。

        `stream` 为 true 时先逐条返回，最后是核对过的完整回答。
        """
        request_id = request_id_of(request)
        face = "embed" if visitor_of(request.scope).origin else "api"
        asked = (body.question, body.history, body.as_of, request_id, body.articles)
        if body.stream:
            items = await desk.stream(face, *asked)
            lines = events(items, request.url.path, request_id)
            return StreamingResponse(lines, media_type="text/event-stream", headers=SSE_HEADERS)
        return JSONResponse((await desk.ask(face, *asked)).json)

    @router.post("/search", summary="检索")
    async def search(body: Find) -> dict[str, Any]:
        """与所给内容最相近的段落，最好的在前；没有则为空表。"""
        found = await desk.search(body.query, body.limit)
        return {"query": body.query, "hits": [_hit(hit, article) for hit, article in found]}

    @router.get("/articles", summary="文章目录")
    async def articles(
        offset: Annotated[int, Query(ge=0, description="从第几篇开始")] = 0,
        limit: Annotated[int, Query(ge=1, le=1000, description="最多返回几篇")] = 1000,
    ) -> dict[str, Any]:
        """资料库里的文章，不含正文。"""
        everything = await desk.in_thread(desk.service.articles)
        page = everything[offset : offset + limit]
        return {"total": len(everything), "articles": [_listed(article) for article in page]}

    @router.get("/articles/{article_id:path}", summary="一篇文章")
    async def article(article_id: str) -> dict[str, Any]:
        """一篇文章的全文、提纲和正文指纹；引文的起止位置都以这里的 text 为准。"""
        found = await desk.article(article_id)
        point = await desk.in_thread(lambda: desk.service.outline(article_id))
        return article_to_dict(found) | {
            "body_start": found.body_start,
            "body_end": found.body_end,
            "outline": outline_to_dict(point),
        }

    @router.get("/health", summary="存活", tags=["运行"])
    async def health() -> dict[str, str]:
        """进程在运行就返回 ok，不看资料库。"""
        return {"status": "ok"}

    @router.get("/ready", summary="就绪", tags=["运行"])
    async def ready() -> dict[str, Any]:
        """资料库可用时返回它的大小；不可用时为 503。"""
        info = await desk.in_thread(desk.service.info)
        if not info.articles:
            raise ApiError(503, "empty_library", "资料库里还没有文章。")
        return {
            "status": "ready",
            "version": info.version,
            "generation": info.generation,
            "articles": info.articles,
            "passages": info.passages,
            "encoder": info.encoder,
            "fingerprint": info.fingerprint,
        }

    return router
