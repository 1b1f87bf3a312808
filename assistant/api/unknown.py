"""What programs get for addresses that are none: 404 and 405 as problems, never a page's text."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from assistant.api.problems import ApiError, problem_response

# Below these there is nothing of the page's, which is mounted over every address that is left.
_PROGRAM_PATHS = ("/api/{rest:path}", "/v1/{rest:path}")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class UnknownEndpoint:
    """The ASGI endpoint that is reached where none of the `known` routes takes the request."""

    def __init__(self, known: Sequence[BaseRoute]) -> None:
        self._known = known

    def _allowed(self, scope: Scope) -> str:
        """The methods that the address takes, as the header Allow lists them; "" for none."""
        takes = (
            method
            for method in _METHODS
            if any(r.matches({**scope, "method": method})[0] is Match.FULL for r in self._known)
        )
        return ", ".join(takes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 405 for a known address, 404 for any other."""
        path, allowed = scope["path"], self._allowed(scope)
        error = ApiError(404, "not_found", f"没有接口 {path}；有哪些见 /docs。")
        if allowed:
            detail = f"{path} 不接受 {scope['method']}；请用 {allowed}。"
            error = ApiError(405, "method_not_allowed", detail, {"Allow": allowed})
        request_id = scope["state"].get("request_id", "")
        await problem_response(error, path, request_id)(scope, receive, send)


def unknown_routes(known: Sequence[BaseRoute]) -> list[Route]:
    """The routes to be added after the `known` ones and before the page's."""
    endpoint = UnknownEndpoint(known)
    return [Route(path, endpoint=endpoint, include_in_schema=False) for path in _PROGRAM_PATHS]
