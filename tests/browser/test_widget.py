"""The widget on pages of another port, as the staff's browsers meet it."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect
from playwright.sync_api import Route as HeldRequest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant.api import create_app
from assistant.api.embed import widget_script
from assistant.api.keys import Key, Keys
from assistant.settings import Settings
from assistant.types import LOOK_FIRST_BELOW
from tests.api.conftest import ARTICLE, TEXT, UNKNOWN, FakeService
from tests.api.serving import serving
from tests.browser.chromium import watch

HOSTILE_CSS = """
* { all: unset !important; display: none !important; visibility: hidden !important;
    color: lime !important; font-size: 90px !important; transform: rotate(20deg) !important; }
html, body, p, h1, h2 { display: block !important; visibility: visible !important; }
button, iframe, div, youju-widget { opacity: 0 !important; width: 3px !important;
    position: static !important; pointer-events: none !important; z-index: -1 !important; }
body { filter: blur(4px); overflow: hidden; }
"""


class HostPages:
    """Foreign pages by name; `server` and the snippet's attributes are filled in when served."""

    def __init__(self) -> None:
        self.server = ""
        self.attributes = ""
        self.head = ""
        self.query = ""

    def _page(self, name: str) -> tuple[str, dict[str, str]]:
        tag = f'<script src="{self.server}/widget.js" {self.attributes} defer></script>'
        body = '<h1>内网公告</h1><p id="text">各区要发展绿色产业，倡导低碳生活。</p>'
        if name == "plain":
            return self.head + tag + body, {}
        if name == "twice":
            return tag + tag + body, {}
        if name == "hostile":
            return f"<style>{HOSTILE_CSS}</style>{tag}{body}", {}
        if name == "strict":
            policy = (
                f"default-src 'none'; script-src {self.server}; frame-src {self.server}; "
                "base-uri 'none'; require-trusted-types-for 'script'"
            )
            return tag + body, {"Content-Security-Policy": policy}
        if name == "no-frames":
            policy = f"default-src 'none'; script-src {self.server}"
            return tag + body, {"Content-Security-Policy": policy}
        if name == "iframe":
            address = f"{self.server}/embed{self.query}"
            return f'{body}<iframe src="{address}" width="400" height="600"></iframe>', {}
        if name == "long":
            frame = f'<iframe src="{self.server}/embed" width="400" height="600"></iframe>'
            gap = '<div style="height:1500px"></div>'
            return f"{body}{gap}{frame}{gap}", {}
        raise KeyError(name)

    async def serve(self, request: Request) -> HTMLResponse:
        if request.path_params["name"] == "favicon.ico":
            return HTMLResponse("", 204)
        html, headers = self._page(request.path_params["name"])
        start = "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>内网</title>"
        return HTMLResponse(f"{start}</head><body>{html}</body></html>", headers=headers)


@pytest.fixture
def pages() -> Iterator[tuple[HostPages, str]]:
    made = HostPages()
    with serving(Starlette(routes=[Route("/{name}", made.serve)])) as url:
        yield made, url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="zh-CN", viewport={"width": 1200, "height": 800})
    made.set_default_timeout(8000)
    yield made
    made.close()


@pytest.fixture
def serve(
    pages: tuple[HostPages, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., str]]:
    """Starts our server for the foreign pages; returns its address."""
    monkeypatch.setattr("assistant.api.app.find_web", lambda: None)
    opened: list[Any] = []

    def start(service: FakeService | None = None, **overrides: Any) -> str:
        host_pages, foreign = pages
        given: dict[str, Any] = {
            "data_dir": tmp_path,
            "users_file": tmp_path / "users.json",
            "keys_file": tmp_path / "keys.json",
            "allowed_origins": (foreign,),
            "questions_per_minute": 0,
        }
        context = serving(create_app(service or FakeService(), Settings(**(given | overrides))))
        host_pages.server = context.__enter__()
        opened.append(context)
        return host_pages.server

    yield start
    for context in opened:
        context.__exit__(None, None, None)


@pytest.fixture
def page(pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext) -> Page:
    """A foreign page with the widget on it, opened in a browser."""
    serve()
    made = context.new_page()
    made.goto(f"{pages[1]}/plain")
    return made


def embed_frame(page: Page) -> Frame:
    for _ in range(100):
        for frame in page.frames:
            if frame.url.endswith("/embed"):
                return frame
        page.wait_for_timeout(50)
    raise AssertionError("no frame of /embed")


