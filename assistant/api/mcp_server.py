"""An MCP server over streamable HTTP at `/mcp`: ask, search, read an article."""

import json
import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, Any

from pydantic import Field, ValidationError
from starlette.types import Receive, Scope, Send

from assistant.api.desk import Desk
from assistant.api.problems import ApiError, failure, field_faults, problem_response
from assistant.asked import MAX_HISTORY, MAX_SELECTED
from assistant.serialise import article_to_dict

# Characters of an article given at once; a caller reads on from `next_start`.
_READ_CHARS = 20_000

_INSTRUCTIONS = (
    "“有据”依据本单位资料库回答问题。ask 的回答逐句带出处，引文是原文的原字；"
    "outcome 为 abstained 表示资料里没有答案，请照实转告，不要另行编写。"
)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _told(error: Exception, tools: Iterable[str]) -> str:
    """What a caller is told of a ToolError, in place of the SDK's English."""
    if isinstance(error.__cause__, ValidationError):
        return f"参数有误：{field_faults(error.__cause__.errors())}。"
    if error.__cause__:
        return str(error.__cause__)
    return f"没有这个工具；有 {'、'.join(tools)}。"


def build_server(desk: Desk) -> Any:
    """The MCP server with its three tools; read-only, each answers with one JSON text."""
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
    from mcp.types import ToolAnnotations

    class Server(MCPServer):
        """The SDK's server with errors of tools in Chinese."""

        async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
            """Call a tool; a fault of the caller's is a ToolError with a Chinese sentence."""
            try:
                return await super().call_tool(name, arguments, context)
            except UnexpectedToolError:
                raise  # logged with its traceback; the caller gets nothing of it
            except ToolError as error:
                names = [tool.name for tool in await self.list_tools()]
                raise ToolError(_told(error, names)) from None

    # MCPServer sets up logging for the whole process unless a handler is there already.
    root, silent = logging.getLogger(), logging.NullHandler()
    root.addHandler(silent)
    server = Server("youju", title="有据", instructions=_INSTRUCTIONS, log_level="WARNING")
    root.removeHandler(silent)
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)

    @contextmanager
    def as_tool_error() -> Iterator[None]:
        """Any failure inside ends as the tool's error, with the sentence for a caller."""
        try:
            yield
        except Exception as error:
            raise ToolError(failure(error).detail) from None

    async def ask(
        question: Annotated[str, Field(description="要问的问题")],
        history: Annotated[
            list[str] | None,
            Field(description="此前问过的问题，最早的在前", max_length=MAX_HISTORY),
        ] = None,
        articles: Annotated[
            list[str] | None,
            Field(
                description="只查这些文章：文章编号、文件名或题名；不给则查全部",
                max_length=MAX_SELECTED,
            ),
        ] = None,
    ) -> str:
        """向资料库提问。返回 JSON：outcome、answer、statements、citations（引文及其起止位置）。"""
        with as_tool_error():
            reply = await desk.ask("mcp", question, history or [], articles=articles or [])
        return _json(reply.json)

    async def search(
        query: Annotated[str, Field(description="要找的内容")],
        limit: Annotated[int, Field(ge=1, le=50, description="最多返回多少段")] = 10,
    ) -> str:
        """在资料库里找相近的段落。返回 JSON 列表：article_id、title、start、end、text、score。"""
        with as_tool_error():
            hits = await desk.search(query, limit)
        found = [
            {
                "article_id": hit.passage.article_id,
                "title": article.title,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.passage.text,
                "score": hit.score,
            }
            for hit, article in hits
        ]
        return _json(found)

    async def read_article(
        article_id: Annotated[str, Field(description="文章编号，见 ask 和 search 的结果")],
        start: Annotated[int, Field(ge=0, description="从第几个字读起")] = 0,
    ) -> str:
        """读一篇文章的原文。太长时分段返回，next_start 是下一段的起点，没有则为 null。"""
        with as_tool_error():
            article = await desk.article(article_id)
        end = min(len(article.text), start + _READ_CHARS)
        whole = article_to_dict(article) | {"text": article.text[start:end], "start": start}
        return _json(whole | {"next_start": end if end < len(article.text) else None})

    for tool, title in ((ask, "提问"), (search, "检索"), (read_article, "读文章")):
        server.add_tool(tool, title=title, annotations=reads, structured_output=False)
    return server


class McpEndpoint:
    """The ASGI endpoint; its session manager lives as long as the app's lifespan.

    Each request stands alone (stateless, JSON answers): no sessions to fill
    the memory, and no sticky routing behind a balancer.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._manager: Any = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve `/mcp` within this context."""
        from mcp.server.transport_security import TransportSecuritySettings

        server = build_server(self._desk)
        # Host and Origin are checked for all routes alike, by `GateMiddleware`.
        unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=self._desk.settings.max_body_kilobytes * 1024,
            transport_security=unchecked,
        )
        self._manager = server.session_manager
        async with self._manager.run():
            yield
        self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one MCP request."""
        if self._manager is None:
            error = ApiError(503, "not_started", "服务还没有启动完。")
            await problem_response(error, scope["path"])(scope, receive, send)
            return
        await self._manager.handle_request(scope, receive, send)
