"""The pages beside the chat, made on the server: to be mailed, printed, read without scripts."""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from assistant.api.per_generation import per_generation
from assistant.api.pool import AskPool
from assistant.asked import MAX_SELECTED
from assistant.errors import ArticleNotFound
from assistant.feedback import FEEDBACK_FILE
from assistant.settings import Settings
from assistant.web.article import article_data, article_view, cell_class
from assistant.web.article_list import list_articles
from assistant.web.assets import ASSETS_DIR
from assistant.web.conversation import SentCitation, SentConversation, citation_place
from assistant.web.docx_export import conversation_docx
from assistant.web.feedback_route import feedback_router
from assistant.web.figures import MOST_SENT, Filter, figure_rows, figures_view, figures_xlsx
from assistant.web.library import library_page
from assistant.web.library_search import search_library
from assistant.web.links import only_link
from assistant.web.person import person_of
from assistant.web.templates import render

if TYPE_CHECKING:
    from assistant.service import Assistant

_ASSET_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
Text = Annotated[str, Query(max_length=500)]
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The error's own message speaks of the command line, which a reader in a browser has not.
_NOT_FOUND = "文库里没有这篇文章。"
_NO_IDS: list[str] = []
_FOREVER = "public, max-age=31536000, immutable"  # the address carries the content's digest


def web_router(assistant: "Assistant", settings: Settings, reading: AskPool) -> APIRouter:
    """Reader, library, figures, exports, feedback and the page's own assets.

    What looks for quotes in whole articles or builds a file is done in the pool `reading`.
    """
    router = APIRouter(include_in_schema=False)
    figures = per_generation(assistant, lambda: figures_view(figure_rows(assistant)))

    @router.get("/ui/{version}/{name}")
    def asset(version: str, name: str) -> Response:  # noqa: ARG001  # part of the address only
        known = {path.name: path for path in ASSETS_DIR.iterdir()}
        path = known.get(name)
        if path is None:
            return Response(status_code=404)
        return FileResponse(
            path,
            media_type=_ASSET_TYPES.get(path.suffix, "application/octet-stream"),
            headers={"Cache-Control": _FOREVER, "X-Content-Type-Options": "nosniff"},
        )

    @router.get("/article-data")
    def article_values(id: str) -> JSONResponse:
        try:
            return JSONResponse(article_data(assistant.article(id)))
        except ArticleNotFound:
            return JSONResponse({"message": _NOT_FOUND}, status_code=404)

    @router.get("/articles/{article_id:path}")
    def article_page(article_id: str, request: Request) -> HTMLResponse:
        try:
            article = assistant.article(article_id)
        except ArticleNotFound:
            return page(request, "missing.html", 404, message=_NOT_FOUND)
        view = article_view(article, assistant.outline(article_id))
        # The margin of a page is read here too, and is no article to be asked.
        known = [each.id for each in assistant.articles()]
        only = only_link(article_id) if article_id in known and len(known) > 1 else ""
        return page(request, "article.html", article=view, only=only, cell_class=cell_class)

    @router.post("/article-place")
    async def article_place(citation: SentCitation) -> JSONResponse:
        def find() -> dict[str, Any]:
            return citation_place(citation, assistant.article(citation.article_id))

        try:
            return JSONResponse(await reading.run(find))
        except ArticleNotFound:
            return JSONResponse({"message": _NOT_FOUND}, status_code=404)

    @router.get("/figures")
    def figures_page(
        request: Request, q: Text = "", article: Text = "", unit: Text = "", year: Text = ""
    ) -> HTMLResponse:
        # Every row is sent, those that do not fit hidden, so that the page's script can filter
        # further; of a library with too many only those that fit, and the form asks again, as it
        # does without the script.
        wanted, view = Filter(q, article, unit, year), figures()
        shown = [row for row in view.rows if wanted.shows(row)]
        sent = view.rows if view.has_all else shown[:MOST_SENT]
        hidden = [not wanted.shows(row) for row in sent]
        values: dict[str, Any] = {"view": view, "rows": sent, "hidden": hidden, "count": len(shown)}
        return page(request, "figures.html", filter=wanted, **values)

    @router.get("/figures.xlsx")
    async def figures_file(
        request: Request, q: Text = "", article: Text = "", unit: Text = "", year: Text = ""
    ) -> Response:
        wanted = Filter(q, article, unit, year)
        # Behind a proxy only the setting knows what the reader's browser calls us.
        base_url = settings.public_url or str(request.base_url)

        def build() -> bytes:
            rows = [row for row in figures().rows if wanted.fits(row)]
            return figures_xlsx(rows, base_url)

        headers = {"Content-Disposition": 'attachment; filename="figures.xlsx"'}
        return Response(await reading.run(build), media_type=_EXCEL, headers=headers)

    @router.get("/library")
    async def library(request: Request, p: Annotated[int, Query(ge=1)] = 1) -> HTMLResponse:
        shown = await reading.run(lambda: library_page(assistant, p))
        return page(request, "library.html", library=shown)

    @router.get("/article-list")
    async def article_names(
        q: Text = "", id: Annotated[list[Text], Query(max_length=MAX_SELECTED)] = _NO_IDS
    ) -> JSONResponse:
        return JSONResponse(await reading.run(lambda: list_articles(assistant, q, id)))

    @router.get("/library-search")
    async def library_search(q: Text = "") -> JSONResponse:
        return JSONResponse(await reading.run(lambda: search_library(assistant, q)))

    @router.post("/export/docx")
    async def word(conversation: SentConversation) -> Response:
        body = await reading.run(lambda: conversation_docx(conversation, assistant))
        headers = {"Content-Disposition": 'attachment; filename="answers.docx"'}
        return Response(body, media_type=_WORD, headers=headers)

    router.include_router(feedback_router(settings.data_dir / FEEDBACK_FILE))

    def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        return render(template, person_of(request.scope, settings), status, **values)

    return router
