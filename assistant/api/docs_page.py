"""`/docs`: the OpenAPI description as a page of our own, with no file from another host."""

from pathlib import Path

from fastapi import APIRouter, Response

_PAGES = Path(__file__).parent / "pages"
_FILES = {
    "docs.js": "text/javascript; charset=utf-8",
    "login.js": "text/javascript; charset=utf-8",
    "pages.css": "text/css; charset=utf-8",
}


def docs_router() -> APIRouter:
    """The page, and the files of all our pages that need no sign-in."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def docs() -> Response:
        html = (_PAGES / "docs.html").read_text(encoding="utf-8")
        return Response(html, media_type="text/html; charset=utf-8")

    @router.get("/docs/assets/{name}")
    async def file(name: str) -> Response:
        if name not in _FILES:
            return Response(status_code=404)
        text = (_PAGES / name).read_text(encoding="utf-8")
        return Response(text, media_type=_FILES[name], headers={"Cache-Control": "max-age=300"})

    return router
