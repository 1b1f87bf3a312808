"""What of Gradio is closed: routes that its page does not use, uploads, and files named by URL."""

import json
import re
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.bodies import read_whole
from assistant.api.problems import ApiError, problem_response

_PREFIX = "/gradio_api/"
# Gradio 6 mounts some forty routes (files, uploads, proxying, recordings, monitoring, its own API
# and MCP); its page needs these. A list of what is open stays safe when a later Gradio adds a
# route, a list of what is closed does not.
_OPEN = re.compile(
    r"/(?:config|theme\.css|robots\.txt|favicon\.ico)?"
    r"|/(?:static|assets|svelte)/[^\\]*"
    rf"|{_PREFIX}(?:queue/(?:join|data)|heartbeat/\w+|startup-events|cancel|theme\.css"
    r"|app_id|info|login_check|user|token)/?"
)
# Gradio's beyond doubt; at other addresses there may be a page of ours.
_GRADIO = (_PREFIX, "/monitoring", "/dev/")

# The mark by which Gradio knows a file in an event's data. It reads the file named
# there, and downloads it where the name is a URL: gradio.processing_utils, 6.31.
_FILE_MARK = "gradio.FileData"


def is_open(path: str) -> bool:
    """Whether this address of Gradio's is one that its page uses."""
    return ".." not in path and _OPEN.fullmatch(path) is not None


def close_gradio(path: str) -> None:
    """Raise 404 for what is surely an address of Gradio's and not one that its page uses."""
    if path.startswith(_GRADIO) and not is_open(path):
        raise ApiError(404, "not_found", "没有找到。")


def names_a_file(value: Any) -> bool:
    """Whether Gradio would take any part of this JSON value for a file."""
    if isinstance(value, dict):
        return any(names_a_file(part) for part in value.values())
    if isinstance(value, list):
        return any(names_a_file(part) for part in value)
    return bool(value == _FILE_MARK)


class GradioGuard:
    """Refuses uploads by anybody who has not signed in, and files in the data of an event.

    Our page has no file component, so a file in its data is an attack: a URL
    there would make this server fetch it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer 403."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        try:
            _refuse_upload(scope)
            if path.startswith(_PREFIX):
                receive = await _read_event(receive)
        except ApiError as error:
            request_id = scope["state"].get("request_id", "")
            await problem_response(error, path, request_id)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _refuse_upload(scope: Scope) -> None:
    kind = Headers(scope=scope).get("content-type", "")
    is_upload = kind.lower().startswith("multipart/")
    if is_upload and getattr(scope["state"].get("visitor"), "kind", "") != "user":
        raise ApiError(403, "upload_refused", "没有登录，不能上传文件。")


async def _read_event(receive: Receive) -> Receive:
    """Read the whole body, check it, and give it again."""
    body, again = await read_whole(receive)
    try:
        found = names_a_file(json.loads(body)) if body else False
    except (ValueError, RecursionError):
        raise ApiError(422, "invalid_request", "请求体不是有效的 JSON。") from None
    if found:
        raise ApiError(403, "file_refused", "对话里不能带文件。")
    return again
