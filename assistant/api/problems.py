"""Errors as RFC 9457 problem details, in Chinese; in OpenAI's shape below `/v1/`."""

import json
import logging
import traceback
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from itertools import islice
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import (
    ArticleNotFound,
    AssistantError,
    EncoderError,
    LanguageModelError,
    LibraryError,
    QuestionError,
)

_log = logging.getLogger("assistant.requests")

# The prefix under which clients expect OpenAI's error object.
OPENAI_PREFIX = "/v1/"

_TITLES = {
    400: "请求有误",
    401: "需要登录",
    403: "不允许",
    404: "没有找到",
    405: "方法不对",
    408: "请求太慢",
    409: "有冲突",
    413: "请求太大",
    415: "内容类型不对",
    421: "主机名不对",
    422: "请求有误",
    429: "请求太多",
    500: "服务出错",
    502: "语言模型出错",
    503: "服务暂不可用",
}

# pydantic's error types in words; the rest get the general one.
_FIELD_FAULTS = {
    "missing": "缺少这一项",
    "json_invalid": "请求体不是有效的 JSON",
    "string_type": "应为文字",
    "string_too_short": "不能为空",
    "string_too_long": "太长",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "list_type": "应为列表",
    "too_short": "不能为空",
    "too_long": "太长或太多",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "extra_forbidden": "不认识这一项",
    "model_attributes_type": "应为 JSON 对象（请求头 Content-Type 应为 application/json）",
}


class ApiError(Exception):
    """A refusal of the HTTP face itself; `code` is a stable English word for programs."""

    def __init__(
        self, status: int, code: str, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})


def too_many(detail: str, retry_after_seconds: float) -> ApiError:
    """A 429 with Retry-After, rounded up to whole seconds."""
    seconds = max(1, int(-(-retry_after_seconds // 1)))
    return ApiError(429, "too_many_requests", detail, {"Retry-After": str(seconds)})


def as_api_error(error: AssistantError) -> ApiError:
    """What an error of the service means to an HTTP client.

    Messages about the library or the models name folders of this machine, so
    a client gets a general sentence.
    """
    if isinstance(error, ArticleNotFound):
        return ApiError(404, "article_not_found", "资料库里没有这篇文章。")
    if isinstance(error, QuestionError):
        return ApiError(422, "question_refused", str(error))
    if isinstance(error, LanguageModelError):
        return ApiError(502, "language_model_failed", "语言模型没有给出可用的回答，请稍后再试。")
    if isinstance(error, LibraryError | EncoderError):
        return ApiError(503, "library_unavailable", "资料库暂时不能使用，请联系管理员。")
    return ApiError(500, "failed", "服务出错，请联系管理员。")


def type_and_places(error: Exception) -> str:
    """What the log may tell of an error: its type and the places of its stack.

    Not its message, which may quote a question.
    """
    return "".join([type(error).__name__, "\n", *traceback.format_tb(error.__traceback__)])


def failure(error: Exception, request_id: str = "") -> ApiError:
    """What any error means to a client; the frames of an unforeseen one go to the log."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, AssistantError):
        return as_api_error(error)
    _log.error("crash %s", type_and_places(error), extra={"request_id": request_id})
    return ApiError(500, "failed", "服务出错，请联系管理员。")


def body_of(error: ApiError, path: str, request_id: str = "") -> dict[str, Any]:
    """The error as the JSON object that a client of `path` expects."""
    if path.startswith(OPENAI_PREFIX):
        kind = "rate_limit_error" if error.status == 429 else "invalid_request_error"
        if error.status >= 500:
            kind = "server_error"
        fault = {"message": error.detail, "type": kind, "param": None, "code": error.code}
        return {"error": fault}
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": _TITLES.get(error.status) or HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": error.detail,
        "code": error.code,
        "instance": path,
    }
    if request_id:
        problem["request_id"] = request_id
    return problem


def problem_response(error: ApiError, path: str, request_id: str = "") -> Response:
    """The error as a response: application/problem+json, or OpenAI's object below /v1/."""
    kind = "application/json" if path.startswith(OPENAI_PREFIX) else "application/problem+json"
    body = json.dumps(body_of(error, path, request_id), ensure_ascii=False)
    return Response(body, error.status, error.headers, media_type=kind)


def request_id_of(request: Request) -> str:
    """The id that the request log gave this request; "" where no log is in place."""
    return str(getattr(request.state, "request_id", ""))


def field_faults(faults: Iterable[Mapping[str, Any]]) -> str:
    """What pydantic found wrong with the fields, the first few, in Chinese: `limit：应为整数`."""
    told = []
    for fault in islice(faults, 5):
        place = ".".join(map(str, fault["loc"]))
        text = _FIELD_FAULTS.get(fault["type"], "不可用").format_map(fault.get("ctx", {}))
        told.append(f"{place}：{text}" if place else text)
    return "；".join(told)


def validation_error(error: RequestValidationError) -> ApiError:
    """What is wrong with the request's fields, in one Chinese sentence."""
    # The first part is where the field stands: body, query, path. A JSON fault has no field.
    faults = (
        fault | {"loc": () if fault["type"] == "json_invalid" else fault["loc"][1:]}
        for fault in error.errors()
    )
    return ApiError(422, "invalid_request", f"请求有误：{field_faults(faults)}。")


class CrashMiddleware:
    """Answers an unforeseen error with a problem; nothing of a traceback leaves the server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that fails before any answer, give one."""
        started = False

        async def send_noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception as error:
            # The outermost face: anything that was not foreseen ends here.
            if scope["type"] != "http":
                raise
            request_id = scope["state"].get("request_id", "")
            scope["state"]["failure"] = type(error).__name__
            problem = failure(error, request_id)
            if started:
                raise
            await problem_response(problem, scope["path"], request_id)(scope, receive, send)


def install_problems(app: FastAPI) -> None:
    """Answer every foreseen error of the app with a problem."""

    async def on_api_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, ApiError)
        return problem_response(error, request.url.path, request_id_of(request))

    async def on_assistant_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, AssistantError)
        # The log names the kind only: a message may quote the question.
        request.state.failure = type(error).__name__
        return await on_api_error(request, as_api_error(error))

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return await on_api_error(request, validation_error(error))

    async def on_http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if isinstance(error.__cause__, UnicodeDecodeError):  # from FastAPI's reading of the body
            said = "请求体不是有效的 UTF-8 JSON；请以 UTF-8 编码发送。"
            return await on_api_error(request, ApiError(422, "invalid_request", said))
        detail = _TITLES.get(error.status_code, "请求没有成功") + "。"
        problem = ApiError(error.status_code, "http_error", detail, error.headers)
        return await on_api_error(request, problem)

    app.add_exception_handler(ApiError, on_api_error)
    app.add_exception_handler(AssistantError, on_assistant_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http_error)