def ask_in(frame: Frame, question: str) -> None:
    frame.locator("#question").fill(question)
    frame.locator("#send").click()


def open_and_ask(page: Page, question: str) -> Frame:
    page.get_by_role("button", name="政策问答").click()
    frame = embed_frame(page)
    expect(frame.locator("#question")).to_be_focused()
    ask_in(frame, question)
    return frame


@pytest.mark.parametrize("name", ["plain", "hostile", "strict"])
def test_the_bubble_opens_answers_and_shows_the_source(
    name: str, pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    errors = watch(page)
    page.goto(f"{pages[1]}/{name}")
    frame = open_and_ask(page, "降碳有哪些措施？")
    expect(frame.locator(".turn .answer li")).to_have_text(
        ["一是调整能源结构。1", "二是发展绿色产业。2"]
    )
    frame.locator(".mark", has_text="2").click()
    expect(frame.locator("#reader-text mark")).to_have_text("二是发展绿色产业。")
    expect(frame.locator("#reader-title")).to_have_text("降碳要做三件事")
    frame.locator("#reader-previous").click()
    expect(frame.locator("#reader-text mark")).to_have_text("一是调整能源结构。")
    box = page.locator(".bubble").bounding_box()
    assert box is not None
    assert (box["width"] > 100, box["height"] >= 44) == (True, True)
    assert errors == []


def test_the_widget_stands_once_even_where_the_script_stands_twice(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/twice")
    expect(page.locator("youju-widget")).to_have_count(1)


def test_keyboard_alone_opens_asks_reads_and_closes(page: Page) -> None:
    bubble = page.get_by_role("button", name="政策问答")
    expect(bubble).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Tab")
    expect(bubble).to_be_focused()
    page.keyboard.press("Enter")
    frame = embed_frame(page)
    expect(frame.locator("#question")).to_be_focused()
    expect(bubble).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("降碳")
    page.keyboard.press("Enter")
    expect(frame.locator(".mark")).to_have_count(2)
    expect(frame.locator("#status")).to_have_text("回答：一是调整能源结构。二是发展绿色产业。")
    for _ in range(4):
        page.keyboard.press("Shift+Tab")
        if frame.locator(".mark >> nth=1").evaluate("node => node === document.activeElement"):
            break
    expect(frame.locator(".mark >> nth=1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator("#reader-text mark")).to_have_text("二是发展绿色产业。")
    page.keyboard.press("ArrowLeft")
    expect(frame.locator("#reader-text mark")).to_have_text("一是调整能源结构。")
    page.keyboard.press("Escape")
    expect(frame.locator(".mark >> nth=1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(bubble).to_be_focused()
    expect(page.locator(".panel")).to_be_hidden()


def test_on_a_phone_the_panel_fills_the_screen(
    pages: tuple[HostPages, str], serve: Callable[..., str], browser: Browser
) -> None:
    serve()
    phone = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = phone.new_page()
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    assert page.locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    assert frame.evaluate("document.documentElement.scrollWidth") <= 360
    frame.locator("#close").click()
    expect(page.locator(".bubble")).to_be_visible()
    phone.close()


def phone_page(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(url)
    page.get_by_role("button", name="政策问答").click()
    return page


@pytest.mark.parametrize(
    ("name", "origins"), [("plain", ()), ("no-frames", None)], ids=["not allowed", "blocked by CSP"]
)
def test_on_a_phone_a_widget_that_does_not_open_can_be_closed(
    name: str,
    origins: tuple[str, ...] | None,
    pages: tuple[HostPages, str],
    serve: Callable[..., str],
    browser: Browser,
) -> None:
    serve(allowed_origins=(pages[1],) if origins is None else origins)
    page = phone_page(browser, f"{pages[1]}/{name}")
    expect(page.locator(".shut")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".panel")).to_be_hidden()
    page.get_by_role("button", name="政策问答").click()
    expect(page.locator(".notice h2")).to_have_text("对话窗口没有打开", timeout=12_000)
    page.get_by_role("button", name="关闭对话").tap()
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.get_by_role("button", name="政策问答")).to_be_focused()
    page.close()


def test_a_widget_that_does_not_open_says_so_long_before_it_gives_up(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    server = serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    page.route(f"{server}/embed**", lambda _route: None)  # no answer, and no refusal either
    page.get_by_role("button", name="政策问答").click()
    expect(page.locator(".notice")).to_have_text("正在打开对话…")
    expect(page.locator(".notice .doubt")).to_contain_text("来源没有被允许嵌入", timeout=5_000)
    expect(page.locator(".notice h2")).to_be_hidden()
    expect(page.locator(".notice h2")).to_have_text("对话窗口没有打开", timeout=12_000)
    expect(page.locator(".notice .doubt")).to_have_count(0)


def test_a_page_that_may_not_embed_us_is_told_so_at_once(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve(allowed_origins=())
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    page.evaluate("() => { window.said = []; Youju.on('error', (e) => said.push(e.detail)); }")
    page.get_by_role("button", name="政策问答").click()
    expect(page.locator(".notice h2")).to_have_text("对话窗口没有打开", timeout=2_500)
    told = page.locator(".notice p").first
    expect(told).to_contain_text(f"{pages[1]} 不在 ALLOWED_ORIGINS 之列")
    assert page.evaluate("said") == [told.text_content()]


def test_a_policy_that_forbids_to_ask_is_not_taken_for_what_blocks_the_window(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve(allowed_origins=())
    page = context.new_page()
    page.goto(f"{pages[1]}/strict")
    page.get_by_role("button", name="政策问答").click()
    expect(page.locator(".notice .doubt")).to_contain_text("来源没有被允许嵌入", timeout=5_000)
    expect(page.locator(".notice h2")).to_be_hidden()


@pytest.mark.parametrize(
    ("style", "attribute", "dark"),
    [
        ("", "", False),
        (":root { color-scheme: dark }", "", True),
        (":root { color-scheme: light dark }", "", True),
        ('<meta name="color-scheme" content="dark">', "", True),
        ('<meta name="color-scheme" content="dark light">', "", True),
        ("", 'data-theme="auto"', True),
        ("", 'data-theme="dark"', True),
        (":root { color-scheme: dark }", 'data-theme="light"', False),
    ],
)
def test_on_a_dark_system_the_widget_is_as_its_page_is(
    style: str,
    attribute: str,
    dark: bool,
    pages: tuple[HostPages, str],
    serve: Callable[..., str],
    browser: Browser,
) -> None:
    serve()
    pages[0].head = style if style.startswith("<") else f"<style>{style}</style>"
    pages[0].attributes = attribute
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expected = "dark" if dark else "light"
    expect(page.locator("youju-widget")).to_have_attribute("data-scheme", expected)
    expect(frame.locator("html")).to_have_attribute("data-scheme", expected)
    if "auto" in attribute:
        page.emulate_media(color_scheme="light")
        expect(frame.locator("html")).to_have_attribute("data-scheme", "light")
    page.close()


@pytest.mark.parametrize(
    ("query", "scheme"), [("", "light"), ("?theme=auto", "dark"), ("?theme=dark", "dark")]
)
def test_a_plain_iframe_is_light_unless_its_address_says_otherwise(
    query: str,
    scheme: str,
    pages: tuple[HostPages, str],
    serve: Callable[..., str],
    browser: Browser,
) -> None:
    serve()
    pages[0].query = query
    page = browser.new_page(color_scheme="dark")
    page.goto(f"{pages[1]}/iframe")
    frame = page.frame_locator("iframe")
    expect(frame.locator("html")).to_have_attribute("data-scheme", scheme)
    page.close()


def test_a_widget_that_opens_late_tells_that_the_service_is_there(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    held: list[HeldRequest] = []
    page.route("**/embed/session", lambda route: held.append(route))
    page.goto(f"{pages[1]}/plain")
    page.get_by_role("button", name="政策问答").click()
    expect(page.locator(".notice .doubt")).to_have_text("服务有回应，还在准备，请稍候。")
    held[0].continue_()
    expect(embed_frame(page).locator("#question")).to_be_focused()
    expect(page.locator(".notice")).to_be_hidden()


def test_words_copied_with_the_mouse_keep_their_marks_apart(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    frame.evaluate("getSelection().selectAllChildren(document.querySelector('.answer'))")
    page.keyboard.press("ControlOrMeta+c")
    page.bring_to_front()
    words = str(page.evaluate("navigator.clipboard.readText()")).split()
    assert words == ["一是调整能源结构。①", "二是发展绿色产业。②"]
    assert frame.locator(".mark").all_text_contents() == ["1", "2"]


def test_the_panel_shows_one_close_button_once_it_has_opened(
    pages: tuple[HostPages, str], serve: Callable[..., str], browser: Browser
) -> None:
    serve()
    page = phone_page(browser, f"{pages[1]}/plain")
    expect(embed_frame(page).locator("#question")).to_be_focused()
    expect(page.locator(".shut")).to_be_hidden()
    page.close()


def test_selected_words_are_asked_about(page: Page) -> None:
    select = """() => { const text = document.getElementById('text').firstChild;
        const range = document.createRange(); range.setStart(text, 3); range.setEnd(text, 9);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    page.evaluate(select)
    page.get_by_role("button", name="查政策依据").click()
    frame = embed_frame(page)
    expect(frame.locator(".asked")).to_have_text("发展绿色产业")
    page.get_by_role("button", name="政策问答").click()
    page.evaluate(select)
    page.keyboard.press("Alt+Shift+Y")
    expect(frame.locator(".asked")).to_have_count(2)


def test_the_javascript_interface(page: Page) -> None:
    said = page.evaluate(
        """() => new Promise(done => {
            const stop = Youju.on('answer', answer => { stop(); done(answer); });
            Youju.ask('降碳');
        })"""
    )
    assert said == {
        "question": "降碳",
        "outcome": "answered",
        "text": "一是调整能源结构。[1]\n二是发展绿色产业。[2]",
        "citations": [
            {
                "number": 1,
                "title": "降碳要做三件事",
                "author": "甲某",
                "quote": "一是调整能源结构。",
            },
            {
                "number": 2,
                "title": "降碳要做三件事",
                "author": "甲某",
                "quote": "二是发展绿色产业。",
            },
        ],
    }
    assert page.evaluate("[Youju.version, Youju.api, Object.isFrozen(Youju)]") == ["1.0.0", 1, True]
    page.evaluate("Youju.close()")
    expect(page.locator(".panel")).to_be_hidden()
    page.evaluate("Youju.open()")
    expect(page.locator(".panel")).to_be_visible()


CAUTION = "依据不够直接，引用前请先看原文。"


@pytest.mark.parametrize(
    ("confidence", "told"),
    [(LOOK_FIRST_BELOW - 0.01, [CAUTION]), (LOOK_FIRST_BELOW, [])],
    ids=["weak", "firm"],
)
def test_a_weak_answer_asks_to_look_first_and_a_firm_one_does_not(
    confidence: float,
    told: list[str],
    pages: tuple[HostPages, str],
    serve: Callable[..., str],
    context: BrowserContext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = FakeService.ask
    monkeypatch.setattr(
        FakeService, "ask", lambda *a, **k: replace(ask(*a, **k), confidence=confidence)
    )
    serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    expect(frame.locator(".caution")).to_have_text(told)


def test_a_question_too_long_is_kept_whole_counted_and_not_sent(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve(max_question_chars=20)
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    page.get_by_role("button", name="政策问答").click()
    frame = embed_frame(page)
    box, limit = frame.locator("#question"), frame.locator("#limit")
    expect(box).to_be_focused()
    box.fill("降碳" + "碳" * 15)
    expect(limit).to_be_hidden()
    box.fill("降碳" + "碳" * 18)
    expect(limit).to_have_text("已写 20 字，最多 20 字。")
    # 𠮷 is one character to the server and two units to JavaScript.
    long = "降碳" + "𠮷" * 20
    box.fill(long)
    told = "这一问有 22 字，最多 20 字；请删去 2 字，或者分成几问。"
    expect(limit).to_have_text(told)
    expect(frame.locator("#status")).to_have_text(told)
    expect(box).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Enter")
    frame.locator("#send").click()
    expect(box).to_have_value(long)
    expect(frame.locator(".turn")).to_have_count(0)
    box.fill("降碳")
    page.keyboard.press("Enter")
    expect(frame.locator(".mark")).to_have_count(2)
    expect(box).to_have_value("")
    expect(limit).to_be_hidden()


def test_a_question_too_long_from_the_page_stands_whole_in_the_box(page: Page) -> None:
    page.evaluate(
        "() => { window.said = []; Youju.on('error', error => said.push(error.detail)); }"
    )
    page.evaluate("Youju.ask('碳'.repeat(600))")
    told = "这一问有 600 字，最多 500 字；请删去 100 字，或者分成几问。"
    frame = embed_frame(page)
    expect(frame.locator("#question")).to_have_value("碳" * 600)
    expect(frame.locator("#question")).to_be_focused()
    expect(frame.locator("#limit")).to_have_text(told)
    page.wait_for_function("said.length > 0")
    assert page.evaluate("said") == [told]
    page.evaluate("Youju.ask('降'.repeat(600))")
    expect(frame.locator("#question")).to_have_value("碳" * 600 + "\n" + "降" * 600)
    expect(frame.locator(".turn")).to_have_count(0)


def test_at_the_last_source_the_keyboard_stays_in_the_reader(page: Page) -> None:
    frame = open_and_ask(page, "降碳")
    frame.locator(".mark").first.click()
    following, previous = frame.locator("#reader-next"), frame.locator("#reader-previous")
    following.focus()
    page.keyboard.press("Enter")
    expect(frame.locator("#reader-text mark")).to_have_text("二是发展绿色产业。")
    expect(following).to_have_attribute("aria-disabled", "true")
    expect(following).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame.locator("#reader-text mark")).to_have_text("二是发展绿色产业。")
    previous.focus()
    page.keyboard.press("Enter")
    expect(previous).to_have_attribute("aria-disabled", "true")
    expect(previous).to_be_focused()
    # Even where the focus is lost, keys are the reader's.
    frame.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(frame.locator("#reader-text mark")).to_have_text("二是发展绿色产业。")
    page.keyboard.press("Tab")
    assert frame.evaluate("document.activeElement.closest('#reader') !== null")
    frame.evaluate("document.activeElement.blur()")
    page.keyboard.press("Escape")
    expect(frame.locator("#reader")).to_be_hidden()
    expect(page.locator(".panel")).to_be_visible()


def test_the_open_bubble_says_that_it_closes(page: Page) -> None:
    page.get_by_role("button", name="政策问答", exact=True).click()
    page.get_by_role("button", name="收起政策问答", exact=True).click()
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.get_by_role("button", name="政策问答", exact=True)).to_be_focused()


def test_a_question_asked_while_another_is_answered_waits_for_its_turn(page: Page) -> None:
    held: list[HeldRequest] = []
    page.route("**/api/v1/ask", lambda route: held.append(route), times=1)
    frame = open_and_ask(page, "降碳")
    expect(frame.locator("#log")).to_have_attribute("aria-busy", "true")
    page.evaluate("Youju.ask('天气'); Youju.ask('降碳第二问')")
    expect(frame.locator(".asked")).to_have_text(["降碳", "天气", "降碳第二问"])
    expect(frame.locator(".turn .waiting")).to_have_text(
        ["正在查找原文…", "前面一问答完，就答这一问。", "前面一问答完，就答这一问。"]
    )
    held[0].continue_()
    expect(frame.locator(".turn").nth(1)).to_contain_text("文中没有提到天气。")
    expect(frame.locator(".turn").nth(2).locator(".mark")).to_have_count(2)
    expect(frame.locator("#log")).to_have_attribute("aria-busy", "false")


def test_a_new_conversation_forgets_the_questions_that_wait(page: Page) -> None:
    held: list[HeldRequest] = []
    page.route("**/api/v1/ask", lambda route: held.append(route), times=1)
    frame = open_and_ask(page, "降碳")
    page.evaluate("Youju.ask('天气')")
    expect(frame.locator(".asked")).to_have_count(2)
    frame.locator("#restart").click()
    expect(frame.locator(".asked")).to_have_count(0)
    expect(frame.locator("#log")).to_have_attribute("aria-busy", "false")
    assert len(held) == 1


def test_messages_of_the_page_itself_are_not_taken_for_ours(page: Page) -> None:
    page.evaluate("window.heard = 0; void Youju.on('answer', () => { window.heard += 1; })")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    page.evaluate("window.postMessage({youju: 1, type: 'answer', answer: {text: '假'}}, '*')")
    page.wait_for_timeout(200)
    assert page.evaluate("window.heard") == 1


def test_abstention_and_failure_look_different(page: Page) -> None:
    frame = open_and_ask(page, "明天天气")
    expect(frame.locator(".none h2")).to_have_text("文中没有依据，不作回答")
    expect(frame.locator(".none p >> nth=0")).to_have_text("文中没有提到天气。")
    ask_in(frame, "故障")
    expect(frame.locator(".failed h2")).to_have_text("这一问没有答成")
    expect(frame.locator(".failed p >> nth=0")).to_have_text(
        "语言模型没有给出可用的回答，请稍后再试。"
    )
    assert frame.locator(".none").evaluate("n => getComputedStyle(n).borderStyle") == "dashed"
    assert frame.locator(".failed").evaluate("n => getComputedStyle(n).borderStyle") == "solid"


def test_a_full_minute_is_told_with_a_countdown(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve(questions_per_minute=1)
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    ask_in(frame, "降碳")
    expect(frame.locator(".failed p >> nth=0")).to_have_text("每分钟最多问 1 次，请稍后再试。")
    expect(frame.locator(".failed .action")).to_be_disabled()


def test_a_plain_iframe_of_an_allowed_page_answers(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/iframe")
    frame = embed_frame(page)
    # Without the widget's welcome the frame finds out by itself who embeds it.
    page.wait_for_timeout(1700)
    ask_in(frame, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)


def test_a_plain_iframe_scrolls_itself_and_never_its_page(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/long")
    frame = embed_frame(page)
    page.wait_for_timeout(1700)
    # The upper part of the frame is out of sight; what is asked stands in the lower one.
    page.evaluate("scrollTo(0, document.querySelector('iframe').offsetTop + 300)")
    before = page.evaluate("scrollY")
    for count in (1, 2, 3):
        frame.evaluate(
            """() => { document.getElementById('question').value = '降碳';
                document.getElementById('send').click(); }"""
        )
        expect(frame.locator(".mark")).to_have_count(2 * count)
        expect(frame.locator("#log")).to_have_attribute("aria-busy", "false")
    assert frame.evaluate(
        """() => document.querySelector('.turn:last-of-type').getBoundingClientRect().bottom
            <= innerHeight"""
    )
    frame.evaluate("() => document.querySelector('.turn:last-of-type .mark').click()")
    expect(frame.locator("#reader-text mark")).to_have_count(1)
    frame.evaluate("() => document.getElementById('reader-back').click()")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == before


def test_a_page_that_is_not_allowed_gets_no_frame(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve(allowed_origins=())
    page = context.new_page()
    page.goto(f"{pages[1]}/iframe")
    page.wait_for_timeout(500)
    assert [f.url for f in page.frames if f.url.endswith("/embed")] == []


def test_a_key_is_exchanged_and_never_stands_in_an_address(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext, tmp_path: Path
) -> None:
    foreign = pages[1]
    key = Keys(tmp_path / "keys.json").add(Key("内网", "site", "", (foreign,)))
    serve()
    pages[0].attributes = f'data-key="{key}"'
    addresses: list[str] = []
    context.on("request", lambda request: addresses.append(request.url))
    page = context.new_page()
    page.goto(f"{foreign}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    assert [address for address in addresses if key in address or "et_" in address] == []
    pages[0].attributes = 'data-key="pk_wrong"'
    page.goto(f"{foreign}/plain")
    page.get_by_role("button", name="政策问答").click()
    expect(embed_frame(page).locator("#welcome .failed p")).to_have_text(
        "嵌入密钥不对，或不是发给这个来源的。"
    )


def test_a_policy_that_blocks_the_frame_is_named(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    server = serve()
    page = context.new_page()
    page.goto(f"{pages[1]}/no-frames")
    page.get_by_role("button", name="政策问答").click()
    notice = page.locator(".notice p >> nth=0")
    expect(notice).to_contain_text("内容安全策略（CSP）挡住了对话窗口：frame-src")
    expect(notice).to_contain_text(server)


def test_the_widget_is_small_and_asks_no_other_host(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    assert len(gzip.compress(widget_script().encode())) < 20_000
    server = serve()
    hosts: set[str] = set()
    context.on("request", lambda r: hosts.add("/".join(r.url.split("/")[:3])))
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    assert hosts == {server, pages[1]}


OLD_BROWSER = """
delete CSSStyleSheet.prototype.replaceSync;
delete HTMLElement.prototype.showPopover;
delete window.AbortController;
delete window.TextDecoder;

Object.defineProperty(Location.prototype, 'ancestorOrigins', { value: undefined });
MediaQueryList.prototype.addEventListener = undefined;
"""


@pytest.mark.parametrize("name", ["plain", "iframe"])
def test_a_browser_without_the_newer_means_is_served_too(
    name: str, pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    page = context.new_page()
    page.add_init_script(OLD_BROWSER)
    errors = watch(page)
    page.goto(f"{pages[1]}/{name}")
    if name == "plain":
        frame = open_and_ask(page, "降碳")
        box = page.locator(".panel").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (408, 640)
    else:
        frame = embed_frame(page)
        page.wait_for_timeout(1700)
        ask_in(frame, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    assert errors == []


def test_the_reader_links_to_the_whole_article(page: Page) -> None:
    frame = open_and_ask(page, "降碳")
    frame.locator(".mark").first.click()
    expect(frame.locator("#reader-link")).to_have_attribute("href", "/articles/a1#char=11-20")


def test_a_document_that_changed_since_says_so(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    changed = replace(ARTICLE, text="新版。" + TEXT.replace("二是发展绿色产业。", ""))
    monkeypatch.setattr(FakeService, "article", lambda _self, _id: changed)
    frame.locator(".mark").first.click()
    expect(frame.locator("#reader-note")).to_have_text("原文已变更，下面标出的是引文现在的位置。")
    expect(frame.locator("#reader-text mark")).to_have_text("一是调整能源结构。")
    frame.locator("#reader-next").click()
    expect(frame.locator("#reader-note")).to_have_text(
        "原文已变更，引文现在找不到了。当时的引文是：“二是发展绿色产业。”"
    )
    expect(frame.locator("#reader-text mark")).to_have_count(0)


def test_rows_of_a_table_are_drawn_as_one_and_every_character_is_kept(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = open_and_ask(page, "降碳")
    expect(frame.locator(".mark")).to_have_count(2)
    table = (
        "区县 | 措施 | 期限",
        "𠮷北区 | 一是调整能源结构。 | 5年",
        "江南区 |  | 二是发展绿色产业。",
    )
    text = "\n".join(
        ("降碳要做三件事", "表前一句 | 不是表。", "各区县如下。", *table, "表后一句。")
    )
    monkeypatch.setattr(FakeService, "article", lambda _self, _id: replace(ARTICLE, text=text))
    frame.locator(".mark").first.click()
    marked = frame.locator("#reader-text .cell mark")
    expect(marked).to_have_text("一是调整能源结构。")
    rows = frame.locator("#reader-text .rows .row")
    assert rows.all_text_contents() == list(table)
    assert frame.locator(".cell-bar").first.is_hidden()
    # What is short is never split; a wide table scrolls in its own box.
    expect(frame.get_by_role("cell", name="5年")).to_have_css("white-space", "nowrap")
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    lines = frame.locator("#reader-text").evaluate(
        """(text) => Array.from(text.childNodes, (node) => node.nodeType === 3 ? node.data
            : Array.from(node.children, (row) => row.textContent + '\\n').join('')).join('')"""
    )
    assert lines == text
    tops = [rows.nth(n).locator(".cell").nth(1).bounding_box() for n in (0, 1)]
    assert tops[0]
    assert tops[1]
    assert tops[0]["x"] == tops[1]["x"]
    frame.locator("#reader-next").click()
    expect(marked).to_have_text("二是发展绿色产业。")


def test_a_page_may_have_only_some_articles_asked(
    pages: tuple[HostPages, str],
    serve: Callable[..., str],
    context: BrowserContext,
) -> None:
    service = FakeService()
    serve(service=service)
    pages[0].attributes = f'data-articles="a1, {ARTICLE.title}"'
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    frame = open_and_ask(page, "降碳")
    expect(frame.locator("#scope")).to_have_text(f"这里只查《{ARTICLE.title}》。")
    expect(frame.locator(".turn .mark")).to_have_count(2)
    assert service.selections == [("a1", ARTICLE.title)]


def test_a_page_that_names_an_unknown_article_is_told(
    pages: tuple[HostPages, str], serve: Callable[..., str], context: BrowserContext
) -> None:
    serve()
    pages[0].attributes = f'data-articles="{UNKNOWN}"'
    page = context.new_page()
    page.goto(f"{pages[1]}/plain")
    page.get_by_role("button", name="政策问答").click()
    expect(embed_frame(page).locator("#welcome .failed")).to_contain_text(UNKNOWN)
