"""Nothing that a document, a question, a name or a note says ever runs in the chat's pages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from assistant.feedback import FEEDBACK_FILE, FeedbackStore
from assistant.ingest.figures import find_figures
from assistant.types import Answer, Article, Citation, Refusal, Span, Statement
from tests.browser.chat_site import WIDTHS, ask, chat_site, open_page
from tests.browser.payloads import PAYLOADS
from tests.web.fakes import FakeAssistant

FIGURE = "收入达到3.5亿元。"


def hostile_article(number: int, payload: str) -> Article:
    """An article that says the payload wherever an article can say anything."""
    text = f"{payload}\n{payload}\n{payload}一是{payload}。二是{payload}。{payload}{FIGURE}"
    return Article(
        id=f"h{number}-{payload}", title=payload, text=text, author=payload, affiliation=payload,
        column=payload, published=payload, source=f"{payload}.txt",
        body_start=2 * len(payload) + 2,
    )  # fmt: skip


class HostileAssistant(FakeAssistant):
    """Says all payloads in every place of an answer, or of a refusal when asked 拒答."""

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        found = self.articles()
        standalone = PAYLOADS[len(history) % len(PAYLOADS)]
        if "拒答" in question:
            hits = tuple(self._hit(a, Span(0, len(a.title))) for a in found[:4])
            refusal = Refusal("no_evidence", PAYLOADS, PAYLOADS[0])
            return Answer(
                question, standalone, (), (), hits, "abstained", "".join(PAYLOADS), 0.1,
                PAYLOADS, 0.01, refusal,
            )  # fmt: skip
        if "都有" not in question:  # the question itself is the payload
            return Answer(question, standalone, (), (), (), "abstained", standalone, 0.1)
        citations = tuple(
            Citation(i, a.id, 0, len(a.title), a.title, a.text_hash) for i, a in enumerate(found, 1)
        )
        statements = tuple(
            Statement(p, (i,), (Span(0, len(p)),), group=p) for i, p in enumerate(PAYLOADS, 1)
        )
        return Answer(
            question, standalone, statements, citations, (), "answered", "".join(PAYLOADS), 0.2
        )


@pytest.fixture(scope="module")
def articles() -> Sequence[Article]:
    every = "\n".join(PAYLOADS)
    whole = Article(id="all", title=PAYLOADS[0] * 3, text=every, body_start=len(every))
    return [*(hostile_article(i, payload) for i, payload in enumerate(PAYLOADS)), whole]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(articles: Sequence[Article], data_dir: Path) -> Iterator[str]:
    with chat_site(HostileAssistant(articles), data_dir) as served:
        yield served


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    across, down = WIDTHS["desktop"]
    made = browser.new_context(
        viewport={"width": across, "height": down}, reduced_motion="reduce", locale="zh-CN"
    )
    made.add_init_script("window.__fired = 0; window.fired = () => { window.top.__fired += 1; };")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    made.set_default_timeout(20_000)
    asked: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    yield made
    assert [url for url in asked if "127.0.0.1" not in url and not url.startswith("data:")] == []


def disturb(page: Page) -> None:
    """Touch everything that could wait for a touch."""
    page.evaluate("""() => {
        for (const element of document.querySelectorAll("body *")) {
            for (const kind of ["mouseover", "mouseenter", "focus", "pointerover"]) {
                element.dispatchEvent(new Event(kind, { bubbles: true }));
            }
        }
    }""")
    page.wait_for_timeout(100)


def assert_nothing_ran(page: Page) -> None:
    disturb(page)
    assert page.evaluate("window.__fired") == 0
    # Not even inert: no element carries a handler, no link leads into a script.
    assert (
        page.evaluate("""() => [...document.querySelectorAll("body *")].filter((element) =>
        [...element.attributes].some((a) => a.name.startsWith("on")
            || /^\\s*(javascript|data):/i.test(a.name === "href" ? a.value : ""))).length""")
        == 0
    )


def test_there_are_at_least_a_hundred_different_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 100


def test_the_payloads_do_run_where_nothing_is_escaped(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("".join(f"<div>{payload}</div>" for payload in PAYLOADS[:60]))
    page.wait_for_timeout(500)
    assert page.evaluate("window.__fired") > 5


def test_an_answer_made_of_payloads_runs_nothing(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, "都有什么？")
    assert page.locator(".turn .statement").count() == len(PAYLOADS)
    assert page.locator(".turn .statement").first.text_content() == f"{PAYLOADS[0]}1"
    assert_nothing_ran(page)
    page.locator(".turn a.cite").nth(40).hover()
    assert_nothing_ran(page)
    page.locator(".turn a.cite").nth(40).click()
    page.locator(".panel mark.here").first.wait_for()
    assert_nothing_ran(page)


def test_a_refusal_made_of_payloads_runs_nothing(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, "拒答")
    assert page.locator(".missing .term").count() == len(PAYLOADS)
    page.locator(".nearest summary").click()
    assert_nothing_ran(page)


def test_questions_typed_and_in_the_address_run_nothing(page: Page, address: str) -> None:
    for payload in PAYLOADS[::9]:
        open_page(page, address)
        ask(page, payload)
        assert page.locator(".turn h2").last.text_content() == payload.strip()
        assert_nothing_ran(page)
    for payload in PAYLOADS[::13]:
        page.goto("about:blank")
        open_page(
            page, f"{address}/?{page.evaluate('(q) => new URLSearchParams({q})+``', payload)}"
        )
        page.locator(".turn h2").wait_for()
        assert_nothing_ran(page)


def test_conversations_named_and_filled_with_payloads_run_nothing(page: Page, address: str) -> None:
    open_page(page, address)
    page.evaluate(
        """(payloads) => payloads.slice(0, 99).forEach((text, i) => localStorage.setItem(
            `youju.conversation.${i}`, JSON.stringify({ id: String(i), title: text, created: i,
            updated: i,
            turns: [{ id: text, question: text, state: "failed", message: text }] })))""",
        list(PAYLOADS),
    )
    page.reload()
    page.wait_for_selector("html[data-ready=yes]")
    assert page.locator(".conversations .name").count() == 99
    assert_nothing_ran(page)
    page.locator(".conversations .open").nth(50).click()
    assert_nothing_ran(page)
    row = page.locator(".conversations li").nth(20)
    row.hover()
    row.get_by_role("button", name="改名").click()
    page.get_by_label("会话名称").fill(PAYLOADS[0])
    page.keyboard.press("Enter")
    assert_nothing_ran(page)


def test_library_and_figures_of_hostile_documents_run_nothing(
    page: Page, address: str, articles: Sequence[Article]
) -> None:
    for path in ("/library", "/figures", "/figures?q=%22%3E%3Cscript%3Efired()%3C/script%3E"):
        open_page(page, address + path)
        assert page.locator("main h1").is_visible()
        assert_nothing_ran(page)
    figures = sum(len(find_figures(article)) for article in articles)
    assert figures > len(PAYLOADS) * 0.9  # a few payloads make no name, and no figure
    assert page.locator("tbody tr").count() == figures


def test_the_reader_of_hostile_articles_runs_nothing(page: Page, address: str) -> None:
    open_page(page, f"{address}/articles/all")
    assert page.locator("[data-text] .line").count() == len(PAYLOADS) + 1
    assert_nothing_ran(page)
    open_page(page, f"{address}/library")
    links = [link.get_attribute("href") or "" for link in page.locator(".entry h2 a").all()]
    for link, payload in list(zip(links, PAYLOADS, strict=False))[::8]:
        open_page(page, f"{address}{link}#char=0-{len(payload)}")
        assert page.locator("[data-text] mark.here").all_text_contents()[0] == payload
        assert_nothing_ran(page)


def test_notes_are_kept_as_text_and_shown_to_nobody(
    page: Page, address: str, data_dir: Path
) -> None:
    open_page(page, address)
    for payload in PAYLOADS:
        answer = page.evaluate(
            """(note) => fetch("/feedback", { method: "POST",
                headers: { "Content-Type": "application/json" },
                body: JSON.stringify({ verdict: "useless", question: note, note, answer: note,
                history: [note], articles: [note] }) }).then((r) => r.status)""",
            payload,
        )
        assert answer == 201
    kept = FeedbackStore(data_dir / FEEDBACK_FILE).entries()
    assert [entry.feedback.note for entry in kept] == [p.strip() for p in PAYLOADS]
    for path in ("/feedback", "/feedback/1", "/feedback/export", "/feedback.jsonl"):
        assert page.request.get(address + path).status in (404, 405)
    assert_nothing_ran(page)
