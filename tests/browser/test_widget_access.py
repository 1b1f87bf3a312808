"""The embedded chat and its tool pages for everybody, by axe-core; and what the doctor finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.api import create_app
from assistant.settings import Settings
from tests.api.conftest import FakeService
from tests.api.serving import serving
from tests.browser.chromium import watch

SITE = "https://oa.example.gov.cn"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(
        data_dir=folder,
        keys_file=folder / "keys.json",
        allowed_origins=(SITE,),
        questions_per_minute=0,
        requests_per_minute=0,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.api.app.find_web", lambda: None)
        with serving(create_app(FakeService(), settings)) as url:
            yield url


def violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each with the elements concerned."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{item['id']}: {[node['html'][:120] for node in item['nodes'][:3]]}"
        for item in found
        if item["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000])
def test_axe_finds_nothing_serious(browser: Browser, server: str, width: int, scheme: str) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    for path in ("/embed/demo", "/embed/doctor", "/docs"):
        page.goto(server + path)
        page.wait_for_timeout(300)
        assert (path, violations(page)) == (path, [])
    page.goto(f"{server}/embed")
    assert ("welcome", violations(page)) == ("welcome", [])
    for question in ("降碳", "天气", "故障"):
        page.locator("#question").fill(question)
        page.locator("#send").click()
        expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
    page.locator("details summary").first.click()
    assert ("answers", violations(page)) == ("answers", [])
    page.locator(".mark").first.click()
    expect(page.locator("#reader-text mark")).to_have_count(1)
    assert ("reader", violations(page)) == ("reader", [])
    page.close()


def test_the_api_page_lists_and_tries_operations(browser: Browser, server: str) -> None:
    page = browser.new_page()
    errors = watch(page)
    page.goto(f"{server}/docs")
    page.locator("summary", has_text="/api/v1/ask").click()
    box = page.locator("details", has=page.locator("summary", has_text="/api/v1/ask"))
    box.get_by_label("请求体").fill('{"question": "降碳"}')
    box.get_by_role("button", name="试一试").click()
    expect(box.locator("pre").last).to_contain_text('"outcome": "answered"')
    assert errors == []
    page.close()


def test_the_demo_makes_a_snippet_that_cannot_break_out(browser: Browser, server: str) -> None:
    page = browser.new_page()
    page.goto(f"{server}/embed/demo")
    page.locator("#data-title").fill('问"><b>')
    page.locator("#data-theme").select_option("dark")
    expect(page.locator("#snippet")).to_have_value(
        f'<script src="{server}/widget.js" data-title="问&quot;&gt;&lt;b&gt;" '
        'data-theme="dark" defer></script>'
    )
    page.close()


def test_each_code_of_the_demo_is_copied_by_its_own_button(browser: Browser, server: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server}/embed/demo")
    page.locator("#data-theme").select_option("dark")
    for name in ("snippet", "plain"):
        button = page.locator(f"[data-copy={name}]")
        button.click()
        expect(button.locator("xpath=following-sibling::*[@role='status']")).to_have_text("已复制")
        code = page.locator(f"#{name}").input_value()
        assert page.evaluate("navigator.clipboard.readText()") == code
    assert f"{server}/embed?theme=dark" in code
    context.close()


def diagnose(page: Page, server: str, address: str, snippet: str, headers: str) -> dict[str, str]:
    """Run the doctor; returns the checks that are no pass: name to state."""
    page.goto(f"{server}/embed/doctor")
    page.locator("#page").fill(address)
    page.locator("#snippet").fill(snippet.replace("SERVER", server))
    page.locator("#headers").fill(headers.replace("SERVER", server))
    page.get_by_role("button", name="检查").click()
    page.locator("#checks li").first.wait_for()
    found = page.locator("#checks li:not(.good)").evaluate_all(
        "items => items.map(i => [i.querySelector('b').textContent.slice(3), i.className])"
    )
    return dict(found)


SCRIPT = '<script src="SERVER/widget.js" defer></script>'
FRAME = '<iframe src="SERVER/embed"></iframe>'


@pytest.mark.parametrize(
    ("address", "snippet", "headers", "expected"),
    [
        (f"{SITE}/", SCRIPT, "Server: nginx", {}),
        ("https://evil.example/", SCRIPT, "Server: nginx", {"来源": "bad"}),
        ("ftp://x", SCRIPT, "", {"网页地址": "bad"}),
        (f"{SITE}/", "", "Server: nginx", {"代码": "unread"}),
        (f"{SITE}/", SCRIPT, "", {"网页的响应头": "unread"}),
        (f"{SITE}/", SCRIPT, "没有这样的东西", {"网页的响应头": "unread"}),
        (f"{SITE}/", SCRIPT, "https://oa.example.gov.cn/", {"网页的响应头": "unread"}),
        (
            f"{SITE}/",
            SCRIPT,
            "server:\nnginx\ncontent-security-policy:\ndefault-src 'none'; script-src SERVER",
            {
                "CSP style-src（沿用 default-src）": "unknown",
                "CSP frame-src（沿用 default-src）": "bad",
            },
        ),
        (
            f"{SITE}/",
            SCRIPT,
            "Content-Security-Policy: default-src 'self'",
            {
                "CSP script-src（沿用 default-src）": "bad",
                "CSP style-src（沿用 default-src）": "unknown",
                "CSP frame-src（沿用 default-src）": "bad",
            },
        ),
        (
            f"{SITE}/",
            SCRIPT,
            "content-security-policy: script-src SERVER; frame-src SERVER; style-src SERVER",
            {},
        ),
        (
            f"{SITE}/",
            SCRIPT,
            "content-security-policy: script-src 'strict-dynamic' 'nonce-x' SERVER",
            {"CSP script-src": "bad"},
        ),
        (
            f"{SITE}/",
            '<script nonce="x" src="SERVER/widget.js"></script>',
            "content-security-policy: script-src 'strict-dynamic' 'nonce-x'",
            {},
        ),
        (
            f"{SITE}/",
            SCRIPT,
            '<meta http-equiv="Content-Security-Policy" content="child-src \'none\'">',
            {"CSP frame-src（沿用 child-src）": "bad"},
        ),
        (
            f"{SITE}/",
            FRAME,
            "content-security-policy: script-src 'none'; sandbox allow-forms",
            {"CSP sandbox": "bad"},
        ),
        (
            f"{SITE}/",
            SCRIPT,
            "Cross-Origin-Embedder-Policy: require-corp",
            {"Cross-Origin-Embedder-Policy": "bad"},
        ),
        (
            f"{SITE}/",
            '<script src="https://other/widget.js">',
            "Server: x",
            {"代码里的地址": "bad"},
        ),
        (f"{SITE}/", '<iframe src="SERVER/">', "Server: x", {"代码里的地址": "bad"}),
        (
            f"{SITE}/",
            '<iframe sandbox="allow-scripts" src="SERVER/embed">',
            "Server: x",
            {"iframe sandbox": "bad"},
        ),
        (
            f"{SITE}/",
            SCRIPT.replace(" defer", ' data-key="pk_x"'),
            "Server: x",
            {"嵌入密钥": "bad"},
        ),
    ],
)
def test_the_doctor_names_what_blocks(
    browser: Browser,
    server: str,
    address: str,
    snippet: str,
    headers: str,
    expected: dict[str, str],
) -> None:
    page = browser.new_page()
    found = diagnose(page, server, address, snippet, headers)
    # The server of these tests listens on loopback in plain http, which is told every time.
    for name in ("监听地址", "混合内容"):
        found.pop(name, None)
    assert found == expected
    page.close()


@pytest.mark.parametrize(
    ("address", "headers", "verdict"),
    [
        (f"{SITE}/", "Server:nginx", "没有找到挡住它的地方"),
        (f"{SITE}/", "", "还不能下结论：没有查到网页的响应头；查过的几项没有挡住它"),
        (f"{SITE}/", "看不懂", "还不能下结论：没有查到网页的响应头；查过的几项没有挡住它"),
        (
            "https://evil.example/",
            "",
            "找到 1 处挡住它的地方：来源；还没有查到网页的响应头，可能不止这些",
        ),
        ("https://evil.example/", "Server: nginx", "找到 1 处挡住它的地方：来源"),
    ],
)
def test_the_doctor_calls_nothing_fine_that_it_could_not_read(
    browser: Browser, server: str, address: str, headers: str, verdict: str
) -> None:
    page = browser.new_page()
    diagnose(page, server, address, SCRIPT, headers)
    expect(page.locator("#verdict")).to_have_text(verdict)
    page.close()


@pytest.mark.parametrize("busy", [False, True])
def test_the_doctor_says_when_the_service_did_not_answer(
    browser: Browser, server: str, busy: bool
) -> None:
    page = browser.new_page()
    answer = {"status": 429, "json": {"code": "too_many", "detail": "请稍后再试。"}}
    page.route("**/embed/check", lambda route: route.fulfill(**answer) if busy else route.abort())
    diagnose(page, server, f"{SITE}/", SCRIPT, "Server: nginx")
    expect(page.locator("#verdict")).to_have_text(
        "还不能下结论：没有查到来源和密钥；查过的几项没有挡住它"
    )
    page.close()
