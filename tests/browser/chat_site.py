"""A whole server around a fake assistant, and pages in it as different readers have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from assistant.api import create_app
from assistant.settings import Settings
from tests.api.serving import serving
from tests.browser.chromium import watch
from tests.web.fakes import FakeAssistant

# What Gradio's client says of its own stream when a page is reloaded or closed before the stream
# has ended; a stream that breaks under a question fails that question's turn, which tests see.
LEFT = ("AbortError: signal is aborted", "Unexpected error Connection errored out.")
WIDTHS = {"desktop": (1280, 800), "tablet": (900, 1000), "phone": (390, 844)}


@contextmanager
def chat_site(assistant: FakeAssistant, data_dir: Path, **changes: Any) -> Iterator[str]:
    """Serve the whole application around `assistant`; yields its address."""
    limits = {"questions_per_minute": 0, "requests_per_minute": 0, **changes}
    settings = Settings(data_dir=data_dir, **limits)
    with serving(create_app(assistant, settings)) as address:
        yield address


@contextmanager
def opened(
    browser: Browser, address: str, width: str = "desktop", allow: str = "\0", **context: Any
) -> Iterator[Page]:
    """A fresh reader's page; on leaving, no other host was asked and no error was logged.

    Errors whose text contains `allow` are expected.
    """
    across, down = WIDTHS[width]
    made = browser.new_context(
        viewport={"width": across, "height": down},
        **{"locale": "zh-CN", "reduced_motion": "reduce", **context},
    )
    page = made.new_page()
    page.set_default_timeout(15_000)
    errors = watch(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, address)
    yield page
    own = (address, "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
    told = [each for each in errors if not each.startswith(LEFT)]
    unexpected = [error for error in told if allow not in error]
    assert not unexpected, unexpected
    made.close()


def open_page(page: Page, address: str) -> None:
    """Go there, and wait for the chat to be ready where it is the chat."""
    page.goto(address)
    if page.locator("gradio-app").count():
        page.wait_for_selector("html[data-ready=yes]")


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter and wait until it is answered or has failed."""
    before = page.locator(".turn").count()
    page.locator("#yj-box textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".turn").nth(before).wait_for()
    page.wait_for_function("document.documentElement.dataset.asking !== 'yes'")
