"""Of Gradio's routes only the chat's are open; the page comes with our head and policy."""

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.api import create_app
from assistant.settings import Settings
from assistant.types import Article
from tests.web.fakes import FakeAssistant, article


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    assistant = FakeAssistant([article("a/1", "双碳", "一是加快转型。二是加强保障。")])
    folder = tmp_path_factory.mktemp("data")
    (folder / "secret.txt").write_text("secret-content")
    app = create_app(assistant, Settings(data_dir=folder, requests_per_minute=0))
    with TestClient(app, base_url="http://127.0.0.1:7860") as made:
        yield made


SECRET = Path(__file__).resolve()
CLOSED = [
    f"/gradio_api/file={SECRET}",
    f"/file={SECRET}",
    f"/gradio_api/file/{SECRET}",
    "/gradio_api/file=http://127.0.0.1:1/x",
    "/gradio_api/proxy=http://127.0.0.1:1/x",
    "/gradio_api/stream/a/b/c/playlist.m3u8",
    "/gradio_api/custom_component/1/client/component/index.js",
    "/gradio_api/openapi.json",
    "/gradio_api/deep_link",
    "/gradio_api/runs",
    "/gradio_api/mcp",
    "/gradio_api/vibe-code",
    "/gradio_api/upload_progress",
    "/monitoring",
    "/monitoring/summary",
    "/pwa_icon",
    "/static/../../../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/svelte/..%2f..%2fserver.py",
    "/ui/x/..%2f..%2fpage.py",
    "/ui/x/%2e%2e%2fpage.py",
    "/ui/x/page.py",
]


@pytest.mark.parametrize("path", CLOSED)
def test_files_and_other_routes_are_closed(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in (403, 404)
    assert "root:" not in response.text
    assert "def " not in response.text


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/upload", "/gradio_api/run/predict", "/gradio_api/call/answer",
     "/gradio_api/component_server", "/gradio_api/process_recording", "/gradio_api/vibe-edit"],
)  # fmt: skip
def test_nothing_can_be_sent_to_gradio_but_questions(client: TestClient, path: str) -> None:
    response = client.post(path, json={"data": []})
    assert response.status_code in (403, 404, 405)


def test_the_page_names_no_other_host_and_carries_its_policy(client: TestClient) -> None:
    response = client.get("/?deep_link=x")
    assert response.status_code == 200
    assert '<html\n\tlang="zh-CN"' in response.text
    assert re.findall(r'(?:src|href|content)="(https?:)?//[^"]*"', response.text) == []
    policy = response.headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("path", ["/library", "/figures", "/articles/a%2F1", "/articles/none"])
def test_our_pages_allow_no_inline_script(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert re.findall(r"<script(?![^>]*src=)|\son\w+=|style=", response.text) == []


def test_an_article_id_with_a_slash_is_reached_by_its_link(client: TestClient) -> None:
    library = client.get("/library").text
    link = re.search(r'href="(/articles/a%2F1)"', library)
    assert link is not None
    assert "双碳" in client.get(link[1]).text
    assert client.get("/article-data", params={"id": "a/1"}).json()["title"] == "双碳"


def test_an_empty_library_names_the_files_that_are_read(settings: Settings) -> None:
    app = create_app(FakeAssistant([]), settings)
    with TestClient(app, base_url="http://127.0.0.1:7860") as made:
        suffixes = "（.txt、.md、.html、.pdf、.docx、.xlsx、.csv、.pptx、.jsonl、.jsonl.gz）"
        assert suffixes in made.get("/library").text


def test_the_links_of_the_excel_file_lead_to_the_public_address(tmp_path: Path) -> None:
    assistant = FakeAssistant([article("a1", "甲", "总量约7.4万亿元。")])
    settings = Settings(data_dir=tmp_path, public_url="https://youju.example.gov.cn/")
    with TestClient(create_app(assistant, settings), base_url="http://127.0.0.1:7860") as made:
        sheet = load_workbook(io.BytesIO(made.get("/figures.xlsx").content)).active
    link = [str(cell.value) for cell in sheet[2]][-1]
    assert link.startswith("https://youju.example.gov.cn/articles/a1#char=")


def test_export_and_feedback_refuse_what_is_too_much_or_malformed(client: TestClient) -> None:
    turn = {"question": "问", "statements": [{"text": "x" * 9000}]}
    assert client.post("/export/docx", json={"turns": [turn]}).status_code == 422
    assert client.post("/export/docx", json={"turns": []}).status_code == 422
    assert client.post("/feedback", json={"verdict": "nice", "question": "问"}).status_code == 422
    assert client.post("/feedback", json={"verdict": "useful"}).status_code == 422
    receipt = {"id": 2**70, "token": "t"}
    assert client.post("/feedback/withdraw", json=receipt).status_code == 422


def test_the_figures_are_looked_for_once_for_each_index(settings: Settings) -> None:
    assistant = FakeAssistant([article("a1", "甲", "总量约7.4万亿元。")])
    with TestClient(create_app(assistant, settings), base_url="http://127.0.0.1:7860") as made:
        for path in ("/figures", "/figures?q=7.4", "/figures.xlsx"):
            assert made.get(path).status_code == 200
        assert assistant.figure_counts == 1
        assistant.index([article("a1", "甲", "总量约9.9万亿元。")])
        assert "9.9万亿元" in made.get("/figures").text
        assert assistant.figure_counts == 2


def test_a_small_body_does_not_become_a_huge_file(client: TestClient) -> None:
    statements = [{"text": "x", "citations": [1] * 50}] * 200
    cited = {"number": 1, "article_id": "a/1", "start": 0, "end": 10, "quote": "中" * 8000}
    started = time.process_time()
    turn = {"question": "问", "statements": statements, "citations": [cited]}
    refused = client.post("/export/docx", json={"turns": [turn]})
    assert time.process_time() - started < 1.0  # a note at each mark takes 40 s and more
    assert (refused.status_code, refused.json()["code"]) == (413, "conversation_too_long")
    said = "要导出的内容有 1600201 个字，最多 500000 个字；请分几次导出。"
    assert refused.json()["detail"] == said


def test_what_reads_whole_articles_has_the_time_limit_of_answers(tmp_path: Path) -> None:
    class Slow(FakeAssistant):
        def article(self, article_id: str) -> Article:
            time.sleep(0.5)
            return super().article(article_id)

    cited = {"number": 1, "article_id": "a1", "start": 0, "end": 1, "quote": "总"}
    turn = {"question": "问", "statements": [{"text": "x", "citations": [1]}], "citations": [cited]}
    settings = Settings(data_dir=tmp_path, request_timeout_seconds=0.05)
    app = create_app(Slow([article("a1", "甲", "总量约7.4万亿元。")]), settings)
    with TestClient(app, base_url="http://127.0.0.1:7860") as made:
        for path, body in (("/article-place", cited), ("/export/docx", {"turns": [turn]})):
            late = made.post(path, json=body)
            assert (late.status_code, late.json()["code"]) == (503, "timed_out"), path
