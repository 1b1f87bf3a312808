"""No text of a document, a question or a setting runs as script in /embed or on a host page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from assistant.api import create_app
from assistant.settings import Settings
from assistant.types import Answer, Article, Citation, Hit, Passage, Refusal, Statement
from tests.api.conftest import FakeService
from tests.api.serving import serving
from tests.browser.chromium import chromium
from tests.browser.xss import PAYLOADS

TRAP = "window.fired = 0; window.pwned = () => { window.fired += 1; };"


@dataclass
class HostileService(FakeService):
    """Every field that a document or a question can reach holds the question's own text."""

    payload: str = ""

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_of: str = "",
        articles: Sequence[str] = (),
    ) -> Answer:
        del history, as_of, articles
        self.payload = text = question.removeprefix("无 ")
        passage = Passage("p", "a1", (text,), 0, len(text), text)
        hits = (Hit(passage, 1.0, ("keyword",)),)
        statement = Statement(text, (1,), (), group=text)
        citation = Citation(1, "a1", 0, len(text), text, self.article("a1").text_hash)
        answer = Answer(
            text, f"{text}。", (statement,), (citation,), hits, "answered", text, 1.0, (text,)
        )
        if question.startswith("无 "):
            refusal = Refusal("no_evidence", (text,), text)
            return replace(
                answer, statements=(), citations=(), outcome="abstained", refusal=refusal
            )
        return answer

    def article(self, article_id: str) -> Article:
        text = self.payload
        return Article(article_id, text, text, text, text, text, "2022", text)


def test_there_are_more_than_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 150


def test_no_payload_fires_in_the_embedded_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.api.app.find_web", lambda: None)
    settings = Settings(data_dir=tmp_path, questions_per_minute=0, requests_per_minute=0)
    with serving(create_app(HostileService(), settings)) as url, chromium() as browser:
        page = browser.new_page()
        page.add_init_script(TRAP)
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(f"{url}/embed")
        for number, payload in enumerate(PAYLOADS):
            question = payload if number % 2 else f"无 {payload}"
            page.locator("#question").fill(question)
            page.locator("#send").click()
            expect(page.locator("#log")).to_have_attribute("aria-busy", "false")
            expect(page.locator(".turn")).to_have_count(1)
            if number % 2:
                page.locator(".mark").first.click()
                expect(page.locator("#reader-text mark")).to_have_text(payload)
                page.locator("#reader-back").click()
            else:
                page.locator(".none summary").click()
                expect(page.locator(".none h2")).to_have_text("文中没有依据，不作回答")
            found = page.locator("#log :is(script,img,svg,iframe,a,style,object,embed,form,input)")
            assert found.count() == 0, payload
            page.locator("#restart").click()
        assert page.evaluate("window.fired") == 0
        assert dialogs == []


def test_no_payload_fires_on_the_page_that_embeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.api.app.find_web", lambda: None)
    served = {"server": ""}

    async def host(request: Request) -> HTMLResponse:
        payload = PAYLOADS[int(request.path_params["number"])]
        return HTMLResponse(
            f'<!doctype html><html><body><p id="t">{escape(payload)}</p><script src="'
            f'{served["server"]}/widget.js" data-title="{escape(payload)}" data-position='
            f'"{escape(payload)}" data-theme="{escape(payload)}"></script></body></html>'
        )

    with serving(Starlette(routes=[Route("/{number}", host)])) as foreign:
        settings = Settings(data_dir=tmp_path, requests_per_minute=0, allowed_origins=(foreign,))
        with serving(create_app(HostileService(), settings)) as url, chromium() as browser:
            served["server"] = url
            page = browser.new_page()
            page.add_init_script(TRAP)
            # Every seventh: a page load each, and the drawing code is the same for all.
            for number in range(0, len(PAYLOADS), 7):
                page.goto(f"{foreign}/{number}")
                page.evaluate("getSelection().selectAllChildren(document.getElementById('t'))")
                page.locator(".bubble").wait_for()
                assert page.evaluate("window.fired") == 0, PAYLOADS[number]


def test_the_demo_and_the_doctor_show_what_is_typed_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.api.app.find_web", lambda: None)
    settings = Settings(data_dir=tmp_path, requests_per_minute=0)
    with serving(create_app(FakeService(), settings)) as url, chromium() as browser:
        page = browser.new_page()
        page.add_init_script(TRAP)
        page.goto(f"{url}/embed/demo")
        for payload in PAYLOADS[::5]:
            page.locator("#data-title").fill(payload)
            page.locator("#data-key").fill(payload)
        snippet = page.locator("#snippet").input_value()
        assert "<script>pwned" not in snippet
        for payload in PAYLOADS[::15]:
            page.goto(f"{url}/embed/doctor#page={payload}")
            page.reload()
            page.locator("#page").fill(f"https://a.example/{payload}")
            page.locator("#snippet").fill(f"<script src='{payload}'>{payload}")
            page.locator("#headers").fill(f"Content-Security-Policy: script-src {payload}")
            page.get_by_role("button", name="检查").click()
            page.locator("#checks li").first.wait_for()
            assert page.evaluate("window.fired") == 0, payload
