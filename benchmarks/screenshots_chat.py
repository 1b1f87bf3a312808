"""Pictures of every state of the chat window, for docs/screenshots/.

    python -m benchmarks.screenshots_chat [--only NAME]

Starts the whole application over documents/ in a folder of its own, drives
Debian's Chromium through each state and writes chat-<state>-<width>-<scheme>.png.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from assistant.api import create_app
from assistant.service import Assistant
from assistant.settings import Settings
from tests.api.serving import serving
from tests.browser.chat_site import WIDTHS, ask, open_page
from tests.browser.chromium import chromium

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "docs" / "screenshots"
LIST = "怎样推动绿色发展，加快绿色低碳转型？"
FACT = "2021年成渝地区双城经济圈经济总量同比增长多少？"
ACROSS = "三个万亿级产业是哪三个？"
EVERYDAY = "用能的额度省下来了，能跨地方拿去卖吗？"
NONE = "火星移民计划的预算是多少？"

State = Callable[[Page, str], None]


def _welcome(page: Page, address: str) -> None:
    del page, address


def _answer(page: Page, address: str) -> None:
    del address
    ask(page, LIST)


def _quote(page: Page, address: str) -> None:
    _answer(page, address)
    page.locator(".turn a.cite").nth(1).hover()


def _reader(page: Page, address: str) -> None:
    _answer(page, address)
    page.locator(".turn a.cite").nth(1).click()
    page.locator(".panel mark.here").first.wait_for()


def _conversation(page: Page, address: str) -> None:
    del address
    for question in (LIST, "那能源呢？", FACT, ACROSS):
        ask(page, question)


def _abstained(page: Page, address: str) -> None:
    del address
    ask(page, NONE)
    if page.locator(".nearest summary").count():
        page.locator(".nearest summary").click()


def _nearest(page: Page, address: str) -> None:
    del address
    ask(page, EVERYDAY)
    page.locator(".only-nearest").wait_for()


def _failed(page: Page, address: str) -> None:
    del address
    page.route(
        "**/gradio_api/queue/join*",
        lambda route: route.fulfill(status=429, headers={"Retry-After": "7"}, body="{}"),
    )
    ask(page, LIST)


def _waiting(page: Page, address: str) -> None:
    del address

    def hold(route: Route) -> None:
        del route  # never answered: the picture shows what is seen while waiting

    page.route("**/gradio_api/queue/join*", hold)
    page.locator("#yj-box textarea").fill(LIST)
    page.keyboard.press("Enter")
    page.locator(".skeleton").wait_for()


def _offline(page: Page, address: str) -> None:
    _answer(page, address)
    page.context.set_offline(True)
    page.locator(".banner").wait_for()


def _feedback(page: Page, address: str) -> None:
    _answer(page, address)
    page.get_by_role("button", name="没用").click()


def _choosing(page: Page, address: str) -> None:
    del address
    page.locator("#yj-choose").click()
    page.locator(".pick").nth(2).click()


def _narrowed(page: Page, address: str) -> None:
    _choosing(page, address)
    page.locator(".dialog .primary").click()
    page.locator(".scope-name").wait_for()
    ask(page, LIST)


def _large(page: Page, address: str) -> None:
    page.evaluate("localStorage.setItem('youju.appearance', JSON.stringify({large: true}))")
    open_page(page, address)
    ask(page, LIST)


def _library(page: Page, address: str) -> None:
    open_page(page, f"{address}/library")


def _map(page: Page, address: str) -> None:
    _library(page, address)
    page.get_by_role("button", name="看成脑图").click()


def _figures(page: Page, address: str) -> None:
    open_page(page, f"{address}/figures")


def _article(page: Page, address: str) -> None:
    ask(page, LIST)
    link = page.locator(".turn a.cite").nth(1).get_attribute("href") or ""
    open_page(page, address + link)
    page.locator("mark.here").first.wait_for()


def _drawer(page: Page, address: str) -> None:
    _answer(page, address)
    menu = page.get_by_role("button", name="会话", exact=True)
    if menu.is_visible():
        menu.click()


STATES: dict[str, State] = {
    "welcome": _welcome,
    "answer": _answer,
    "quote": _quote,
    "reader": _reader,
    "conversation": _conversation,
    "abstained": _abstained,
    "nearest": _nearest,
    "failed": _failed,
    "waiting": _waiting,
    "offline": _offline,
    "feedback": _feedback,
    "choosing": _choosing,
    "narrowed": _narrowed,
    "large": _large,
    "drawer": _drawer,
    "library": _library,
    "map": _map,
    "figures": _figures,
    "article": _article,
}
# Each state on both widths in light; in dark those where colours carry meaning.
DARK = ("welcome", "answer", "reader", "abstained", "nearest", "failed", "map", "article")


def shoot(browser: Browser, address: str, name: str, width: str, scheme: str) -> Path:
    """Bring a fresh page into the state `name` and take its picture."""
    across, down = WIDTHS[width]
    context = browser.new_context(
        viewport={"width": across, "height": down},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="zh-CN",
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_page(page, address)
    STATES[name](page, address)
    page.wait_for_timeout(500)
    path = FOLDER / f"chat-{name}-{across}-{scheme}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    """Take all pictures, or those of one state."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=STATES, help="one state")
    only = parser.parse_args().only
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(documents_dir=REPOSITORY / "documents", data_dir=Path(folder) / "data")
        application = create_app(Assistant.from_settings(settings), settings)
        with serving(application) as address, chromium() as browser:
            for name in STATES if only is None else [only]:
                for width in ("desktop", "phone"):
                    for scheme in ("light", "dark") if name in DARK else ("light",):
                        path = shoot(browser, address, name, width, scheme)
                        print(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
