"""Draw the widget's states into docs/screenshots/widget-*.png, in a real browser.

    python -m benchmarks.screenshots_widget [--service fake]

Answers come from the assistant over documents/; `--service fake` draws the
same states from the tests' fake, for work on the layout alone.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Frame, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant.api import create_app
from assistant.settings import load_settings
from tests.api.conftest import FakeService
from tests.api.serving import serving
from tests.browser.chromium import chromium

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"

HOST_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>区内网</title>
<style>body{font:16px/1.8 "Noto Sans CJK SC",sans-serif;margin:0;color:#222;background:#fff}
header{background:#7d1f1f;color:#fff;padding:14px 24px;font-size:20px}
main{max-width:720px;margin:24px auto;padding:0 16px}</style>
<script src="%s/widget.js" %s defer></script></head><body><header>某区政务内网</header><main>
<h1>关于报送年度工作要点的通知</h1><p>各街道、各部门：</p>
<p id="text">请围绕推动绿色低碳发展、培育万亿级产业、优化营商环境等方面，\
结合本单位实际，提出明年的工作要点。</p>
<p>要点应写明依据的文件和出处，避免空泛表述，于本月底前报区政府办公室。</p></main></body></html>"""


def frame_of(page: Page) -> Frame:
    """The widget's frame, once it is there."""
    for _ in range(200):
        for frame in page.frames:
            if frame.url.endswith("/embed"):
                return frame
        page.wait_for_timeout(50)
    raise RuntimeError("no frame of /embed")


def ask(page: Page, question: str) -> Frame:
    """Ask through the widget and wait for the end of the answer."""
    frame = frame_of(page)
    turns = frame.locator(".turn").count()
    frame.locator("#question").fill(question)
    frame.locator("#send").click()
    frame.locator(".turn").nth(turns).wait_for()
    # The page's policy forbids evaluating strings, so wait by attribute.
    frame.locator("#log[aria-busy='false']").wait_for()
    return frame


def shoot(page: Page, name: str) -> None:
    """Save what the page shows."""
    page.wait_for_timeout(350)
    page.screenshot(path=str(FOLDER / f"widget-{name}.png"))


def draw(browser: Browser, server: str, host: str, questions: dict[str, str]) -> None:
    """All states on a desktop, then the phone, then the two tool pages."""
    page = browser.new_page(viewport={"width": 1100, "height": 780})
    page.goto(f"{host}/light")
    page.evaluate(
        """() => { const text = document.getElementById('text').firstChild;
        const range = document.createRange(); range.setStart(text, 5); range.setEnd(text, 11);
        getSelection().addRange(range); }"""
    )
    shoot(page, "select")
    page.evaluate("getSelection().removeAllRanges()")
    page.get_by_role("button", name="政策问答").click()
    frame_of(page).locator("#question").wait_for()
    shoot(page, "welcome")
    frame = ask(page, questions["answer"])
    shoot(page, "answer")
    frame.locator(".mark").first.click()
    shoot(page, "source")
    frame.locator("#reader-back").click()
    ask(page, questions["abstention"])
    shoot(page, "abstention")
    if "nearest" in questions:
        ask(page, questions["nearest"]).locator(".only-nearest").wait_for()
        shoot(page, "nearest")
    page.context.set_offline(True)
    ask(page, questions["answer"])
    shoot(page, "failure")
    page.context.set_offline(False)
    page.close()

    dark = browser.new_page(viewport={"width": 1100, "height": 780}, color_scheme="dark")
    dark.goto(f"{host}/dark")
    dark.get_by_role("button", name="政策问答").click()
    ask(dark, questions["answer"]).locator("details summary").first.click()
    shoot(dark, "dark")
    dark.close()

    phone = browser.new_page(viewport={"width": 360, "height": 720}, device_scale_factor=2)
    phone.goto(f"{host}/light")
    shoot(phone, "phone-closed")
    phone.get_by_role("button", name="政策问答").click()
    ask(phone, questions["answer"])
    shoot(phone, "phone")
    phone.close()

    tools = browser.new_page(viewport={"width": 1100, "height": 1000})
    tools.goto(f"{server}/embed/demo")
    shoot(tools, "demo")
    tools.goto(f"{server}/embed/doctor")
    tools.locator("#page").fill("https://oa.example.gov.cn/index.html")
    tools.locator("#snippet").fill(f'<script src="{server}/widget.js" defer></script>')
    tools.locator("#headers").fill("Content-Security-Policy: default-src 'self'")
    tools.get_by_role("button", name="检查").click()
    tools.locator("#checks li").first.wait_for()
    tools.screenshot(path=str(FOLDER / "widget-doctor.png"), full_page=True)
    tools.goto(f"{server}/docs")
    tools.locator("details").first.wait_for()
    tools.locator("summary").first.click()
    shoot(tools, "api-docs")
    tools.close()


def main() -> None:
    """Start both servers, draw, stop them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--service", choices=["documents", "fake"], default="documents")
    fake = parser.parse_args().service == "fake"
    FOLDER.mkdir(parents=True, exist_ok=True)
    snippet = {"server": "", "attributes": ""}

    async def host_page(request: Request) -> HTMLResponse:
        theme = request.path_params["theme"]
        return HTMLResponse(HOST_PAGE % (snippet["server"], f'data-theme="{theme}"'))

    questions = {
        "answer": "双碳有哪些措施？",
        "abstention": "明年的房产税税率是多少？",
        "nearest": "用能的额度省下来了，能跨地方拿去卖吗？",
    }
    if fake:
        questions = {"answer": "降碳有哪些措施？", "abstention": "明天天气怎么样？"}
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        serving(Starlette(routes=[Route("/{theme}", host_page)])) as host,
    ):
        settings = load_settings(
            data_dir=Path(folder), allowed_origins=(host,), questions_per_minute=0
        )
        service: Any = FakeService()
        if not fake:
            from assistant.service import Assistant

            service = Assistant.from_settings(settings)
        with serving(create_app(service, settings)) as server:
            snippet["server"] = server
            draw(browser, server, host, questions)


if __name__ == "__main__":
    main()
